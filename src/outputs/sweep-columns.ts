// The columns of sweep.csv: one column for each value that was varied, then the figures of a policy
// at that point.
import type { SweepRow } from '../explore/sweep.ts';
import { integerCell, textCell } from './cells.ts';
import {
  metricColumn,
  policyColumn,
  replicationsColumn,
  segmentColumn,
  unitColumn,
  type Table,
} from './columns.ts';
import { statistic } from './summary-columns.ts';

const interval = '95 % confidence interval, Student’s t; empty for fewer than two replications';
const paired =
  '95 % confidence interval, Student’s t on paired differences; empty for fewer than two ' +
  'replications';

/** @param names of what was varied, in order */
export function sweepTable(names: readonly string[]): Table<SweepRow> {
  return {
    path: 'sweep.csv',
    title: 'Sweep',
    description:
      'Every metric of every policy at every point, against the reference there and ' +
      'against the same policy at the base point',
    primaryKey: ['point', 'policy', 'segment', 'metric'],
    columns: [
      {
        name: 'point',
        type: 'integer',
        title: 'Point',
        description: 'Number of the point; 0 is the base, the scenario as it stands',
        minimum: 0,
        cell: ({ point }) => integerCell(point),
      },
      ...names.map((name, index) => ({
        name,
        type: 'string' as const,
        title: name,
        description:
          `Value of ${name} at the point, as a scenario file writes it; at point 0 the ` +
          'scenario’s own',
        cell: ({ values }: SweepRow) => textCell(values[index]!),
      })),
      policyColumn,
      segmentColumn,
      metricColumn,
      unitColumn,
      statistic('mean', 'Mean', 'Mean over replications', (row) => row.mean),
      statistic('ci_low', 'Lower confidence limit', interval, (row) => row.ciLow),
      statistic('ci_high', 'Upper confidence limit', interval, (row) => row.ciHigh),
      statistic(
        'difference',
        'Difference from the reference',
        'Policy minus reference at the same point',
        (row) => row.fromReference.difference,
      ),
      statistic(
        'difference_ci_low',
        'Its lower confidence limit',
        paired,
        (row) => row.fromReference.ciLow,
      ),
      statistic(
        'difference_ci_high',
        'Its upper confidence limit',
        paired,
        (row) => row.fromReference.ciHigh,
      ),
      statistic(
        'base_difference',
        'Difference from the base',
        'The point minus the base point, same policy',
        (row) => row.fromBase.difference,
      ),
      statistic(
        'base_difference_ci_low',
        'Its lower confidence limit',
        paired,
        (row) => row.fromBase.ciLow,
      ),
      statistic(
        'base_difference_ci_high',
        'Its upper confidence limit',
        paired,
        (row) => row.fromBase.ciHigh,
      ),
      replicationsColumn,
    ],
  };
}
