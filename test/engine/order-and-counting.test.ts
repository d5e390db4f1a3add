import { describe, expect, it } from 'vitest';
import {
  lived,
  metric,
  onlyFuels,
  onlyHabit,
  onlyKind,
  outcome,
  plain,
  pounds,
  seriesOf,
  type Part,
} from '../support/engine-scenario.ts';

const held: Part = { identifiers: { moved: 'onboarding' }, certificates: { revoked: 'onboarding' } };

describe('within a minute', () => {
  it('a command that lands as credit runs out comes first', () => {
    expect(lived('nothing', held, { agent: { acts: true, decision: '4800m' } })).toEqual(['4800 safe mode']);
    expect(lived('nothing', held, { agent: { acts: true, decision: '4801m' } })).toEqual([
      '4800 supply off: no channel',
      '4801 safe mode',
      '4801 supply on',
    ]);
  });
  it('a charge at midnight comes before the consumer: it cuts a meter that a vend of that minute would have saved', () => {
    const charged = {
      population: { initialBalance: { electricity: 1 } },
      consumption: { electricity: { annual: 0 } },
      tariff: { electricity: { standingCharge: 100 } },
      horizon: '1d',
    };
    expect(lived('no-failure', onlyHabit('reactive'), charged)).toEqual([
      '0 supply off: not noticed',
      '0 vend',
      '0 armed',
      '0 supply on',
    ]);
  });
  it('onboarding comes before the consumer: what is learnt at once is used at once', () => {
    const events = lived('nothing', onlyHabit('reactive'), { onboarding: { pace: '2401m' }, horizon: '3d' });
    expect(events).toEqual(['3841 onboarded', '3841 channel learnt', '3841 vend']);
  });
  it('electricity goes before gas', () => {
    expect(lived('no-failure', onlyFuels('dual'))).toEqual(['4800 supply off: not noticed', 'gas 4800 supply off: not noticed']);
  });
});

describe("an agent's command", () => {
  it('succeeds or fails with all its acts', () => {
    const { meters } = outcome('nothing', plain, held, {
      households: 200,
      agent: { acts: true, does: ['safe-mode', 'pre-emptive-credit'], amount: 20, success: 0.5, retryAfter: '100d' },
    });
    const reached = meters.filter(({ safeMode }) => safeMode);
    expect(reached.length).toBeGreaterThan(70);
    expect(reached.length).toBeLessThan(130);
    for (const { safeMode, creditGranted } of meters) expect(creditGranted).toBe(safeMode ? pounds(20) : 0);
  });
});

describe('counting', () => {
  it('a spell open from the warm-up starts at day 0 and keeps its cause', () => {
    const record = outcome('nothing', plain, { warmUp: '5d' });
    expect(record.spells).toEqual([
      expect.objectContaining({ startMinute: 0, endMinute: 28_800, cause: 'not-noticed', endedBy: 'horizon', censored: true }),
    ]);
    expect(metric(record, 'first_off_hour')).toBe(0);
    expect(metric(record, 'hours_off_total')).toBe(480);
    expect(record.meters[0]).toMatchObject({ openingNet: 0, energyCost: 0 });
  });
  it('a home is off while any of its meters is; in a fuel only that meter counts', () => {
    const dual = { population: { initialBalance: { electricity: 10, gas: 12.5 } } };
    const record = outcome('no-failure', plain, onlyFuels('dual'), dual, { horizon: '5d' });
    expect(metric(record, 'hours_off_total')).toBe((7200 - 4800) / 60);
    expect(metric(record, 'hours_off_total', 'fuel=gas')).toBe((7200 - 6000) / 60);
    expect([metric(record, 'households_off'), metric(record, 'meters_off'), metric(record, 'spells')]).toEqual([1, 2, 2]);
    expect([metric(record, 'households_off_24h'), metric(record, 'households_off_24h', 'fuel=gas')]).toEqual([1, 0]);
    expect(seriesOf(record, 'households_off').slice(79, 82)).toEqual([0, 1, 1]);
  });
  it('a figure that does not exist is none, not nothing', () => {
    const record = outcome('no-failure', plain, { horizon: '1d' });
    for (const name of [
      'spell_hours_median',
      'first_off_hour',
      'peak_hour',
      'hours_off_per_affected',
      'onboarded_horizon',
      'debt_at_onboarding',
    ] as const) {
      expect(metric(record, name)).toBeNaN();
    }
    expect(metric(record, 'households_off')).toBe(0);
  });
  it('what is owed at onboarding is accumulated debt, emergency credit used and balance below nothing', () => {
    const safe = { ...held, agent: { acts: true }, onboarding: { pace: '5d' } };
    expect(metric(outcome('nothing', plain, safe), 'debt_at_onboarding')).toBe(8);
    expect(metric(outcome('nothing', plain, safe), 'onboarded_14d')).toBe(1);
  });
});

