// Conditions that results must meet, such as `mp134a:excess_households_off<100`: reading them, and
// judging them at the confidence limit, so that a condition is not met by random variation alone.
import { ln } from '../kernel/arithmetic.ts';
import { nearest } from '../scenario/nearest.ts';
import { blockLengthOf, type PerhapsDrawn } from './drawn-worlds.ts';
import {
  metricIndex,
  metrics,
  placeOf,
  segmentNames,
  segments,
  type Crossing,
  type MetricName,
  type Segment,
} from './metrics.ts';
import type { FigureRows } from './figures.ts';
import { differenceAt, placeOfHomes, summariseAt } from './summary.ts';

/** A condition that results must meet. */
export interface Threshold {
  /** As written. */
  readonly text: string;
  readonly policy: string;
  /**
   * The condition is on the difference from this policy, paired by replication; absent where it is
   * on the level.
   */
  readonly reference?: string;
  readonly metric: MetricName;
  readonly segment: Segment;
  /** Place of the metric in a row of a policy record. */
  readonly place: number;
  readonly comparison: Comparison;
  /** In the metric's unit. */
  readonly limit: number;
}

const comparisons = ['<=', '>=', '<', '>'] as const;
export type Comparison = (typeof comparisons)[number];

/** A comparison holds exactly where its opposite does not. */
const opposites: Readonly<Record<Comparison, Comparison>> = {
  '<': '>=',
  '>=': '<',
  '>': '<=',
  '<=': '>',
};

/** What is wrong with a condition as written. */
export interface ThresholdMistake {
  readonly allowed: string;
  readonly fix: string;
}

/** A condition judged. */
export interface Verdict {
  readonly threshold: Threshold;
  /**
   * Mean over replications, and the limits of its 95 % interval, in the metric's unit; NaN where
   * there is none.
   */
  readonly mean: number;
  readonly ciLow: number;
  readonly ciHigh: number;
  /**
   * Whether the whole interval is on the right side of the limit. Not met if there is no interval.
   */
  readonly met: boolean;
}

const figureForm =
  'policy:metric; policy vs policy:metric for a difference, metric{segment} for some households';
const form =
  'policy:metric<number, with <, <=, > or >=; policy vs policy:metric for a difference, ' +
  'metric{segment} for some households';
const pieces =
  /^(?<figure>[^:]*:[^{}<>=]*(?:\{[^{}]*\})?)\s*(?<comparison><=|>=|<|>)(?<limit>[^<>=]*)$/u;
const figurePieces = /^(?<policies>[^:]*):(?<metric>[^{}<>=]*)(?:\{(?<segment>[^{}]*)\})?\s*$/u;
const number = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,2})?$/iu;

/**
 * A figure as it is named in thresholds and cases: `mp134a vs no-failure:households_off{fuel=gas}`.
 */
export type NamedFigure = Pick<Threshold, 'policy' | 'reference' | 'metric' | 'segment' | 'place'>;

/**
 * Reads the name of a figure.
 * @param policies ids of the scenario's policies
 * @param known its segments in file order
 */
export function readFigure(
  text: string,
  policies: readonly string[],
  known: readonly Segment[] = segments,
): NamedFigure | ThresholdMistake {
  const parts = figurePieces.exec(text)?.groups;
  if (parts === undefined)
    return { allowed: figureForm, fix: `write it like ${policies.at(-1)!}:excess_households_off` };
  const written = parts['policies']!.trim().split(/\s+vs\s+/u);
  if (written.length > 2) return { allowed: figureForm, fix: 'compare two policies, not more' };
  const unknown = written.find((id) => !policies.includes(id));
  if (unknown !== undefined) return misspelt('policy', unknown, policies);
  const metric = metrics.find(({ name }) => name === parts['metric']!.trim());
  if (metric === undefined) {
    return misspelt(
      'metric',
      parts['metric']!.trim(),
      metrics.map(({ name }) => name),
    );
  }
  const segmentPlace = known.findIndex((name) => name === (parts['segment'] ?? 'all').trim());
  const segment = known[segmentPlace];
  if (segment === undefined) return misspelt('segment', parts['segment']!.trim(), known);
  const [policy, reference] = written as [string, string?];
  return {
    policy,
    ...(reference === undefined ? {} : { reference }),
    metric: metric.name,
    segment,
    place: placeOf(metric.name, segmentPlace),
  };
}

/**
 * Reads a condition as written.
 * @param policies ids of the scenario's policies
 * @param known its segments in file order
 */
export function readThreshold(
  text: string,
  policies: readonly string[],
  known: readonly Segment[] = segments,
): Threshold | ThresholdMistake {
  const parts = splitCondition(text);
  if (parts === undefined)
    return { allowed: form, fix: `write it like ${policies.at(-1)!}:excess_households_off<100` };
  const figure = readFigure(parts.figure, policies, known);
  if ('fix' in figure) return figure;
  const metric = metrics[metricIndex[figure.metric]]!;
  const limit = limitOf(parts.limit.trim(), metric, figure.reference !== undefined);
  if (typeof limit !== 'number') return limit;
  return { text, ...figure, comparison: parts.comparison, limit };
}

/**
 * A figure, a comparison and a limit; undefined where the text has no such form. A segment may hold
 * a `=` of its own.
 */
function splitCondition(
  text: string,
): { figure: string; comparison: Comparison; limit: string } | undefined {
  const parts = pieces.exec(text)?.groups;
  if (parts === undefined) return undefined;
  return {
    figure: parts['figure']!,
    comparison: comparisons.find((sign) => sign === parts['comparison'])!,
    limit: parts['limit']!,
  };
}

