// The account on the meter (section A): amounts only. supply.ts says when supply goes off.
import type { SafeModeDebt } from '../../src/scenario/scenario.ts';

/** Money in whole micropounds (T4). */
export interface Account {
  /** May be negative. */
  balance: number;
  emergencyCreditLimit: number;
  isOffered: boolean;
  isSelected: boolean;
  /** Emergency credit that may still be used, while it is selected. */
  emergencyCreditLeft: number;
  /** Emergency credit used and not repaid: a loan. */
  emergencyCreditUsed: number;
  accumulatedDebt: number;
  /** A14: the debt repaid by the week and by a share of vends. */
  paymentDebt: number;
  dailyInstalment: number;
}

/** A17: what has passed over the account since day 0. */
export interface Totals {
  vended: number;
  debtRepaid: number;
  creditGranted: number;
  /** A18: part of `creditGranted` that grants brought. */
  granted: number;
  /** A19: what was owed at the end of safe mode and moved to the payment debt, or written off. */
  owedMoved: number;
  writtenOff: number;
  energyCost: number;
  charges: number;
  vends: number;
  failedVends: number;
}

/** A17. */
export const netCredit = ({ balance, emergencyCreditUsed, accumulatedDebt }: Account): number =>
  balance - emergencyCreditUsed - accumulatedDebt;

/** C6: accumulated debt, emergency credit used, and balance below 0. */
export const owedOn = ({ balance, emergencyCreditUsed, accumulatedDebt }: Account): number =>
  accumulatedDebt + emergencyCreditUsed + Math.max(0, -balance);

/** A2: emergency credit is selected, and the balance is at or below 0. */
export const isInEmergencyCredit = ({ isSelected, balance }: Account): boolean =>
  isSelected && balance <= 0;

/** A6: "exhausted". */
export const isOutOfCredit = ({ balance, isSelected, emergencyCreditLeft }: Account): boolean =>
  balance <= 0 && !(isSelected && emergencyCreditLeft > 0);

/** A1: lowers the balance to 0, then uses selected emergency credit; what is left over is owed. */
export function spendCredit(account: Account, amount: number): void {
  const fromBalance = Math.min(amount, Math.max(0, account.balance));
  const fromEmergencyCredit = account.isSelected
    ? Math.min(amount - fromBalance, account.emergencyCreditLeft)
    : 0;
  account.balance -= amount - fromEmergencyCredit;
  account.emergencyCreditLeft -= fromEmergencyCredit;
  account.emergencyCreditUsed += fromEmergencyCredit;
}

/** A2, A14: posts the day's standing charge and a seventh of the weekly instalment. */
export function postDailyCharges(
  account: Account,
  totals: Totals,
  standingCharge: number,
  areSuspended: boolean,
): void {
  // The last instalment is no more than what is owed.
  const instalment = Math.min(account.dailyInstalment, account.paymentDebt);
  account.paymentDebt -= instalment;
  totals.debtRepaid += instalment;
  totals.charges += standingCharge;
  if (areSuspended) account.accumulatedDebt += standingCharge + instalment;
  else spendCredit(account, standingCharge + instalment);
}

/** How a meter divides a vend. */
export interface CreditTerms {
  /** Share of a vend for the payment debt. */
  readonly vendShare: number;
  /** A15: the most of a vend for accumulated debt and emergency credit: 1 but for legacy gas. */
  readonly recoveryShare: number;
  readonly offeredBelow: number;
}

/** A11: the payment debt's share comes first, then the rest as of any credit. */
export function postVend(
  account: Account,
  totals: Totals,
  amount: number,
  terms: CreditTerms,
): void {
  totals.vends += 1;
  totals.vended += amount;
  const toPaymentDebt = Math.min(account.paymentDebt, Math.round(amount * terms.vendShare));
  account.paymentDebt -= toPaymentDebt;
  totals.debtRepaid += toPaymentDebt;
  addCredit(account, amount - toPaymentDebt, Math.round(amount * terms.recoveryShare), terms);
}

