// The columns of summary.csv and comparison.csv.
import type { ComparisonRow, SummaryRow } from '../experiment/summary.ts';
import { decimalCell, textCell } from './cells.ts';
import {
  decimalsOf,
  metricColumn,
  policyColumn,
  replicationsColumn,
  segmentColumn,
  unitColumn,
  type Column,
  type Table,
} from './columns.ts';

/** A statistic in the row's own unit, empty where it does not exist. */
export function statistic<Row extends { readonly unit: string }>(
  name: string,
  title: string,
  description: string,
  valueOf: (row: Row) => number,
): Column<Row> {
  const decimals = 'Decimals: 2 for gbp, 6 for share, 4 for all else';
  return {
    name,
    type: 'number',
    title,
    description: `${description}. In the unit of the row. ${decimals}`,
    optional: true,
    cell: (row) => decimalCell(valueOf(row), decimalsOf(row.unit)),
  };
}

export const summaryTable: Table<SummaryRow> = {
  path: 'summary.csv',
  title: 'Summary',
  description: 'Every metric of every policy and segment over the replications',
  primaryKey: ['policy', 'segment', 'metric'],
  columns: [
    policyColumn,
    segmentColumn,
    metricColumn,
    unitColumn,
    statistic('mean', 'Mean', 'Mean over replications', (row) => row.mean),
    statistic(
      'sd',
      'Standard deviation',
      'Over replications, n - 1 in the denominator; empty for fewer than two',
      (row) => row.sd,
    ),
    statistic(
      'ci_low',
      'Lower confidence limit',
      '95 % confidence interval of the mean, Student’s t, inside the bounds of the figure; ' +
        'empty for fewer than two',
      (row) => row.ciLow,
    ),
    statistic(
      'ci_high',
      'Upper confidence limit',
      '95 % confidence interval of the mean, Student’s t, inside the bounds of the figure; ' +
        'empty for fewer than two',
      (row) => row.ciHigh,
    ),
    statistic(
      'p05',
      '5th percentile',
      'Over replications, linear between order statistics (type 7)',
      (row) => row.p05,
    ),
    statistic(
      'median',
      'Median',
      'Over replications, linear between order statistics (type 7)',
      (row) => row.median,
    ),
    statistic(
      'p95',
      '95th percentile',
      'Over replications, linear between order statistics (type 7)',
      (row) => row.p95,
    ),
    replicationsColumn,
  ],
};

export const comparisonTable: Table<ComparisonRow> = {
  path: 'comparison.csv',
  title: 'Comparison',
  description:
    'Every metric of every policy against the reference policy and against no-failure, ' +
    'paired by replication',
  primaryKey: ['policy', 'reference', 'segment', 'metric'],
  columns: [
    policyColumn,
    {
      ...policyColumn,
      name: 'reference',
      title: 'Reference',
      description: 'Id of the policy compared with',
      cell: (row) => textCell(row.reference),
    },
    segmentColumn,
    metricColumn,
    unitColumn,
    statistic(
      'difference',
      'Difference',
      'Mean over replications of policy minus reference',
      (row) => row.difference,
    ),
    statistic(
      'ci_low',
      'Lower confidence limit',
      '95 % confidence interval of the difference, Student’s t on paired differences, ' +
        'inside the bounds of the figures; empty for fewer than two',
      (row) => row.ciLow,
    ),
    statistic(
      'ci_high',
      'Upper confidence limit',
      '95 % confidence interval of the difference, Student’s t on paired differences, ' +
        'inside the bounds of the figures; empty for fewer than two',
      (row) => row.ciHigh,
    ),
    {
      name: 'ratio',
      type: 'number',
      title: 'Ratio',
      description: 'Mean of the policy over mean of the reference; empty when the latter is 0',
      unit: 'ratio',
      optional: true,
      cell: (row) => decimalCell(row.ratio, 6),
    },
    {
      name: 'share_lower',
      type: 'number',
      title: 'Share lower',
      description:
        'Share of replications in which the policy’s value is strictly below the ' +
        'reference’s; a tie is not lower',
      unit: 'share',
      optional: true,
      minimum: 0,
      maximum: 1,
      cell: (row) => decimalCell(row.shareLower, 6),
    },
    replicationsColumn,
  ],
};
