// The columns of simulated-sets.csv: every set that a fit has simulated, accepted or not, so that a
// fit can be stopped and continued.
import { allFitted } from '../calibration/fit.ts';
import { parameterNames } from '../calibration/parameters.ts';
import { integerCell } from './cells.ts';
import type { Table } from './columns.ts';

export interface SimulatedSet {
  readonly number: number;
  readonly point: Float64Array;
  readonly simulated: Float64Array;
}

export const simulatedSetsTable: Table<SimulatedSet> = {
  path: 'simulated-sets.csv',
  title: 'Sets of parameters that were simulated',
  description:
    'Each set a fit has simulated, as parts of the ranges, with the value of each fitted figure',
  primaryKey: ['set'],
  columns: [
    {
      name: 'set',
      type: 'integer',
      title: 'Set',
      description: 'In the order simulated',
      minimum: 1,
      cell: ({ number }) => integerCell(number),
    },
    ...parameterNames.map((name, index) => ({
      name,
      type: 'number' as const,
      title: name,
      description: `Part of the range of ${name}, 0 its low end and 1 its high end`,
      // All digits, so that a continued fit has the same numbers.
      cell: ({ point }: SimulatedSet) => String(point[index]!),
    })),
    ...allFitted.map(({ id, what }, index) => ({
      name: id,
      type: 'number' as const,
      title: id,
      description: what,
      cell: ({ simulated }: SimulatedSet) => String(simulated[index]!),
    })),
  ],
};
