// The account on the meter (section A): amounts only. When supply is cut or restored is supply.ts.

/** Money in whole micropounds. */
export interface Account {
  /** May be negative. */
  balance: number;
  emergencyCreditLimit: number;
  offered: boolean;
  selected: boolean;
  /** Emergency credit that may still be used, while selected. */
  left: number;
  /** Emergency credit used and not repaid: a loan. */
  used: number;
  accumulatedDebt: number;
  /** The debt repaid by the week and by a share of vends, and its daily instalment. */
  debt: number;
  instalment: number;
}

/** What has passed over the account since day 0. */
export interface Totals {
  vended: number;
  debtRepaid: number;
  creditGranted: number;
  energyCost: number;
  charges: number;
  vends: number;
  failedVends: number;
}

export const net = ({ balance, used, accumulatedDebt }: Account): number => balance - used - accumulatedDebt;

/** A2: emergency credit is selected, and the balance at or below 0. */
export const inEmergencyCredit = ({ selected, balance }: Account): boolean => selected && balance <= 0;

/** A6. */
export const isExhausted = ({ balance, selected, left }: Account): boolean => balance <= 0 && !(selected && left > 0);

/** A1: down to 0 from the balance, then from selected emergency credit, then owed. */
export function debit(account: Account, amount: number): void {
  const fromBalance = Math.min(amount, Math.max(0, account.balance));
  const fromEmergencyCredit = account.selected ? Math.min(amount - fromBalance, account.left) : 0;
  account.balance -= amount - fromEmergencyCredit;
  account.left -= fromEmergencyCredit;
  account.used += fromEmergencyCredit;
}

/** A2, A14: the standing charge of the day that begins and a seventh of the weekly instalment, the last one no more than what is owed. */
export function chargeDay(account: Account, totals: Totals, standingCharge: number, suspended: boolean): void {
  const instalment = Math.min(account.instalment, account.debt);
  account.debt -= instalment;
  totals.debtRepaid += instalment;
  totals.charges += standingCharge;
  if (suspended) account.accumulatedDebt += standingCharge + instalment;
  else debit(account, standingCharge + instalment);
}

/** How credit is taken by a meter. */
export interface CreditTerms {
  /** Share of a vend for the payment debt. */
  readonly vendShare: number;
  /** The most of a vend that goes to accumulated debt and emergency credit: 1 but for legacy gas (A15). */
  readonly recovery: number;
  readonly offeredBelow: number;
}

/** A11: a vend, in order, to the payment debt's share; accumulated debt; what the balance is short of 0 and emergency credit used; the balance. */
export function vend(account: Account, totals: Totals, amount: number, terms: CreditTerms): void {
  totals.vends += 1;
  totals.vended += amount;
  const toDebt = Math.min(account.debt, Math.round(amount * terms.vendShare));
  account.debt -= toDebt;
  totals.debtRepaid += toDebt;
  credit(account, amount - toDebt, Math.round(amount * terms.recovery), terms);
}

/** Credit granted is taken as a vend is, but for the share for the payment debt. */
export function grant(account: Account, totals: Totals, amount: number, terms: CreditTerms): void {
  totals.creditGranted += amount;
  credit(account, amount, Math.round(amount * terms.recovery), terms);
}

function credit(account: Account, amount: number, mostRecovered: number, { offeredBelow }: CreditTerms): void {
  const toAccumulated = Math.min(amount, account.accumulatedDebt, mostRecovered);
  account.accumulatedDebt -= toAccumulated;
  const afterDebt = amount - toAccumulated;
  const toShortfall = Math.min(afterDebt, Math.max(0, -account.balance));
  account.balance += toShortfall;
  const toEmergencyCredit = Math.min(afterDebt - toShortfall, account.used, mostRecovered - toAccumulated);
  account.used -= toEmergencyCredit;
  // A5: selected emergency credit is refilled, until the balance reaches the offer threshold.
  if (account.selected) account.left += toEmergencyCredit;
  account.balance += afterDebt - toShortfall - toEmergencyCredit;
  if (account.balance < offeredBelow) return;
  account.selected = false;
  account.offered = false;
  account.left = 0;
}

/** A3: whether emergency credit is to be offered now. */
export const isToBeOffered = (account: Account, offeredBelow: number): boolean =>
  account.balance < offeredBelow &&
  account.emergencyCreditLimit > 0 &&
  !account.offered &&
  !account.selected &&
  account.used === 0;

/** A4: the household selects what it was offered. What the balance is short of 0 is not paid first. */
export function select(account: Account): void {
  account.offered = false;
  account.selected = true;
  account.left = account.emergencyCreditLimit;
}

/** A13: emergency credit sent by a supplier is selected at once; it is a loan. */
export function sendEmergencyCredit(account: Account, amount: number): void {
  account.offered = false;
  account.selected = true;
  account.left += amount;
}

/** E5: the limit is raised to an amount; what is selected already grows with it. */
export function raiseLimit(account: Account, amount: number): void {
  const rise = Math.max(0, amount - account.emergencyCreditLimit);
  account.emergencyCreditLimit += rise;
  if (account.selected) account.left += rise;
}
