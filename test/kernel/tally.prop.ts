// What is counted for a policy, below the rules that say when.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { meterKindCount } from '../../src/kernel/codes.ts';
import { Household } from '../../src/kernel/household.ts';
import { classCount, classOf, firstClassRow, seriesCount, Tally } from '../../src/kernel/tally.ts';
import { never } from '../../src/kernel/time.ts';
import { layOutSegments, segments, type Segment } from '../../src/simulation/segments.ts';
import { meterKindWords } from '../../src/simulation/words.ts';
import { layDown } from '../support/kernel/kernel-in-hand.ts';

test('C9: an hourly series counts who is there at each whole hour: from the minute it begins, not at the one it ends', () => {
  layDown({ horizon: '601m' });
  const hours = 10;
  const stay = fc
    .tuple(fc.nat(601), fc.oneof(fc.nat(601), fc.constant(never)))
    .map(([a, b]) => ({ from: Math.min(a, b), until: Math.max(a, b) }));
  fc.assert(
    fc.property(fc.array(stay, { maxLength: 20 }), fc.nat(seriesCount - 1), (stays, series) => {
      const tally = new Tally(0);
      tally.reset(false);
      for (const { from, until } of stays) tally.addSeries(series, from, until);
      const changes = tally.seriesChanges.subarray(
        series * (hours + 2),
        (series + 1) * (hours + 2),
      );
      const found = Array.from({ length: hours + 1 }, (_, hour) =>
        changes.subarray(0, hour + 1).reduce((sum, change) => sum + change, 0),
      );
      const expected = Array.from(
        { length: hours + 1 },
        (_, hour) =>
          stays.filter(({ from, until }) => from <= 60 * hour && 60 * hour < until).length,
      );
      expect(found).toEqual(expected);
    }),
  );
});

test('C7: every household is in one class, and a segment is made up of the classes of its attribute', () => {
  const classes = new Set<number>();
  for (let kind = 0; kind < meterKindCount; kind++) {
    for (const [isVulnerable, isOnPsr, isMedicallyDependent] of allFlags) {
      const household = Object.assign(new Household(), {
        kind,
        isVulnerable,
        isOnPsr,
        isMedicallyDependent,
      });
      const row = firstClassRow + classOf(household);
      classes.add(row);
      const yesOrNo = (is: boolean): string => (is ? 'yes' : 'no');
      const expected: readonly Segment[] = [
        'all',
        `meter=${meterKindWords[kind]!}` as Segment,
        `vulnerable=${yesOrNo(isVulnerable)}` as Segment,
        `psr=${yesOrNo(isOnPsr)}` as Segment,
        `medical=${yesOrNo(isMedicallyDependent)}` as Segment,
      ];
      const found = segments.filter((_, segment) =>
        layOutSegments([]).rows[segment]!.includes(row),
      );
      expect(found).toEqual(expected);
    }
  }
  expect(classes.size).toBe(classCount);
});

const bools = [false, true];
const allFlags = bools.flatMap((a) => bools.flatMap((b) => bools.map((c) => [a, b, c] as const)));
