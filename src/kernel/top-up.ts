// Topping up: pay days, shortage of money, attempts and their results.
import { vend } from './account.ts';
import { energyCostDue, postEnergyCost } from './burn.ts';
import { localDay, minuteOfLocal, wakingMinute } from './calendar.ts';
import {
  eventChannelLearnt,
  eventCodeMistyped,
  eventNoChannel,
  eventShortOfMoney,
  eventVend,
  eventVendMissed,
  monthly,
  noChannel,
  payCycle,
  remoteChannel,
  supplyOff,
  supplyOn,
  typedChannel,
} from './codes.ts';
import { channelTo } from './gates.ts';
import { cashVouchers } from './grants.ts';
import { home } from './household.ts';
import { note } from './members.ts';
import type { Meter } from './meter.ts';
import { beginNeed, closeNeed, openNeed } from './needs.ts';
import { i32, type f64 } from './platform.ts';
import * as purpose from './purposes.ts';
import { drawBernoulli, drawMinutes, drawValue, nextDrawNumber, uniform } from './random.ts';
import { policy, settings } from './settings.ts';
import { afterVend } from './safe-mode.ts';
import { reviewAfterAct } from './thresholds.ts';
import { later, minuteAfter, never, poundsToMicropounds } from './time.ts';

/** Starts a pay day: every meter of the home is due a top-up now. */
export function startPayDay(minute: i32): void {
  makeDueOnPayDay(home.first, minute);
  if (home.last !== home.first) makeDueOnPayDay(home.last, minute);
  home.payAt = nextPayDay(localDay(minute) + 1);
}

function makeDueOnPayDay(meter: Meter, minute: i32): void {
  if (!meter.hasNeed) beginNeed(meter);
  meter.isPayDay = true;
  if (!meter.isWaitingForMoney || minute < meter.topUpAt) meter.topUpAt = minute;
}

/**
 * The waking minute, drawn uniformly, of the household's first pay day on or after a local day;
 * `never` past the calendar, or without a pay cycle.
 * @rule H2
 */
export function nextPayDay(day: i32): i32 {
  if (home.habit !== payCycle) return never;
  let index: i32 = later(0, day - settings.firstDay);
  if (home.payCycle === monthly) {
    while (index < settings.days && settings.dayOfMonth[index]! !== home.payPhase) index++;
  } else {
    const period: i32 = 7 << home.payCycle;
    while (index < settings.days && (index - home.payPhase + period) % period !== 0) index++;
  }
  if (index >= settings.days) return never;
  const chance: f64 = uniform(home.number, purpose.payMinute, index);
  const wakingMinutes: i32 = settings.wakingEnd - settings.wakingStart;
  const localMinute: i32 = settings.wakingStart + i32(Math.floor(chance * wakingMinutes));
  return minuteOfLocal(settings.firstDay + index, localMinute);
}

/**
 * Learns the SoLR's channel. A household whose last attempt failed tries again in this minute, or
 * on waking.
 */
export function learnChannel(meter: Meter, minute: i32): void {
  meter.learnAt = never;
  note(meter, minute, eventChannelLearnt, NaN);
  if (meter.hasNeed && meter.hasFailedAttempt && !meter.isWaitingForMoney)
    meter.topUpAt = wakingMinute(minute);
}

/**
 * Tops up every meter of the home that has an outstanding need. If money is short for either,
 * electricity is bought and gas waits.
 * @rule H6
 */
export function topUp(minute: i32): void {
  const first: Meter = home.first;
  const last: Meter = home.last;
  const isFirstDue: boolean = isDue(first, minute);
  const isLastDue: boolean = last !== first && isDue(last, minute);
  const isFirstShort: boolean = isFirstDue && needsMoney(first);
  const isLastShort: boolean = isLastDue && needsMoney(last);
  const isShort: boolean = isFirstShort || isLastShort;
  if (isFirstDue) {
    if (isShort && !isLastDue) waitForMoney(first, minute);
    else attempt(first, minute);
    first.refreshNext();
  }
  if (isLastDue) {
    if (isShort && !last.isFunded) waitForMoney(last, minute);
    else attempt(last, minute);
    last.refreshNext();
  }
}

/** Whether a need is outstanding and does not wait for money. A wait that ends now is over. */
function isDue(meter: Meter, minute: i32): boolean {
  if (!meter.hasNeed) return false;
  if (meter.isWaitingForMoney) {
    if (meter.topUpAt > minute) return false;
    meter.isWaitingForMoney = false;
    meter.isFunded = true;
  }
  return true;
}

/** Whether money is short and has not come yet. */
function needsMoney(meter: Meter): boolean {
  return meter.isShort && !meter.isFunded;
}

