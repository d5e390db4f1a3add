// The thresholds of a meter's credit: what happens when one is met, and which comes next. Tested
// after anything has changed the account.
import { isOfferable, isOutOfCredit } from './account.ts';
import { findCrossing } from './burn.ts';
import { closingEdge } from './calendar.ts';
import { reactive, supplyOff, supplyOn } from './codes.ts';
import { offerIfDue, updateEmergencyCredit } from './emergency-credit.ts';
import { home } from './household.ts';
import type { Meter } from './meter.ts';
import { closeNeedIfMet, isNeeded, openNeed } from './needs.ts';
import type { f64, i32 } from './platform.ts';
import { settings } from './settings.ts';
import { cut, disarmIfOutOfCredit } from './supply.ts';
import { never } from './time.ts';

/** Tests a meter whose cost is posted, in the part of a minute that is for exhausted credit. */
export function testCredit(meter: Meter, minute: i32): void {
  disarmIfOutOfCredit(meter, minute);
  review(meter, minute, true);
}

/**
 * Ends a need that credit has met, once all meters of the home are tested. A meter that was cut in
 * this minute keeps its need. The cut of the other meter still counts the household as waiting for
 * money.
 */
export function reviewNeed(meter: Meter, minute: i32): void {
  if (!closeNeedIfMet(meter)) return;
  setNextThreshold(meter, minute);
  meter.refreshNext();
}

/**
 * Reviews a meter after a household's act. If its credit is used up, it is tested in the next
 * minute.
 */
export function reviewAfterAct(meter: Meter, minute: i32): void {
  review(meter, minute, false);
}

/**
 * Reviews a meter's thresholds. A charge that takes it past both the offer threshold and 0 in one
 * minute, outside protected hours, cuts supply: the offer comes first, but there is no time to
 * select it.
 * @rule A8
 */
function review(meter: Meter, minute: i32, isTested: boolean): void {
  updateEmergencyCredit(meter, minute);
  if (meter.balance > home.trigger) meter.channelWantedAt = never;
  meter.testAt = never;
  // An armed meter's credit is tested like that of one that is on.
  if (meter.supply !== supplyOff && isNeeded(meter)) openNeed(meter, minute);
  offerIfDue(meter, minute);
  if (meter.supply !== supplyOff && !meter.isInSafeMode && isOutOfCredit(meter)) {
    if (isTested) cutUnlessProtected(meter, minute);
    else meter.testAt = minute + 1;
  }
  if (!isTested) closeNeedIfMet(meter);
  setNextThreshold(meter, minute);
}

/**
 * Cuts supply to a meter that is out of credit in prepayment mode, outside protected hours. Inside
 * them supply stays on, and the meter is tested again when they end.
 * @rule A7
 */
function cutUnlessProtected(meter: Meter, minute: i32): void {
  if (meter.isAlwaysProtected) return;
  const edge: i32 = closingEdge(meter.settings, minute);
  if (edge === -1) cut(meter, minute);
  else meter.testAt = edge;
}

/** Sets the next threshold of a meter and the minute at which it will be met. */
export function setNextThreshold(meter: Meter, minute: i32): void {
  meter.nextThreshold =
    meter.supply === supplyOn ? meter.postedCost + creditToNextThreshold(meter) : Infinity;
  findCrossing(meter, minute);
}

/** Cost that can be posted before something happens: above 0; Infinity where nothing will. */
function creditToNextThreshold(meter: Meter): f64 {
  const balance: f64 = meter.balance;
  if (balance <= 0 && meter.isSelected && meter.emergencyCreditLeft > 0)
    return meter.emergencyCreditLeft;
  // "Strictly below" means at least one micropound below.
  let level: f64 = balance > 0 ? 0 : -Infinity;
  if (!meter.hasNeed && home.habit === reactive)
    level = nearerLevel(level, home.trigger - 1, balance);
  if (isOfferable(meter)) level = nearerLevel(level, meter.settings.offeredBelow - 1, balance);
  if (home.isUnable) level = nearerLevel(level, settings.lowCreditBelow - 1, balance);
  return balance - level;
}

/** The one of two levels that a falling balance meets first. */
function nearerLevel(level: f64, candidate: f64, balance: f64): f64 {
  return candidate > level && candidate < balance ? candidate : level;
}
