// The rules that came after the first study, by cases worked by hand on the plain home (£10, £3 a
// day, failure on day 0, appointment on day 1): see test/support/simulation/plain-scenario.ts.
import { describe, expect, test } from 'vitest';
import type { Scenario } from '../../src/scenario/scenario.ts';
import { programNumbers } from '../support/reference/program-numbers.ts';
import {
  day,
  held,
  onlyFuels,
  onlyHabit,
  onlyKind,
  plain,
  pounds,
  scenarioOf,
  type Part,
} from '../support/simulation/plain-scenario.ts';
import { simulateReference } from './replication.ts';
import type { PolicyResult } from './results.ts';

const plainOf = (...parts: readonly Part[]): Scenario => scenarioOf(plain, ...parts);

interface Course extends PolicyResult {
  /** `minute event` of every meter, in the order in which they happened. */
  readonly events: readonly string[];
}

/** What happens under one policy. */
function courseOf(scenario: Scenario, policy = 'nothing'): Course {
  const events: string[] = [];
  const results = simulateReference(scenario, programNumbers(scenario.seed, 1), {
    eventLog: (run, minute, _meter, event) => {
      if (run === policy) events.push(`${minute} ${event}`);
    },
  });
  return { ...results.find((result) => result.policy === policy)!, events };
}

const course = (...parts: readonly Part[]): Course => courseOf(plainOf(...parts));
const minutesOf = ({ events }: Course, event: string): readonly number[] =>
  events.filter((line) => line.includes(` ${event}`)).map((line) => Number(line.split(' ')[0]));
const measure = ({ measures }: PolicyResult, name: string, segment = 'all'): number =>
  measures[segment]![name]!;

/** An agent instructed on day 0 that puts every meter in safe mode, and onboarding on day 11. */
const safeModeToDay11: Part = {
  ...held,
  agent: { acts: true, does: ['safe-mode'] },
  onboarding: { pace: '10d' },
};
const endsAfterADay = (more: Part): Part => ({ onboarding: { safeMode: { ends: '1d', ...more } } });

describe('who acts when', () => {
  test('E4: the decision of the agent counts from the appointment, or from day 0', () => {
    const instructed = { ...held, agent: { acts: true, decision: '12h' } };
    const from = (moment: string): readonly number[] =>
      minutesOf(course(instructed, { agent: { from: moment } }), 'command');
    expect(from('day0')).toEqual([day / 2]);
    expect(from('appointment')).toEqual([day + day / 2]);
  });

  test('E3: a gate may move so long after the appointment', () => {
    const moved = {
      identifiers: { moved: 'onboarding' },
      certificates: { revoked: { afterAppointment: '2d' } },
    };
    const commandsOf = (decision: string): number =>
      minutesOf(course(moved, { agent: { acts: true, decision } }), 'command').length;
    expect(commandsOf('4319m')).toBe(1);
    expect(commandsOf('3d')).toBe(0);
  });

  test('E10: a gate that moves when all are protected moves for the whole book, after the last command', () => {
    const book = {
      households: 2,
      identifiers: { moved: 'onboarding' },
      certificates: { revoked: 'all-protected' },
      agent: { acts: true, perDay: 1 },
    };
    // Commands on days 1 and 2: the certificates are revoked a minute after the second.
    expect(measure(course(book), 'exposed_meter_days')).toBeCloseTo((2 * (day + 1)) / day, 9);
    // A meter that is onboarded is protected too: on day 1 and a half, before its command.
    const onboarded = course(book, { onboarding: { pace: '12h' } });
    expect(measure(onboarded, 'exposed_meter_days')).toBeCloseTo(2 * 0.5, 9);
    // Nobody acts: it never comes.
    expect(measure(course(book, { agent: { acts: false } }), 'exposed_meter_days')).toBe(2 * 19);
  });

  test('E1: vending may go on to onboarding', () => {
    const habit = [onlyHabit('reactive'), { onboarding: { pace: '10d', learnChannel: '400d' } }];
    const shut = course(...habit);
    expect(shut.meters[0]).toMatchObject({ vends: 0 });
    const open = course(...habit, { exit: { vendingEnds: 'onboarding' } });
    // £10 lasts 3 days and a third: below £2 on days 2 2/3, 6, 9 1/3; on day 12 2/3 there is no
    // channel.
    expect(open.meters[0]).toMatchObject({ vends: 3 });
    expect(open.spells).toMatchObject([{ cause: 'no-channel', startMinute: 13 * day + 480 }]);
  });

  test('S6: before the contact centre opens nobody answers, and who gave up calls again a day later', () => {
    const calls = {
      appointment: { after: '5d' },
      horizon: '6d',
      support: {
        contacts: 1,
        callAfter: '1h',
        patience: '20m',
        discretionaryCredit: { share: 1, amount: 15 },
      },
    };
    // Cut on day 3 1/3; calls on day 3 9/24 and a day later go unanswered, and the third is
    // answered.
    const late = course(onlyKind('legacy'), calls, { support: { from: 'appointment' } });
    expect(late).toMatchObject({ calls: 3, abandoned: 2 });
    expect(minutesOf(late, 'discretionary')[0]).toBe(4800 + 60 + 2 * day + 10);
    const open = course(onlyKind('legacy'), calls);
    expect(open.abandoned).toBe(0);
    expect(minutesOf(open, 'discretionary')[0]).toBe(4800 + 60 + 10);
  });

  test('S6: the twin without a failure is answered all along', () => {
    const scenario = plainOf({
      appointment: { after: '19d' },
      support: { contacts: 1, from: 'appointment' },
    });
    expect(courseOf(scenario, 'no-failure')).toMatchObject({ calls: 1, abandoned: 0 });
    expect(courseOf(scenario)).toMatchObject({ abandoned: 16 });
  });
});

