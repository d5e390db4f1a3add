// Section C of docs/MODEL.md: counting. C8 and C10 are in test/experiment, C9 in
// test/simulation/off-intervals.prop.ts; test/rules/a-conservation.prop.ts works all of it out
// again.
import { describe, expect, test } from 'vitest';
import { segments } from '../../src/experiment/metrics.ts';
import { causeWords, endedByWords } from '../../src/simulation/words.ts';
import {
  held,
  lived,
  metric,
  onlyFuels,
  onlyHabit,
  onlyKind,
  outcome,
  plain,
  policyOf,
  runOnce,
  scenarioOf,
  seriesOf,
  type Part,
} from '../support/simulation/plain-scenario.ts';

// The plain home's £10 at £3 a day is gone at minute 4800, and nobody tops up.

const dual: Part = { population: { initialBalance: { electricity: 10, gas: 12.5 } } };

describe('off supply', () => {
  test('C1, C7: a home is off while any of its meters is; in a fuel only that meter counts', () => {
    const record = outcome('no-failure', plain, onlyFuels('dual'), dual, { horizon: '5d' });
    expect(metric(record, 'hours_off_total')).toBe((7200 - 4800) / 60);
    expect(metric(record, 'hours_off_total', 'fuel=gas')).toBe((7200 - 6000) / 60);
    const counts = (['households_off', 'meters_off', 'spells'] as const).map((name) =>
      metric(record, name),
    );
    expect(counts).toEqual([1, 2, 2]);
    const over24h = (['all', 'fuel=gas'] as const).map((segment) =>
      metric(record, 'households_off_24h', segment),
    );
    expect(over24h).toEqual([1, 0]);
    expect(seriesOf(record, 'households_off').slice(79, 82)).toEqual([0, 1, 1]);
  });

  test('C7: off for 3, 24 or 72 hours is said of one single spell, which lasts at least so long', () => {
    const over = (horizon: string): readonly number[] => {
      const record = outcome('no-failure', plain, { horizon });
      return [3, 24, 72].map((hours) => metric(record, `households_off_${hours as 3 | 24 | 72}h`));
    };
    const after = (minutes: number): string => `${4800 + minutes}m`;
    expect(over(after(179))).toEqual([0, 0, 0]);
    expect(over(after(180))).toEqual([1, 0, 0]);
    expect(over(after(1440))).toEqual([1, 1, 0]);
    expect(over(after(4319))).toEqual([1, 1, 0]);
    expect(over(after(4320))).toEqual([1, 1, 1]);
    // Two spells of two hours each, one on each meter, are none of three.
    const twice = { population: { initialBalance: { electricity: 10, gas: 10.5 } } };
    const record = outcome('no-failure', plain, onlyFuels('dual'), twice, { horizon: after(250) });
    expect(metric(record, 'households_off_3h', 'fuel=gas')).toBe(0);
  });

  test('C9: a home is off in the first minute of a spell and not in its last', () => {
    const back = {
      behaviour: { vendAmount: 1000 },
      meter: { rearm: { electricity: '2h' } },
      horizon: '5d',
    };
    const record = outcome('no-failure', plain, onlyHabit('emergency-only'), back);
    expect(record.spells).toMatchObject([{ startMinute: 4800, endMinute: 4920 }]);
    expect(seriesOf(record, 'households_off').slice(79, 83)).toEqual([0, 1, 1, 0]);
    expect([metric(record, 'peak_households_off'), metric(record, 'peak_hour')]).toEqual([1, 80]);
  });

  test('C2, T3: a spell open at the horizon is counted to the horizon and marked as censored', () => {
    const { spells, meters } = outcome('no-failure', plain, { horizon: '5d' });
    expect(spells).toMatchObject([
      { startMinute: 4800, endMinute: 7200, endedBy: 'horizon', censored: true },
    ]);
    expect(meters).toMatchObject([{ spells: 1, offMinutes: 2400 }]);
  });
});

