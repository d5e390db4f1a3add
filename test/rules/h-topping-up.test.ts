// Section H of docs/MODEL.md: needs, money, channels and attempts.
import { describe, expect, test } from 'vitest';
import { expectNear, zOfCount } from '../support/simulation/closed-forms.ts';
import {
  day,
  emergencyCredit,
  ledgerOf,
  lived,
  onlyFuels,
  onlyHabit,
  onlyKind,
  outcome,
  plain,
  policyOf,
  pounds,
  runOnce,
  scenarioOf,
  type Part,
} from '../support/simulation/plain-scenario.ts';

// The plain home's £10 at £3 a day is below the trigger of £2 at minute 3841 (Wednesday 16:01),
// below £1 at 4321 and gone at 4800.

const reactive = onlyHabit('reactive');
const short: Part = { behaviour: { shortOfMoney: { share: 1, wait: '1d' } } };
const week: Part = { horizon: '5d' };
const noticedLate: Part = { behaviour: { notice: '1d' } };
const cycle = (name: 'weekly' | 'fortnightly' | 'four-weekly' | 'monthly'): Part => ({
  behaviour: {
    payCycle: { weekly: 0, fortnightly: 0, 'four-weekly': 0, monthly: 0, [name]: 1 },
  },
});

describe('a need', () => {
  test('H1: of a reactive home begins strictly below the trigger', () => {
    expect(lived('no-failure', reactive, week)).toEqual(['3841 vend']);
    const atTrigger = { population: { initialBalance: { electricity: 2 } }, horizon: '1d' };
    expect(lived('no-failure', reactive, week, atTrigger)).toEqual(['1 vend']);
  });

  test('H1: of a reactive home is for an armed meter too', () => {
    const slow = {
      behaviour: { vendAmount: 1.5 },
      meter: { rearm: { electricity: '2d' } },
      horizon: '6d',
    };
    expect(lived('no-failure', reactive, noticedLate, slow)).toEqual([
      '4800 supply off: not noticed',
      '5281 vend',
      '5281 armed',
      '6721 vend',
      '8161 supply on',
    ]);
  });

  const vendsBy = (horizon: string, ...parts: readonly Part[]): number =>
    outcome('no-failure', plain, emergencyCredit, ...parts, { horizon }).meters[0]!.vends;

  test('H3: of an emergency-only home begins in emergency credit, and not before', () => {
    const home = onlyHabit('emergency-only');
    expect(vendsBy('4800m', home)).toBe(0);
    expect(vendsBy('4801m', home)).toBe(1);
  });

  test('H3: is none of a home with the habit never, off supply or not', () => {
    expect(vendsBy('20d', onlyHabit('never'))).toBe(0);
  });

  test('H4: is of whoever is off, whatever the habit, but of those who never do', () => {
    for (const habit of ['reactive', 'pay-cycle', 'emergency-only'] as const) {
      const trigger = { behaviour: { trigger: 0 } };
      const events = lived('no-failure', onlyHabit(habit), week, trigger, cycle('monthly'));
      expect(events.some((event) => event.endsWith('vend'))).toBe(true);
    }
    expect(lived('no-failure', week)).toEqual(['4800 supply off: not noticed']);
  });

  test('H4: that arose before the cut goes on: its notice is not drawn again', () => {
    expect(lived('no-failure', reactive, noticedLate, week)).toEqual([
      '4800 supply off: not noticed',
      '5281 vend',
      '5281 armed',
      '5281 supply on',
    ]);
  });

  test('H4: ends when credit that came some other way lifts the balance to the trigger', () => {
    // £20 put on by the agent at minute 4000, half a day before the home would have bought.
    const agent = {
      agent: { acts: true, decision: '4000m', does: ['pre-emptive-credit'], amount: 20 },
      identifiers: { moved: 'onboarding' },
      certificates: { revoked: 'onboarding' },
      exit: { vendingEnds: '60d' },
      behaviour: { notice: '12h' },
    };
    expect(lived('nothing', reactive, agent, week)).toEqual(['4000 pre-emptive credit']);
    const little = { agent: { amount: 0.1 } };
    expect(lived('nothing', reactive, agent, week, little)).toEqual([
      '4000 pre-emptive credit',
      '4561 vend',
    ]);
  });

  test('H4, O1: goes on where credit arms a meter with nothing on it, which is off again in that minute', () => {
    // £15 owed and £15 granted, at the end of a call from minute 60 to 70: a balance of 0 is at the
    // margin, and at the trigger.
    const owing = {
      ...{ warmUp: '0d', horizon: '4d', population: { initialBalance: { electricity: -15 } } },
      behaviour: { notice: '2d', trigger: 0 },
      meter: { reconnectMargin: 0, rearm: { electricity: '1h' } },
      support: { contacts: 1, discretionaryCredit: { share: 1, amount: 15 } },
    };
    expect(lived('no-failure', reactive, owing)).toContain('2880 vend');
  });
});

