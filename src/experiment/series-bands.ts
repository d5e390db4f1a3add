// The rows of timeseries.csv: mean and quantiles over replications of each hourly series, and which
// hours are kept. Hours are taken in blocks, so that what is held at once does not grow with the
// horizon times the replications.
import type { RecordStore } from './record-store.ts';
import { seriesMetrics, type SeriesMetric } from './records.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { meanOf, quantileOf } from './statistics.ts';
import { timelineRows } from './timeline.ts';

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
  /**
   * In the order of the metrics. The same object as for the hour before if no replication has
   * changed.
   */
  readonly bands: readonly SeriesBand[];
}

/** Which hours a run's series have. */
export const seriesChoices = ['thinned', 'hourly', 'daily', 'none'] as const;
export type SeriesChoice = (typeof seriesChoices)[number];

type HourFilter = (policy: string, hour: number) => boolean;

const hoursPerDay = 24;
const hoursPerWeek = 168;
/** Four per day, so that both nights and days show. */
const thinnedStep = 6;

/**
 * Whether an hour of a policy is kept. The last one always is. `thinned` has each hour of the first
 * week, the hours before and after each event of the failure (its median over the replications),
 * and each sixth hour.
 */
export function seriesFilter(
  choice: SeriesChoice,
  scenario: Scenario,
  replications: readonly number[],
): HourFilter {
  const last = Math.floor(scenario.horizonMinutes / 60);
  if (choice === 'none') return () => false;
  if (choice === 'hourly') return () => true;
  if (choice === 'daily') return (_, hour) => hour % hoursPerDay === 0 || hour === last;
  const events = [...timelineRows(scenario, replications)];
  return (policy, hour) =>
    hour <= hoursPerWeek ||
    hour % thinnedStep === 0 ||
    hour === last ||
    events.some((event) => event.policy === policy && Math.abs(event.median - hour) < 1);
}

/** Most numbers held at a time: 4 MB. */
const mostHeld = 500_000;

/**
 * Policies as given, hours ascending.
 * @param keeps tells which hours; all by default
 * @param held how many numbers may be held at once
 */
export function* seriesHours(
  policies: readonly { readonly id: string }[],
  store: RecordStore,
  keeps: HourFilter = () => true,
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
      let before = NaN;
      for (let hour = 0; hour < count; hour += 1) {
        if (!keeps(policy, first + hour)) continue;
        bands = seriesMetrics.map((metric, place) => {
          const at = place * count + hour;
          const isKnown = before >= 0 && isUnchanged(blocks, at, place * count + before);
          return isKnown ? bands[place]! : { metric, ...bandOf(blocks, at) };
        });
        before = hour;
        yield { policy, hour: first + hour, bands };
      }
    }
  }
}

function isUnchanged(blocks: readonly Float64Array[], at: number, before: number): boolean {
  for (const block of blocks) if (block[at] !== block[before]) return false;
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
  return {
    mean,
    p05: quantileOf(values, 0.05),
    median: quantileOf(values, 0.5),
    p95: quantileOf(values, 0.95),
  };
}
