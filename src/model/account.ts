// The account on the meter: what debits, charges, vends and loans do to it. Pure arithmetic on one meter's columns, in whole micropounds;
// when these happen, and what the supply does about it, is the engine's business. Rules A1 to A17 of docs/MODEL.md.
import type { MeterColumns } from './columns.ts';

/** balance − emergency credit used − accumulated debt. */
export function net(meters: MeterColumns, i: number): number {
  return meters.balance(i) - meters.emergencyCreditUsed(i) - meters.accumulatedDebt(i);
}

/** What the household owes on the meter: accumulated debt, emergency credit used and balance below zero. */
export function owed(meters: MeterColumns, i: number): number {
  return meters.accumulatedDebt(i) + meters.emergencyCreditUsed(i) + Math.max(0, -meters.balance(i));
}

/** Takes from the balance down to the disablement threshold (0), then from selected emergency credit; beyond that the debt grows. */
export function debit(meters: MeterColumns, i: number, amount: number): void {
  const balance = meters.balance(i);
  if (balance >= amount) {
    meters.setBalance(i, balance - amount);
    return;
  }
  let rest = amount;
  if (balance > 0) {
    meters.setBalance(i, 0);
    rest -= balance;
  }
  if (meters.selected(i) === 1) {
    const fromCredit = Math.min(rest, meters.emergencyCreditLeft(i));
    meters.setEmergencyCreditLeft(i, meters.emergencyCreditLeft(i) - fromCredit);
    meters.setEmergencyCreditUsed(i, meters.emergencyCreditUsed(i) + fromCredit);
    rest -= fromCredit;
  }
  meters.setBalance(i, meters.balance(i) - rest);
}

/** Selected and nothing of the balance left. */
export function inEmergencyCredit(meters: MeterColumns, i: number): boolean {
  return meters.selected(i) === 1 && meters.balance(i) <= 0;
}

/** Balance at or below the disablement threshold and no selected emergency credit left. */
export function exhausted(meters: MeterColumns, i: number): boolean {
  return meters.balance(i) <= 0 && (meters.selected(i) === 0 || meters.emergencyCreditLeft(i) <= 0);
}

/** A daily charge: to accumulated debt where charges are suspended, else like energy. */
export function charge(meters: MeterColumns, i: number, amount: number, suspended: boolean): void {
  meters.setCharges(i, meters.charges(i) + amount);
  take(meters, i, amount, suspended);
}

/** The day's debt instalment, no more than is owed; counts as repaid when posted. */
export function postInstalment(meters: MeterColumns, i: number, suspended: boolean): void {
  const amount = Math.min(meters.instalment(i), meters.debt(i));
  if (amount === 0) return;
  meters.setDebt(i, meters.debt(i) - amount);
  meters.setDebtRepaid(i, meters.debtRepaid(i) + amount);
  take(meters, i, amount, suspended);
}

function take(meters: MeterColumns, i: number, amount: number, suspended: boolean): void {
  if (suspended) meters.setAccumulatedDebt(i, meters.accumulatedDebt(i) + amount);
  else debit(meters, i, amount);
}

export interface CreditTerms {
  /** Share of a vend that goes to the debt. */
  readonly vendShare: number;
  /** Most of a vend that goes to accumulated debt and emergency credit: 1 but for legacy gas. */
  readonly recovery: number;
  readonly offeredBelow: number;
}

/** A vend: payment-debt share; accumulated debt; shortfall below the threshold and emergency credit used; the rest to the balance. */
export function vend(meters: MeterColumns, i: number, amount: number, terms: CreditTerms): void {
  meters.setVended(i, meters.vended(i) + amount);
  const toDebt = Math.min(Math.round(amount * terms.vendShare), meters.debt(i));
  meters.setDebt(i, meters.debt(i) - toDebt);
  meters.setDebtRepaid(i, meters.debtRepaid(i) + toDebt);
  credit(meters, i, amount - toDebt, Math.round(amount * terms.recovery), terms.offeredBelow);
}

/** Credit a supplier gives: like a vend, but nobody's debt instalment is taken from it. */
export function grant(meters: MeterColumns, i: number, amount: number, terms: CreditTerms): void {
  meters.setCreditGranted(i, meters.creditGranted(i) + amount);
  credit(meters, i, amount, Math.round(amount * terms.recovery), terms.offeredBelow);
}

/** engine/plain-stretch.ts does as much of this as there is where nothing is owed. */
function credit(meters: MeterColumns, i: number, amount: number, recoverable: number, offeredBelow: number): void {
  let rest = amount;
  let recovery = recoverable;
  const toAccumulated = Math.min(rest, recovery, meters.accumulatedDebt(i));
  meters.setAccumulatedDebt(i, meters.accumulatedDebt(i) - toAccumulated);
  rest -= toAccumulated;
  recovery -= toAccumulated;
  if (meters.balance(i) < 0) {
    const toShortfall = Math.min(rest, -meters.balance(i));
    meters.setBalance(i, meters.balance(i) + toShortfall);
    rest -= toShortfall;
  }
  const toEmergency = Math.min(rest, recovery, meters.emergencyCreditUsed(i));
  meters.setEmergencyCreditUsed(i, meters.emergencyCreditUsed(i) - toEmergency);
  if (meters.selected(i) === 1) meters.setEmergencyCreditLeft(i, meters.emergencyCreditLeft(i) + toEmergency);
  meters.setBalance(i, meters.balance(i) + rest - toEmergency);
  if (meters.balance(i) >= offeredBelow) {
    // Deselected; offered afresh when the balance next falls below.
    meters.setSelected(i, 0);
    meters.setOffered(i, 0);
    meters.setEmergencyCreditLeft(i, 0);
  }
}

/** Whether a falling balance would now be met by an offer of emergency credit. */
export function offerable(meters: MeterColumns, i: number): boolean {
  return (
    meters.offered(i) === 0 &&
    meters.selected(i) === 0 &&
    meters.emergencyCreditUsed(i) === 0 &&
    meters.emergencyCreditLimit(i) > 0
  );
}

/** The household selects what it was offered. A balance below zero is not paid first. */
export function select(meters: MeterColumns, i: number): void {
  meters.setSelected(i, 1);
  meters.setEmergencyCreditLeft(i, meters.emergencyCreditLimit(i));
}

/** Emergency credit sent by a supplier: a loan, selected at once. */
export function lend(meters: MeterColumns, i: number, amount: number): void {
  meters.setSelected(i, 1);
  meters.setEmergencyCreditLeft(i, meters.emergencyCreditLeft(i) + amount);
}

/** Raises the emergency credit limit to an amount; what is selected grows with it. */
export function raiseLimit(meters: MeterColumns, i: number, amount: number): void {
  const rise = amount - meters.emergencyCreditLimit(i);
  if (rise <= 0) return;
  meters.setEmergencyCreditLimit(i, amount);
  if (meters.selected(i) === 1) meters.setEmergencyCreditLeft(i, meters.emergencyCreditLeft(i) + rise);
}