describe('the act', () => {
  test('H5: follows the need after a notice', () => {
    expect(lived('no-failure', reactive, week, { behaviour: { notice: '10h' } })).toEqual([
      '4441 vend',
    ]);
  });

  test('H5: waits for waking hours', () => {
    const awake = (wakingHours: string): readonly string[] =>
      lived('no-failure', reactive, week, { behaviour: { wakingHours } });
    expect(awake('07:00-16:00')).toEqual(['4740 vend']);
    expect(awake('22:00-06:00')).toEqual(['4200 vend']);
    expect(awake('16:00-06:00')).toEqual(awake('all-day'));
  });

  test('H8: serves every meter of the home that has a need', () => {
    const dual = {
      population: { initialBalance: { electricity: 10, gas: 10.5 } },
      behaviour: { trigger: 6, notice: '1d' },
      horizon: '3d',
    };
    expect(lived('no-failure', reactive, onlyFuels('dual'), dual)).toEqual([
      '3361 vend',
      'gas 3361 vend',
    ]);
  });

  test('H8: buys an amount that follows the annual use of the meter as far as asked', () => {
    const annual = { discrete: { values: [365, 1460], weights: [0.6, 0.4] } };
    const vended = (vendFollowsUse: number): Set<string> => {
      const home: Part = {
        ...{ households: 40, behaviour: { vendFollowsUse } },
        consumption: { electricity: { annual } },
      };
      const { meters } = outcome('no-failure', plain, reactive, home);
      return new Set(
        meters
          .filter(({ vends }) => vends > 0)
          .map(({ annualKwh, vended: all, vends }) => `${annualKwh} kWh £${all / vends / 1e6}`),
      );
    };
    expect(vended(0)).toEqual(new Set(['365 kWh £10', '1460 kWh £10']));
    expect(vended(0.5)).toEqual(new Set(['365 kWh £10', '1460 kWh £20']));
    expect(vended(1)).toEqual(new Set(['365 kWh £10', '1460 kWh £40']));
  });
});

