// The account on the meter: how debits, charges, vends and loans change it. Plain arithmetic in
// whole micropounds. When these happen, and what follows for supply, is in other files.
import { supplyOn } from './codes.ts';
import type { Meter } from './meter.ts';
import type { f64 } from './platform.ts';
import type { MeterSettings } from './settings.ts';

/** Balance less emergency credit used and accumulated debt. */
export function netOf(meter: Meter): f64 {
  return meter.balance - meter.emergencyCreditUsed - meter.accumulatedDebt;
}

/**
 * What is owed on the meter: accumulated debt, emergency credit used and balance below zero.
 * @rule C6
 */
export function owedOn(meter: Meter): f64 {
  return meter.accumulatedDebt + meter.emergencyCreditUsed + Math.max(0, -meter.balance);
}

/**
 * Takes an amount, in micropounds, from the balance down to the disablement threshold (0), then
 * from selected emergency credit. What is left makes the balance negative.
 * @rule A1
 */
export function debit(meter: Meter, amount: f64): void {
  if (meter.balance >= amount) {
    meter.balance -= amount;
    return;
  }
  let rest: f64 = amount;
  if (meter.balance > 0) {
    rest -= meter.balance;
    meter.balance = 0;
  }
  if (meter.isSelected) {
    const fromCredit: f64 = Math.min(rest, meter.emergencyCreditLeft);
    meter.emergencyCreditLeft -= fromCredit;
    meter.emergencyCreditUsed += fromCredit;
    rest -= fromCredit;
  }
  meter.balance -= rest;
}

/** Whether emergency credit is selected and the balance is used up. */
export function isOnEmergencyCredit(meter: Meter): boolean {
  return meter.isSelected && meter.balance <= 0;
}

/**
 * Whether the balance is at or below the disablement threshold and no selected emergency credit is
 * left.
 * @rule A6
 */
export function isOutOfCredit(meter: Meter): boolean {
  return meter.balance <= 0 && (!meter.isSelected || meter.emergencyCreditLeft <= 0);
}

/** Whether daily charges go to accumulated debt and not to the balance. */
function isSuspended(meter: Meter): boolean {
  const settings: MeterSettings = meter.settings;
  return (
    (settings.suspendsWhenOff && meter.supply !== supplyOn) ||
    (settings.suspendsInEmergencyCredit && isOnEmergencyCredit(meter))
  );
}

/**
 * Posts the standing charge of the day that begins, and the day's instalment of the debt. Returns
 * how many micropounds were debited like energy; suspended charges go to accumulated debt. Charges
 * are due while the meter is off too.
 * @rule A2, A16
 */
export function postDailyCharges(meter: Meter): f64 {
  const charge: f64 = meter.settings.standingCharge;
  const instalment: f64 = meter.debt > 0 ? Math.min(meter.instalment, meter.debt) : 0;
  meter.charges += charge;
  if (isSuspended(meter)) {
    meter.accumulatedDebt += charge + instalment;
    repayDebt(meter, instalment);
    return 0;
  }
  debit(meter, charge);
  if (instalment > 0) {
    repayDebt(meter, instalment);
    debit(meter, instalment);
  }
  return charge + instalment;
}

/**
 * Repays debt by an instalment or a share of a vend, which counts as repaid when posted. A meter
 * has one debt.
 * @rule A14
 */
function repayDebt(meter: Meter, amount: f64): void {
  meter.debt -= amount;
  meter.debtRepaid += amount;
}

/**
 * Posts a vend of an amount in micropounds. It pays, in this order: the share for payment debt,
 * accumulated debt, the shortfall below 0, emergency credit used; the rest goes to the balance.
 * @rule A11
 */
export function vend(meter: Meter, amount: f64): void {
  meter.vended += amount;
  const toDebt: f64 = Math.min(Math.round(amount * meter.settings.vendShare), meter.debt);
  repayDebt(meter, toDebt);
  credit(meter, amount, amount - toDebt);
}

/** Posts credit that a supplier gives: like a vend, but no share goes to the debt. */
export function grant(meter: Meter, amount: f64): void {
  meter.creditGranted += amount;
  credit(meter, amount, amount);
}

/**
 * Credits the account with what is left of an amount. A legacy gas meter takes at most a share of
 * the whole amount (`recovery`) for accumulated debt and emergency credit together; a negative
 * balance is paid without that limit.
 * @rule A15
 */
