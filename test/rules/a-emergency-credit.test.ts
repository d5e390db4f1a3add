// Section A of docs/MODEL.md: emergency credit, offered, selected, sent.
import { describe, expect, test } from 'vitest';
import {
  emergencyCredit,
  eventsOf,
  ledgerOf,
  lived,
  onlyHabit,
  outcome,
  plain,
  pounds,
  scenarioOf,
  type Part,
} from '../support/simulation/plain-scenario.ts';

// The plain home's £10 at £3 a day is below £1 at minute 4321 and gone at 4800.

const credit = (amount: number): Part => ({
  population: { initialBalance: { electricity: amount, gas: amount } },
});
const idle = (standingCharge: number): Part => ({
  consumption: { electricity: { annual: 0 } },
  tariff: { electricity: { standingCharge } },
});
const mornings: Part = {
  meter: {
    nonDisablement: {
      ...{ weekdays: '00:00-11:00', saturday: 'all-day' },
      ...{ sunday: 'all-day', bankHolidays: 'all-day' },
    },
  },
};
const late = (delay: string, more: Part = {}): Part => ({
  meter: { emergencyCredit: { selectDelay: delay, ...more } },
});

describe('the offer', () => {
  test('A3, A1: is made once the balance is strictly below the threshold, and lasts from the last of it', () => {
    expect(lived('no-failure', emergencyCredit)).toEqual([
      '4321 emergency credit offered',
      '4321 emergency credit selected',
      '9600 supply off: not noticed',
    ]);
  });

  test('A3: is not made at the threshold', () => {
    const still = (amount: number): readonly string[] =>
      lived('no-failure', emergencyCredit, idle(0), credit(amount), { horizon: '1d' });
    expect(still(1)).toEqual([]);
    expect(still(0.999_999)).toHaveLength(2);
  });

  test('A3: is not made where the limit is 0', () => {
    expect(
      lived('no-failure', emergencyCredit, { meter: { emergencyCredit: { limit: 0 } } }),
    ).toEqual(['4800 supply off: not noticed']);
  });

  test('A3: is withdrawn by a balance that rises to the threshold again, and made anew below it', () => {
    // Low again and again, and bought for before the offer is taken up.
    const bought = { behaviour: { trigger: 0.5, vendAmount: 2 }, horizon: '5d' };
    expect(lived('no-failure', emergencyCredit, late('1d'), onlyHabit('reactive'), bought)).toEqual(
      [
        '4321 emergency credit offered',
        '4561 vend',
        '5281 emergency credit offered',
        '5521 vend',
        '6241 emergency credit offered',
        '6481 vend',
        '7201 emergency credit offered',
      ].slice(0, 6),
    );
  });
});

describe('the selection', () => {
  test('A4: is too late for a household that is cut before it selects', () => {
    expect(lived('no-failure', emergencyCredit, late('10h'))).toEqual([
      '4321 emergency credit offered',
      '4800 supply off: not noticed',
    ]);
  });

  test('A4, C4: can be made off supply where the meter allows it, and then somebody turns it on', () => {
    const whenOff = { meter: { rearm: { electricity: '10m' } } };
    const parts = [emergencyCredit, late('10h', { whenOff: true }), whenOff];
    expect(lived('no-failure', ...parts)).toEqual([
      '4321 emergency credit offered',
      '4800 supply off: not noticed',
      '4921 emergency credit selected',
      '4921 armed',
      '4931 supply on',
      '9731 supply off: not noticed',
    ]);
    expect(outcome('no-failure', plain, ...parts).spells[0]!.endedBy).toBe('emergency-credit');
  });

  test('A4: can be made once the meter is on again, if it was off in between', () => {
    const agent = { agent: { acts: true, decision: '5000m' } };
    const held = { certificates: { revoked: 'onboarding' }, identifiers: { moved: 'onboarding' } };
    const events = lived('nothing', emergencyCredit, late('1d'), agent, held);
    expect(events).toEqual(
      expect.arrayContaining(['4800 supply off: no channel', '5000 supply on']),
    );
    expect(events).toContain('5761 emergency credit selected');
  });

  test('A8: has no moment where one charge passes both thresholds outside a window', () => {
    const day = { horizon: '1d' };
    expect(lived('no-failure', emergencyCredit, idle(150), credit(1.2), day)).toEqual([
      '0 emergency credit offered',
      '0 supply off: not noticed',
    ]);
  });

  test('A4, A8: inside a window saves a household from that charge, without paying what it is short', () => {
    const parts = [emergencyCredit, idle(150), credit(1.2), mornings, { horizon: '1d' }];
    const ledger = ledgerOf(scenarioOf(plain, ...parts), 'no-failure');
    expect(eventsOf(ledger)).toEqual(['0 emergency credit offered', '0 emergency credit selected']);
    expect(ledger[1]).toMatchObject({
      ...{ balance: pounds(-0.3), emergencyCreditLeft: pounds(10), emergencyCreditUsed: 0 },
    });
  });
});

test('A13: sent by a supplier it is a loan, selected at once, and restores supply whatever the margin', () => {
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

test('A2: a charge goes to accumulated debt in emergency credit, off as well as on', () => {
  const suspended = {
    tariff: { electricity: { standingCharge: 100 } },
    meter: { suspendCharges: { inEmergencyCredit: true, whenOff: false } },
    onboarding: { pace: '12d' },
  };
  const ledger = ledgerOf(scenarioOf(plain, emergencyCredit, suspended), 'nothing');
  const cut = ledger.find(({ event }) => event.startsWith('supply off'))!;
  const after = ledger.find(({ event }) => event === 'onboarded')!;
  expect(after.minute).toBeGreaterThan(cut.minute + 1440);
  expect(after.balance).toBe(cut.balance);
  expect(after.accumulatedDebt).toBeGreaterThan(cut.accumulatedDebt);
});
