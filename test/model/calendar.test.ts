import { describe, expect, it } from 'vitest';
import { Calendar, dateOfEpochDay, englishBankHolidays } from '../../src/model/calendar.ts';
import { ProtectedHours } from '../../src/model/non-disablement.ts';

describe('the English calendar', () => {
  it.each([
    [2020, '2020-01-01 2020-04-10 2020-04-13 2020-05-08 2020-05-25 2020-08-31 2020-12-25 2020-12-28'],
    [2021, '2021-01-01 2021-04-02 2021-04-05 2021-05-03 2021-05-31 2021-08-30 2021-12-27 2021-12-28'],
    [2022, '2022-01-03 2022-04-15 2022-04-18 2022-05-02 2022-06-02 2022-06-03 2022-08-29 2022-09-19 2022-12-26 2022-12-27'],
    [2023, '2023-01-02 2023-04-07 2023-04-10 2023-05-01 2023-05-08 2023-05-29 2023-08-28 2023-12-25 2023-12-26'],
    [2024, '2024-01-01 2024-03-29 2024-04-01 2024-05-06 2024-05-27 2024-08-26 2024-12-25 2024-12-26'],
  ])('has the bank holidays of %i', (year, dates) => {
    expect([...englishBankHolidays(year)].map(dateOfEpochDay).sort().join(' ')).toBe(dates);
  });

  it('puts clocks forward on 27 March 2022 at 01:00 UTC, for people and not for meters', () => {
    const calendar = new Calendar('2022-03-27', 0, 3 * 1440);
    expect([59, 60].map((minute) => calendar.localOffset(minute))).toEqual([0, 60]);
    const waking = { startMinute: 420, endMinute: 1320 };
    // 07:00 local is 06:00 UTC from that morning on.
    expect(calendar.nextWithin(waking, 0)).toBe(360);
    expect(calendar.nextWithin(waking, 1440 + 1260)).toBe(2 * 1440 + 360);
    expect(calendar.nextWithin(waking, 1440 + 1259)).toBe(1440 + 1259);
    // 01:30 is skipped that night: the hours begin when the clock shows 02:00.
    expect(calendar.nextWithin({ startMinute: 90, endMinute: 300 }, 0)).toBe(60);
    expect(calendar.nextWithin({ startMinute: 60, endMinute: 90 }, 0)).toBe(1440);
    const weekday = new ProtectedHours(
      { weekdays: [{ startMinute: 0, endMinute: 660 }], saturday: [], sunday: [], bankHolidays: [] },
      calendar,
    );
    expect(weekday.closingEdge(1440 + 659)).toBe(1440 + 660);
    expect(weekday.closingEdge(1440 + 660)).toBe(-1);
  });

  it('opens hours that pass midnight in the evening, and keeps them open into the morning', () => {
    const calendar = new Calendar('2022-01-10', 0, 3 * 1440);
    const night = { startMinute: 1320, endMinute: 1440 + 360 };
    expect([0, 359, 360, 1319, 1320, 1440 + 359].map((minute) => calendar.nextWithin(night, minute))).toEqual([
      0, 359, 1320, 1320, 1320, 1799,
    ]);
  });

  it.each([
    ['2022-03-26', 'forward'],
    ['2021-10-30', 'back'],
  ])(
    'finds the next minute within any hours, and the next without, as a walk through the minutes does, from %s, clocks going %s',
    (start) => {
      const calendar = new Calendar(start, 0, 4 * 1440);
      const ends = [0, 60, 75, 90, 119, 120, 360, 1320, 1439];
      for (const startMinute of ends) {
        for (const end of ends.filter((one) => one !== startMinute)) {
          const length = (end - startMinute + 1440) % 1440;
          const isWithin = (minute: number): boolean =>
            (minute + calendar.localOffset(minute) - startMinute + 2 * 1440) % 1440 < length;
          const hours = { startMinute, endMinute: startMinute + length };
          let opens = 3 * 1440;
          while (!isWithin(opens)) opens++;
          let closes = 3 * 1440;
          while (isWithin(closes)) closes++;
          for (let minute = 3 * 1440; minute >= 0; minute--) {
            if (isWithin(minute)) opens = minute;
            else closes = minute;
            if (calendar.nextWithin(hours, minute) !== opens) expect.fail(`${startMinute} to ${end} opens at ${minute}`);
            if (isWithin(minute) && calendar.endOf(hours, minute) !== closes)
              expect.fail(`${startMinute} to ${end} closes at ${minute}`);
          }
        }
      }
    },
  );
});
