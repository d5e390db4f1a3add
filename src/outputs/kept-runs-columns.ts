// The columns of runs/runs.csv: the folder of each point's run.
import { integerCell, textCell } from './cells.ts';
import type { Table } from './columns.ts';

export interface KeptRunRow {
  /** Of the point in the design. */
  readonly number: number;
  /** In the folder of the exploration. */
  readonly folder: string;
  readonly replications: number;
  /** Values that the point sets: `path=value; path=value`; empty for the unchanged scenario. */
  readonly settings: string;
}

export const keptRunsTable: Table<KeptRunRow> = {
  path: 'runs.csv',
  title: 'Runs of the points',
  description:
    'The folder that holds the run of each point; a point of the same values as an earlier ' +
    'one has none of its own',
  primaryKey: ['point'],
  columns: [
    {
      name: 'point',
      type: 'integer',
      title: 'Point',
      description:
        'Number of the point, as in sweep.csv; 0 is the scenario as it stands, but of ' +
        'solve, where it is the first value tried',
      minimum: 0,
      cell: ({ number }) => integerCell(number),
    },
    {
      name: 'folder',
      type: 'string',
      title: 'Folder',
      description: 'Holds the run',
      cell: ({ folder }) => textCell(folder),
    },
    {
      name: 'replications',
      type: 'integer',
      title: 'Replications',
      description: 'How many it has',
      minimum: 1,
      cell: ({ replications }) => integerCell(replications),
    },
    {
      name: 'settings',
      type: 'string',
      title: 'Settings',
      description:
        'What it sets on top of the scenario, as --set takes it; empty for the scenario as ' +
        'it stands',
      optional: true,
      cell: ({ settings }) => textCell(settings),
    },
  ],
};
