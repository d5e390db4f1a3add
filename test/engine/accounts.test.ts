import { describe, expect, it } from 'vitest';
import { expectNear, zScore } from '../support/engine-closed-forms.ts';
import {
  emergencyCredit,
  eventsOf,
  ledgerOf,
  lived,
  onlyFuels,
  onlyHabit,
  onlyKind,
  outcome,
  plain,
  pounds,
  scenarioOf,
  type Part,
} from '../support/engine-scenario.ts';

// The plain home's £10 at £3 a day is gone at minute 4800, and below £1 at 4321.

const credit = (amount: number): Part => ({ population: { initialBalance: { electricity: amount, gas: amount } } });
const idle = (standingCharge: number): Part => ({
  consumption: { electricity: { annual: 0 } },
  tariff: { electricity: { standingCharge } },
});
const mornings: Part = {
  meter: { nonDisablement: { weekdays: '00:00-11:00', saturday: 'all-day', sunday: 'all-day', bankHolidays: 'all-day' } },
};
const held: Part = { identifiers: { moved: 'onboarding' }, certificates: { revoked: 'onboarding' } };
const agent: Part = { ...held, agent: { acts: true } };

describe('emergency credit', () => {
  it('is offered once the balance is strictly below the threshold, and lasts from the last of the balance', () => {
    expect(lived('no-failure', emergencyCredit)).toEqual([
      '4321 emergency credit offered',
      '4321 emergency credit selected',
      '9600 supply off: not noticed',
    ]);
  });
  it('is lost to a household that is cut before it selects', () => {
    const late = { meter: { emergencyCredit: { selectDelay: '10h' } } };
    expect(lived('no-failure', emergencyCredit, late)).toEqual(['4321 emergency credit offered', '4800 supply off: not noticed']);
  });
  it('can be selected when off where the meter allows it, and then somebody turns the meter on', () => {
    const late = { meter: { emergencyCredit: { selectDelay: '10h', whenOff: true }, rearm: { electricity: '10m' } } };
    expect(lived('no-failure', emergencyCredit, late)).toEqual([
      '4321 emergency credit offered',
      '4800 supply off: not noticed',
      '4921 emergency credit selected',
      '4921 armed',
      '4931 supply on',
      '9731 supply off: not noticed',
    ]);
  });
  it('has no moment to be selected in when one charge passes both thresholds outside a window', () => {
    expect(lived('no-failure', emergencyCredit, idle(150), credit(1.2), { horizon: '1d' })).toEqual([
      '0 emergency credit offered',
      '0 supply off: not noticed',
    ]);
  });
  it('saves a household from that charge inside a window, without paying what the balance is short of', () => {
    const scenario = scenarioOf(plain, emergencyCredit, idle(150), credit(1.2), mornings, { horizon: '1d' });
    const ledger = ledgerOf(scenario, 'no-failure');
    expect(eventsOf(ledger)).toEqual(['0 emergency credit offered', '0 emergency credit selected']);
    expect(ledger[1]).toMatchObject({ balance: pounds(-0.3), emergencyCreditLeft: pounds(10), emergencyCreditUsed: 0 });
  });
  it('sent by a supplier is a loan, selected at once, and restores supply whatever the margin', () => {
    const sent = {
      meter: { reconnectMargin: 50 },
      onboarding: { pace: '5d', recommence: { does: 'emergency-credit', amount: 10 } },
    };
    expect(lived('nothing', sent)).toEqual([
      '4800 supply off: no channel',
      '8640 onboarded',
      '8640 emergency credit sent',
      '8640 supply on',
      '8640 channel learnt',
      '13440 supply off: not noticed',
    ]);
    const { meters, spells } = outcome('nothing', plain, sent);
    expect(meters[0]).toMatchObject({ creditGranted: 0, closingNet: pounds(-10) });
    expect(spells[0]).toMatchObject({ endMinute: 8640, endedBy: 'recommenced' });
  });
});

describe('non-disablement', () => {
  it('keeps an empty meter on until the window closes, and what is used is owed', () => {
    // Minute 4800 is Thursday 08:00.
    expect(lived('no-failure', mornings)).toEqual(['4980 supply off: not noticed']);
    expect(outcome('no-failure', plain, mornings).meters[0]!.closingNet).toBe(pounds(10) - pounds((3 * 4980) / 1440));
  });
  it('does not revive a meter that is off when a window opens', () => {
    expect(outcome('no-failure', plain, mornings).spells).toHaveLength(1);
  });
  it('is not for legacy gas', () => {
    expect(lived('no-failure', mornings, onlyKind('legacy'), onlyFuels('gas'))).toEqual(['gas 4800 supply off: not noticed']);
    expect(lived('no-failure', mornings, onlyKind('legacy'))).toEqual(['4980 supply off: not noticed']);
  });
  it('set all week by an agent lasts until, after onboarding, a vend leaves the margin', () => {
    const week = { agent: { does: ['all-week-non-disablement'] }, onboarding: { pace: '5d' } };
    expect(lived('nothing', agent, week)).not.toContainEqual(expect.stringContaining('supply off'));
    const { spells } = outcome('nothing', plain, agent, week, onlyHabit('reactive'), { behaviour: { vendAmount: 9.5 } });
    // −£8 at minute 8640: vends to £1.50 at once; being low again, another minute later.
    expect(spells).toEqual([]);
  });
});