describe('money', () => {
  test('H6: is asked for once a need, and after the wait it is there', () => {
    expect(lived('no-failure', reactive, short, week)).toEqual([
      '3841 short of money',
      '4800 supply off: no money',
      '5281 vend',
      '5281 armed',
      '5281 supply on',
    ]);
  });

  test('H6: with both fuels due, buys electricity and lets gas wait', () => {
    expect(lived('no-failure', reactive, onlyFuels('dual'), short, week)).toEqual([
      '3841 vend',
      'gas 3841 short of money',
      'gas 4800 supply off: no money',
      'gas 5281 vend',
      'gas 5281 armed',
      'gas 5281 supply on',
    ]);
  });

  test('H6: gas waits where either is short, and money is drawn for each', () => {
    const half = {
      ...{ households: 400, horizon: '3d' },
      behaviour: { shortOfMoney: { share: 0.5, wait: '9d' } },
    };
    const { meters } = outcome('no-failure', plain, reactive, onlyFuels('dual'), half);
    const bought = (fuel: string): number =>
      meters.filter((meter) => meter.fuel === fuel && meter.vends > 0).length;
    expect(bought('electricity')).toBe(400);
    expectNear(zOfCount(400 - bought('gas'), Array<number>(400).fill(0.75)));
  });

  test('H6: electricity that was short and failed waits for money at the next attempt', () => {
    const failing = { meter: { missed: 1 }, behaviour: { retry: { normal: '2h' } } };
    expect(
      lived('no-failure', reactive, onlyFuels('dual'), short, failing, week).slice(0, 3),
    ).toEqual(['3841 top-up missed', 'gas 3841 short of money', '3961 short of money']);
  });
});

describe('pay days', () => {
  const rich: Part = { population: { initialBalance: { electricity: 1000, gas: 1000 } } };
  const payCycle = onlyHabit('pay-cycle');

  test.each([
    ['weekly', 1, '70d', 10],
    ['fortnightly', 2, '70d', 5],
    ['four-weekly', 4, '84d', 3],
  ] as const)('H2, H8: %s, %d weeks of the amount are bought', (name, weeks, horizon, vends) => {
    const home = outcome('no-failure', plain, payCycle, rich, cycle(name), { horizon });
    expect(home.meters[0]).toMatchObject({ vends, vended: pounds(10 * weeks * vends) });
  });

  test('H2, H8: monthly, 365 ÷ 84 weeks are bought on every meter', () => {
    const dual = [onlyFuels('dual'), rich, cycle('monthly'), { horizon: '62d' }];
    const { meters } = outcome('no-failure', plain, payCycle, ...dual);
    for (const { vends, vended } of meters) {
      expect(vends).toBeGreaterThanOrEqual(2);
      expect(vended).toBe(vends * Math.round((pounds(10) * 365) / 84));
    }
  });

  test('H2: the act is in the waking hours that begin on the day, past midnight too', () => {
    const nightly = {
      ...{ households: 60, horizon: '7d' },
      behaviour: { wakingHours: '23:00-01:00' },
    };
    const scenario = scenarioOf(plain, payCycle, rich, cycle('weekly'), nightly);
    const minutes = Array.from({ length: 60 }, (_, household) =>
      ledgerOf(scenario, 'no-failure', household),
    )
      .flat()
      .filter(({ event }) => event === 'vend')
      .map(({ minute }) => minute % day);
    expect(minutes.every((minute) => minute >= 1380 || minute < 60)).toBe(true);
    expect(minutes.some((minute) => minute >= 1380)).toBe(true);
    expect(minutes.some((minute) => minute < 60)).toBe(true);
  });

  test('H2: between its days a pay-cycle home acts as emergency-only', () => {
    const home = [payCycle, cycle('monthly'), emergencyCredit, { horizon: '4d' }];
    const scenario = scenarioOf(plain, ...home, { households: 40 });
    const ledgers = Array.from({ length: 40 }, (_, household) =>
      ledgerOf(scenario, 'no-failure', household),
    );
    const first = ledgers
      .map((ledger) => ledger.find(({ event }) => event === 'vend')!)
      .filter((vend) => vend.amount === pounds(10));
    // In emergency credit from minute 4800 on, those whose pay day is not in the four days.
    expect(first.length).toBeGreaterThan(20);
    expect(new Set(first.map(({ minute }) => minute))).toEqual(new Set([4800]));
  });

  test('H2, T2: a home in summer begins with any waking hours', () => {
    const summer = { start: '2022-04-11', households: 200, warmUp: '1d' };
    const { meters } = outcome('no-failure', plain, payCycle, summer, cycle('weekly'));
    expect(meters).toHaveLength(200);
  });
});

