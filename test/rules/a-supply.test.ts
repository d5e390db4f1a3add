// Section A of docs/MODEL.md: protected hours, safe mode, and coming back on supply.
import { describe, expect, test } from 'vitest';
import { expectNear, zScore } from '../support/simulation/closed-forms.ts';
import {
  held,
  lived,
  onlyFuels,
  onlyHabit,
  onlyKind,
  outcome,
  plain,
  pounds,
  type Part,
} from '../support/simulation/plain-scenario.ts';

// The plain home's £10 at £3 a day is gone at minute 4800: Thursday 13 January, 08:00.

const mornings: Part = {
  meter: {
    nonDisablement: {
      ...{ weekdays: '00:00-11:00', saturday: 'all-day' },
      ...{ sunday: 'all-day', bankHolidays: 'all-day' },
    },
  },
};
const agent: Part = { ...held, agent: { acts: true } };

describe('protected hours', () => {
  test('A7, A1: an empty meter goes off only when the protected hours end, and what is used is owed', () => {
    expect(lived('no-failure', mornings)).toEqual(['4980 supply off: not noticed']);
    const { closingNet } = outcome('no-failure', plain, mornings).meters[0]!;
    expect(closingNet).toBe(pounds(10) - pounds((3 * 4980) / 1440));
  });

  test('A7: a meter that is off is not revived when protected hours begin', () => {
    expect(outcome('no-failure', plain, mornings).spells).toHaveLength(1);
  });

  test('A9: the start of a window is inside, its end is outside', () => {
    const window = (weekdays: string): Part => ({
      meter: { nonDisablement: { weekdays, saturday: [], sunday: [], bankHolidays: [] } },
    });
    const cutAt = (weekdays: string): number =>
      outcome('no-failure', plain, window(weekdays)).spells[0]!.startMinute;
    expect(cutAt('08:00-09:00')).toBe(4860);
    expect(cutAt('08:01-09:00')).toBe(4800);
    expect(cutAt('07:00-08:00')).toBe(4800);
    expect(cutAt('07:00-08:01')).toBe(4801);
  });

  test('A9: a window that wraps midnight protects both ends of the days it is listed for', () => {
    // On Thursdays too, before 11:00 and from 18:00; not on a Saturday before 11:00.
    const nights = (day: object): Part => ({
      meter: {
        nonDisablement: { weekdays: [], saturday: [], sunday: [], bankHolidays: [], ...day },
      },
    });
    const cutAt = (part: Part, start = '2022-01-10'): number =>
      outcome('no-failure', plain, part, { start }).spells[0]!.startMinute;
    expect(cutAt(nights({ weekdays: '18:00-11:00' }))).toBe(4980);
    // Credit gone on Saturday 08:00, Friday's night does not reach into it.
    expect(cutAt(nights({ weekdays: '18:00-11:00' }), '2022-01-12')).toBe(4800);
    expect(cutAt(nights({ saturday: '18:00-11:00' }), '2022-01-12')).toBe(4980);
  });

  test("A9: a bank holiday takes its own entry in place of the weekday's", () => {
    // Good Friday of 2022 is the fourth day from 12 April: credit is gone at 08:00.
    const windows = (weekdays: string, bankHolidays: string): Part => ({
      start: '2022-04-12',
      meter: { nonDisablement: { weekdays, saturday: 'all-day', sunday: 'all-day', bankHolidays } },
    });
    const cutAt = (part: Part): number => outcome('no-failure', plain, part).spells[0]!.startMinute;
    expect(cutAt(windows('07:00-11:00', '07:00-09:00'))).toBe(4860);
    expect(cutAt(windows('07:00-09:00', '07:00-11:00'))).toBe(4980);
  });

  test('A15: are not for legacy gas', () => {
    const gas = [mornings, onlyKind('legacy'), onlyFuels('gas')];
    expect(lived('no-failure', ...gas)).toEqual(['gas 4800 supply off: not noticed']);
    expect(lived('no-failure', mornings, onlyKind('legacy'))).toEqual([
      '4980 supply off: not noticed',
    ]);
  });

  test('E5: set all week by an agent last until, after onboarding, a vend leaves the margin', () => {
    const week = { agent: { does: ['all-week-non-disablement'] }, onboarding: { pace: '5d' } };
    expect(lived('nothing', agent, week)).not.toContainEqual(expect.stringContaining('supply off'));
    const vends = { behaviour: { vendAmount: 9.5 } };
    const { spells } = outcome('nothing', plain, agent, week, onlyHabit('reactive'), vends);
    // −£8 at minute 8640: vends to £1.50 at once; being low again, another minute later.
    expect(spells).toEqual([]);
  });
});