describe('support', () => {
  const rings: Part = { support: { contacts: 1 } };
  it('grants credit at the end of a call where a channel could reach the meter', () => {
    const record = outcome('no-failure', plain, rings, { support: { discretionaryCredit: { share: 1, amount: 15 } } });
    // Cut at 4800, rung an hour later, ten minutes of talk.
    expect(record.spells[0]).toMatchObject({ startMinute: 4800, endMinute: 4870, endedBy: 'discretionary-credit' });
    expect(record.meters[0]!.creditGranted % pounds(15)).toBe(0);
  });
  it('cannot where the gates are closed, and sends an engineer where there are any', () => {
    const credit = { support: { discretionaryCredit: { share: 1, amount: 15 } } };
    expect(outcome('nothing', plain, rings, credit).meters[0]!.creditGranted).toBe(0);
    const engineers = {
      support: { engineers: { visitsPerDay: 10, visit: '90m' } },
      onboarding: { recommence: { does: 'emergency-credit', amount: 10 } },
    };
    const record = outcome('nothing', plain, rings, engineers);
    expect(record.spells[0]).toMatchObject({ startMinute: 4800, endMinute: 4960, endedBy: 'visit' });
    expect(record.meters[0]!.onboardedMinute).toBe(4960);
    expect(metric(record, 'visits')).toBe(1);
  });
  it('sends no engineer to a smart meter before there is a SoLR, and one to a lost key whatever happens', () => {
    const early = { appointment: { after: '10d' }, support: { engineers: { visitsPerDay: 10, visit: '90m' } } };
    expect(metric(outcome('nothing', plain, rings, early), 'visits')).toBe(0);
    const lost = {
      households: 200,
      support: { agents: 200 },
      population: { legacyDevice: { lostPerMonth: 1, replace: '30d' } },
      onboarding: { recommence: { does: 'safe-mode' } },
    };
    const record = outcome('no-failure', plain, rings, early, onlyKind('legacy'), lost);
    expect(metric(record, 'visits')).toBeGreaterThan(0);
    expect(metric(record, 'safe_mode_meters')).toBe(0);
  });
  it('counts every call, and those given up', () => {
    const nobody = outcome('no-failure', plain, rings, { households: 20, support: { agents: 0 } });
    expect([metric(nobody, 'calls'), metric(nobody, 'calls_abandoned')]).toEqual([20, 20]);
  });
  it('loses no home when both its meters ask for an engineer in one minute', () => {
    for (const seed of [33, 111, 177, 1, 2, 3]) {
      const credit = { discrete: { values: [5, 5.01, 80], weights: [1, 1, 1] } };
      const home = { seed, households: 2, population: { initialBalance: { electricity: credit, gas: credit } } };
      const busy = { support: { contacts: 1, agents: 2, patience: '0m', engineers: { visitsPerDay: 100, visit: '1h' } } };
      expect(outcome('nothing', plain, onlyFuels('dual'), home, busy).meters).toHaveLength(4);
    }
  });
  it('starts life in summer with any waking hours', () => {
    const summer = {
      start: '2022-04-11',
      households: 200,
      warmUp: '1d',
      behaviour: { payCycle: { weekly: 1, fortnightly: 0, 'four-weekly': 0, monthly: 0 } },
    };
    expect(outcome('no-failure', plain, onlyHabit('pay-cycle'), summer).meters).toHaveLength(200);
  });
});
