// Section A of docs/MODEL.md: the account on the meter, as arithmetic.
import { beforeEach, describe, expect, test } from 'vitest';
import {
  debit,
  grant,
  isMoneyConserved,
  isOfferable,
  isOnEmergencyCredit,
  isOutOfCredit,
  lend,
  netOf,
  owedOn,
  postDailyCharges,
  raiseLimit,
  selectEmergencyCredit,
  vend,
} from '../../src/kernel/account.ts';
import { supplyArmed, supplyOff, supplyOn } from '../../src/kernel/codes.ts';
import type { Meter } from '../../src/kernel/meter.ts';
import type { MeterSettings } from '../../src/kernel/settings.ts';
import { outcome, plain, pounds } from '../support/simulation/plain-scenario.ts';
import { meterWith } from '../support/kernel/kernel-in-hand.ts';

let meter: Meter;

/** A meter with emergency credit of £10, offered below £1, unless other settings are given. */
function take(settings: Partial<MeterSettings> = {}): void {
  meter = meterWith({ offeredBelow: pounds(1), ...settings });
  meter.emergencyCreditLimit = pounds(10);
}
beforeEach(() => {
  take();
});

/** What is on the meter, in pounds: balance, emergency credit left and used, accumulated debt. */
function account(): readonly number[] {
  const { balance, emergencyCreditLeft, emergencyCreditUsed, accumulatedDebt } = meter;
  return [balance, emergencyCreditLeft, emergencyCreditUsed, accumulatedDebt].map(
    (amount) => amount / 1e6,
  );
}

describe('energy', () => {
  test('A1, A6: lowers the balance to 0, then uses selected emergency credit, then is owed', () => {
    meter.balance = pounds(3);
    selectEmergencyCredit(meter);
    debit(meter, pounds(2));
    expect(account()).toEqual([1, 10, 0, 0]);
    debit(meter, pounds(4));
    expect(account()).toEqual([0, 7, 3, 0]);
    expect([isOnEmergencyCredit(meter), isOutOfCredit(meter)]).toEqual([true, false]);
    debit(meter, pounds(9));
    expect(account()).toEqual([-2, 0, 10, 0]);
    expect(isOutOfCredit(meter)).toBe(true);
    expect([netOf(meter), owedOn(meter)]).toEqual([pounds(-12), pounds(12)]);
  });

  test('A1: leaves emergency credit alone until somebody selects it', () => {
    debit(meter, pounds(1));
    expect(account()).toEqual([-1, 0, 0, 0]);
  });

  test('A6: a meter is exhausted at a balance of 0 with no selected emergency credit left', () => {
    const isExhaustedWith = (balance: number, isSelected: boolean, left: number): boolean =>
      isOutOfCredit(Object.assign(meter, { balance, isSelected, emergencyCreditLeft: left }));
    expect(isExhaustedWith(1, false, 0)).toBe(false);
    expect(isExhaustedWith(0, false, 0)).toBe(true);
    expect(isExhaustedWith(0, true, 1)).toBe(false);
    expect(isExhaustedWith(0, true, 0)).toBe(true);
    expect(isExhaustedWith(-1, true, 1)).toBe(false);
  });
});

describe('daily charges', () => {
  test('A2: are taken like energy, or go to accumulated debt where suspended', () => {
    take({ standingCharge: pounds(3), suspendsWhenOff: true });
    meter.balance = pounds(1);
    expect(postDailyCharges(meter)).toBe(pounds(3));
    expect(account()).toEqual([-2, 0, 0, 0]);
    meter.supply = supplyOff;
    expect(postDailyCharges(meter)).toBe(0);
    expect(account()).toEqual([-2, 0, 0, 3]);
    expect(meter.charges).toBe(pounds(6));
  });

  test('A2: are suspended in a state if the setting of either state the meter is in says so', () => {
    const isSuspended = (
      settings: Pick<MeterSettings, 'suspendsWhenOff' | 'suspendsInEmergencyCredit'>,
      supply: number,
      balance: number,
      isSelected: boolean,
    ): boolean => {
      take({ standingCharge: pounds(1), ...settings });
      Object.assign(meter, { supply, balance, isSelected, emergencyCreditLeft: pounds(5) });
      return postDailyCharges(meter) === 0;
    };
    const whenOff = { suspendsWhenOff: true, suspendsInEmergencyCredit: false };
    expect(isSuspended(whenOff, supplyOff, 0, false)).toBe(true);
    expect(isSuspended(whenOff, supplyArmed, pounds(2), false)).toBe(true);
    expect(isSuspended(whenOff, supplyOn, 0, true)).toBe(false);
    const inCredit = { suspendsWhenOff: false, suspendsInEmergencyCredit: true };
    expect(isSuspended(inCredit, supplyOn, 0, true)).toBe(true);
    // In emergency credit means selected, with nothing of the balance left.
    expect(isSuspended(inCredit, supplyOn, 1, true)).toBe(false);
    expect(isSuspended(inCredit, supplyOn, 0, false)).toBe(false);
    expect(isSuspended(inCredit, supplyOff, 0, true)).toBe(true);
    expect(isSuspended(inCredit, supplyOff, 0, false)).toBe(false);
  });

  test('A2, A14: an instalment ends when the debt is cleared, and counts as repaid when posted', () => {
    take({ suspendsWhenOff: true });
    Object.assign(meter, { debt: pounds(2.5), instalment: pounds(1), supply: supplyOff });
    for (let day = 0; day < 5; day++) postDailyCharges(meter);
    expect(account()).toEqual([0, 0, 0, 2.5]);
    expect([meter.debt, meter.debtRepaid]).toEqual([0, pounds(2.5)]);
  });

  test.each([true, false])(
    'A16: while off a meter uses no energy and charges go on, suspended or not: %s',
    (whenOff) => {
      const standing = { tariff: { electricity: { standingCharge: 100 } } };
      const settings = { meter: { suspendCharges: { whenOff } } };
      expect(outcome('no-failure', plain, standing, settings).meters[0]).toMatchObject({
        charges: pounds(20),
        energyCost: pounds(10) - pounds(3),
        closingNet: pounds(-17),
      });
    },
  );
});