describe('safe mode', () => {
  test('A10: never cuts, and ends with the first vend after onboarding that leaves the margin', () => {
    const vends = { behaviour: { vendAmount: 8.5 }, onboarding: { pace: '5d' } };
    const events = lived('nothing', agent, onlyHabit('reactive'), vends);
    expect(events.filter((event) => !event.includes('no channel'))).toEqual(
      expect.arrayContaining([
        '0 safe mode',
        '8640 onboarded',
        '8640 vend',
        '8641 vend',
        '8641 back in prepayment mode',
      ]),
    );
    expect(events.some((event) => event.includes('supply off'))).toBe(false);
  });

  test('A10: is not left by a vend before onboarding', () => {
    const sold = { exit: { vendingEnds: '60d' } };
    const events = lived('nothing', agent, onlyHabit('reactive'), sold);
    expect(events.filter((event) => event.endsWith(' vend')).length).toBeGreaterThan(3);
    expect(events.some((event) => event.endsWith('back in prepayment mode'))).toBe(false);
  });

  test('A10, A13, C4: restores a meter that is off: electricity at once, gas by hand', () => {
    const late = { agent: { decision: '5d' } };
    expect(outcome('nothing', plain, agent, late).spells[0]).toMatchObject({
      ...{ startMinute: 4800, endMinute: 7200, endedBy: 'safe-mode' },
    });
    const gas = [onlyFuels('gas'), { meter: { rearm: { gas: '1h' } } }];
    expect(outcome('nothing', plain, agent, late, ...gas).spells[0]).toMatchObject({
      ...{ startMinute: 4800, endMinute: 7260, endedBy: 'safe-mode' },
    });
  });
});

describe('coming back on supply', () => {
  test('A12: takes a vend that reaches the margin, and then a hand', () => {
    const slow = {
      meter: { rearm: { electricity: '10m' }, reconnectMargin: 5 },
      behaviour: { vendAmount: 4 },
      horizon: '4d',
    };
    expect(lived('no-failure', onlyHabit('emergency-only'), slow)).toEqual([
      '4800 supply off: not noticed',
      '4800 vend',
      '4801 vend',
      '4801 armed',
      '4811 supply on',
    ]);
  });

  test('A12: is never in the minute of the cut, however soon a hand comes', () => {
    const atOnce = {
      meter: { rearm: { electricity: '0m' } },
      behaviour: { vendAmount: 4 },
      horizon: '4d',
    };
    const [off, vend, armed, on] = lived('no-failure', onlyHabit('emergency-only'), atOnce);
    expect([off, vend, armed, on]).toEqual([
      '4800 supply off: not noticed',
      '4800 vend',
      '4800 armed',
      '4801 supply on',
    ]);
  });

  test('A12: fails for a share of gas meters, each tried again', () => {
    const gas = {
      households: 600,
      meter: { rearm: { gas: '1h', gasFails: 0.4 } },
      behaviour: { vendAmount: 1000 },
    };
    const home = [onlyFuels('gas'), onlyHabit('emergency-only'), gas];
    const tries = outcome('no-failure', plain, ...home).spells.map(
      ({ startMinute, endMinute }) => (endMinute - startMinute) / 60 - 1,
    );
    for (const count of tries) expect(Number.isInteger(count)).toBe(true);
    expectNear(zScore(tries, 0.4 / 0.6));
  });

  test('A12: an armed meter that is exhausted is off again, window or not, and the spell goes on', () => {
    // Below £0 at Thursday's charge, in the window: H3 has the home act 10 hours later. Cut at
    // 06:00, −£2.75. £4.50 arms it until Friday's charge of £2, before a hand comes.
    const slow = {
      tariff: { electricity: { standingCharge: 200 } },
      population: { initialBalance: { electricity: 15 } },
      meter: {
        rearm: { electricity: '20h' },
        nonDisablement: { weekdays: '00:00-06:00', saturday: [], sunday: [], bankHolidays: [] },
      },
      behaviour: { vendAmount: 4.5, notice: '10h' },
      horizon: '6d',
    };
    const home = [onlyHabit('emergency-only'), slow];
    expect(lived('no-failure', ...home).slice(0, 6)).toEqual([
      '4680 supply off: not noticed',
      '4920 vend',
      '4920 armed',
      '6360 vend',
      '6360 armed',
      '7560 supply on',
    ]);
    expect(outcome('no-failure', plain, ...home).spells[0]).toMatchObject({
      ...{ startMinute: 4680, endMinute: 7560 },
    });
  });

  test('C1: a spell ends once the meter is on, not when it is armed', () => {
    const slow = { meter: { rearm: { electricity: '2h' } }, behaviour: { vendAmount: 1000 } };
    const { spells } = outcome('no-failure', plain, onlyHabit('emergency-only'), slow);
    expect(spells[0]).toMatchObject({ startMinute: 4800, endMinute: 4920 });
  });
});