describe('after safe mode', () => {
  // By day 12 the home has used £36 of its £10.
  const owed = pounds(26);

  test('A19: by plan what is owed becomes a debt with an instalment, and credit is lent', () => {
    const plan = course(safeModeToDay11, endsAfterADay({ owed: 'plan', weekly: 7, credit: 10 }));
    expect(minutesOf(plan, 'safe mode ends')).toEqual([12 * day]);
    // £3 a day, and £1 at each midnight from day 13: £8 by day 14, and the last £2 by two thirds of
    // a day.
    expect(plan.spells[0]).toMatchObject({ startMinute: 14 * day + 960 });
    expect(plan.meters[0]).toMatchObject({ owedMoved: owed, writtenOff: 0 });
    expect(measure(plan, 'owed_after_safe_mode')).toBe(owed);
  });

  test('A19: an instalment is added to that of a debt there was', () => {
    const indebted = { population: { debt: { share: 1, weekly: 7, amount: 300 } } };
    const plan = course(
      safeModeToDay11,
      indebted,
      endsAfterADay({ owed: 'plan', weekly: 7, credit: 0 }),
    );
    // £1 on each of days 0 to 12 (posted before safe mode ends), £2 from day 13.
    expect(plan.meters[0]!.debtRepaid).toBe(pounds(13 + 7 * 2));
  });

  test('A19: what is owed stays, or is written off', () => {
    const stays = course(safeModeToDay11, endsAfterADay({ owed: 'stays', credit: 10 }));
    const writtenOff = course(safeModeToDay11, endsAfterADay({ owed: 'written-off', credit: 10 }));
    for (const { spells } of [stays, writtenOff])
      expect(spells[0]).toMatchObject({ startMinute: 12 * day + 4800 });
    expect(stays.meters[0]).toMatchObject({
      owedMoved: 0,
      writtenOff: 0,
      closingNet: -owed - pounds(10),
    });
    expect(writtenOff.meters[0]).toMatchObject({
      owedMoved: 0,
      writtenOff: owed,
      closingNet: -pounds(10),
    });
    expect(measure(stays, 'owed_after_safe_mode')).toBe(owed);
    expect(measure(writtenOff, 'owed_after_safe_mode')).toBe(0);
    expect(measure(writtenOff, 'written_off')).toBe(owed);
  });

  test('A19: without credit the meter is tested in the minute in which safe mode ends', () => {
    const cut = course(safeModeToDay11, endsAfterADay({ owed: 'plan', credit: 0 }));
    expect(cut.spells[0]).toMatchObject({ startMinute: 12 * day, cause: 'not-noticed' });
  });

  test('A19: it may end at onboarding, or only when all is repaid', () => {
    const at = (ends: string): Course =>
      course(safeModeToDay11, {
        onboarding: { safeMode: { ends, owed: 'written-off', credit: 0 } },
      });
    expect(at('onboarding').spells[0]).toMatchObject({ startMinute: 11 * day });
    expect(at('onboarding').meters[0]!.writtenOff).toBe(pounds(23));
    expect(at('repaid').spells).toEqual([]);
  });

  test('A19: a raised limit and an all-week calendar end with it', () => {
    const lent = { meter: { emergencyCredit: { limit: 5, selected: 1, selectDelay: '0m' } } };
    const raised = {
      ...safeModeToDay11,
      agent: { acts: true, does: ['raise-emergency-credit'], amount: 30 },
    };
    // £10 and £30 last 13 days and a third. On day 12 £26 of £30 are used, and the limit is £5
    // again.
    expect(course(raised, lent).spells[0]).toMatchObject({ startMinute: 19200 });
    const limited = course(raised, lent, endsAfterADay({ owed: 'plan', credit: 10 }));
    expect(limited.spells[0]).toMatchObject({ startMinute: 12 * day });
    expect(limited.meters[0]!.owedMoved).toBe(0);
    const allWeek = {
      ...safeModeToDay11,
      agent: { acts: true, does: ['all-week-non-disablement'] },
    };
    expect(course(allWeek, endsAfterADay({ owed: 'plan', credit: 0 })).spells[0]).toMatchObject({
      startMinute: 12 * day,
    });
  });
});

