// Section H of docs/MODEL.md: topping up. Of rules that other tests do not name yet.
import { expect, test } from 'vitest';
import {
  emergencyCredit,
  onlyHabit,
  onlyKind,
  outcome,
  plain,
  type Part,
} from '../support/engine-scenario.ts';

// The plain home's £10 at £3 a day is at £2 at minute 3840 and gone at 4800.
const vendsBy = (horizon: string, ...parts: readonly Part[]): number =>
  outcome('no-failure', plain, emergencyCredit, ...parts, { horizon }).meters[0]!.vends;

test('H3: an emergency-only home buys once it is in emergency credit, and not before', () => {
  const home = onlyHabit('emergency-only');
  expect(vendsBy('4800m', home)).toBe(0);
  expect(vendsBy('4801m', home)).toBe(1);
});

test('H3: a home with the habit never buys nothing, off supply or not', () => {
  expect(vendsBy('20d', onlyHabit('never'))).toBe(0);
});

test('H12: a lost key or card leaves the meter without a channel until the new one comes', () => {
  const legacy: Part = { ...onlyKind('legacy'), households: 200, horizon: '60d' };
  const book = (lostPerMonth: number) =>
    outcome('no-failure', plain, legacy, onlyHabit('reactive'), {
      population: {
        ...(legacy['population'] as Part),
        legacyDevice: { lostPerMonth, replace: '4d' },
      },
      behaviour: { retry: { normal: '10m', offSupply: '10m' } },
    });
  expect(book(0).spells).toEqual([]);
  const { spells } = book(1);
  expect(spells.length).toBeGreaterThan(50);
  expect(new Set(spells.map(({ cause }) => cause))).toEqual(new Set(['no-channel']));
  // At the latest the first attempt after the replacement finds the shop again.
  const longest = Math.max(...spells.map(({ startMinute, endMinute }) => endMinute - startMinute));
  expect(longest).toBeLessThanOrEqual(4 * 1440 + 10);
});