describe('an attempt that fails', () => {
  test('H7: is tried again until it succeeds, sooner once off: a waiting retry becomes the earlier of itself and a new one', () => {
    expect(lived('nothing', reactive, { horizon: '4d' })).toEqual([
      '3841 no channel to top up by',
      '4561 no channel to top up by',
      '4800 supply off: no channel',
      '4980 no channel to top up by',
      '5160 no channel to top up by',
      '5340 no channel to top up by',
      '5520 no channel to top up by',
      '5700 no channel to top up by',
    ]);
  });

  test("H10: is made again at once when the household learns the SoLR's channel", () => {
    const learnt = { onboarding: { pace: '3d', learnChannel: '100m' }, horizon: '5d' };
    expect(lived('nothing', reactive, learnt).slice(-5)).toEqual([
      '5760 onboarded',
      '5860 channel learnt',
      '5860 vend',
      '5860 armed',
      '5860 supply on',
    ]);
  });

  test('H10: is made again in waking hours only', () => {
    const asleep = {
      onboarding: { pace: '3d', learnChannel: '100m' },
      behaviour: { wakingHours: '07:00-22:00' },
      horizon: '5d',
    };
    const vend = lived('nothing', reactive, asleep).find((event) => event.endsWith('vend'));
    expect(vend).toBe(`${4 * day + 420} vend`);
  });

  test('H9, C3: a mistyped code fails though a channel was there', () => {
    const typing = {
      ...{ population: { noWan: 1 }, behaviour: { typing: { fails: 1 } }, horizon: '4d' },
    };
    expect(lived('no-failure', reactive, typing).slice(0, 3)).toEqual([
      '3841 code mistyped',
      '4561 code mistyped',
      '4800 supply off: not noticed',
    ]);
  });

  test('H9, G7, C3: a missed command fails though a channel was there', () => {
    const missed = { meter: { missed: 1 }, horizon: '4d' };
    expect(lived('no-failure', reactive, missed).slice(0, 3)).toEqual([
      '3841 top-up missed',
      '4561 top-up missed',
      '4800 supply off: not noticed',
    ]);
  });

  test('H9: a share of codes typed by hand is mistyped, each attempt on its own', () => {
    const typing = {
      ...{ households: 300, population: { noWan: 1 }, behaviour: { typing: { fails: 0.3 } } },
    };
    const { meters } = outcome('no-failure', plain, reactive, typing);
    const sum = (key: 'vends' | 'failedVends'): number =>
      meters.reduce((total, meter) => total + meter[key], 0);
    const attempts = sum('vends') + sum('failedVends');
    expectNear(zOfCount(sum('failedVends'), Array<number>(attempts).fill(0.3)));
  });
});

test('H11: advice changes amounts until the meter is onboarded, and under no other policy', () => {
  const advised = {
    policies: {
      nothing: { label: 'Nobody acts' },
      advised: { label: 'Advised', behaviour: { advice: 'stock-up' } },
    },
  };
  const record = runOnce(scenarioOf(plain, reactive, onlyKind('legacy'), advised));
  const amountOf = (policy: string): number => {
    const { vended, vends } = policyOf(record, policy).meters[0]!;
    return vended / vends;
  };
  expect(['no-failure', 'nothing', 'advised'].map(amountOf)).toEqual([
    ...[pounds(10), pounds(10), pounds(20)],
  ]);
  const onboarded = { onboarding: { pace: '0d' }, appointment: { after: '0d' } };
  const { vended, vends } = outcome('advised', plain, reactive, advised, onboarded).meters[0]!;
  expect(vended / vends).toBe(pounds(10));
});

test('H12: a lost key or card leaves the meter without a channel until the new one comes', () => {
  const legacy: Part = { ...onlyKind('legacy'), households: 200, horizon: '60d' };
  const book = (lostPerMonth: number) =>
    outcome('no-failure', plain, legacy, reactive, {
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