describe('safe mode', () => {
  it('never cuts, and ends with the first vend after onboarding that leaves the margin', () => {
    const events = lived('nothing', agent, onlyHabit('reactive'), { behaviour: { vendAmount: 8.5 }, onboarding: { pace: '5d' } });
    expect(events.filter((event) => !event.includes('no channel'))).toEqual(
      expect.arrayContaining(['0 safe mode', '8640 onboarded', '8640 vend', '8641 vend', '8641 back in prepayment mode']),
    );
    expect(events.some((event) => event.includes('supply off'))).toBe(false);
  });
  it('restores a meter that is off: electricity at once, gas by hand', () => {
    const late = { agent: { decision: '5d' } };
    expect(outcome('nothing', plain, agent, late).spells[0]).toMatchObject({
      startMinute: 4800,
      endMinute: 7200,
      endedBy: 'safe-mode',
    });
    const gas = outcome('nothing', plain, agent, late, onlyFuels('gas'), { meter: { rearm: { gas: '1h' } } });
    expect(gas.spells[0]).toMatchObject({ startMinute: 4800, endMinute: 7260, endedBy: 'safe-mode' });
  });
  it('is left by an orderly exit and not by a disorderly one', () => {
    const exit = (kind: string): Part => ({ exit: { kind, protected: 1 } });
    expect(outcome('nothing', plain, exit('orderly')).meters[0]!.safeMode).toBe(true);
    expect(outcome('nothing', plain, exit('disorderly')).meters[0]!.safeMode).toBe(false);
    expect(outcome('nothing', plain, exit('orderly'), onlyKind('legacy')).meters[0]!.safeMode).toBe(false);
  });
});

describe('coming back on supply', () => {
  it('takes a vend that reaches the margin, and then a hand', () => {
    const slow = { meter: { rearm: { electricity: '10m' }, reconnectMargin: 5 }, behaviour: { vendAmount: 4 } };
    expect(lived('no-failure', onlyHabit('emergency-only'), slow, { horizon: '4d' })).toEqual([
      '4800 supply off: not noticed',
      '4800 vend',
      '4801 vend',
      '4801 armed',
      '4811 supply on',
    ]);
  });
  it('fails for a share of gas meters, each tried again', () => {
    const gas = { households: 600, meter: { rearm: { gas: '1h', gasFails: 0.4 } }, behaviour: { vendAmount: 1000 } };
    const tries = outcome('no-failure', plain, onlyFuels('gas'), onlyHabit('emergency-only'), gas).spells.map(
      ({ startMinute, endMinute }) => (endMinute - startMinute) / 60 - 1,
    );
    for (const count of tries) expect(Number.isInteger(count)).toBe(true);
    expectNear(zScore(tries, 0.4 / 0.6));
  });
  it('ends a spell once it is on, not when it is armed', () => {
    const slow = { meter: { rearm: { electricity: '2h' } }, behaviour: { vendAmount: 1000 } };
    expect(outcome('no-failure', plain, onlyHabit('emergency-only'), slow).spells[0]).toMatchObject({
      startMinute: 4800,
      endMinute: 4920,
    });
  });
  it('uses full demand again: a household that can top up does not ration', () => {
    const rationed = {
      horizon: '15d',
      behaviour: { trigger: 5, vendAmount: 40, shortOfMoney: { share: 1, wait: '5d' } },
      consumption: { rationing: { lowCredit: { below: 5, factor: 0.5 } } },
      meter: { rearm: { electricity: '10m' } },
    };
    const record = outcome('no-failure', plain, onlyHabit('reactive'), rationed);
    const { endMinute } = record.spells[0]!;
    // From £40 on, at £3 a day.
    expect(record.meters[0]!.closingNet).toBeCloseTo(pounds(40 - (3 * (21_600 - endMinute)) / 1440), -1);
  });
});

describe('while off', () => {
  it('a meter uses no energy and charges go on, to accumulated debt where suspended', () => {
    const standing = { tariff: { electricity: { standingCharge: 100 } } };
    for (const whenOff of [true, false]) {
      const record = outcome('no-failure', plain, standing, { meter: { suspendCharges: { whenOff } } });
      expect(record.meters[0]).toMatchObject({
        charges: pounds(20),
        energyCost: pounds(10) - pounds(3),
        closingNet: pounds(-17),
      });
    }
  });
});
