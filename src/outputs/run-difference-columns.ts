// The columns of `offsupply compare --format csv`.
import type { RunDifference } from '../experiment/run-differences.ts';
import { decimalCell, integerCell, textCell } from './cells.ts';
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
import type { RankedDifference } from './run-ranking-report.ts';

export const runDifferencesTable: Table<RunDifference> = {
  path: 'differences.csv',
  title: 'Differences between two runs',
  description: 'Every metric of every policy that both ran: run B against run A',
  primaryKey: ['policy', 'segment', 'metric'],
  columns: [
    policyColumn,
    segmentColumn,
    metricColumn,
    unitColumn,
    statistic('mean_a', 'Mean over the replications of run A', (row) => row.meanA),
    statistic('mean_b', 'Mean over the replications of run B', (row) => row.meanB),
    statistic('difference', 'Run B minus run A', (row) => row.difference),
    statistic('ci_low', '95 % confidence interval of the difference', (row) => row.ciLow),
    statistic('ci_high', '95 % confidence interval of the difference', (row) => row.ciHigh),
    {
      name: 'ratio',
      type: 'number',
      title: 'Ratio',
      description: 'Mean of run B over mean of run A; empty when the latter is 0',
      unit: 'ratio',
      optional: true,
      cell: (row) => decimalCell(row.ratio, 6),
    },
    {
      ...replicationsColumn,
      name: 'replications_a',
      cell: (row) => integerCell(row.replicationsA),
    },
    {
      ...replicationsColumn,
      name: 'replications_b',
      cell: (row) => integerCell(row.replicationsB),
    },
    {
      name: 'pairing',
      type: 'string',
      title: 'Pairing',
      description:
        'paired: by replication, Student’s t on the differences; independent: Welch’s interval',
      enum: ['paired', 'independent'],
      cell: (row) => row.pairing,
    },
  ],
};

function statistic(
  name: string,
  description: string,
  valueOf: (row: RunDifference) => number,
): Column<RunDifference> {
  return {
    ...{
      name,
      type: 'number',
      title: name,
      description: `${description}, in the unit of the row`,
      optional: true,
    },
    cell: (row) => decimalCell(valueOf(row), decimalsOf(row.unit)),
  };
}

/** Several runs against the first. */
export const rankedDifferencesTable: Table<RankedDifference> = {
  ...runDifferencesTable,
  title: 'Differences between runs',
  description: 'Every metric of every policy that both ran: each run (B) against the first (A)',
  primaryKey: ['run', ...runDifferencesTable.primaryKey],
  columns: [
    {
      name: 'run',
      type: 'string',
      title: 'Run',
      description: 'Folder of run B, as the command named it',
      cell: ({ run }) => textCell(run),
    },
    ...runDifferencesTable.columns,
  ],
};
