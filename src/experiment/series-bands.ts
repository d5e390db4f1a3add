// The rows of timeseries.csv: mean and quantiles over replications of each hourly series. Hours are taken in blocks, so that
// what is held at once does not grow with the horizon times the replications.
import type { RecordStore } from './record-store.ts';
import { seriesMetrics, type SeriesMetric } from './records.ts';
import { meanOf, quantileOf } from './statistics.ts';

export interface SeriesRow {
  readonly policy: string;
  /** Whole hours from day 0. */
  readonly hour: number;
  readonly metric: SeriesMetric;
  readonly mean: number;
  readonly p05: number;
  readonly median: number;
  readonly p95: number;
}

/** 4 MB of numbers. */
const mostHeld = 500_000;

/**
 * All rows: policies as given, hours ascending, metrics in their fixed order.
 * @param held how many numbers may be held at once
 */
export function* seriesRows(
  policies: readonly { readonly id: string }[],
  store: RecordStore,
  held = mostHeld,
): Iterable<SeriesRow> {
  const replications = store.replications().length;
  if (replications === 0) return;
  const blockHours = Math.max(1, Math.floor(held / (seriesMetrics.length * replications)));
  for (const { id: policy } of policies) {
    const hours = store.hoursOf(policy);
    for (let first = 0; first < hours; first += blockHours) {
      const count = Math.min(blockHours, hours - first);
      const blocks = store.seriesOf(policy, first, count);
      const values = new Float64Array(blocks.length);
      for (let hour = 0; hour < count; hour += 1) {
        for (let metric = 0; metric < seriesMetrics.length; metric += 1) {
          for (let index = 0; index < blocks.length; index += 1) values[index] = blocks[index]![metric * count + hour]!;
          yield { policy, hour: first + hour, metric: seriesMetrics[metric]!, ...bandOf(values) };
        }
      }
    }
  }
}

/** @param values sorted in place */
function bandOf(values: Float64Array): Omit<SeriesRow, 'policy' | 'hour' | 'metric'> {
  if (values.length === 1) {
    const value = values[0]!;
    return { mean: value, p05: value, median: value, p95: value };
  }
  const mean = meanOf(values);
  values.sort();
  return { mean, p05: quantileOf(values, 0.05), median: quantileOf(values, 0.5), p95: quantileOf(values, 0.95) };
}
