// When an experiment is precise enough to stop, and how many replications to have before looking
// again. The decision depends only on the figures, so that runs stop at the same replication for
// any number of workers. Reasons: docs/decisions.
import { assert } from '../errors.ts';
import type { HeadlineFigure } from './headline.ts';

/** How precise an experiment has to be, and within which numbers of replications. */
export interface PrecisionTarget {
  /**
   * Half-width of the 95 % interval, at most, as a share of the figure's size: 0.05 for 5 %. Above
   * 0, at most 1.
   */
  readonly share: number;
  /** Replications before the first look; at least `fewestForPrecision`. */
  readonly atLeast: number;
  /** Replications at which it ends even if figures are still wide; at least `atLeast`. */
  readonly atMost: number;
}

/** A spread estimated from fewer replications is too uncertain to stop on. */
export const fewestForPrecision = 10;

/**
 * A figure more than this many times smaller than the largest level of its metric is judged as if
 * it were a tenth of it, since no interval is narrow relative to a figure near 0.
 */
const timesSmaller = 10;

/** A figure whose interval is still too wide. */
export interface WideFigure {
  readonly figure: HeadlineFigure;
  /** What its half-width may be, in the metric's unit. */
  readonly allowed: number;
  /** Replications in all at which it would be narrow enough, if its spread stays as it is. */
  readonly replicationsNeeded: number;
}

/** What to do after a look at the figures. */
export type Decision =
  | {
      readonly kind: 'go-on';
      /** In all, before the next look. */
      readonly replications: number;
      /**
       * Widest first; empty when all are narrow enough for the first time, which has to hold again.
       */
      readonly wide: readonly WideFigure[];
    }
  | { readonly kind: 'precise' }
  /** `atMost` is reached with figures still wide. */
  | { readonly kind: 'still-wide'; readonly wide: readonly WideFigure[] };

/**
 * Whether to stop, and if not, how many replications to have before looking again.
 * @param replications how many the figures are of
 * @param figures levels and differences, as `headlineOf` gives them
 * @param narrowBefore whether every figure was narrow enough at the look before this one
 */
export function decide(
  target: PrecisionTarget,
  replications: number,
  figures: readonly HeadlineFigure[],
  narrowBefore: boolean,
): Decision {
  assert(
    target.atLeast >= fewestForPrecision && replications >= target.atLeast,
    `${replications} are enough to look at`,
  );
  const wide = wideFigures(target.share, replications, figures);
  if (wide.length === 0) {
    // A limit that is fixed beforehand cannot select a lucky moment.
    if (narrowBefore || replications >= target.atMost) return { kind: 'precise' };
    return {
      kind: 'go-on',
      replications: Math.min(target.atMost, replications + smallestBatch(replications)),
      wide,
    };
  }
  if (replications >= target.atMost) return { kind: 'still-wide', wide };
  const needed = Math.max(...wide.map(({ replicationsNeeded }) => replicationsNeeded));
  // An early estimate of the spread may be far too large, so the number at most doubles at a time.
  const next = Math.min(
    2 * replications,
    Math.max(needed, replications + smallestBatch(replications)),
  );
  return { kind: 'go-on', replications: Math.min(target.atMost, next), wide };
}

/**
 * A tenth more, at least five: checking almost the same replications again would confirm nothing.
 */
function smallestBatch(replications: number): number {
  return Math.max(5, Math.ceil(replications / 10));
}

/**
 * Figures whose half-width exceeds this share of them, widest first. Empty for fewer than two
 * replications.
 */
export function wideFigures(
  share: number,
  replications: number,
  figures: readonly HeadlineFigure[],
): readonly WideFigure[] {
  return figures
    .map((figure) => {
      const allowed =
        share *
        Math.max(Math.abs(figure.mean), largestLevel(figures, figure.metric) / timesSmaller);
      const ratio = figure.halfWidth / allowed;
      return { figure, allowed, replicationsNeeded: Math.ceil(replications * ratio * ratio) };
    })
    .filter(({ figure, allowed }) => !(figure.halfWidth <= allowed))
    .sort((a, b) => b.replicationsNeeded - a.replicationsNeeded);
}

function largestLevel(figures: readonly HeadlineFigure[], metric: string): number {
  const levels = figures.filter(
    (figure) => figure.metric === metric && figure.reference === undefined,
  );
  return Math.max(0, ...levels.map(({ mean }) => Math.abs(mean)));
}