/** What is wrong with a condition, if anything: for `LoadOptions.checkThreshold`. */
export function thresholdMistake(
  text: string,
  policies: readonly string[],
  crossings: readonly Crossing[] = [],
): ThresholdMistake | undefined {
  const read = readThreshold(text, policies, segmentNames(crossings));
  return 'fix' in read ? read : undefined;
}

function misspelt(what: string, written: string, known: readonly string[]): ThresholdMistake {
  const meant = nearest(written, known);
  const allowed = `a ${what}: ${known.join(', ')}`;
  return {
    allowed,
    fix:
      meant === undefined
        ? `write a ${what} for ${JSON.stringify(written)}`
        : `write ${meant} for ${written}`,
  };
}

/**
 * A share may be written as a percentage.
 * @param isDifference of two policies, which may be below 0
 */
function limitOf(
  written: string,
  { name, unit }: (typeof metrics)[number],
  isDifference: boolean,
): number | ThresholdMistake {
  const percent = written.endsWith('%');
  const digits = percent ? written.slice(0, -1).trim() : written;
  const limit = number.test(digits) ? Number(digits) : NaN;
  const allowed =
    unit === 'share'
      ? `a share${isDifference ? '' : ' from 0 to 1'}, such as 0.05 or 5%`
      : `a number of ${unit}`;
  if (Number.isNaN(limit))
    return {
      allowed,
      fix: 'write digits with a dot for decimals and nothing else, such as 1250.5',
    };
  if (percent && unit !== 'share') {
    const share = metrics.find((one) => one.name === `${name}_share`);
    return {
      allowed,
      fix:
        share === undefined
          ? 'leave out the %'
          : `write ${share.name} for a percentage, or leave out the %`,
    };
  }
  const value = percent ? limit / 100 : limit;
  if (unit !== 'share' || (value <= 1 && value >= (isDifference ? -1 : 0))) return value;
  return {
    allowed,
    fix: percent
      ? `write a percentage ${isDifference ? 'between -100% and 100%' : 'from 0% to 100%'}`
      : `write ${digits}% if it is a percentage`,
  };
}

/**
 * Judges a condition by the limits of its 95 % interval.
 * @param store has the policies that the threshold names
 * @param drawn the scenario, where its assumptions may have been drawn
 */
export function judge(threshold: Threshold, store: FigureRows, drawn: PerhapsDrawn = {}): Verdict {
  const { comparison, limit } = threshold;
  const estimate = withNoneSeen(estimateOf(threshold, store, drawn), threshold, store);
  return {
    threshold,
    ...estimate,
    met: isProven(comparison, estimate.ciLow, estimate.ciHigh, limit),
  };
}

/** Units of figures that count things. */
const countUnits: ReadonlySet<string> = new Set([
  ...['calls', 'households', 'meters', 'requests', 'spells', 'vends', 'visits'],
]);

/**
 * The estimate of a count or share, with an upper limit where all replications have 0: no spread is
 * seen there, and still the next may have some. With none in n replications, the mean of a count
 * is below −ln(0.025) ÷ n with the same certainty as that of other limits.
 */
function withNoneSeen(
  estimate: Pick<Verdict, 'mean' | 'ciLow' | 'ciHigh'>,
  { policy, reference, metric, place }: NamedFigure,
  store: FigureRows,
): Pick<Verdict, 'mean' | 'ciLow' | 'ciHigh'> {
  if (reference !== undefined || estimate.mean !== 0 || estimate.ciHigh !== 0) return estimate;
  const { unit } = metrics[metricIndex[metric]]!;
  const most = -ln(0.025) / store.metricsOf(policy).length;
  if (countUnits.has(unit)) return { ...estimate, ciHigh: most };
  if (unit !== 'share') return estimate;
  const homes = store.metricsOf(policy)[0]![placeOfHomes(place)]!;
  return { ...estimate, ciHigh: homes > 0 ? Math.min(1, most / homes) : estimate.ciHigh };
}

/** Mean over replications with its 95 % interval, in the metric's unit; NaN where there is none. */
export function estimateOf(
  { policy, reference, place }: NamedFigure,
  store: FigureRows,
  drawn: PerhapsDrawn = {},
): Pick<Verdict, 'mean' | 'ciLow' | 'ciHigh'> {
  const rows = store.metricsOf(policy);
  const block = blockLengthOf(drawn);
  if (reference === undefined) {
    const { mean, ciLow, ciHigh } = summariseAt(rows, place, block);
    return { mean, ciLow, ciHigh };
  }
  const { difference, ciLow, ciHigh } = differenceAt(
    rows,
    store.metricsOf(reference),
    place,
    block,
  );
  return { mean: difference, ciLow, ciHigh };
}

/** Whether the whole interval is on the wrong side of the limit, so that the condition fails. */
export function isDisproven(
  comparison: Comparison,
  ciLow: number,
  ciHigh: number,
  limit: number,
): boolean {
  return isProven(opposites[comparison], ciLow, ciHigh, limit);
}

/** Whether the whole interval is on the right side of the limit. False if a limit is NaN. */
export function isProven(
  comparison: Comparison,
  ciLow: number,
  ciHigh: number,
  limit: number,
): boolean {
  switch (comparison) {
    case '<':
      return ciHigh < limit;
    case '<=':
      return ciHigh <= limit;
    case '>':
      return ciLow > limit;
    case '>=':
      return ciLow >= limit;
  }
}
