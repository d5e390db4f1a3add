import { quantileSorted } from 'd3-array';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MinuteCounts } from '../../src/kernel/minute-counts.ts';
import { peaks, spellLengths, type MinutePages } from '../../src/simulation/minute-counts.ts';
import { remainders, segments, type Segment } from '../../src/simulation/segments.ts';

const horizon = 500;
const either = (one: Segment, other: Segment): fc.Arbitrary<Segment> => fc.constantFrom(one, other);
/** Segments of a home and of its meter, of the home alone, or of the meter alone. */
const home = fc.tuple(
  fc.constant<Segment>('all'),
  fc.constantFrom<Segment>(
    'meter=smets2',
    'meter=smets1-enrolled',
    'meter=smets1-unenrolled',
    'meter=legacy',
  ),
  either('vulnerable=yes', 'vulnerable=no'),
  either('psr=yes', 'psr=no'),
  either('medical=yes', 'medical=no'),
);
const meter = fc.tuple(either('fuel=electricity', 'fuel=gas'));
const mask = fc
  .oneof(
    home,
    meter,
    fc.tuple(home, meter).map(([ofHome, ofMeter]) => [...ofHome, ...ofMeter]),
  )
  .map((names) => names.reduce((bits, name) => bits | (1 << segments.indexOf(name)), 0));
const spell = fc
  .tuple(fc.nat(horizon), fc.nat(horizon), mask)
  .map(([one, other, mask]) => ({ start: Math.min(one, other), end: Math.max(one, other), mask }));
const spells = fc.array(spell, { maxLength: 60 });
/** The segments that the kernel counts, by bit. */
const groups = [...segments.keys()].filter(
  (segment) => !remainders.some((one) => one.segment === segment),
);
const groupsOf = (mask: number): number =>
  groups.reduce((bits, segment, bit) => bits | ((mask & (1 << segment)) === 0 ? 0 : 1 << bit), 0);
const isIn = (segment: number) => (one: { readonly mask: number }) =>
  (one.mask & (1 << segment)) !== 0;

/** Counts of every minute to the horizon; pages are used again from one property to the next. */
const counts = new MinuteCounts();
function counted(add: (counts: MinuteCounts) => void): MinutePages {
  counts.reset(horizon);
  add(counts);
  return { pageOf: counts.pageOf, pages: counts.pages };
}

test('C9: the peak is the most spells any minute falls in, and its minute the first such one', () => {
  fc.assert(
    fc.property(spells, (all) => {
      const changes = counted((to) => {
        for (const { start, end, mask } of all) {
          to.add(start, groupsOf(mask), 1);
          to.add(end, groupsOf(mask), -1);
        }
      });
      const expected = segments.map((_, segment) => {
        const mine = all.filter(isIn(segment));
        let most = 0;
        let at = NaN;
        for (let minute = 0; minute <= horizon; minute++) {
          const now = mine.filter(({ start, end }) => start <= minute && minute < end).length;
          if (now > most) [most, at] = [now, minute];
        }
        return { most, minute: at };
      });
      expect(peaks(changes)).toEqual(expected);
    }),
  );
});

test('C7: lengths counted by minute have the quantiles of the sorted lengths', () => {
  fc.assert(
    fc.property(spells, (all) => {
      const lengths = counted((to) => {
        for (const { start, end, mask } of all) to.add(end - start, groupsOf(mask), 1);
      });
      const expected = segments.map((_, segment) => {
        const sorted = all
          .filter(isIn(segment))
          .map(({ start, end }) => end - start)
          .sort((a, b) => a - b);
        const quantile = (probability: number): number =>
          quantileSorted(sorted, probability) ?? NaN;
        return { median: quantile(0.5), p95: quantile(0.95), max: quantile(1) };
      });
      expect(spellLengths(lengths)).toEqual(expected);
    }),
  );
});
