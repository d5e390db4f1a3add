// Rows of uncertainty.csv: every metric of all households, of each policy and of each against the reference, with what is luck and what
// parameters in its interval. Only for runs whose parameters are drawn.
import { metricIndex, metrics, type MetricName } from './metrics.ts';
import { splitVariation, type UncertainMean } from './parameter-draw.ts';
import type { RecordStore } from './record-store.ts';
import type { PolicyList } from './summary.ts';

export interface UncertaintyRow extends UncertainMean {
  readonly policy: string;
  /** The policy subtracted; absent for the policy's own level. */
  readonly reference?: string;
  readonly metric: MetricName;
  readonly unit: string;
}

export function uncertaintyRows({ policies, reference }: PolicyList, store: RecordStore): readonly UncertaintyRow[] {
  const valuesOf = new Map(policies.map(({ id }) => [id, store.metricsOf(id)]));
  const base = valuesOf.get(reference);
  return policies.flatMap(({ id: policy }) => {
    const own = valuesOf.get(policy)!;
    const levels = metrics.map(({ name: metric, unit }) => ({
      ...{ policy, metric, unit },
      ...splitVariation(own.map((row) => row[metricIndex[metric]]!)),
    }));
    if (base === undefined || policy === reference) return levels;
    const differences = metrics.map(({ name: metric, unit }) => ({
      ...{ policy, reference, metric, unit },
      ...splitVariation(own.map((row, index) => row[metricIndex[metric]]! - base[index]![metricIndex[metric]]!)),
    }));
    return [...levels, ...differences];
  });
}
