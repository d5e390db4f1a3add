// The columns of posterior.csv: one set of fitted parameters a row, a column for each key path, in the words of a scenario file.
import type { ParameterSet } from '../calibration/fit.ts';
import type { Setting } from '../calibration/settings.ts';
import { decimalCell, integerCell, textCell } from './cells.ts';
import type { Table } from './columns.ts';

export interface PosteriorRow {
  /** 0 is the fitted set. */
  readonly number: number;
  readonly set: ParameterSet;
}

/** @param setting whose values are told, where settings of one law differ */
export function posteriorTable(fitted: ParameterSet, setting: Setting): Table<PosteriorRow> {
  return {
    path: 'posterior.csv',
    title: 'Sets of parameters that fit about as well',
    description: 'The fitted set first, then sets whose figures are about as near the published ones; a column for each key path',
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
        description: 'Root mean square of how far figures are from the published ones, in tolerances',
        minimum: 0,
        cell: ({ set }) => decimalCell(set.distance, 4),
      },
      ...fitted.valuesOf(setting).map(([path], index) => ({
        name: path,
        type: 'string' as const,
        title: path,
        description: `Value of ${path} in a scenario`,
        cell: ({ set }: PosteriorRow) => textCell(set.valuesOf(setting)[index]![1]),
      })),
    ],
  };
}
