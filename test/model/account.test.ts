import { beforeEach, describe, expect, it } from 'vitest';
import {
  charge,
  debit,
  exhausted,
  grant,
  inEmergencyCredit,
  lend,
  net,
  offerable,
  owed,
  postInstalment,
  raiseLimit,
  select,
  vend,
} from '../../src/model/account.ts';
import { Slots } from '../../src/model/columns.ts';
import { pounds } from '../support/engine-scenario.ts';

const slots = new Slots(1);
const slot = slots.take();
const i = 2 * slot;
const { meters } = slots;
const terms = { vendShare: 0, recovery: 1, offeredBelow: pounds(1) };

/** What stands on the meter, in pounds: balance, emergency credit left and used, accumulated debt. */
function account(): readonly number[] {
  return [meters.balance(i), meters.emergencyCreditLeft(i), meters.emergencyCreditUsed(i), meters.accumulatedDebt(i)].map(
    (amount) => amount / 1e6,
  );
}

beforeEach(() => {
  slots.blank(slot);
  meters.setEmergencyCreditLimit(i, pounds(10));
});

describe('energy (A1)', () => {
  it('lowers the balance to nothing, then uses selected emergency credit, then is owed', () => {
    meters.setBalance(i, pounds(3));
    select(meters, i);
    debit(meters, i, pounds(2));
    expect(account()).toEqual([1, 10, 0, 0]);
    debit(meters, i, pounds(4));
    expect(account()).toEqual([0, 7, 3, 0]);
    expect([inEmergencyCredit(meters, i), exhausted(meters, i)]).toEqual([true, false]);
    debit(meters, i, pounds(9));
    expect(account()).toEqual([-2, 0, 10, 0]);
    expect(exhausted(meters, i)).toBe(true);
    expect([net(meters, i), owed(meters, i)]).toEqual([pounds(-12), pounds(12)]);
  });
  it('leaves emergency credit alone until somebody selects it', () => {
    debit(meters, i, pounds(1));
    expect(account()).toEqual([-1, 0, 0, 0]);
  });
});

describe('daily charges (A2)', () => {
  it('are taken like energy, or go to accumulated debt where suspended', () => {
    meters.setBalance(i, pounds(1));
    charge(meters, i, pounds(3), false);
    expect(account()).toEqual([-2, 0, 0, 0]);
    charge(meters, i, pounds(3), true);
    expect(account()).toEqual([-2, 0, 0, 3]);
    expect(meters.charges(i)).toBe(pounds(6));
  });
  it('end the instalments of a debt when it is cleared, counted as repaid when posted', () => {
    meters.setDebt(i, pounds(2.5));
    meters.setInstalment(i, pounds(1));
    for (let day = 0; day < 5; day++) postInstalment(meters, i, true);
    expect(account()).toEqual([0, 0, 0, 2.5]);
    expect([meters.debt(i), meters.debtRepaid(i)]).toEqual([0, pounds(2.5)]);
  });
});

describe('a vend (A11)', () => {
  it('goes to the payment debt, accumulated debt, the shortfall, emergency credit used, and the rest to the balance', () => {
    meters.setDebt(i, pounds(100));
    meters.setAccumulatedDebt(i, pounds(3));
    meters.setBalance(i, pounds(-2));
    meters.setSelected(i, 1);
    meters.setEmergencyCreditUsed(i, pounds(10));
    const share = { ...terms, vendShare: 0.2 };
    vend(meters, i, pounds(5), share);
    // £1 of debt, £3 accumulated, £1 of the shortfall.
    expect(account()).toEqual([-1, 0, 10, 0]);
    vend(meters, i, pounds(10), share);
    // £2 of debt, £1 of the shortfall, £7 of the loan: which may be used again.
    expect(account()).toEqual([0, 7, 3, 0]);
    vend(meters, i, pounds(10), share);
    expect(account()).toEqual([5, 0, 0, 0]);
    expect([meters.debt(i), meters.debtRepaid(i), meters.vended(i)]).toEqual([pounds(95), pounds(5), pounds(25)]);
  });
  it('takes no more for the payment debt than is owed', () => {
    meters.setDebt(i, pounds(1));
    vend(meters, i, pounds(10), { ...terms, vendShare: 0.5 });
    expect(account()).toEqual([9, 0, 0, 0]);
  });
  it('on legacy gas leaves 30 % to the balance whatever is accumulated or lent', () => {
    meters.setAccumulatedDebt(i, pounds(4));
    meters.setSelected(i, 1);
    meters.setEmergencyCreditUsed(i, pounds(10));
    vend(meters, i, pounds(10), { ...terms, recovery: 0.7 });
    expect(account()).toEqual([3, 0, 7, 0]);
    // In credit above the offer threshold it is deselected, but nothing is offered while the loan is owed.
    expect([meters.selected(i), offerable(meters, i)]).toEqual([0, false]);
    vend(meters, i, pounds(10), { ...terms, recovery: 0.7 });
    expect(account()).toEqual([6, 0, 0, 0]);
    expect(offerable(meters, i)).toBe(true);
  });
  it('leaves emergency credit selected, and refilled, until the balance is at the offer threshold again', () => {
    select(meters, i);
    debit(meters, i, pounds(4));
    vend(meters, i, pounds(4.99), terms);
    expect(account()).toEqual([0.99, 10, 0, 0]);
    expect(meters.selected(i)).toBe(1);
    vend(meters, i, pounds(0.01), terms);
    expect([meters.selected(i), offerable(meters, i)]).toEqual([0, true]);
  });
});

describe('what suppliers give', () => {
  it('is granted like a vend, but pays no payment debt', () => {
    meters.setDebt(i, pounds(9));
    meters.setBalance(i, pounds(-3));
    grant(meters, i, pounds(10), { ...terms, vendShare: 0.5 });
    expect(account()).toEqual([7, 0, 0, 0]);
    expect([meters.creditGranted(i), meters.debt(i), meters.vended(i)]).toEqual([pounds(10), pounds(9), 0]);
  });
  it('is a loan where it is emergency credit, selected at once, and does not pay a balance below nothing', () => {
    meters.setBalance(i, pounds(-3));
    lend(meters, i, pounds(10));
    expect(account()).toEqual([-3, 10, 0, 0]);
    expect([meters.creditGranted(i), net(meters, i)]).toEqual([0, pounds(-3)]);
  });
  it('raises emergency credit to an amount and never lowers it', () => {
    select(meters, i);
    debit(meters, i, pounds(10));
    raiseLimit(meters, i, pounds(25));
    expect(account()).toEqual([0, 15, 10, 0]);
    raiseLimit(meters, i, pounds(5));
    expect([account(), meters.emergencyCreditLimit(i)]).toEqual([[0, 15, 10, 0], pounds(25)]);
  });
});
