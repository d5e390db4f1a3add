// The last lines of a run on the terminal: its seed and program, the width of its intervals, and
// how many more replications would narrow them.
import { blockLengthOf } from '../experiment/drawn-worlds.ts';
import { headlineOf, type HeadlineFigure } from '../experiment/headline.ts';
import type { RecordStore } from '../experiment/record-store.ts';
import { fewestForInterval } from '../experiment/statistics.ts';
import { wideFigures } from '../experiment/stopping-rule.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { Json } from './json.ts';
import { countOf, numberText } from './number-text.ts';
import { percentText } from './precision-text.ts';
import { plainLabel } from './text-columns.ts';

export interface RunSummary {
  readonly seed: string;
  readonly version: string;
  /** Absent where there is no repository. */
  readonly commit?: string;
  readonly replications: number;
  /** Fewest replications for which there is an interval. */
  readonly fewestForInterval: number;
  /** The widest interval relative to its figure; absent if there is none. */
  readonly widest?: WidestInterval;
  /**
   * Further replications for half-widths of at most these shares of every figure; 0 if they are
   * narrow enough.
   */
  readonly more: readonly { readonly share: number; readonly replications: number }[];
}

interface WidestInterval {
  readonly policy: string;
  readonly reference: string | null;
  readonly metric: string;
  /**
   * Half of it as a share of the figure, or of a tenth of the largest where the figure is smaller.
   */
  readonly share: number;
}

const shares = [0.05, 0.02] as const;

/** @param program its version and commit */
export function runSummaryOf(
  scenario: Scenario,
  store: RecordStore,
  program: { readonly version: string; readonly commit?: string },
): RunSummary {
  const replications = store.replications().length;
  const fewest = fewestForInterval(blockLengthOf(scenario));
  const base = { seed: scenario.seed, ...program, replications, fewestForInterval: fewest };
  if (replications < fewest) return { ...base, more: [] };
  const figures = headlineOf(scenario, (policy) => store.metricsOf(policy));
  // Every interval is wider than almost 0, so all are listed, the widest first.
  const [widest] = wideFigures(tiny, replications, figures);
  return {
    ...base,
    ...(widest && {
      widest: widestOf(widest.figure, (tiny * widest.figure.halfWidth) / widest.allowed),
    }),
    more: shares.map((share) => {
      const needed = wideFigures(share, replications, figures).map(
        ({ replicationsNeeded }) => replicationsNeeded,
      );
      return { share, replications: Math.max(0, ...needed.map((one) => one - replications)) };
    }),
  };
}

const tiny = 1e-6;

function widestOf({ policy, reference, metric }: HeadlineFigure, share: number): WidestInterval {
  return { policy, reference: reference ?? null, metric, share };
}

/** Two lines; the second is about further replications. */
export function runSummaryLines(summary: RunSummary): readonly string[] {
  const { seed, version, commit, replications } = summary;
  const program =
    'offsupply ' +
    `${version}${commit === undefined ? '' : `, commit ${commit.slice(0, 12)}${commit.endsWith('-changed') ? '-changed' : ''}`}`;
  const count = countOf(replications, 'replication');
  return [`Seed ${plainLabel(seed, 60)} · ${count} · ${program}`, monteCarloLine(summary)];
}

function monteCarloLine({
  replications,
  fewestForInterval: fewest,
  widest,
  more,
}: RunSummary): string {
  if (replications < 2)
    return 'Monte Carlo error: one replication gives no interval; --replications 20 does.';
  if (replications < fewest)
    return (
      `Monte Carlo error: ${numberText(replications, 0)} replications give no interval, ` +
      `since those of a world share its draws; --replications ${fewest} do.`
    );
  if (widest === undefined)
    return 'Monte Carlo error: none; every replication has the same headline.';
  const { policy, reference, metric, share } = widest;
  const whose = `${metric} of ${policy}${reference === null ? '' : ` vs ${reference}`}`;
  const known =
    'Monte Carlo error: 95 % intervals of the headline are within ' +
    `±${percentText(roundedUp(share))} (widest: ${whose}).`;
  const needed = more.filter(({ replications: count }) => count > 0);
  if (needed.length === 0) return known;
  const texts = needed.map(({ share: width, replications: count }, index) => {
    const many = Number.isFinite(count) ? `about ${numberText(count, 0)} more` : 'no number of';
    return `${many}${index === 0 ? ' replications' : ''} would reach ±${percentText(width)}`;
  });
  return `${known} Intervals still wide: ${texts.join(', ')}.`;
}

/** A bound in two digits, never below itself. */
function roundedUp(share: number): number {
  const nearest = share.toExponential(1);
  if (Number(nearest) >= share) return Number(nearest);
  const [digits, exponent] = nearest.split('e');
  return Number(`${Number(digits) + 0.1}e${exponent!}`);
}

export function runSummaryJson({ widest, more, ...facts }: RunSummary): Json {
  return {
    ...{ seed: facts.seed, version: facts.version, commit: facts.commit ?? null },
    widest_interval: widest === undefined ? null : { ...widest },
    more_replications: more.map(({ share, replications }) => ({
      half_width: share,
      replications: Number.isFinite(replications) ? replications : null,
    })),
  };
}