describe('the cause of a spell', () => {
  const reactive = onlyHabit('reactive');
  const causeOf = (policy: string, ...parts: readonly Part[]): string =>
    outcome(policy, plain, ...parts).spells[0]!.cause;

  test('C3: is a channel where an attempt failed for want of one since credit last stood above the trigger', () => {
    // Tried at 3841 with vending over; the agent sells again from minute 4000 on.
    const agent = {
      agent: { acts: true, decision: '4000m', does: ['vend'] },
      behaviour: { retry: { normal: '2d' } },
    };
    expect(causeOf('nothing', held, reactive, agent)).toBe('no-channel');
  });

  test('C3: is not a channel for want of one on a pay day, while credit stands above the trigger', () => {
    // £10 at £3 a day stands above £2 until minute 3840; the agent sells again from 4000 on.
    const { spells, meters } = outcome('nothing', plain, held, onlyHabit('pay-cycle'), {
      seed: 2,
      agent: { acts: true, decision: '4000m', does: ['vend'] },
      behaviour: {
        payCycle: { weekly: 1, fortnightly: 0, 'four-weekly': 0, monthly: 0 },
        retry: { normal: '30d' },
      },
    });
    expect(meters).toMatchObject([{ failedVends: 1 }]);
    expect(spells[0]).toMatchObject({ startMinute: 4800, cause: 'not-noticed' });
  });

  test('C3: is a channel where none could reach the meter at the cut, though nobody tried', () => {
    expect(causeOf('nothing')).toBe('no-channel');
    expect(causeOf('no-failure')).toBe('not-noticed');
  });

  test('C3: is money where the household waits for it, for whichever meter, and a channel before money', () => {
    const short = { behaviour: { shortOfMoney: { share: 1, wait: '10d' } } };
    expect(causeOf('no-failure', reactive, short)).toBe('no-money');
    expect(causeOf('nothing', reactive, short)).toBe('no-channel');
    const gasFirst = {
      population: { initialBalance: { electricity: 10, gas: 2 } },
      behaviour: { notice: '2d', shortOfMoney: { share: 1, wait: '10d' } },
      horizon: '4d',
    };
    expect(lived('no-failure', reactive, onlyFuels('dual'), gasFirst)).toEqual([
      'gas 960 supply off: not noticed',
      'gas 2881 short of money',
      '4800 supply off: no money',
    ]);
  });

  test('C3: the spells of the causes add up to all spells', () => {
    const record = policyOf(
      runOnce(scenarioOf({ households: 300, horizon: '21d' }, oneMore)),
      'one',
    );
    const byCause = (['spells_no_channel', 'spells_no_money', 'spells_not_noticed'] as const).map(
      (name) => metric(record, name),
    );
    expect(byCause.every((spells) => spells > 0)).toBe(true);
    expect(byCause.reduce((a, b) => a + b)).toBe(metric(record, 'spells'));
    expect(new Set(record.spells.map(({ cause }) => cause))).toEqual(new Set(causeWords));
  });
});

const oneMore: Part = { policies: { one: { label: 'One' } } };

describe('what ended a spell', () => {
  const restore: Part = {
    onboarding: { pace: '5d', recommence: { does: 'emergency-credit', amount: 10 } },
  };
  const calls: Part = { support: { contacts: 1 } };
  const agent = (does: string): Part => ({
    ...held,
    agent: { acts: true, decision: '5d', does: [does], amount: 20 },
  });
  const whenOff: Part = {
    meter: {
      emergencyCredit: { limit: 10, selected: 1, selectDelay: '10h', whenOff: true },
    },
  };
  const credit = { support: { discretionaryCredit: { share: 1, amount: 15 } } };
  const engineers = { support: { engineers: { visitsPerDay: 10 } } };

  const cases: readonly (readonly [string, string, readonly Part[]])[] = [
    ['vend', 'no-failure', [onlyHabit('emergency-only')]],
    ['recommenced', 'nothing', [restore]],
    ['safe-mode', 'nothing', [agent('safe-mode')]],
    ['agent-credit', 'nothing', [agent('pre-emptive-credit')]],
    ['discretionary-credit', 'no-failure', [calls, credit]],
    ['visit', 'nothing', [restore, calls, engineers]],
    ['horizon', 'no-failure', []],
    ['emergency-credit', 'no-failure', [whenOff]],
  ];

  test.each(cases)('C4: %s, under %s', (endedBy, policy, parts) => {
    expect(outcome(policy, plain, ...parts).spells[0]!.endedBy).toBe(endedBy);
  });

  test('C4: there is no other', () => {
    expect([...endedByWords].sort()).toEqual(cases.map(([endedBy]) => endedBy).sort());
  });
});

