// When a household sees a need to top up, and when the need is over.
import { wakingMinute } from './calendar.ts';
import { neverTopsUp, reactive, supplyOff } from './codes.ts';
import { home } from './household.ts';
import type { Meter } from './meter.ts';
import type { f64, i32 } from './platform.ts';
import * as purpose from './purposes.ts';
import { drawBernoulli, drawMinutes, nextDrawNumber } from './random.ts';
import { settings } from './settings.ts';
import { later, minuteAfter, never } from './time.ts';

/**
 * Whether the habit requires a top-up of a meter that is not off. Reactive: its balance is strictly
 * below the household's trigger.
 * @rule H1
 */
export function isNeeded(meter: Meter): boolean {
  if (meter.hasNeed) return false;
  if (home.habit === reactive) return meter.balance < home.trigger;
  return isNeededWithoutBalance(meter);
}

/**
 * Emergency-only, and pay-cycle between its days: there is a need at a balance of 0 or below, in
 * protected hours too and whether or not emergency credit was selected, or when off.
 * @rule H3
 */
function isNeededWithoutBalance(meter: Meter): boolean {
  return home.habit !== neverTopsUp && meter.balance <= 0;
}

/**
 * Opens a need: the household acts after a delay for noticing it, in waking hours.
 * @rule H5
 */
export function openNeed(meter: Meter, minute: i32): void {
  if (home.habit === neverTopsUp) return;
  beginNeed(meter);
  const delay: i32 = drawMinutes(settings.notice, meter.number, purpose.notice, meter.needDraw);
  // A need that remains after a vend in this minute is acted on in a later minute.
  const least: i32 = meter.lastVendAt === minute ? 1 : 0;
  meter.topUpAt = wakingMinute(minuteAfter(minute, later(least, delay)));
}

export function beginNeed(meter: Meter): void {
  meter.needDraw = nextDrawNumber(meter.needDraw, home.today);
  meter.hasNeed = true;
  meter.isShort = isMoneyShort(meter);
  meter.isFunded = false;
}

/** Whether money is short: one draw per need, more often in vulnerable homes. */
function isMoneyShort(meter: Meter): boolean {
  const share: f64 = home.isVulnerable
    ? settings.shortOfMoneyVulnerable
    : settings.shortOfMoneyOthers;
  return drawBernoulli(share, meter.number, purpose.shortOfMoney, meter.needDraw);
}

export function closeNeed(meter: Meter): void {
  meter.hasNeed = false;
  meter.isPayDay = false;
  meter.isWaitingForMoney = false;
  meter.hasFailedAttempt = false;
  meter.topUpAt = never;
}

/**
 * Ends a need that credit from elsewhere has met: the balance is at the trigger (reactive) or above
 * 0 (others). Being off is always a need and does not end here. Returns whether the need ended.
 * @rule H4
 */
export function closeNeedIfMet(meter: Meter): boolean {
  if (!meter.hasNeed || meter.isPayDay || meter.supply === supplyOff) return false;
  const isMet: boolean =
    home.habit === reactive ? meter.balance >= home.trigger : meter.balance > 0;
  if (isMet) closeNeed(meter);
  return isMet;
}
