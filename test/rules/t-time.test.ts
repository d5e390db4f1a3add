// Section 2 of docs/MODEL.md: time and money. T3 is in c-counting.test.ts.
import { describe, expect, test } from 'vitest';
import {
  afterWorkingTime,
  closingEdge,
  endOfWindow,
  localOffset,
  nextWithin,
} from '../../src/kernel/calendar.ts';
import { poundsToMicropounds } from '../../src/kernel/time.ts';
import { dateOfEpochDay, englishBankHolidays } from '../../src/simulation/days.ts';
import {
  ledgerOf,
  lived,
  onlyHabit,
  outcome,
  plain,
  scenarioOf,
} from '../support/simulation/plain-scenario.ts';
import { layDown } from '../support/kernel/kernel-in-hand.ts';

const day = 1440;

test('T1: time is whole minutes from day 0, negative in the warm-up', () => {
  const noisy = scenarioOf(plain, onlyHabit('reactive'), {
    ...{ warmUp: '5d', horizon: '5d' },
    consumption: { electricity: { dayNoise: { cv: 0.3 } } },
    behaviour: { notice: { exponential: { mean: '5h' } } },
  });
  const before = ledgerOf(noisy, 'warm-up').map(({ minute }) => minute);
  const after = ledgerOf(noisy, 'no-failure').map(({ minute }) => minute);
  expect(before.length).toBeGreaterThan(0);
  expect(before.every((minute) => minute >= -5 * day && minute < 0)).toBe(true);
  expect(after.every((minute) => minute >= 0 && minute < 5 * day)).toBe(true);
  expect([...before, ...after].every(Number.isInteger)).toBe(true);
  // Day 0 is the day of `start`: what a home with £10 does at minute 4800 is at 08:00 of day 3.
  expect(outcome('no-failure', plain).spells[0]!.startMinute).toBe(3 * day + 8 * 60);
});

describe('meters keep UTC, people keep local time', () => {
  const waking = { start: 420, end: 1320 };
  const within = (minute: number, { start, end } = waking): number =>
    nextWithin(start, end, minute);

  test('T2: clocks go forward on 27 March 2022 at 01:00 UTC, for people and not for meters', () => {
    layDown({
      ...{ start: '2022-03-27', horizon: '4d' },
      meter: {
        nonDisablement: { weekdays: '00:00-11:00', saturday: [], sunday: [], bankHolidays: [] },
      },
    });
    expect([59, 60].map(localOffset)).toEqual([0, 60]);
    // 07:00 local is 06:00 UTC from that morning on.
    expect(within(0)).toBe(360);
    expect(within(day + 1260)).toBe(2 * day + 360);
    expect(within(day + 1259)).toBe(day + 1259);
    // 01:30 is skipped that night: the hours begin when the clock shows 02:00.
    expect(within(0, { start: 90, end: 300 })).toBe(60);
    expect(within(0, { start: 60, end: 90 })).toBe(day);
  });

  test('T2, A9: a meter keeps its protected hours in UTC in summer', () => {
    const weekday = layDown({
      ...{ start: '2022-03-27', horizon: '4d' },
      meter: {
        nonDisablement: { weekdays: '00:00-11:00', saturday: [], sunday: [], bankHolidays: [] },
      },
    }).settings.meters[0]!;
    expect(closingEdge(weekday, day + 659)).toBe(day + 660);
    expect(closingEdge(weekday, day + 660)).toBe(-1);
  });

  test('T2: in summer a household that wakes at 07:00 local tops up at 06:00 UTC', () => {
    // The plain home is below its trigger at 16:01 UTC of the third day, asleep until the next.
    const asleep = { behaviour: { wakingHours: '07:00-16:00' }, horizon: '4d' };
    const reactive = onlyHabit('reactive');
    expect(lived('no-failure', reactive, asleep)).toEqual(['4740 vend']);
    expect(lived('no-failure', reactive, asleep, { start: '2022-07-11' })).toEqual(['4680 vend']);
  });

  test('T2: hours that pass midnight open in the evening and stay open into the morning', () => {
    layDown({ horizon: '3d' });
    const night = { start: 1320, end: day + 360 };
    const found = [0, 359, 360, 1319, 1320, day + 359].map((minute) => within(minute, night));
    expect(found).toEqual([0, 359, 1320, 1320, 1320, 1799]);
  });

  test.each([
    ['2022-03-26', 'forward'],
    ['2021-10-30', 'back'],
  ])(
    'T2: the next minute within any hours, and without, is what a walk through the minutes finds, from %s, clocks going %s',
    (start) => {
      layDown({ start, horizon: '4d' });
      const ends = [0, 60, 75, 90, 119, 120, 360, 1320, 1439];
      for (const opening of ends) {
        for (const closing of ends.filter((one) => one !== opening)) {
          const length = (closing - opening + day) % day;
          const isWithin = (minute: number): boolean =>
            (minute + localOffset(minute) - opening + 2 * day) % day < length;
          const end = opening + length;
          let opens = 3 * day;
          while (!isWithin(opens)) opens++;
          let closes = 3 * day;
          while (isWithin(closes)) closes++;
          for (let minute = 3 * day; minute >= 0; minute--) {
            if (isWithin(minute)) opens = minute;
            else closes = minute;
            if (nextWithin(opening, end, minute) !== opens)
              expect.fail(`${opening} to ${closing} opens at ${minute}`);
            if (isWithin(minute) && endOfWindow(opening, end, minute) !== closes)
              expect.fail(`${opening} to ${closing} closes at ${minute}`);
          }
        }
      }
    },
  );
});