describe('ordinary life', () => {
  const grant = (more: Part): Part => ({
    grants: [{ fuel: 'electricity', amount: 20, dates: ['2022-01-12'], ...more }],
  });

  test('A18: a grant is credited to a smart meter on its date, or once a channel reaches it', () => {
    const open = course(grant({}), { exit: { vendingEnds: 'onboarding' } });
    expect(minutesOf(open, 'grant')).toEqual([2 * day]);
    expect(open.meters[0]).toMatchObject({
      granted: pounds(20),
      creditGranted: pounds(20),
      vends: 0,
    });
    expect(open.spells[0]).toMatchObject({ startMinute: 10 * day });
    const shut = course(grant({}), { onboarding: { pace: '10d', learnChannel: '400d' } });
    expect(minutesOf(shut, 'grant')).toEqual([11 * day]);
    expect(shut.spells[0]).toMatchObject({ endMinute: 11 * day, endedBy: 'vend' });
  });

  test('A18: it comes at a minute of the spread, and not for the other fuel', () => {
    const spread = course(grant({ spread: '4d' }), { exit: { vendingEnds: 'onboarding' } });
    const [minute] = minutesOf(spread, 'grant');
    expect(minute! % day).not.toBe(0);
    expect(minute).toBeGreaterThan(2 * day);
    expect(minute).toBeLessThan(6 * day);
    expect(course(grant({ fuel: 'gas' })).meters[0]!.granted).toBe(0);
  });

  test('A18: on a legacy meter a voucher comes in with the next vend after its delay', () => {
    const legacy = [onlyKind('legacy'), onlyHabit('reactive')];
    const redeemed = course(...legacy, grant({ legacy: { redeemed: 1, delay: '1d' } }));
    // The first vend, of day 2 2/3, comes before the voucher of day 3; the next is that of day 6.
    expect(minutesOf(redeemed, 'grant')).toEqual([6 * day + 1]);
    expect(redeemed.meters[0]).toMatchObject({ granted: pounds(20) });
    const wasted = course(...legacy, grant({ legacy: { redeemed: 0, delay: '1d' } }));
    expect(wasted.meters[0]).toMatchObject({ granted: 0 });
  });

  test('H8: vends are whole multiples of the step, at least one', () => {
    const vendsOf = (vendAmount: number, vendStep: number): readonly string[] =>
      course(onlyKind('legacy'), onlyHabit('reactive'), {
        behaviour: { vendAmount, vendStep },
      }).events.filter((line) => line.includes('vend of'));
    expect(vendsOf(7.4, 5)[0]).toContain('vend of 5000000');
    expect(vendsOf(7.5, 5)[0]).toContain('vend of 10000000');
    expect(vendsOf(0.2, 1)[0]).toContain('vend of 1000000');
    expect(vendsOf(7.4, 0)[0]).toContain('vend of 7400000');
  });

  test('H8: vends follow the annual bill, standing charge in', () => {
    // 365 kWh at £3 and 365 days at £1 make £1,460: four times the typical bill.
    const scenario = plainOf(onlyKind('legacy'), onlyHabit('reactive'), {
      tariff: { electricity: { unitRate: 300, standingCharge: 100 } },
      population: { initialBalance: { electricity: 1 } },
    });
    const behaviour = { ...scenario.behaviour, vendFollowsBill: { exponent: 0.5, typical: 365 } };
    expect(
      courseOf({ ...scenario, behaviour }).events.find((line) => line.includes('vend of')),
    ).toContain('vend of 20000000');
  });

  test('H6: money may be short more often in vulnerable homes', () => {
    const short = (vulnerable: number): Course =>
      course(onlyKind('legacy'), onlyHabit('reactive'), {
        population: { vulnerable },
        behaviour: { shortOfMoney: { share: { vulnerable: 1, others: 0 } } },
      });
    expect(minutesOf(short(1), 'waits for money').length).toBeGreaterThan(0);
    expect(minutesOf(short(0), 'waits for money')).toEqual([]);
  });

  test('A4: a share of meters lets emergency credit be selected once supply is off', () => {
    const endedBy = (whenOff: number | boolean): readonly string[] =>
      course({
        households: 60,
        meter: {
          emergencyCredit: { limit: 5, offeredBelow: 1, selected: 1, selectDelay: '1d', whenOff },
        },
      }).spells.map((spell) => spell.endedBy);
    const selected = endedBy(0.4).filter((by) => by === 'emergency-credit').length;
    expect(selected).toBeGreaterThan(12);
    expect(selected).toBeLessThan(36);
    expect(endedBy(0)).not.toContain('emergency-credit');
    expect(endedBy(true).filter((by) => by === 'emergency-credit')).toHaveLength(60);
  });

  test('H3: a home that acts late acts at or below 0 in protected hours too', () => {
    const late = course(onlyKind('legacy'), onlyHabit('emergency-only'), {
      meter: { nonDisablement: { weekdays: 'all-day', saturday: 'all-day', sunday: 'all-day' } },
    });
    // £10 lasts to minute 4800, and it vends £10 then, and each 3 1/3 days after.
    expect(minutesOf(late, 'vend').slice(0, 2)).toEqual([4800, 9600]);
    expect(late.spells).toEqual([]);
  });

  test('S3: the household of a legacy meter fetches discretionary credit, in waking hours', () => {
    const fetched = course(onlyKind('legacy'), {
      behaviour: { wakingHours: '07:00-22:00' },
      support: {
        contacts: 1,
        discretionaryCredit: { share: 1, amount: 15, legacyDelay: '16h' },
      },
    });
    // Cut at 08:00 on day 3, granted at 09:10; 16 hours later it is night, so it comes at 07:00.
    expect(minutesOf(fetched, 'discretionary')[0]).toBe(4 * day + 7 * 60);
    expect(fetched.spells[0]).toMatchObject({ endedBy: 'discretionary-credit' });
  });
});

