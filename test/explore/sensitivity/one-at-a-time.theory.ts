import { describe, expect, it } from 'vitest';
import { assess } from '../../../src/explore/sensitivity/assessment.ts';
import { singleChanges } from '../../../src/explore/sensitivity/one-at-a-time.ts';
import { Streams, seedKey } from '../../../src/random/streams.ts';

const outcome = {
  policy: 'a',
  metric: 'excess_hours_off',
  segment: 'all',
  unit: 'household-hours',
} as const;

/**
 * Answers of replications, luck alone: the sum of a few uniform numbers, another for each value of
 * the factor.
 */
function luckOf(seed: string, replications: number, turn: number): Float64Array {
  const streams = new Streams(seedKey(seed), 1);
  return Float64Array.from({ length: replications }, (_, replication) => {
    let sum = 0;
    for (let part = 0; part < 6; part++) sum += streams.uniform(replication, turn, part);
    return sum;
  });
}

describe('one factor at a time', () => {
  it.each([
    [12, 20],
    [2, 20],
    [12, 4],
  ])(
    'tells a factor of %i values that does nothing from luck in one case of twenty at most, with %i replications',
    (values, replications) => {
      const changes = singleChanges([{ values }]);
      expect(changes).toHaveLength(values);
      const seeds = Array.from({ length: 400 }, (_, seed) => `seed ${seed}`);
      const told = seeds.filter((seed) => {
        const answers = changes.map((_, turn) => luckOf(seed, replications, turn + 1));
        return assess({ method: 'oat', changes }, outcome, answers, luckOf(seed, replications, 0))
          .factors[0]!.told;
      });
      // Within three standard errors.
      expect(told.length / seeds.length).toBeLessThan(
        0.05 + 3 * Math.sqrt((0.05 * 0.95) / seeds.length),
      );
    },
  );

  it('tells one that does much', () => {
    const changes = singleChanges([{}]);
    const answers = changes.map((_, turn) =>
      luckOf('a', 20, turn + 1).map((value) => value + 10 * turn),
    );
    expect(
      assess({ method: 'oat', changes }, outcome, answers, luckOf('a', 20, 0)).factors[0]!.told,
    ).toBe(true);
  });
});