describe('money', () => {
  test('T4: an amount in pounds is the nearest whole number of micropounds', () => {
    expect([10, 0.1, 0.000_000_4, 0.000_000_6, -0.000_000_6].map(poundsToMicropounds)).toEqual([
      10_000_000, 100_000, 0, 1, -1,
    ]);
  });

  test('T4: every amount on a meter is a whole number of micropounds, whatever is drawn or charged', () => {
    const { meters } = outcome('no-failure', plain, onlyHabit('reactive'), {
      households: 50,
      population: {
        initialBalance: { electricity: { uniform: [0, 12] } },
        debt: { share: 0.5, weekly: { uniform: [1, 9] }, amount: { uniform: [10, 90] } },
      },
      tariff: { electricity: { unitRate: 30.017, standingCharge: 51.371 } },
      behaviour: { vendAmount: { exponential: { mean: 9 } } },
    });
    const amounts = meters.flatMap((meter) => [
      ...[meter.openingNet, meter.vended, meter.debtRepaid, meter.energyCost],
      ...[meter.charges, meter.closingNet],
    ]);
    expect(amounts.filter((amount) => !Number.isSafeInteger(amount))).toEqual([]);
    expect(new Set(amounts.map((amount) => amount % 1000)).size).toBeGreaterThan(50);
  });
});

describe('working days', () => {
  test.each([
    [
      2020,
      '2020-01-01 2020-04-10 2020-04-13 2020-05-08 2020-05-25 2020-08-31 2020-12-25 2020-12-28',
    ],
    [
      2021,
      '2021-01-01 2021-04-02 2021-04-05 2021-05-03 2021-05-31 2021-08-30 2021-12-27 2021-12-28',
    ],
    [
      2022,
      '2022-01-03 2022-04-15 2022-04-18 2022-05-02 2022-06-02 2022-06-03 2022-08-29 ' +
        '2022-09-19 2022-12-26 2022-12-27',
    ],
    [
      2023,
      '2023-01-02 2023-04-07 2023-04-10 2023-05-01 2023-05-08 2023-05-29 2023-08-28 ' +
        '2023-12-25 2023-12-26',
    ],
    [
      2024,
      '2024-01-01 2024-03-29 2024-04-01 2024-05-06 2024-05-27 2024-08-26 2024-12-25 2024-12-26',
    ],
  ])('T5: are without the bank holidays of England in %i', (year, dates) => {
    expect([...englishBankHolidays(year)].map(dateOfEpochDay).sort().join(' ')).toBe(dates);
  });

  test('T5: are worked from 00:00 to 24:00 UTC, Monday to Friday', () => {
    // Thursday 7 July 2022, in summer time.
    layDown({ start: '2022-07-07', horizon: '10d' });
    expect(afterWorkingTime(100, 0)).toBe(100);
    expect(afterWorkingTime(0, day)).toBe(day);
    expect(afterWorkingTime(0, 2 * day)).toBe(2 * day);
    // A minute more is the first of Monday.
    expect(afterWorkingTime(0, 2 * day + 1)).toBe(4 * day + 1);
    expect(afterWorkingTime(2 * day, 0)).toBe(4 * day);
    expect(afterWorkingTime(3 * day + 500, 10)).toBe(4 * day + 10);
  });
});
