// The columns of uncertainty.csv.
import type { UncertaintyRow } from '../experiment/uncertainty.ts';
import { textCell } from './cells.ts';
import { metricColumn, policyColumn, unitColumn, type Table } from './columns.ts';
import { statistic } from './summary-columns.ts';

export const uncertaintyTable: Table<UncertaintyRow> = {
  path: 'uncertainty.csv',
  title: 'Luck and parameters',
  description:
    'Every metric of all households, as a level and against the reference, with its 95 % interval for luck alone and with parameters not known',
  primaryKey: ['policy', 'reference', 'metric'],
  columns: [
    policyColumn,
    {
      ...policyColumn,
      name: 'reference',
      title: 'Reference',
      description: 'Id of the policy subtracted; empty for the level of the policy itself',
      optional: true,
      cell: (row) => textCell(row.reference ?? ''),
    },
    metricColumn,
    unitColumn,
    statistic('mean', 'Mean', 'Mean over replications, each with a drawn set of parameters', (row) => row.mean),
    statistic('luck_low', 'Lower limit, luck alone', 'Parameters given', (row) => row.luck[0]),
    statistic('luck_high', 'Upper limit, luck alone', 'Parameters given', (row) => row.luck[1]),
    statistic('full_low', 'Lower limit, parameters too', 'Luck and parameters', (row) => row.full[0]),
    statistic('full_high', 'Upper limit, parameters too', 'Luck and parameters', (row) => row.full[1]),
    statistic(
      'parameter_sd',
      'Spread by parameters',
      'Standard deviation over sets; 0 where luck hides it',
      (row) => row.parameterSd,
    ),
  ],
};
