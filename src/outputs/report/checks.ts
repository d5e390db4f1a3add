// Checks that the files of a report agree with one another: each a sentence, and whether it holds.
import type { MetricName } from '../../experiment/metrics.ts';
import { meterKinds, noFailure } from '../../scenario/scenario.ts';
import type { PolicyStyles } from './policy-styles.ts';
import {
  comparisonOf,
  figureIn,
  summaryOf,
  valuesByReplication,
  type RunData,
} from './run-data.ts';

export interface Check {
  readonly sentence: string;
  readonly holds: boolean;
}

/** Figures have four decimals: sums of a few of them may be off by this much. */
const tolerance = 0.001;

export function checksOn(data: RunData, { all, reference }: PolicyStyles): readonly Check[] {
  const mean = (id: string, metric: MetricName): number =>
    figureIn(summaryOf(data, id, metric), 'mean').value;
  const every = (holds: (id: string) => boolean): boolean => all.every(({ id }) => holds(id));
  const close = (a: number, b: number): boolean => Math.abs(a - b) <= tolerance;
  const falling = (values: readonly number[]): boolean =>
    values.every((value, index) => index === 0 || value <= values[index - 1]! + tolerance);
  const { replications } = data.facts;
  return [
    {
      sentence: `Every policy has all ${replications} replications`,
      holds: every((id) => valuesByReplication(data, id, 'households').length === replications),
    },
    {
      sentence: 'Spells by cause add up to all spells',
      holds: every((id) =>
        close(
          mean(id, 'spells_no_channel') +
            mean(id, 'spells_no_money') +
            mean(id, 'spells_not_noticed'),
          mean(id, 'spells'),
        ),
      ),
    },
    {
      sentence: 'Spells by shut gate add up to those without a channel',
      holds: every((id) =>
        close(
          data.spellGates
            .filter((row) => row['policy'] === id)
            .reduce((sum, row) => sum + Number(row['mean']), 0),
          mean(id, 'spells_no_channel'),
        ),
      ),
    },
    {
      sentence: 'Spells of any length are all spells, and fewer last longer',
      holds: every((id) => {
        const counts = data.spellLengths
          .filter((row) => row['policy'] === id)
          .map((row) => Number(row['mean']));
        return close(counts[0] ?? NaN, mean(id, 'spells')) && falling(counts);
      }),
    },
    {
      sentence: 'No more households are off 72 hours than 24, 24 than 3, 3 than at all',
      holds: every((id) =>
        falling(
          (
            [
              'households',
              'households_off',
              'households_off_3h',
              'households_off_24h',
              'households_off_72h',
            ] as const
          ).map((metric) => mean(id, metric)),
        ),
      ),
    },
    {
      sentence:
        'Households off because of the failure are some of those off, and none without a failure',
      holds: every(
        (id) =>
          mean(id, 'excess_households_off') <= mean(id, 'households_off') + tolerance &&
          (id !== noFailure || mean(id, 'excess_households_off') === 0),
      ),
    },
    {
      sentence: 'Households off because of the failure, by kind of meter, add up to all of them',
      holds: every((id) => {
        const byKind = meterKinds.map(
          (kind) =>
            figureIn(summaryOf(data, id, 'excess_households_off', `meter=${kind}`), 'mean').value,
        );
        return close(
          byKind.reduce((sum, value) => sum + (Number.isNaN(value) ? 0 : value), 0),
          mean(id, 'excess_households_off'),
        );
      }),
    },
    {
      sentence: 'Paired differences are the differences of the means',
      holds:
        reference === undefined ||
        all.every(({ id }) => {
          const { text, value } = figureIn(
            comparisonOf(data, id, reference.id, 'households_off'),
            'difference',
          );
          return (
            text === '' ||
            close(value, mean(id, 'households_off') - mean(reference.id, 'households_off'))
          );
        }),
    },
  ];
}
