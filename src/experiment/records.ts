// The record of one replication: plain data from which statistics, outputs and files are made.
// simulation/observations.ts counts it.

import type { MeterRecord, SpellRecord } from '../simulation/reports.ts';

export { sampleMost } from '../kernel/tally.ts';
export { tallyHours, tallyLength } from '../simulation/spell-lengths.ts';
export { placeOfCuts, seriesMetrics, type SeriesMetric } from '../simulation/observations.ts';
export type { MeterRecord, SpellRecord } from '../simulation/reports.ts';

/** One policy of one replication. */
export interface PolicyRecord {
  readonly policy: string;
  /**
   * metrics[segment × metricNames.length + metric], NaN where a figure does not exist. Order:
   * experiment/metrics.ts.
   */
  readonly metrics: Float64Array;
  /** series[metric × (hours + 1) + hour]; hours = floor(horizon / 60). */
  readonly series: Float64Array;
  /** Executed state changes of meters and households, midnights included. */
  readonly events: number;
  /** counts[length], then counts[tallyHours.length + gate]. */
  readonly spellTally: Float64Array;
  /** Cuts by hour of the week, fuel and cause, in the order of `placeOfCuts`. */
  readonly cuts: Float64Array;
  /** Minutes off of each household of a sample: the first of the book, at most `sampleMost`. */
  readonly sampleOffMinutes: Float64Array;
  readonly spells: readonly SpellRecord[];
  readonly meters: readonly MeterRecord[];
}

/** One replication of every policy, with the same households, weather and random numbers. */
export interface ReplicationRecord {
  readonly replication: number;
  readonly policies: readonly PolicyRecord[];
}
