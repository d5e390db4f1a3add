import { quantileSorted } from 'd3-array';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MinuteCounts, peaks, spellLengths } from '../../src/engine/minute-counts.ts';
import { segments } from '../../src/engine/segments.ts';

const horizon = 500;
const spell = fc
  .tuple(fc.nat(horizon), fc.nat(horizon), fc.nat((1 << segments.length) - 1))
  .map(([one, other, mask]) => ({ start: Math.min(one, other), end: Math.max(one, other), mask }));
const spells = fc.array(spell, { maxLength: 60 });
const isIn = (segment: number) => (one: { readonly mask: number }) => (one.mask & (1 << segment)) !== 0;

test('the peak is the most spells any minute falls in, and its minute the first such one', () => {
  fc.assert(
    fc.property(spells, (all) => {
      const changes = new MinuteCounts(horizon);
      for (const { start, end, mask } of all) {
        changes.add(start, mask, 1);
        changes.add(end, mask, -1);
      }
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

test('lengths counted by minute have the quantiles of the sorted lengths', () => {
  fc.assert(
    fc.property(spells, (all) => {
      const lengths = new MinuteCounts(horizon);
      for (const { start, end, mask } of all) lengths.add(end - start, mask, 1);
      const expected = segments.map((_, segment) => {
        const sorted = all
          .filter(isIn(segment))
          .map(({ start, end }) => end - start)
          .sort((a, b) => a - b);
        const quantile = (probability: number): number => quantileSorted(sorted, probability) ?? NaN;
        return { median: quantile(0.5), p95: quantile(0.95), max: quantile(1) };
      });
      expect(spellLengths(lengths)).toEqual(expected);
    }),
  );
});