describe('counting', () => {
  test('C11: segments are crossed as the scenario says', () => {
    const { measures } = course(onlyFuels('dual'), {
      households: 10,
      population: { vulnerable: 0.5 },
      segments: ['vulnerable+fuel'],
    });
    const of = (segment: string): number => measures[segment]!['households']!;
    expect(of('vulnerable=yes,fuel=gas')).toBe(of('vulnerable=yes'));
    expect(of('vulnerable=yes,fuel=gas') + of('vulnerable=no,fuel=gas')).toBe(10);
    expect(Object.keys(measures)).not.toContain('medical=yes,fuel=gas');
  });

  test('C12: homes off so long, and never so long in the twin', () => {
    // Both are off from day 3 1/3 on; the policy sends credit on day 11.
    const scenario = plainOf({
      horizon: '5d',
      exit: { vendingEnds: 'onboarding' },
      policies: { nothing: {}, safe: { ...held, agent: { acts: true } } },
    });
    const offInBoth = courseOf(scenario);
    expect(measure(offInBoth, 'excess_households_off_3h')).toBe(0);
    // The home of the reactive habit is off under the policy alone.
    const cut = course(onlyHabit('reactive'), { horizon: '5d' });
    expect([3, 24, 72].map((hours) => measure(cut, `excess_households_off_${hours}h`))).toEqual([
      1, 1, 0,
    ]);
  });

  test('C13: the debt at onboarding is set against what the twin owes in that minute', () => {
    const excess = course(safeModeToDay11);
    // £23 below 0 on day 11. The twin is cut at £0 and owes nothing.
    expect(measure(excess, 'debt_excess')).toBe(pounds(23));
    expect(measure(excess, 'debt_excess_per_household')).toBe(pounds(23));
    const protectedAlways = {
      meter: { nonDisablement: { weekdays: 'all-day', saturday: 'all-day', sunday: 'all-day' } },
    };
    expect(measure(course(safeModeToDay11, protectedAlways), 'debt_excess')).toBe(0);
  });

  test('C14: exposure is counted from the appointment to onboarding, and requests with those that failed', () => {
    expect(measure(course(safeModeToDay11), 'exposed_meter_days')).toBe(10);
    expect(measure(course({ onboarding: { pace: '10d' } }), 'exposed_meter_days')).toBe(0);
    const failing = course(held, {
      households: 3,
      agent: { acts: true, success: 0, retryAfter: '1d' },
      onboarding: { pace: '4d', firstTimeSuccess: 1 },
    });
    // Commands on days 0 to 5 of each meter: on day 5 the agent's come before onboarding (O1).
    expect(measure(failing, 'agent_commands')).toBe(3 * 6);
    expect(measure(failing, 'agent_commands_peak_day')).toBe(3);
    expect(measure(failing, 'solr_requests')).toBe(3);
    expect(measure(failing, 'solr_requests_peak_day')).toBe(3);
  });

  test('C15: acts cost what the scenario says, and are set against homes kept on supply', () => {
    const scenario = plainOf({
      costs: {
        visit: 80,
        call: 5,
        command: 0.5,
        standardPayment: 40,
        standardHours: 24,
        writtenOff: 1,
      },
      policies: { nothing: {}, safe: { ...safeModeToDay11, label: 'Safe mode' } },
      reference: 'nothing',
    });
    expect(measure(courseOf(scenario), 'cost_total')).toBe(pounds(40));
    expect(measure(courseOf(scenario), 'cost_per_household_kept_on')).toBeNaN();
    expect(measure(courseOf(scenario, 'safe'), 'cost_total')).toBe(pounds(0.5));
    expect(measure(courseOf(scenario, 'safe'), 'cost_per_household_kept_on')).toBe(-pounds(39.5));
  });

  test('C16: cuts are counted by hour of the week, from Monday 00:00 in London', () => {
    // Thursday 13 January 2022, 08:00.
    expect(course().cutsByHour).toEqual({ '80 electricity no-channel': 1 });
  });
});
