// What timeseries.csv shows: mean and quantiles over replications of each hourly series. Hours are
// taken in blocks, so that what is held at once does not grow with the horizon times the replications.
import type { RecordStore } from './record-store.ts';
import { seriesMetrics, type SeriesMetric } from './records.ts';
import { meanOf, quantileOf } from './statistics.ts';

/** Of one metric at one hour. */
export interface SeriesBand {
  readonly metric: SeriesMetric;
  readonly mean: number;
  readonly p05: number;
  readonly median: number;
  readonly p95: number;
}

export interface SeriesHour {
  readonly policy: string;
  /** Whole hours from day 0. */
  readonly hour: number;
  /** In the order of the metrics. The object of the hour before where no replication has changed. */
  readonly bands: readonly SeriesBand[];
}

/** 4 MB of numbers. */
const mostHeld = 500_000;

/**
 * All hours: policies as given, hours ascending.
 * @param held how many numbers may be held at once
 */
export function* seriesHours(
  policies: readonly { readonly id: string }[],
  store: RecordStore,
  held = mostHeld,
): Iterable<SeriesHour> {
  const replications = store.replications().length;
  if (replications === 0) return;
  const blockHours = Math.max(1, Math.floor(held / (seriesMetrics.length * replications)));
  for (const { id: policy } of policies) {
    const hours = store.hoursOf(policy);
    for (let first = 0; first < hours; first += blockHours) {
      const count = Math.min(blockHours, hours - first);
      const blocks = store.seriesOf(policy, first, count);
      let bands: readonly SeriesBand[] = [];
      for (let hour = 0; hour < count; hour += 1) {
        bands = seriesMetrics.map((metric, place) => {
          const at = place * count + hour;
          return hour > 0 && isUnchanged(blocks, at) ? bands[place]! : { metric, ...bandOf(blocks, at) };
        });
        yield { policy, hour: first + hour, bands };
      }
    }
  }
}

function isUnchanged(blocks: readonly Float64Array[], at: number): boolean {
  for (const block of blocks) if (block[at] !== block[at - 1]) return false;
  return true;
}

function bandOf(blocks: readonly Float64Array[], at: number): Omit<SeriesBand, 'metric'> {
  if (blocks.length === 1) {
    const value = blocks[0]![at]!;
    return { mean: value, p05: value, median: value, p95: value };
  }
  const values = new Float64Array(blocks.length);
  for (let index = 0; index < blocks.length; index += 1) values[index] = blocks[index]![at]!;
  const mean = meanOf(values);
  values.sort();
  return { mean, p05: quantileOf(values, 0.05), median: quantileOf(values, 0.5), p95: quantileOf(values, 0.95) };
}
