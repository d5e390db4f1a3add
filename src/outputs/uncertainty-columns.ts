// The columns of uncertainty.csv.
import type { UncertaintyRow } from '../experiment/uncertainty.ts';
import { textCell } from './cells.ts';
import { metricColumn, policyColumn, unitColumn, type Table } from './columns.ts';
import { statistic } from './summary-columns.ts';

export const uncertaintyTable: Table<UncertaintyRow> = {
  path: 'uncertainty.csv',
  title: 'Random variation and parameters',
  description:
    'Every metric of all households, as a level and against the reference, with its 95 % interval for random variation alone and with the drawn parameters not known; what is assumed of the failure itself is not varied',
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
    statistic('luck_low', 'Lower limit, random variation alone', 'Parameters given', (row) => row.luck[0]),
    statistic('luck_high', 'Upper limit, random variation alone', 'Parameters given', (row) => row.luck[1]),
    statistic('full_low', 'Lower limit, parameters too', 'Random variation and drawn parameters', (row) => row.full[0]),
    statistic('full_high', 'Upper limit, parameters too', 'Random variation and drawn parameters', (row) => row.full[1]),
    statistic(
      'parameter_sd',
      'Spread by parameters',
      'Standard deviation over sets; 0 where random variation hides it',
      (row) => row.parameterSd,
    ),
  ],
};
