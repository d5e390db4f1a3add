// The columns of cuts-by-hour.csv.
import { hoursPerWeek, type CutsByHourRow } from '../experiment/cuts-by-hour.ts';
import { fuels } from '../scenario/scenario.ts';
import { causeWords } from '../simulation/words.ts';
import { decimalCell, integerCell } from './cells.ts';
import { policyColumn, type Column, type Table } from './columns.ts';

export const cutsByHourTable: Table<CutsByHourRow> = {
  path: 'cuts-by-hour.csv',
  title: 'Cuts by hour of the week',
  description:
    'How often supply of a meter went off from day 0 to the horizon, by hour of the week, ' +
    'fuel and cause (rule C16); ' +
    'an hour comes up once for each week of the run',
  primaryKey: ['policy', 'hour_of_week', 'fuel', 'cause'],
  columns: [
    policyColumn,
    {
      name: 'hour_of_week',
      type: 'integer',
      title: 'Hour of the week',
      description:
        '0 is Monday 00:00 to 01:00 by the clock of Europe/London, 167 the last hour of Sunday',
      unit: 'hours',
      minimum: 0,
      maximum: hoursPerWeek - 1,
      cell: (row) => integerCell(row.hourOfWeek),
    },
    {
      name: 'fuel',
      type: 'string',
      title: 'Fuel',
      description: 'What the meter measures',
      enum: fuels,
      cell: (row) => row.fuel,
    },
    {
      name: 'cause',
      type: 'string',
      title: 'Cause',
      description: 'Why supply went off, decided at the cut (rule C3)',
      enum: causeWords,
      cell: (row) => row.cause,
    },
    statistic('cuts', 'Cuts', 'Mean over replications', (row) => row.mean),
    statistic(
      'ci_low',
      'Lower confidence limit',
      '95 % confidence interval of the mean, Student’s t, inside the bounds of the figure; ' +
        'empty for fewer than two replications',
      (row) => row.ciLow,
    ),
    statistic(
      'ci_high',
      'Upper confidence limit',
      '95 % confidence interval of the mean, Student’s t, inside the bounds of the figure; ' +
        'empty for fewer than two replications',
      (row) => row.ciHigh,
    ),
  ],
};

function statistic(
  name: string,
  title: string,
  description: string,
  valueOf: (row: CutsByHourRow) => number,
): Column<CutsByHourRow> {
  return {
    ...{
      name,
      type: 'number',
      title,
      unit: 'cuts',
      optional: true,
      description: `${description}; 4 decimals`,
    },
    cell: (row) => decimalCell(valueOf(row), 4),
  };
}
