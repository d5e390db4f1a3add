import { quantileSorted } from 'd3-array';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MinuteCounts } from '../../src/kernel/minute-counts.ts';
import { peaks, spellLengths, type MinutePages } from '../../src/simulation/minute-counts.ts';
import { layOutSegments } from '../../src/simulation/segments.ts';
import { classCount } from '../../src/kernel/tally.ts';
import { meterKindWords } from '../../src/simulation/words.ts';

const horizon = 500;
const crossings = [
  ['vulnerable', 'fuel'],
  ['psr', 'meter', 'medical'],
] as const;
const laid = layOutSegments(crossings);

/**
 * A home's class, and which of its counts: 0 the home, 1 its electricity meter, 2 its gas meter.
 */
const counted = fc.record({ class: fc.nat(classCount - 1), what: fc.nat(2) });
const spell = fc
  .tuple(fc.nat(horizon), fc.nat(horizon), counted)
  .map(([one, other, who]) => ({ start: Math.min(one, other), end: Math.max(one, other), who }));
const spells = fc.array(spell, { maxLength: 60 });
type Counted = typeof counted extends fc.Arbitrary<infer Value> ? Value : never;

const groupsOf = ({ class: own, what }: Counted): Int32Array => laid.groupLists[3 * own + what]!;

/** Whether a home, or a meter that stands for itself, is in a segment. */
function isIn(segment: number) {
  const conditions = laid.names[segment]!.split(',').filter((one) => one !== 'all');
  return ({ who }: { readonly who: Counted }): boolean => {
    const fuel = ['none', 'electricity', 'gas'][who.what]!;
    const yesOrNo = (bit: number): string => ((who.class & bit) === 0 ? 'no' : 'yes');
    const own = [
      ...[`fuel=${fuel}`, `meter=${meterKindWords[who.class >> 3]!}`],
      ...[`vulnerable=${yesOrNo(4)}`, `psr=${yesOrNo(2)}`, `medical=${yesOrNo(1)}`],
    ];
    const isOfFuel = conditions.some((one) => one.startsWith('fuel='));
    return isOfFuel === who.what > 0 && conditions.every((one) => own.includes(one));
  };
}

/** Counts of every minute to the horizon; pages are used again from one property to the next. */
const counts = new MinuteCounts();
function countedBy(add: (counts: MinuteCounts) => void): MinutePages {
  counts.reset(horizon, laid.groups.length);
  add(counts);
  return { pageOf: counts.pageOf, pages: counts.pages };
}

test('C9: the peak is the most spells any minute falls in, and its minute the first such one', () => {
  fc.assert(
    fc.property(spells, (all) => {
      const changes = countedBy((to) => {
        for (const { start, end, who } of all) {
          to.add(start, groupsOf(who), 1);
          to.add(end, groupsOf(who), -1);
        }
      });
      const expected = laid.names.map((_, segment) => {
        const mine = all.filter(isIn(segment));
        let most = 0;
        let at = NaN;
        for (let minute = 0; minute <= horizon; minute++) {
          const now = mine.filter(({ start, end }) => start <= minute && minute < end).length;
          if (now > most) [most, at] = [now, minute];
        }
        return { most, minute: at };
      });
      expect(peaks(changes, laid)).toEqual(expected);
    }),
  );
});

test('C7: lengths counted by minute have the quantiles of the sorted lengths', () => {
  fc.assert(
    fc.property(spells, (all) => {
      const lengths = countedBy((to) => {
        for (const { start, end, who } of all) to.add(end - start, groupsOf(who), 1);
      });
      const expected = laid.names.map((_, segment) => {
        const sorted = all
          .filter(isIn(segment))
          .map(({ start, end }) => end - start)
          .sort((a, b) => a - b);
        const quantile = (probability: number): number =>
          quantileSorted(sorted, probability) ?? NaN;
        return { median: quantile(0.5), p95: quantile(0.95), max: quantile(1) };
      });
      expect(spellLengths(lengths, laid)).toEqual(expected);
    }),
  );
});
