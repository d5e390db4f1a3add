// The columns of replications.csv and timeseries.csv.
import { metrics, type MetricName } from '../experiment/metrics.ts';
import { seriesMetrics, type SeriesMetric } from '../experiment/records.ts';
import type { SeriesBand } from '../experiment/series-bands.ts';
import { decimalCell, integerCell } from './cells.ts';
import {
  decimalsOf,
  meaningOf,
  policyColumn,
  replicationColumn,
  segmentColumn,
  titleOf,
  type Column,
  type Table,
} from './columns.ts';

/** One policy, replication and segment: `values` in the order of the metrics. */
export interface ReplicationRow {
  readonly policy: string;
  readonly replication: number;
  readonly segment: string;
  readonly values: Float64Array;
}

/** Units whose value in one replication is a whole number. */
function isCount(unit: string): boolean {
  return !['share', 'gbp', 'hours', 'household-hours', 'meter-days'].includes(unit);
}

/** Differences from another policy. */
function mayBeNegative(name: MetricName): boolean {
  return [
    'excess_hours_off',
    'debt_excess',
    'debt_excess_per_household',
    'cost_per_household_kept_on',
  ].includes(name);
}

/** A metric of one replication: whole where it counts, and with its unit's decimals elsewhere. */
export function replicationCell(value: number, unit: string): string {
  return isCount(unit) ? integerCell(value) : decimalCell(value, decimalsOf(unit));
}

export const replicationsTable: Table<ReplicationRow> = {
  path: 'replications.csv',
  title: 'Replications',
  description: 'Every metric of every replication, policy and segment; a column a metric',
  primaryKey: ['policy', 'replication', 'segment'],
  columns: [
    policyColumn,
    replicationColumn,
    segmentColumn,
    ...metrics.map((metric, index): Column<ReplicationRow> => {
      const { name, unit: metricUnit } = metric;
      return {
        name,
        type: isCount(metricUnit) ? 'integer' : 'number',
        title: titleOf(name),
        description: `${meaningOf(metric)}; empty where the figure does not exist`,
        unit: metricUnit,
        optional: true,
        ...(metricUnit === 'share'
          ? { minimum: 0, maximum: 1 }
          : mayBeNegative(name)
            ? {}
            : { minimum: 0 }),
        cell: (row) => replicationCell(row.values[index]!, metricUnit),
      };
    }),
  ],
};

/** One metric of one policy at one hour. */
export interface SeriesRow extends SeriesBand {
  readonly policy: string;
  readonly hour: number;
}

const seriesMeanings: Readonly<Record<SeriesMetric, string>> = {
  households_off: 'households with a meter off supply at that hour',
  households_ever_off: 'households off supply at least once from day 0 to that hour',
  meters_off_electricity: 'electricity meters off supply at that hour',
  meters_off_gas: 'gas meters off supply at that hour',
  households_in_emergency_credit:
    'households with a meter whose emergency credit is selected and whose balance is at or ' +
    'below zero',
  meters_onboarded: 'smart meters onboarded by that hour',
  meters_in_safe_mode: 'meters in safe mode at that hour',
};

export const timeseriesTable: Table<SeriesRow> = {
  path: 'timeseries.csv',
  title: 'Time series',
  description:
    'Counts at whole hours from day 0 to the horizon, over the replications. Unless ' +
    '--series asked for others: each hour of the first week, the hours about each event of ' +
    'the failure, and each sixth hour',
  primaryKey: ['policy', 'hour', 'metric'],
  columns: [
    policyColumn,
    {
      name: 'hour',
      type: 'integer',
      title: 'Hour',
      description: 'Hours from day 0, 00:00 UTC',
      unit: 'hours',
      minimum: 0,
      cell: (row) => integerCell(row.hour),
    },
    {
      name: 'metric',
      type: 'string',
      title: 'Metric',
      description: seriesMetrics.map((name) => `${name}: ${seriesMeanings[name]}`).join('; '),
      enum: seriesMetrics,
      cell: (row) => row.metric,
    },
    seriesStatistic('mean', 'Mean', 'Mean over replications', (row) => row.mean),
    seriesStatistic(
      'p05',
      '5th percentile',
      'Over replications, linear between order statistics (type 7)',
      (row) => row.p05,
    ),
    seriesStatistic(
      'median',
      'Median',
      'Over replications, linear between order statistics (type 7)',
      (row) => row.median,
    ),
    seriesStatistic(
      'p95',
      '95th percentile',
      'Over replications, linear between order statistics (type 7)',
      (row) => row.p95,
    ),
  ],
};

function seriesStatistic(
  name: string,
  title: string,
  description: string,
  valueOf: (row: SeriesRow) => number,
): Column<SeriesRow> {
  return {
    name,
    type: 'number',
    title,
    description: `${description}; 4 decimals`,
    unit: 'households or meters',
    optional: true,
    minimum: 0,
    cell: (row) => seriesCell(valueOf(row)),
  };
}

export function seriesCell(value: number): string {
  return decimalCell(value, 4);
}
