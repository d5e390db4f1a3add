// The columns of targets.csv: each published figure of ordinary life beside the simulated one.
import type { TargetResult } from '../calibration/results.ts';
import { settings } from '../calibration/settings.ts';
import type { Target } from '../calibration/targets.ts';
import { decimalCell, integerCell, textCell, yesNoCell } from './cells.ts';
import type { Table } from './columns.ts';

const decimals = 6;

export const targetsTable: Table<TargetResult> = {
  path: 'targets.csv',
  title: 'Ordinary life against published figures',
  description:
    'Each published figure with its tolerance and source, and the simulated one over replications',
  primaryKey: ['target'],
  columns: [
    {
      name: 'target',
      type: 'string',
      title: 'Target',
      description: 'Number of the target; a letter where it has several figures',
      cell: ({ target }) => textCell(target.id),
    },
    {
      name: 'setting',
      type: 'string',
      title: 'Setting',
      description: 'Scenario under scenarios/calibration that the figure belongs to',
      enum: settings,
      cell: ({ target }) => target.setting,
    },
    {
      name: 'figure',
      type: 'string',
      title: 'Figure',
      description: 'In words',
      cell: ({ target }) => textCell(target.what),
    },
    {
      name: 'unit',
      type: 'string',
      title: 'Unit',
      description: 'Of all values of the row',
      cell: ({ target }) => target.unit,
    },
    {
      name: 'published',
      type: 'number',
      title: 'Published value',
      description: 'As the source has it, or arithmetic on it',
      cell: ({ target }) => decimalCell(target.published, decimals),
    },
    {
      name: 'tolerance',
      type: 'string',
      title: 'Tolerance',
      description: 'Within which the simulated mean agrees',
      cell: ({ target }) => textCell(toleranceText(target)),
    },
    {
      name: 'simulated',
      type: 'number',
      title: 'Simulated mean',
      description: 'Mean over replications; empty where the figure does not exist',
      optional: true,
      cell: ({ simulated }) => decimalCell(simulated.mean, decimals),
    },
    {
      name: 'ci_low',
      type: 'number',
      title: 'Lower limit',
      description: 'Of the 95 % interval of the mean, Student’s t',
      optional: true,
      cell: ({ simulated }) => decimalCell(simulated.ciLow, decimals),
    },
    {
      name: 'ci_high',
      type: 'number',
      title: 'Upper limit',
      description: 'Of the 95 % interval of the mean, Student’s t',
      optional: true,
      cell: ({ simulated }) => decimalCell(simulated.ciHigh, decimals),
    },
    {
      name: 'replications',
      type: 'integer',
      title: 'Replications',
      description: 'In which the figure exists',
      cell: ({ simulated }) => integerCell(simulated.replications),
    },
    {
      name: 'met',
      type: 'boolean',
      title: 'Met',
      description: 'Whether the simulated mean is within the tolerance',
      cell: ({ met }) => yesNoCell(met),
    },
    {
      name: 'source',
      type: 'string',
      title: 'Source',
      description: 'Of the published value',
      cell: ({ target }) => textCell(target.source),
    },
    {
      name: 'obstacle',
      type: 'string',
      title: 'Obstacle',
      description: 'What stands in the way of a figure that is not met',
      optional: true,
      cell: ({ target, met }) => (met ? '' : textCell(target.obstacle)),
    },
  ],
};

/** `10 %` */
export function toleranceText({ tolerance }: Target): string {
  switch (tolerance.kind) {
    case 'relative':
      return `${Math.round(100 * tolerance.share)} %`;
    case 'factor':
      return `factor ${tolerance.share}`;
    case 'order':
      return 'half to twice';
    case 'least':
      return 'at least';
    case 'most':
      return 'at most';
  }
}
