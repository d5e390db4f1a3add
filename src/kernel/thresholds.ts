// The thresholds of a meter's credit: what meeting one leads to, and which comes next. Looked at
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

/** In the part of a minute that is for exhaustion: looks at a meter whose cost is posted. */
export function testCredit(meter: Meter, minute: i32): void {
  disarmIfOutOfCredit(meter, minute);
  review(meter, minute, true);
}

/**
 * After the tests of all meters of the home: ends a need that credit has met. The need of a meter
 * that was cut in this minute goes on, and who waited for money did so at the cut of the other.
 */
export function reviewNeed(meter: Meter, minute: i32): void {
  if (!closeNeedIfMet(meter)) return;
  setNextThreshold(meter, minute);
  meter.refreshNext();
}

/** After a household's act: what it leaves exhausted is tested in the next minute. */
export function reviewAfterAct(meter: Meter, minute: i32): void {
  review(meter, minute, false);
}

/**
 * A charge that takes a meter past both the offer threshold and 0 in one minute, outside a window,
 * cuts it: the offer comes first, and leaves no moment to select.
 * @rule A8
 */
function review(meter: Meter, minute: i32, isTested: boolean): void {
  updateEmergencyCredit(meter, minute);
  if (meter.balance > home.trigger) meter.channelWantedAt = never;
  meter.testAt = never;
  // Armed, a meter has its credit looked at like one that is on.
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
 * Out of credit in prepayment mode: supply goes off in this minute, outside protected hours. Inside
 * them it stays on, and the test is made again at their closing edge.
 * @rule A7
 */
function cutUnlessProtected(meter: Meter, minute: i32): void {
  if (meter.isAlwaysProtected) return;
  const edge: i32 = closingEdge(meter.settings, minute);
  if (edge === -1) cut(meter, minute);
  else meter.testAt = edge;
}

/** Sets the next threshold of a meter and the minute it will be met. */
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
  // Strictly below a level means one micropound under it.
  let level: f64 = balance > 0 ? 0 : -Infinity;
  if (!meter.hasNeed && home.habit === reactive)
    level = nearerLevel(level, home.trigger - 1, balance);
  if (isOfferable(meter)) level = nearerLevel(level, meter.settings.offeredBelow - 1, balance);
  if (home.isUnable) level = nearerLevel(level, settings.lowCreditBelow - 1, balance);
  return balance - level;
}

/** Of two levels below a balance, the one met first as it falls. */
function nearerLevel(level: f64, candidate: f64, balance: f64): f64 {
  return candidate > level && candidate < balance ? candidate : level;
}
