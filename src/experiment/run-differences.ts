// Compares two runs, figure by figure. Runs with the same seed share households, weather and random
// numbers in each replication, whatever their scenarios: they are compared in pairs, over the
// replications that both have. Others are independent samples. Both give valid intervals; pairs
// give narrower ones.
import { metrics, placeOf, type MetricName, type Segment } from './metrics.ts';
import { independentDifference, pairedDifference, summarise } from './statistics.ts';

/** The figures of a run. */
export interface RunFigures {
  readonly seed: string;
  readonly policies: readonly string[];
  /** In file order. */
  readonly segments: readonly Segment[];
  /** Ascending. */
  readonly replications: readonly number[];
  /** One row a replication: segment × metrics + metric. */
  readonly metricsOf: (policy: string) => readonly Float64Array[];
}

export type Pairing = 'paired' | 'independent';

/** B minus A. */
export interface RunDifference {
  readonly policy: string;
  readonly segment: Segment;
  readonly metric: MetricName;
  readonly unit: string;
  /** Means over the replications compared. */
  readonly meanA: number;
  readonly meanB: number;
  readonly difference: number;
  readonly ciLow: number;
  readonly ciHigh: number;
  /** Mean of B divided by mean of A. */
  readonly ratio: number;
  /** Number of compared replications that have the figure. */
  readonly replicationsA: number;
  readonly replicationsB: number;
  readonly pairing: Pairing;
}

/** Whether two runs are compared in pairs, and over which replications. */
export function pairingOf(
  a: RunFigures,
  b: RunFigures,
): { readonly pairing: Pairing; readonly common: readonly number[] } {
  const inB = new Set(b.replications);
  const common =
    a.seed === b.seed ? a.replications.filter((replication) => inB.has(replication)) : [];
  return { pairing: common.length > 0 ? 'paired' : 'independent', common };
}

/**
 * Differences for policies and segments that both runs have, in A's order; metrics in file order.
 */
export function* runDifferences(a: RunFigures, b: RunFigures): Iterable<RunDifference> {
  const { pairing, common } = pairingOf(a, b);
  for (const policy of a.policies.filter((id) => b.policies.includes(id))) {
    const [rowsA, rowsB] = [a, b].map((run) =>
      rowsOf(run, policy, pairing === 'paired' ? common : run.replications),
    ) as [readonly Float64Array[], readonly Float64Array[]];
    for (const [inA, segment] of a.segments.entries()) {
      const inB = b.segments.indexOf(segment);
      if (inB < 0) continue;
      for (const { name, unit } of metrics) {
        const valuesA = rowsA.map((row) => row[placeOf(name, inA)]!);
        const valuesB = rowsB.map((row) => row[placeOf(name, inB)]!);
        yield {
          ...{ policy, segment, metric: name, unit, pairing },
          ...differenceOf(valuesA, valuesB, pairing),
        };
      }
    }
  }
}

function rowsOf(
  run: RunFigures,
  policy: string,
  replications: readonly number[],
): readonly Float64Array[] {
  const rows = run.metricsOf(policy);
  const places = new Map(run.replications.map((replication, index) => [replication, index]));
  return replications.map((replication) => rows[places.get(replication)!]!);
}

type Figures = Omit<RunDifference, 'policy' | 'segment' | 'metric' | 'unit' | 'pairing'>;

function differenceOf(
  valuesA: readonly number[],
  valuesB: readonly number[],
  pairing: Pairing,
): Figures {
  const both = (index: number): boolean =>
    !Number.isNaN(valuesA[index]!) && !Number.isNaN(valuesB[index]!);
  const compared = (values: readonly number[]): readonly number[] =>
    pairing === 'paired' ? values.filter((_, index) => both(index)) : values;
  const [inA, inB] = [summarise(compared(valuesA)), summarise(compared(valuesB))];
  const { difference, ciLow, ciHigh, ratio } = (
    pairing === 'paired' ? pairedDifference : independentDifference
  )(valuesB, valuesA);
  return {
    ...{ meanA: inA.mean, meanB: inB.mean, difference, ciLow, ciHigh, ratio },
    ...{ replicationsA: inA.replications, replicationsB: inB.replications },
  };
}
