// The columns of posterior.csv: one set of fitted parameters a row, a column for each key path, in
// the words of a scenario file.
import type { Values } from '../calibration/parameters.ts';
import { decimalCell, integerCell, textCell } from './cells.ts';
import type { Table } from './columns.ts';

export interface PosteriorRow {
  /** 0 is the fitted set. */
  readonly number: number;
  readonly distance: number;
  readonly largest: number;
  readonly values: Values;
}

export function posteriorTable(paths: readonly string[]): Table<PosteriorRow> {
  return {
    path: 'posterior.csv',
    title: 'Sets of parameters that the published figures do not rule out',
    description: 'The fitted set first, then every accepted set; a column for each key path',
    primaryKey: ['set'],
    columns: [
      {
        name: 'set',
        type: 'integer',
        title: 'Set',
        description: 'Number of the set; 0 is the fitted one',
        minimum: 0,
        cell: ({ number }) => integerCell(number),
      },
      {
        name: 'distance',
        type: 'number',
        title: 'Distance',
        description:
          'Root mean square of how far figures are from the published ones, in standard ' +
          'deviations of observation and model',
        minimum: 0,
        cell: ({ distance }) => decimalCell(distance, 4),
      },
      {
        name: 'largest',
        type: 'number',
        title: 'Largest implausibility',
        description: 'Of the figure farthest from the published one, in the same unit',
        minimum: 0,
        cell: ({ largest }) => decimalCell(largest, 4),
      },
      ...paths.map((path, index) => ({
        name: path,
        type: 'string' as const,
        title: path,
        description: `Value of ${path} in a scenario`,
        cell: ({ values }: PosteriorRow) => textCell(values[index]![1]),
      })),
    ],
  };
}