describe('excess', () => {
  // Half of the homes have £10 and half £30, all of which is gone after 10 days; an agent gives the
  // homes it reaches £20 more. Without a failure whoever runs out buys at once.
  const credit = { discrete: { values: [10, 30, 1000], weights: [1, 1, 1] } };
  const homes: Part = {
    ...{ households: 60, horizon: '12d', population: { initialBalance: { electricity: credit } } },
    exit: { vendingEnds: '0d' },
  };

  test('C5: counts homes off under the policy and never without a failure', () => {
    const record = runOnce(
      scenarioOf(plain, onlyHabit('emergency-only'), homes, { behaviour: { notice: '0m' } }),
    );
    const [twin, policy] = ['no-failure', 'nothing'].map((id) => policyOf(record, id));
    const off = ({ spells }: { spells: readonly { household: number }[] }): Set<number> =>
      new Set(spells.map(({ household }) => household));
    const more = [...off(policy!)].filter((household) => !off(twin!).has(household));
    expect(metric(policy!, 'excess_households_off')).toBe(more.length);
    const hours = (['nothing', 'no-failure'] as const).map((id) =>
      metric(policyOf(record, id), 'hours_off_total'),
    );
    expect(metric(policy!, 'excess_hours_off')).toBe(hours[0]! - hours[1]!);
    expect(metric(twin!, 'excess_households_off')).toBe(0);
  });

  test('C5: does not set homes that a policy spares against those it costs, but hours it does', () => {
    // Nobody buys: without a failure every home but the richest goes off. Under the policy an agent
    // spares all of them, or none.
    const spare = (success: number): Part => ({
      ...held,
      agent: { acts: true, decision: '0d', does: ['safe-mode'], success, retryAfter: '90d' },
    });
    const at = (success: number): readonly number[] => {
      const record = outcome('nothing', plain, homes, spare(success));
      return (['excess_households_off', 'excess_hours_off'] as const).map((name) =>
        metric(record, name),
      );
    };
    expect(at(0)).toEqual([0, 0]);
    const [households, hours] = at(1);
    expect(households).toBe(0);
    expect(hours).toBeLessThan(-1000);
  });
});

describe('debt', () => {
  test('C6: what is owed at onboarding is accumulated debt, emergency credit used and balance below 0', () => {
    const safe = { ...held, agent: { acts: true }, onboarding: { pace: '5d' } };
    const record = outcome('nothing', plain, safe);
    // £18 used of £10 by minute 8640.
    expect(metric(record, 'debt_at_onboarding')).toBe(8);
    expect(metric(record, 'onboarded_14d')).toBe(1);
    const lent = {
      meter: { emergencyCredit: { limit: 5, offeredBelow: 1, selected: 1, selectDelay: '0m' } },
      tariff: { electricity: { standingCharge: 100 } },
    };
    const suspended = { meter: { suspendCharges: { inEmergencyCredit: true } } };
    // £24 of energy and charges: £5 of it lent, and the charges of the last days accumulated.
    const owed = metric(outcome('nothing', plain, safe, lent, suspended), 'debt_at_onboarding');
    expect(owed).toBe(18 + 7 - 10);
  });
});

describe('segments', () => {
  test('C7: of one attribute they add up to all homes', () => {
    const mixed = {
      ...{ households: 300, horizon: '9d' },
      population: {
        meterKinds: { smets2: 0.4, 'smets1-enrolled': 0.2, 'smets1-unenrolled': 0.2, legacy: 0.2 },
        ...{ vulnerable: 0.3, psr: 0.2, medicallyDependent: 0.1 },
      },
    };
    const record = outcome('nothing', plain, mixed);
    for (const attribute of ['meter=', 'vulnerable=', 'psr=', 'medical=']) {
      const parts = segments.filter((segment) => segment.startsWith(attribute));
      for (const name of ['households', 'households_off', 'hours_off_total'] as const) {
        const sum = parts.reduce((total, segment) => total + metric(record, name, segment), 0);
        expect(sum).toBeCloseTo(metric(record, name), 9);
      }
      expect(parts.every((segment) => metric(record, 'households', segment) > 0)).toBe(true);
    }
    const legacy = outcome('nothing', plain, mixed, onlyKind('legacy'));
    expect(metric(legacy, 'households', 'meter=legacy')).toBe(300);
    expect(metric(legacy, 'households', 'meter=smets2')).toBe(0);
  });

  test('C7: a figure that does not exist is none, and not 0', () => {
    const record = outcome('no-failure', plain, { horizon: '1d' });
    for (const name of [
      ...(['spell_hours_median', 'first_off_hour', 'peak_hour'] as const),
      ...(['hours_off_per_affected', 'onboarded_horizon', 'debt_at_onboarding'] as const),
    ])
      expect(metric(record, name)).toBeNaN();
    expect(metric(record, 'households_off')).toBe(0);
  });
});
