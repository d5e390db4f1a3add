import { quantileSorted } from 'd3-array';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { intervalsTogether, OffIntervals } from '../../src/kernel/off-intervals.ts';
import { connect } from '../../src/kernel/platform.ts';
import { OffTimes, type Peak } from '../../src/simulation/off-intervals.ts';
import { layOutSegments } from '../../src/simulation/segments.ts';
import { classCount, ownersOfClass } from '../../src/kernel/tally.ts';
import { silentHost } from '../support/kernel/kernel-in-hand.ts';
import { meterKindWords } from '../../src/simulation/words.ts';

const horizon = 500;
const crossings = [
  ['vulnerable', 'fuel'],
  ['psr', 'meter', 'medical'],
] as const;
const laid = layOutSegments(crossings);

/** A home's class, and what was off: 0 the home, 1 its electricity meter, 2 its gas meter. */
const owner = fc.record({ class: fc.nat(classCount - 1), what: fc.nat(2) });
type Owner = typeof owner extends fc.Arbitrary<infer Value> ? Value : never;
const interval = fc
  .tuple(fc.nat(horizon), fc.nat(horizon), owner)
  .map(([one, other, who]) => ({ start: Math.min(one, other), end: Math.max(one, other), who }));
type Interval = typeof interval extends fc.Arbitrary<infer Value> ? Value : never;
const intervals = fc.array(interval, { maxLength: 60 });

/** Whether a home, or a meter that stands for itself, is in a segment. */
function isIn(segment: number) {
  const conditions = laid.names[segment]!.split(',').filter((one) => one !== 'all');
  return (who: Owner): boolean => {
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

/** Hands intervals over as the kernel does. */
function offTimesOf(all: readonly Interval[]): OffTimes {
  const list = new OffIntervals(0);
  const pages: Int32Array[] = [];
  connect({
    ...silentHost,
    keepOffIntervals: (_, count) => pages.push(list.words.slice(0, 2 * count)),
  });
  for (const { start, end, who } of all)
    list.add(start, end - start, ownersOfClass * who.class + who.what);
  list.handOver();
  return new OffTimes(pages);
}

function expectedPeaks(all: readonly Interval[]): readonly Peak[] {
  return laid.names.map((_, segment) => {
    const isMine = isIn(segment);
    const mine = all.filter(({ who }) => isMine(who));
    let most = 0;
    let at = NaN;
    for (let minute = 0; minute <= horizon; minute++) {
      const now = mine.filter(({ start, end }) => start <= minute && minute < end).length;
      if (now > most) [most, at] = [now, minute];
    }
    return { most, minute: at };
  });
}

test('C9: the peak is the most spells any minute falls in, and its minute the first such one', () => {
  fc.assert(
    fc.property(intervals, (all) => {
      expect(offTimesOf(all).peaks(laid)).toEqual(expectedPeaks(all));
    }),
  );
});

test('C9: intervals that are handed over in several parts count like any others', () => {
  const count = 2.5 * intervalsTogether;
  const many = fc.array(interval, { minLength: count, maxLength: count, size: 'max' });
  const all = fc.sample(many, { numRuns: 1, seed: 1 })[0]!;
  expect(offTimesOf(all).peaks(laid)).toEqual(expectedPeaks(all));
});

test("C7: quantiles of spell length are those of the sorted lengths, a meter's spells also being its home's", () => {
  fc.assert(
    fc.property(intervals, (all) => {
      const expected = laid.names.map((_, segment) => {
        const isMine = isIn(segment);
        const sorted = all
          .filter(({ who }) => who.what > 0 && (isMine(who) || isMine({ ...who, what: 0 })))
          .map(({ start, end }) => end - start)
          .sort((a, b) => a - b);
        const quantile = (probability: number): number =>
          quantileSorted(sorted, probability) ?? NaN;
        return { median: quantile(0.5), p95: quantile(0.95), max: quantile(1) };
      });
      expect(offTimesOf(all).spellLengths(laid)).toEqual(expected);
    }),
  );
});