/** Granted credit is divided as a vend is, but for the payment debt's share. */
export function grantCredit(
  account: Account,
  totals: Totals,
  amount: number,
  terms: CreditTerms,
): void {
  totals.creditGranted += amount;
  addCredit(account, amount, Math.round(amount * terms.recoveryShare), terms);
}

/** A11, in order: accumulated debt; the shortfall to 0; emergency credit used; the balance. */
function addCredit(
  account: Account,
  amount: number,
  mostRecovered: number,
  { offeredBelow }: CreditTerms,
): void {
  const toAccumulatedDebt = Math.min(amount, account.accumulatedDebt, mostRecovered);
  account.accumulatedDebt -= toAccumulatedDebt;
  const afterDebt = amount - toAccumulatedDebt;
  const toShortfall = Math.min(afterDebt, Math.max(0, -account.balance));
  account.balance += toShortfall;
  const toEmergencyCredit = Math.min(
    afterDebt - toShortfall,
    account.emergencyCreditUsed,
    mostRecovered - toAccumulatedDebt,
  );
  account.emergencyCreditUsed -= toEmergencyCredit;
  // A5: a vend refills selected emergency credit.
  if (account.isSelected) account.emergencyCreditLeft += toEmergencyCredit;
  account.balance += afterDebt - toShortfall - toEmergencyCredit;
  if (account.balance >= offeredBelow) deselectEmergencyCredit(account);
}

/** A3, A5: at or above the threshold an offer is withdrawn and emergency credit deselected. */
function deselectEmergencyCredit(account: Account): void {
  account.isSelected = false;
  account.isOffered = false;
  account.emergencyCreditLeft = 0;
}

/** A3: whether emergency credit is to be offered now. */
export const isToBeOffered = (account: Account, offeredBelow: number): boolean =>
  account.balance < offeredBelow &&
  account.emergencyCreditLimit > 0 &&
  !account.isOffered &&
  !account.isSelected &&
  account.emergencyCreditUsed === 0;

/** A4: the household selects what it was offered. A shortfall to 0 is not paid first. */
export function selectEmergencyCredit(account: Account): void {
  account.isOffered = false;
  account.isSelected = true;
  account.emergencyCreditLeft = account.emergencyCreditLimit;
}

/** A13: emergency credit sent by a supplier is selected at once; it is a loan. */
export function sendEmergencyCredit(account: Account, amount: number): void {
  account.isOffered = false;
  account.isSelected = true;
  account.emergencyCreditLeft += amount;
}

/** E5: the limit is raised to an amount, and what is selected already grows with it. */
export function raiseEmergencyCreditLimit(account: Account, amount: number): void {
  const rise = Math.max(0, amount - account.emergencyCreditLimit);
  account.emergencyCreditLimit += rise;
  if (account.isSelected) account.emergencyCreditLeft += rise;
}

/** A19: the limit is the meter's own again, and what is selected shrinks with it. */
export function restoreEmergencyCreditLimit(account: Account, ownLimit: number): void {
  const rise = account.emergencyCreditLimit - ownLimit;
  account.emergencyCreditLimit = ownLimit;
  if (account.isSelected)
    account.emergencyCreditLeft = Math.max(0, account.emergencyCreditLeft - rise);
}

/** A19: what becomes of what a meter owes when its safe mode ends. */
export function settleDebt(
  account: Account,
  totals: Totals,
  { owed, weekly }: { readonly owed: SafeModeDebt; readonly weekly: number },
): void {
  const amount = owedOn(account);
  if (owed !== 'stays') {
    account.accumulatedDebt = 0;
    account.emergencyCreditUsed = 0;
    account.balance = Math.max(0, account.balance);
  }
  if (owed === 'written-off') totals.writtenOff += amount;
  if (owed === 'plan' && amount > 0) {
    // The instalment of a debt that has been cleared is not owed any more.
    const before = account.paymentDebt > 0 ? account.dailyInstalment : 0;
    account.paymentDebt += amount;
    account.dailyInstalment = before + Math.round(weekly / 7);
    totals.owedMoved += amount;
  }
  deselectEmergencyCredit(account);
}
