import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sortByBits } from '../../src/simulation/digit-sort.ts';

test.each([
  ['few', 300],
  ['many', 10_500],
])(
  '%s keys are sorted by their upper bits, equal ones in order, with what they carry',
  (_, most) => {
    fc.assert(
      fc.property(
        fc.nat(most),
        fc.integer({ min: 0, max: 12 }),
        fc.integer({ min: 0, max: 2 ** 30 }),
        fc.infiniteStream(fc.nat(2 ** 30)),
        (count, from, mask, numbers) => {
          const given = Array.from({ length: count }, () => numbers.next().value & mask);
          const keys = Int32Array.from(given);
          const carried = Int32Array.from(given.keys());
          sortByBits(keys, from, carried);
          const expected = [...given.keys()].sort(
            (a, b) => (given[a]! >> from) - (given[b]! >> from),
          );
          expect([...carried]).toEqual(expected);
          expect([...keys]).toEqual(expected.map((place) => given[place]));
          const alone = Int32Array.from(given);
          sortByBits(alone, from);
          expect(alone).toEqual(keys);
        },
      ),
      { numRuns: 30 },
    );
  },
);
