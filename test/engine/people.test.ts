import { describe, expect, it } from 'vitest';
import {
  day,
  emergencyCredit,
  ledgerOf,
  lived,
  onlyFuels,
  onlyHabit,
  onlyKind,
  outcome,
  type Part,
  plain,
  policyOf,
  pounds,
  runOnce,
  scenarioOf,
} from '../support/engine-scenario.ts';

// The plain home's £10 at £3 a day is below the trigger of £2 at minute 3841 (Wednesday 16:01) and gone at 4800.

const reactive = onlyHabit('reactive');
const short: Part = { behaviour: { shortOfMoney: { share: 1, wait: '1d' } } };
const week: Part = { horizon: '5d' };

describe('topping up', () => {
  it('is needed strictly below the trigger', () => {
    expect(lived('no-failure', reactive, week)).toEqual(['3841 vend']);
    expect(lived('no-failure', reactive, week, { population: { initialBalance: { electricity: 2 } }, horizon: '1d' })).toEqual([
      '1 vend',
    ]);
  });
  it('is of an amount that follows the annual use of the meter as far as asked', () => {
    const spread: Part = { consumption: { electricity: { annual: { discrete: { values: [365, 1460], weights: [0.6, 0.4] } } } } };
    const vended = (vendFollowsUse: number): Set<string> => {
      const home: Part = { households: 40, behaviour: { vendFollowsUse } };
      const { meters } = outcome('no-failure', plain, reactive, spread, home);
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
  it('waits for waking hours', () => {
    const awake = (wakingHours: string): readonly string[] => lived('no-failure', reactive, week, { behaviour: { wakingHours } });
    expect(awake('07:00-16:00')).toEqual(['4740 vend']);
    expect(awake('22:00-06:00')).toEqual(['4200 vend']);
    expect(awake('16:00-06:00')).toEqual(awake('all-day'));
  });
  it('is needed by whoever is off, whatever the habit, but by those who never do', () => {
    for (const habit of ['reactive', 'pay-cycle', 'emergency-only'] as const) {
      const events = lived('no-failure', onlyHabit(habit), week, {
        behaviour: { trigger: 0, payCycle: { weekly: 0, fortnightly: 0, 'four-weekly': 0, monthly: 1 } },
      });
      expect(events.some((event) => event.endsWith('vend'))).toBe(true);
    }
    expect(lived('no-failure', week)).toEqual(['4800 supply off: not noticed']);
  });
  it('asks for money once a need, and after the wait the money is there', () => {
    expect(lived('no-failure', reactive, short, week)).toEqual([
      '3841 short of money',
      '4800 supply off: no money',
      '5281 vend',
      '5281 armed',
      '5281 supply on',
    ]);
  });
  it('short of money buys electricity and lets gas wait', () => {
    expect(lived('no-failure', reactive, onlyFuels('dual'), short, week)).toEqual([
      '3841 vend',
      'gas 3841 short of money',
      'gas 4800 supply off: no money',
      'gas 5281 vend',
      'gas 5281 armed',
      'gas 5281 supply on',
    ]);
  });
  it('serves every meter of the home that has a need, in one act', () => {
    const dual = {
      population: { initialBalance: { electricity: 10, gas: 10.5 } },
      behaviour: { trigger: 6, notice: '1d' },
      horizon: '3d',
    };
    expect(lived('no-failure', reactive, onlyFuels('dual'), dual)).toEqual(['3361 vend', 'gas 3361 vend']);
  });
  it('on a pay day buys the weeks of the cycle on every meter', () => {
    const monthly = {
      population: { initialBalance: { electricity: 1000, gas: 1000 } },
      behaviour: { payCycle: { weekly: 0, fortnightly: 0, 'four-weekly': 0, monthly: 1 } },
      horizon: '62d',
    };
    const { meters } = outcome('no-failure', plain, onlyHabit('pay-cycle'), onlyFuels('dual'), monthly);
    for (const { vends, vended } of meters) {
      expect(vends).toBeGreaterThanOrEqual(2);
      expect(vended).toBe(vends * Math.round((pounds(10) * 365) / 84));
    }
    const weekly = { behaviour: { payCycle: { weekly: 1, fortnightly: 0, 'four-weekly': 0, monthly: 0 } }, horizon: '70d' };
    expect(outcome('no-failure', plain, onlyHabit('pay-cycle'), monthly, weekly).meters[0]).toMatchObject({
      vends: 10,
      vended: pounds(100),
    });
  });
  it('tops up on a pay day in the waking hours that begin on it, past midnight too', () => {
    const nightly = {
      population: { initialBalance: { electricity: 1000, gas: 1000 } },
      behaviour: { payCycle: { weekly: 1, fortnightly: 0, 'four-weekly': 0, monthly: 0 }, wakingHours: '23:00-01:00' },
      households: 60,
      horizon: '7d',
    };
    const scenario = scenarioOf(plain, onlyHabit('pay-cycle'), nightly);
    const minutes = Array.from({ length: 60 }, (_, household) => ledgerOf(scenario, 'no-failure', household))
      .flat()
      .filter(({ event }) => event === 'vend')
      .map(({ minute }) => minute % day);
    expect(minutes.every((minute) => minute >= 1380 || minute < 60)).toBe(true);
    expect(minutes.some((minute) => minute >= 1380) && minutes.some((minute) => minute < 60)).toBe(true);
  });
  it('follows advice until the meter is onboarded, and under no other policy', () => {
    const advised = {
      policies: { nothing: { label: 'Nobody acts' }, advised: { label: 'Advised', behaviour: { advice: 'stock-up' } } },
    };
    const record = runOnce(scenarioOf(plain, reactive, onlyKind('legacy'), advised));
    const amountOf = (policy: string): number =>
      policyOf(record, policy).meters[0]!.vended / policyOf(record, policy).meters[0]!.vends;
    expect(['no-failure', 'nothing', 'advised'].map(amountOf)).toEqual([pounds(10), pounds(10), pounds(20)]);
    const onboarded = { onboarding: { pace: '0d' }, appointment: { after: '0d' } };
    const { vended, vends } = outcome('advised', plain, reactive, advised, onboarded).meters[0]!;
    expect(vended / vends).toBe(pounds(10));
  });
});

describe('an attempt that fails', () => {
  it('is tried again until it succeeds, sooner once off: a waiting retry becomes the earlier of itself and a new one', () => {
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
  it("is made again at once when the household learns the SoLR's channel", () => {
    const learnt = { onboarding: { pace: '3d', learnChannel: '100m' }, horizon: '5d' };
    const events = lived('nothing', reactive, learnt);
    expect(events.slice(-5)).toEqual(
      ['5760 onboarded', '5860 channel learnt', '5860 vend', '5860 armed', '5860 supply on'].slice(-5),
    );
  });
  it('for a mistyped code is no want of a channel', () => {
    const typing = { population: { noWan: 1 }, behaviour: { typing: { fails: 1 } }, horizon: '4d' };
    expect(lived('no-failure', reactive, typing).slice(0, 3)).toEqual([
      '3841 code mistyped',
      '4561 code mistyped',
      '4800 supply off: not noticed',
    ]);
  });
  it('for a missed command is no want of a channel either', () => {
    expect(lived('no-failure', reactive, { meter: { missed: 1 }, horizon: '4d' }).slice(0, 3)).toEqual([
      '3841 top-up missed',
      '4561 top-up missed',
      '4800 supply off: not noticed',
    ]);
  });
});

describe('a home that cannot top up', () => {
  it('uses less where credit is low, and in emergency credit by that factor instead, not by both', () => {
    const rationed = { consumption: { rationing: { lowCredit: { below: 5, factor: 0.5 }, emergencyCredit: { factor: 0.25 } } } };
    const events = lived('nothing', reactive, emergencyCredit, rationed, { behaviour: { retry: { normal: '100d' } } });
    // £2 is left when the first attempt fails at 3841: £1.50 a day down to nothing, then £10 of emergency credit at 75p a day.
    expect(events.filter((event) => /no channel$/u.test(event))).toEqual(['24959 supply off: no channel']);
  });
});

describe('codes typed by hand', () => {
  const sold: Part = { exit: { vendingEnds: '30d' }, horizon: '5d' };
  it('work without WAN, on SMETS2, while somebody sells them', () => {
    expect(lived('nothing', reactive, sold)).toEqual(['3841 vend']);
    expect(lived('nothing', reactive, sold, { population: { noWan: 1 } })).toEqual(['3841 vend']);
  });
  it('end in the very minute that vending ends', () => {
    expect(lived('nothing', reactive, sold, { exit: { vendingEnds: '3841m' } })[0]).toBe('3841 no channel to top up by');
    expect(lived('nothing', reactive, sold, { exit: { vendingEnds: '3842m' } })[0]).toBe('3841 vend');
  });
  it("die at the meter's onboarding, until the SoLR's channel is learnt", () => {
    const onboarded = { onboarding: { pace: '1d', learnChannel: '20d' } };
    expect(lived('nothing', reactive, sold, onboarded).slice(0, 2)).toEqual(['2880 onboarded', '3841 no channel to top up by']);
  });
  it('are none for enrolled SMETS1 once DCC refuses, and for unenrolled only while its head end lives', () => {
    expect(lived('nothing', reactive, sold, onlyKind('smets1-enrolled'))[0]).toBe('3841 no channel to top up by');
    expect(
      lived('nothing', reactive, sold, onlyKind('smets1-enrolled'), {
        identifiers: { moved: '4d' },
        certificates: { revoked: '4d' },
      })[0],
    ).toBe('3841 vend');
    expect(lived('nothing', reactive, sold, onlyKind('smets1-unenrolled'))).toEqual(['3841 vend']);
    expect(lived('nothing', reactive, sold, onlyKind('smets1-unenrolled'), { exit: { vendingEnds: '1d' } })[0]).toBe(
      '3841 no channel to top up by',
    );
  });
  it('go on where the agent vends', () => {
    const agent = { exit: { vendingEnds: '0d' }, agent: { acts: true, decision: '2d', does: ['vend'] } };
    expect(lived('nothing', reactive, sold, agent)).toEqual(['3841 vend']);
  });
});
