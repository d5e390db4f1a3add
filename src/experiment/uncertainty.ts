// Rows of uncertainty.csv: every metric of all households, of each policy and of each against the reference, with what is luck and what
// parameters in its interval. Only for runs whose parameters are drawn.
import { metricIndex, metrics, type Metric, type MetricName } from './metrics.ts';
import { splitVariation, type UncertainMean } from './parameter-draw.ts';
import type { RecordStore } from './record-store.ts';
import { limitsWithin, meanOf } from './statistics.ts';
import { mostOf, type PolicyList } from './summary.ts';

/** Lower and upper limit; NaN where there are too few replications. */
type Limits = readonly [low: number, high: number];

export interface UncertaintyRow extends Pick<UncertainMean, 'mean' | 'parameterSd'> {
  readonly policy: string;
  /** The policy subtracted; absent for the policy's own level. */
  readonly reference?: string;
  readonly metric: MetricName;
  readonly unit: string;
  /** 95 % interval of the mean over luck, parameters given; inside the bounds of the metric. */
  readonly luck: Limits;
  /** 95 % interval, parameters not known; inside the bounds of the metric. */
  readonly full: Limits;
}

type LimitsOf = (mean: number, half: number) => Limits;

function split(values: readonly number[], limitsOf: LimitsOf): Pick<UncertaintyRow, 'mean' | 'luck' | 'full' | 'parameterSd'> {
  const { mean, luckHalf, fullHalf, parameterSd } = splitVariation(values);
  return { mean, luck: limitsOf(mean, luckHalf), full: limitsOf(mean, fullHalf), parameterSd };
}

export function uncertaintyRows({ policies, reference }: PolicyList, store: RecordStore): readonly UncertaintyRow[] {
  const rowsOf = new Map(policies.map(({ id }) => [id, store.metricsOf(id)]));
  const base = rowsOf.get(reference);
  return policies.flatMap(({ id: policy }) => {
    const own = rowsOf.get(policy)!;
    const households = meanOf(own.map((row) => row[metricIndex.households]!));
    const named = metrics.map((metric: Metric & { readonly name: MetricName }) => ({
      place: metricIndex[metric.name],
      most: mostOf(metric, households),
      name: { policy, metric: metric.name, unit: metric.unit },
    }));
    const levels = named.map(({ place, most, name }) => ({
      ...name,
      ...split(
        own.map((row) => row[place]!),
        (mean, half) => (most === undefined ? [mean - half, mean + half] : limitsWithin(mean, half, most)),
      ),
    }));
    if (base === undefined || policy === reference) return levels;
    const differences = named.map(({ place, most = Infinity, name }) => ({
      ...{ ...name, reference },
      ...split(
        own.map((row, index) => row[place]! - base[index]![place]!),
        (mean, half) => [Math.max(-most, mean - half), Math.min(most, mean + half)],
      ),
    }));
    return [...levels, ...differences];
  });
}
