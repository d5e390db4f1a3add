// The account on the meter: what debits, charges, vends and loans do to it. Plain arithmetic in
// whole micropounds; when these happen, and what supply does about it, is elsewhere.
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
 * Takes from the balance down to the disablement threshold (0), then from selected emergency
 * credit; beyond that the debt grows.
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

/** Selected, and nothing of the balance left. */
export function isOnEmergencyCredit(meter: Meter): boolean {
  return meter.isSelected && meter.balance <= 0;
}

/**
 * Balance at or below the disablement threshold and no selected emergency credit left.
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
 * how much of it was taken like energy, and not put on accumulated debt. Charges go on while off.
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
 * An instalment, or a share of a vend, counts as repaid when posted. The debt is one amount a
 * meter.
 * @rule A14
 */
function repayDebt(meter: Meter, amount: f64): void {
  meter.debt -= amount;
  meter.debtRepaid += amount;
}

/**
 * A vend, in order: payment-debt share; accumulated debt; shortfall below 0 and emergency credit
 * used; the rest to the balance.
 * @rule A11
 */
export function vend(meter: Meter, amount: f64): void {
  meter.vended += amount;
  const toDebt: f64 = Math.min(Math.round(amount * meter.settings.vendShare), meter.debt);
  repayDebt(meter, toDebt);
  credit(meter, amount, amount - toDebt);
}

/** Credit a supplier gives: like a vend, but no instalment of a debt is taken from it. */
export function grant(meter: Meter, amount: f64): void {
  meter.creditGranted += amount;
  credit(meter, amount, amount);
}

/**
 * Puts on the account what is left of an amount. A legacy gas meter takes no more than a share of
 * the whole amount (`recovery`) for accumulated debt and emergency credit together; a balance below
 * 0 is made good without that limit.
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

/** Whether a falling balance would now be met by an offer of emergency credit. */
export function isOfferable(meter: Meter): boolean {
  return (
    !meter.isOffered &&
    !meter.isSelected &&
    meter.emergencyCreditUsed === 0 &&
    meter.emergencyCreditLimit > 0
  );
}

/** The household selects what it was offered. A balance below zero is not paid first. */
export function selectEmergencyCredit(meter: Meter): void {
  meter.isSelected = true;
  meter.emergencyCreditLeft = meter.emergencyCreditLimit;
}

/** Emergency credit sent by a supplier: a loan, selected at once. */
export function lend(meter: Meter, amount: f64): void {
  meter.isSelected = true;
  meter.emergencyCreditLeft += amount;
}

/**
 * Moves what is owed on the meter to the debt, and adds to the day's instalment. A debt that has
 * been repaid has no instalment left.
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

/** Takes back emergency credit that is selected and not used, and any offer of it. */
export function deselectEmergencyCredit(meter: Meter): void {
  meter.isSelected = false;
  meter.isOffered = false;
  meter.emergencyCreditLeft = 0;
}

/** Whether an agent has raised the limit. */
export function isLimitRaised(meter: Meter): boolean {
  return meter.emergencyCreditLimit > meter.settings.emergencyCreditLimit;
}

/** The limit is the meter's own again; what is selected shrinks with it. */
export function restoreLimit(meter: Meter): void {
  const rise: f64 = meter.emergencyCreditLimit - meter.settings.emergencyCreditLimit;
  meter.emergencyCreditLimit = meter.settings.emergencyCreditLimit;
  if (meter.isSelected) meter.emergencyCreditLeft = Math.max(0, meter.emergencyCreditLeft - rise);
}

/** Raises the emergency credit limit to an amount; what is selected grows with it. */
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
