// Rows of uncertainty.csv, for runs that draw their assumptions. For every figure: the range of one
// failure if assumptions are uncertain, the range from random variation alone, and the sources of
// the spread.
import { splitVariance, type VarianceSplit } from './drawn-worlds.ts';
import { metrics, placeOf, segmentNames, type MetricName, type Segment } from './metrics.ts';
import type { FigureRows } from './figures.ts';
import { limitsWithin, meanOf, quantileOf } from './statistics.ts';
import { mostAt, type PolicyList } from './summary.ts';
import type { Uncertainty } from '../scenario/scenario.ts';

/** Lower and upper end; NaN where there are too few replications. */
type Ends = readonly [low: number, high: number];

export interface UncertaintyRow {
  readonly policy: string;
  /** The policy subtracted; absent for the policy's own level. */
  readonly reference?: string;
  readonly segment: Segment;
  readonly metric: MetricName;
  readonly unit: string;
  readonly mean: number;
  /** Median over replications. */
  readonly median: number;
  /**
   * Range of one failure in 95 % of cases, from random variation alone, if the assumptions were
   * known.
   */
  readonly luck: Ends;
  /** Range of one failure in 95 % of cases, from random variation and uncertain assumptions. */
  readonly range: Ends;
  /** Undefined for too few replications. */
  readonly split: VarianceSplit | undefined;
  /** How many replications have the figure. */
  readonly replications: number;
}

const coverage = 0.95;
/** 97.5 % quantile of the standard normal distribution. */
const normalQuantile = 1.959963984540054;

/**
 * Prediction range: holds the next value in 95 % of cases. Its ends interpolate between order
 * statistics so that 2.5 % lie on each side on average. With fewer than 39 values it is the
 * smallest and the largest, and holds the next value less often.
 * @param sorted without missing ones, the least first
 */
export function predictionRange(sorted: Float64Array): Ends {
  if (sorted.length < 2) return [NaN, NaN];
  const at = (probability: number): number => {
    const place = Math.min(sorted.length - 1, Math.max(0, probability * (sorted.length + 1) - 1));
    const below = sorted[Math.floor(place)]!;
    return below + (place - Math.floor(place)) * (sorted[Math.ceil(place)]! - below);
  };
  return [at((1 - coverage) / 2), at((1 + coverage) / 2)];
}

/** A scenario whose assumptions are drawn. */
type DrawnScenario = PolicyList & { readonly uncertainty: Uncertainty };

/**
 * Rows by policy in the scenario's order: levels by segment and metric, then differences from the
 * reference for all homes.
 */
export function* uncertaintyRows(
  scenario: DrawnScenario,
  store: FigureRows,
): Iterable<UncertaintyRow> {
  const { policies, reference } = scenario;
  const segments = segmentNames(scenario.segments);
  const base = policies.some(({ id }) => id === reference) ? store.metricsOf(reference) : undefined;
  for (const { id: policy } of policies) {
    // Read once: a store may keep its records in files.
    const own = store.metricsOf(policy);
    for (const [place, segment] of segments.entries())
      for (const { name, unit } of metrics)
        yield {
          ...{ policy, segment, metric: name, unit },
          ...levelSpread(scenario, own, placeOf(name, place)),
        };
    if (base === undefined || policy === reference) continue;
    for (const { name, unit } of metrics) {
      const place = placeOf(name, 0);
      const differences = own.map((row, index) => row[place]! - base[index]![place]!);
      yield {
        ...{ policy, reference, segment: 'all', metric: name, unit },
        ...spreadOf(differences, scenario.uncertainty),
      };
    }
  }
}

/**
 * A figure of a policy.
 * @param rows of metrics, one a replication
 * @param place as `placeOf` gives it
 */
export function levelSpread(
  { uncertainty }: DrawnScenario,
  rows: readonly Float64Array[],
  place: number,
): Spread {
  return spreadOf(
    rows.map((row) => row[place]!),
    uncertainty,
    mostAt(rows, place),
  );
}

export type Spread = Pick<
  UncertaintyRow,
  'mean' | 'median' | 'luck' | 'range' | 'split' | 'replications'
>;

/** @param most of a figure from 0 to that; undefined for one that may be negative */
function spreadOf(values: readonly number[], drawn: Uncertainty, most?: number): Spread {
  const present = values.filter((value) => !Number.isNaN(value));
  const mean = meanOf(present);
  const split = splitVariance(drawn, values);
  const half = split === undefined ? NaN : normalQuantile * split.luckSd;
  const sorted = Float64Array.from(present).sort();
  return {
    mean,
    median: quantileOf(sorted, 0.5),
    luck:
      most === undefined || Number.isNaN(half)
        ? [mean - half, mean + half]
        : limitsWithin(mean, half, most),
    range: predictionRange(sorted),
    split,
    replications: present.length,
  };
}