function waitForMoney(meter: Meter, minute: i32): void {
  const delay: i32 = drawMinutes(settings.wait, meter.number, purpose.waitForMoney, meter.needDraw);
  meter.isWaitingForMoney = true;
  meter.topUpAt = wakingMinute(minuteAfter(minute, later(1, delay)));
  note(meter, minute, eventShortOfMoney, NaN);
}

/** Tries to buy credit for one meter. */
function attempt(meter: Meter, minute: i32): void {
  const draw: i32 = nextDrawNumber(meter.attemptDraw, home.today);
  meter.attemptDraw = draw;
  const channel: i32 = channelTo(meter, minute, false);
  if (channel === noChannel) {
    wantChannel(meter, minute);
    failAttempt(meter, minute, eventNoChannel);
  } else if (isMissed(meter, channel)) failAttempt(meter, minute, eventVendMissed);
  else if (isMistyped(meter, channel)) failAttempt(meter, minute, eventCodeMistyped);
  else buyCredit(meter, minute);
}

/**
 * Notes an attempt that found no channel, for the cause of a later cut: not one that is made while
 * credit stands above the trigger.
 */
function wantChannel(meter: Meter, minute: i32): void {
  if (meter.channelWantedAt !== never) return;
  const credit: f64 = meter.balance - energyCostDue(meter, minute);
  if (credit <= home.trigger) meter.channelWantedAt = minute;
}

/** Whether a reachable meter misses a remote vend. Each attempt is a draw of its own. */
function isMissed(meter: Meter, channel: i32): boolean {
  if (channel !== remoteChannel) return false;
  const share: f64 = meter.settings.missed;
  return drawBernoulli(share, meter.number, purpose.missed, meter.attemptDraw);
}

/**
 * Whether a code typed by hand is mistyped: a failed vend, though a channel was there.
 * @rule H9
 */
function isMistyped(meter: Meter, channel: i32): boolean {
  if (channel !== typedChannel) return false;
  return drawBernoulli(settings.typingFails, meter.number, purpose.typing, meter.attemptDraw);
}

/**
 * Records a failed attempt. The household tries again, sooner where the meter is off, until it
 * succeeds.
 * @rule H7
 */
function failAttempt(meter: Meter, minute: i32, event: i32): void {
  meter.hasFailedAttempt = true;
  meter.failedVends += 1;
  const isOn: boolean = meter.supply === supplyOn;
  const delay: i32 = drawMinutes(
    isOn ? settings.retry : settings.retryOffSupply,
    meter.number,
    purpose.retry,
    meter.attemptDraw,
  );
  meter.topUpAt = wakingMinute(minuteAfter(minute, later(1, delay)));
  note(meter, minute, event, NaN);
}

function buyCredit(meter: Meter, minute: i32): void {
  const amount: f64 = vendAmount(meter, minute);
  postEnergyCost(meter, minute);
  vend(meter, amount);
  cashVouchers(meter, minute);
  meter.vends += 1;
  meter.lastVendAt = minute;
  closeNeed(meter);
  note(meter, minute, eventVend, amount);
  afterVend(meter, minute);
  if (meter.supply === supplyOff) openNeed(meter, minute);
  reviewAfterAct(meter, minute);
}

/**
 * Size of a top-up, in micropounds: a draw, times the weeks of the pay cycle on pay day, adjusted
 * as far as top-ups follow use or the bill. Rounded to whole steps, at least one.
 * @rule H8
 */
function vendAmount(meter: Meter, minute: i32): f64 {
  const drawn: f64 = drawValue(
    settings.vendAmount,
    meter.number,
    purpose.vendAmount,
    meter.attemptDraw,
  );
  const weeks: f64 = meter.isPayDay ? weeksOfCycle() : 1;
  const pounds: f64 = drawn * weeks * adviceFactor(meter, minute) * meter.vendFactor;
  const amount: f64 = poundsToMicropounds(pounds);
  const step: f64 = settings.vendStep;
  return step === 0 ? amount : Math.max(1, Math.round(amount / step)) * step;
}

/** Weeks in the household's pay cycle; a month has 365 ÷ 84. */
function weeksOfCycle(): f64 {
  if (home.payCycle === monthly) return weeksOfMonth;
  const weeks: i32 = 1 << home.payCycle;
  return weeks;
}
const weeksOfMonth: f64 = 365.0 / 12 / 7;

/**
 * Factor by which advice multiplies top-ups: from day 0 to the meter's onboarding, on a legacy
 * meter to the horizon.
 * @rule H11
 */
function adviceFactor(meter: Meter, minute: i32): f64 {
  return minute < meter.onboardedAt ? policy.adviceFactor : 1;
}
