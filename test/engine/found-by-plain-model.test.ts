// Rules that the engine broke until the plain model (test/reference) was held against it; docs/VALIDATION.md lists them.
import { describe, expect, it } from 'vitest';
import {
  emergencyCredit,
  ledgerOf,
  lived,
  metric,
  onlyFuels,
  onlyHabit,
  outcome,
  plain,
  scenarioOf,
} from '../support/engine-scenario.ts';

// The plain home's £10 at £3 a day is below £2 at minute 3841, below £1 at 4321 and gone at 4800.

const reactive = onlyHabit('reactive');
const noticedLate = { behaviour: { notice: '1d' } };

describe('a meter that is armed', () => {
  it('is topped up for credit below the trigger, like one that is on (H1)', () => {
    const slow = { behaviour: { vendAmount: 1.5 }, meter: { rearm: { electricity: '2d' } }, horizon: '6d' };
    expect(lived('no-failure', reactive, noticedLate, slow)).toEqual([
      '4800 supply off: not noticed',
      '5281 vend',
      '5281 armed',
      '6721 vend',
      '8161 supply on',
    ]);
  });
  it('is still off to a SoLR that recommences supply, gas as well (E8, C1)', () => {
    const waiting = {
      exit: { vendingEnds: '30d' },
      meter: { rearm: { gas: '10d' } },
      onboarding: { pace: '5d', recommence: { does: 'emergency-credit', amount: 10 } },
    };
    expect(lived('nothing', onlyFuels('gas'), onlyHabit('emergency-only'), waiting)).toContain('gas 8640 emergency credit sent');
  });
});

describe('a need', () => {
  it('goes on where credit arms a meter with nothing on it, which is off again in that minute (H4, O1)', () => {
    // £15 owed and £15 granted, at the end of a call from minute 60 to 70: a balance of 0 is at the margin, and at the trigger.
    const owing = {
      ...{ warmUp: '0d', horizon: '4d', population: { initialBalance: { electricity: -15 } } },
      behaviour: { notice: '2d', trigger: 0 },
      meter: { reconnectMargin: 0, rearm: { electricity: '1h' } },
      support: { contacts: 1, discretionaryCredit: { share: 1, amount: 15 } },
    };
    expect(lived('no-failure', reactive, owing)).toContain('2880 vend');
  });
});

describe('the cause of a spell', () => {
  it('is money where the household waits for it on account of its other meter (C3)', () => {
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
});

describe('a charge', () => {
  it('goes to accumulated debt in emergency credit, off as well as on (A2)', () => {
    const suspended = {
      tariff: { electricity: { standingCharge: 100 } },
      meter: { suspendCharges: { inEmergencyCredit: true, whenOff: false } },
      onboarding: { pace: '12d' },
    };
    const ledger = ledgerOf(scenarioOf(plain, emergencyCredit, suspended), 'nothing');
    const cut = ledger.find(({ event }) => event.startsWith('supply off'))!;
    const later = ledger.find(({ event }) => event === 'onboarded')!;
    expect(later.minute).toBeGreaterThan(cut.minute + 1440);
    expect(later.balance).toBe(cut.balance);
    expect(later.accumulatedDebt).toBeGreaterThan(cut.accumulatedDebt);
  });
});

describe('emergency credit that was offered', () => {
  it('can be selected once the meter is on again, if it was off in between (A4)', () => {
    const selectedLate = { meter: { emergencyCredit: { selectDelay: '1d' } }, agent: { acts: true, decision: '5000m' } };
    const held = { certificates: { revoked: 'onboarding' }, identifiers: { moved: 'onboarding' } };
    const events = lived('nothing', emergencyCredit, selectedLate, held);
    expect(events).toEqual(expect.arrayContaining(['4800 supply off: no channel', '5000 supply on']));
    expect(events).toContain('5761 emergency credit selected');
  });
});

describe('a call that was answered', () => {
  it('leads to credit though a second call, about a later spell, was given up meanwhile (S3)', () => {
    // Off from 4800; pennies at 4861 last a minute; the first call lasts from 4810 to 4930, and the only agent is in it.
    const pennies = { behaviour: { notice: '1h', trigger: 0.001, vendAmount: 0.004 }, meter: { reconnectMargin: 0 } };
    const support = {
      ...{ contacts: 1, callAfter: '10m', agents: 1, callLength: '2h', patience: '5m' },
      discretionaryCredit: { share: 1, amount: 15 },
    };
    const { spells } = outcome('no-failure', plain, reactive, pennies, { support, horizon: '5d' });
    expect(spells.map(({ endedBy }) => endedBy)).toContain('discretionary-credit');
    expect(spells.find(({ endedBy }) => endedBy === 'discretionary-credit')!.endMinute).toBe(4930);
  });
});

describe('a call in the minute of the cut', () => {
  it('is not made where the household selects emergency credit in that minute, which comes first (O1)', () => {
    const emptyAtOnce = {
      ...{ warmUp: '0d', horizon: '1d', population: { initialBalance: { electricity: -4 } } },
      meter: { emergencyCredit: { limit: 10, offeredBelow: 0, whenOff: true }, rearm: { electricity: '10m' } },
      support: { contacts: 1, callAfter: '0m' },
    };
    const calls = (selected: number): number =>
      metric(outcome('nothing', plain, emptyAtOnce, { meter: { emergencyCredit: { selected } } }), 'calls');
    expect([calls(0), calls(1)]).toEqual([1, 0]);
  });
});

describe('a try that failed', () => {
  it('is not tried again in the same minute, onboarding no more than anything else (O5)', () => {
    const often = { households: 40, onboarding: { pace: '1d', firstTimeSuccess: 0.5, retryAfter: '0m' } };
    const minutes = outcome('nothing', plain, often).meters.map(({ onboardedMinute }) => onboardedMinute! - 2880);
    expect(Math.min(...minutes)).toBe(0);
    expect(minutes.filter((minute) => minute > 0).length).toBeGreaterThan(10);
  });
});