describe('a vend', () => {
  test('A11, A14: goes to the payment debt, accumulated debt, the shortfall, emergency credit used, the balance', () => {
    take({ vendShare: 0.2 });
    Object.assign(meter, {
      ...{ debt: pounds(100), accumulatedDebt: pounds(3), balance: pounds(-2) },
      ...{ isSelected: true, emergencyCreditUsed: pounds(10) },
    });
    vend(meter, pounds(5));
    // £1 of debt, £3 accumulated, £1 of the shortfall.
    expect(account()).toEqual([-1, 0, 10, 0]);
    vend(meter, pounds(10));
    // £2 of debt, £1 of the shortfall, £7 of the loan: which may be used again.
    expect(account()).toEqual([0, 7, 3, 0]);
    vend(meter, pounds(10));
    expect(account()).toEqual([5, 0, 0, 0]);
    expect([meter.debt, meter.debtRepaid, meter.vended]).toEqual([
      pounds(95),
      pounds(5),
      pounds(25),
    ]);
  });

  test('A14: takes no more for the payment debt than is owed', () => {
    take({ vendShare: 0.5 });
    meter.debt = pounds(1);
    vend(meter, pounds(10));
    expect(account()).toEqual([9, 0, 0, 0]);
  });

  test('A15: on legacy gas leaves 30 % to the balance whatever is accumulated or lent', () => {
    take({ recovery: 0.7 });
    Object.assign(meter, {
      ...{ accumulatedDebt: pounds(4), isSelected: true, emergencyCreditUsed: pounds(10) },
    });
    vend(meter, pounds(10));
    expect(account()).toEqual([3, 0, 7, 0]);
    // In credit above the offer threshold it is deselected, but nothing is offered while the loan
    // is owed.
    expect([meter.isSelected, isOfferable(meter)]).toEqual([false, false]);
    vend(meter, pounds(10));
    expect(account()).toEqual([6, 0, 0, 0]);
    expect(isOfferable(meter)).toBe(true);
  });

  test('A15: on legacy gas makes good a balance below 0 without that limit', () => {
    take({ recovery: 0.7 });
    meter.balance = pounds(-9);
    vend(meter, pounds(10));
    expect(account()).toEqual([1, 0, 0, 0]);
  });

  test('A5: leaves emergency credit selected, and refilled, until the balance is at the offer threshold', () => {
    selectEmergencyCredit(meter);
    debit(meter, pounds(4));
    vend(meter, pounds(4.99));
    expect(account()).toEqual([0.99, 10, 0, 0]);
    expect(meter.isSelected).toBe(true);
    vend(meter, pounds(0.01));
    expect([meter.isSelected, isOfferable(meter)]).toEqual([false, true]);
  });
});

describe('what suppliers give', () => {
  test('E5: pre-emptive credit is put on like a vend, but pays no payment debt', () => {
    take({ vendShare: 0.5 });
    Object.assign(meter, { debt: pounds(9), balance: pounds(-3) });
    grant(meter, pounds(10));
    expect(account()).toEqual([7, 0, 0, 0]);
    expect([meter.creditGranted, meter.debt, meter.vended]).toEqual([pounds(10), pounds(9), 0]);
  });

  test('A13: emergency credit sent is a loan, selected at once, and does not pay a balance below 0', () => {
    meter.balance = pounds(-3);
    lend(meter, pounds(10));
    expect(account()).toEqual([-3, 10, 0, 0]);
    expect([meter.creditGranted, meter.isSelected, netOf(meter)]).toEqual([0, true, pounds(-3)]);
  });

  test('E5: the emergency credit limit is raised to an amount, and never lowered', () => {
    selectEmergencyCredit(meter);
    debit(meter, pounds(10));
    raiseLimit(meter, pounds(25));
    expect(account()).toEqual([0, 15, 10, 0]);
    raiseLimit(meter, pounds(5));
    expect([account(), meter.emergencyCreditLimit]).toEqual([[0, 15, 10, 0], pounds(25)]);
  });
});

test('A17: a micropound that comes or goes is noticed', () => {
  take({ vendShare: 0.25, standingCharge: 7 });
  Object.assign(meter, { balance: 1000, debt: 500, openingNet: 1000 });
  vend(meter, 100);
  grant(meter, 33);
  debit(meter, 400);
  meter.postedCost = 400;
  postDailyCharges(meter);
  expect(isMoneyConserved(meter)).toBe(true);
  meter.balance += 1;
  expect(isMoneyConserved(meter)).toBe(false);
});

test('C6: what is owed is accumulated debt, emergency credit used and balance below 0', () => {
  Object.assign(meter, { accumulatedDebt: 5, emergencyCreditUsed: 7, balance: 100 });
  expect(owedOn(meter)).toBe(12);
  meter.balance = -100;
  expect(owedOn(meter)).toBe(112);
});