function credit(meter: Meter, amount: f64, left: f64): void {
  let rest: f64 = left;
  let recoverable: f64 = Math.round(amount * meter.settings.recovery);
  const toAccumulated: f64 = Math.min(Math.min(rest, recoverable), meter.accumulatedDebt);
  meter.accumulatedDebt -= toAccumulated;
  rest -= toAccumulated;
  recoverable -= toAccumulated;
  if (meter.balance < 0) {
    const toShortfall: f64 = Math.min(rest, -meter.balance);
    meter.balance += toShortfall;
    rest -= toShortfall;
  }
  const toEmergency: f64 = Math.min(Math.min(rest, recoverable), meter.emergencyCreditUsed);
  meter.emergencyCreditUsed -= toEmergency;
  if (meter.isSelected) meter.emergencyCreditLeft += toEmergency;
  meter.balance += rest - toEmergency;
  deselectIfRepaid(meter);
}

/**
 * Emergency credit stays selected, and vends refill it, until the balance is at or above the offer
 * threshold; then it is deselected, and offered afresh when the balance next falls below.
 * @rule A5
 */
function deselectIfRepaid(meter: Meter): void {
  if (meter.balance >= meter.settings.offeredBelow) deselectEmergencyCredit(meter);
}

/** Whether the meter offers emergency credit when its balance next falls below the threshold. */
export function isOfferable(meter: Meter): boolean {
  return (
    !meter.isOffered &&
    !meter.isSelected &&
    meter.emergencyCreditUsed === 0 &&
    meter.emergencyCreditLimit > 0
  );
}

/** Selects the emergency credit that was offered. It does not pay a negative balance first. */
export function selectEmergencyCredit(meter: Meter): void {
  meter.isSelected = true;
  meter.emergencyCreditLeft = meter.emergencyCreditLimit;
}

/** Adds emergency credit sent by a supplier: a loan, selected at once. */
export function lend(meter: Meter, amount: f64): void {
  meter.isSelected = true;
  meter.emergencyCreditLeft += amount;
}

/**
 * Moves what is owed on the meter to the debt, and adds to the daily instalment. The instalment of
 * a debt that has been repaid no longer counts.
 */
export function moveOwedToDebt(meter: Meter, instalment: f64): void {
  const owed: f64 = owedOn(meter);
  if (owed === 0) return;
  meter.instalment = (meter.debt > 0 ? meter.instalment : 0) + instalment;
  meter.debt += owed;
  meter.owedMoved += owed;
  clearOwed(meter);
}

export function writeOffOwed(meter: Meter): void {
  meter.writtenOff += owedOn(meter);
  clearOwed(meter);
}

function clearOwed(meter: Meter): void {
  meter.accumulatedDebt = 0;
  meter.emergencyCreditUsed = 0;
  meter.balance = Math.max(0, meter.balance);
}

/** Withdraws emergency credit that is selected and not used, and any offer of it. */
export function deselectEmergencyCredit(meter: Meter): void {
  meter.isSelected = false;
  meter.isOffered = false;
  meter.emergencyCreditLeft = 0;
}

/** Whether an agent has raised the emergency credit limit. */
export function isLimitRaised(meter: Meter): boolean {
  return meter.emergencyCreditLimit > meter.settings.emergencyCreditLimit;
}

/** Restores the meter's own emergency credit limit; selected credit falls by the same amount. */
export function restoreLimit(meter: Meter): void {
  const rise: f64 = meter.emergencyCreditLimit - meter.settings.emergencyCreditLimit;
  meter.emergencyCreditLimit = meter.settings.emergencyCreditLimit;
  if (meter.isSelected) meter.emergencyCreditLeft = Math.max(0, meter.emergencyCreditLeft - rise);
}

/**
 * Raises the emergency credit limit to an amount in micropounds; selected credit rises by the same.
 */
export function raiseLimit(meter: Meter, amount: f64): void {
  const rise: f64 = amount - meter.emergencyCreditLimit;
  if (rise <= 0) return;
  meter.emergencyCreditLimit = amount;
  if (meter.isSelected) meter.emergencyCreditLeft += rise;
}

/**
 * Whether money was conserved from day 0: opening net + vends − debt repaid + credit granted + what
 * was owed and was moved to the debt or written off − energy − charges = closing net, to the
 * micropound.
 * @rule A17
 */
export function isMoneyConserved(meter: Meter): boolean {
  const energy: f64 = meter.postedCost - meter.openingCost;
  const expected: f64 =
    meter.openingNet +
    meter.vended -
    meter.debtRepaid +
    meter.creditGranted +
    meter.owedMoved +
    meter.writtenOff -
    energy -
    meter.charges;
  return expected === netOf(meter);
}
