// What one replication tells: plain data that outputs, statistics and files are made from. How it is counted is engine/observations.ts.

/** Hourly series, in the order of timeseries.csv's metric column. */
export const seriesMetrics = [
  'households_off',
  'households_ever_off',
  'meters_off_electricity',
  'meters_off_gas',
  'households_in_emergency_credit',
  'meters_onboarded',
  'meters_in_safe_mode',
] as const;
export type SeriesMetric = (typeof seriesMetrics)[number];

/** One off-supply spell of one meter. Minutes from day 0; `end` is the horizon when censored. */
export interface SpellRecord {
  readonly household: number;
  readonly fuel: 'electricity' | 'gas';
  readonly meterKind: string;
  readonly vulnerable: boolean;
  readonly startMinute: number;
  readonly endMinute: number;
  readonly cause: 'no-channel' | 'no-money' | 'not-noticed';
  readonly endedBy: string;
  readonly censored: boolean;
}

/** One meter from day 0 to the horizon. Money in whole micropounds; see meters.csv in the data package. */
export interface MeterRecord {
  readonly household: number;
  readonly fuel: 'electricity' | 'gas';
  readonly meterKind: string;
  readonly vulnerable: boolean;
  readonly psr: boolean;
  readonly medical: boolean;
  readonly habit: string;
  readonly annualKwh: number;
  readonly openingNet: number;
  readonly vended: number;
  readonly debtRepaid: number;
  readonly creditGranted: number;
  readonly energyCost: number;
  readonly charges: number;
  readonly closingNet: number;
  readonly vends: number;
  readonly failedVends: number;
  readonly spells: number;
  readonly offMinutes: number;
  /** Minute of onboarding from day 0, or null: legacy, not by the horizon, or no failure. */
  readonly onboardedMinute: number | null;
  /** Whether it was ever put in safe mode. */
  readonly safeMode: boolean;
}

/** One policy of one replication. */
export interface PolicyRecord {
  readonly policy: string;
  /** metrics[segment × metricNames.length + metric], NaN where a figure does not exist. Order: experiment/metrics.ts. */
  readonly metrics: Float64Array;
  /** series[metric × (hours + 1) + hour]; hours = floor(horizon / 60). */
  readonly series: Float64Array;
  /** Executed state changes of meters and households, midnights included. */
  readonly events: number;
  readonly spells: readonly SpellRecord[];
  readonly meters: readonly MeterRecord[];
}

export interface ReplicationRecord {
  readonly replication: number;
  readonly policies: readonly PolicyRecord[];
}
