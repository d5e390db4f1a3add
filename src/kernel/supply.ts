// Supply going off, being armed and coming on again, and the spells of this.
import { isOutOfCredit } from './account.ts';
import { beginSegment, markSegment } from './burn.ts';
import { wakingMinute } from './calendar.ts';
import {
  causeNoChannel,
  causeNoMoney,
  causeNotNoticed,
  eventArmed,
  eventOffNoChannel,
  eventSupplyOn,
  eventTurnOnFailed,
  noChannel,
  supplyArmed,
  supplyOff,
  supplyOn,
} from './codes.ts';
import { channelTo } from './gates.ts';
import { home } from './household.ts';
import { note } from './members.ts';
import type { Meter } from './meter.ts';
import { openNeed } from './needs.ts';
import type { i32 } from './platform.ts';
import * as purpose from './purposes.ts';
import { drawBernoulli, drawMinutes, nextDrawNumber } from './random.ts';
import { settings } from './settings.ts';
import { scheduleCall } from './support.ts';
import { reportCut, reportHouseholdOff, reportSpell } from './tally.ts';
import { earlier, later, minuteAfter, never } from './time.ts';

/** Cuts supply: a spell begins. */
export function cut(meter: Meter, minute: i32): void {
  beginSegment(meter, minute);
  meter.supply = supplyOff;
  meter.offSince = minute;
  meter.spellDraw = nextDrawNumber(meter.spellDraw, home.today);
  decideCause(meter, minute);
  reportCut(meter, minute);
  if (home.metersOff === 0) {
    home.offSince = minute;
    home.firstOffAt = earlier(home.firstOffAt, minute);
  }
  home.metersOff += 1;
  meter.firstOffAt = earlier(meter.firstOffAt, minute);
  note(meter, minute, eventOffNoChannel + meter.cause, NaN);
  if (!meter.hasNeed) openNeed(meter, minute);
  else if (meter.hasFailedAttempt && !meter.isWaitingForMoney) retrySooner(meter, minute);
  scheduleCall(meter, minute);
}

/**
 * Decides the cause of a spell at the cut. No channel: an attempt found none since credit was last
 * above the trigger, or none could reach the meter now. Otherwise no money, if the household waits
 * for money for any of its meters. Otherwise not noticed.
 * @rule C3
 */
function decideCause(meter: Meter, minute: i32): void {
  const isReached: boolean = channelTo(meter, minute, false) !== noChannel;
  meter.noChannelAt = isReached ? meter.channelWantedAt : minute;
  if (meter.noChannelAt !== never) meter.cause = causeNoChannel;
  else meter.cause = home.isWaitingForMoney() ? causeNoMoney : causeNotNoticed;
}

/** Brings forward the household's next attempt, since it is off now. */
function retrySooner(meter: Meter, minute: i32): void {
  const delay: i32 = drawMinutes(
    settings.retryOffSupply,
    meter.number,
    purpose.retryOffSupply,
    meter.spellDraw,
  );
  const retry: i32 = wakingMinute(minuteAfter(minute, later(1, delay)));
  meter.topUpAt = earlier(meter.topUpAt, retry);
}

/**
 * Arms a meter: credit is back, and supply comes on when somebody acts, for electricity after a
 * delay, for gas by hand. `by`: what ends the spell.
 * @rule A12
 */
export function arm(meter: Meter, minute: i32, by: i32): void {
  if (meter.supply !== supplyOff) return;
  meter.supply = supplyArmed;
  meter.armedBy = by;
  meter.callAt = never;
  scheduleTurnOn(meter, minute, isCutNow(meter, minute) ? 1 : 0);
  note(meter, minute, eventArmed, NaN);
}

/**
 * Whether supply was cut in this minute: every spell lasts a minute or more. Spells of the warm-up
 * begin anew in minute 0, and those that end in it do not count.
 */
function isCutNow(meter: Meter, minute: i32): boolean {
  return meter.offSince === minute && minute !== 0;
}

function scheduleTurnOn(meter: Meter, minute: i32, least: i32): void {
  meter.turnOnDraw = nextDrawNumber(meter.turnOnDraw, home.today);
  const delay: i32 = drawMinutes(
    meter.settings.rearm,
    meter.number,
    purpose.rearm,
    meter.turnOnDraw,
  );
  meter.turnOnAt = wakingMinute(minuteAfter(minute, later(least, delay)));
}

/** Puts an armed meter back to off if it is out of credit again; the spell continues. */
export function disarmIfOutOfCredit(meter: Meter, minute: i32): void {
  if (meter.supply !== supplyArmed || meter.isInSafeMode || !isOutOfCredit(meter)) return;
  meter.supply = supplyOff;
  meter.turnOnAt = never;
  if (!meter.hasNeed) openNeed(meter, minute);
}

/** Turns a meter on by hand. Gas may fail, and is tried again after another delay. */
export function turnOn(meter: Meter, minute: i32): void {
  meter.turnOnAt = never;
  if (meter.supply !== supplyArmed) return;
  const fails: boolean = drawBernoulli(
    meter.settings.rearmFails,
    meter.number,
    purpose.rearmFails,
    meter.turnOnDraw,
  );
  if (fails) {
    scheduleTurnOn(meter, minute, 1);
    note(meter, minute, eventTurnOnFailed, NaN);
    return;
  }
  switchOn(meter, minute, meter.armedBy);
}

/** Switches supply on: the spell ends. */
export function switchOn(meter: Meter, minute: i32, by: i32): void {
  if (meter.supply === supplyOn) return;
  meter.supply = supplyOn;
  markSegment(meter, minute);
  meter.turnOnAt = never;
  meter.callAt = never;
  endSpell(meter, minute, by, false);
  home.metersOff -= 1;
  if (home.metersOff === 0) endHouseholdOff(minute, false);
  note(meter, minute, eventSupplyOn, NaN);
}

/**
 * Restores supply by a supplier's command: electricity is on at once, gas is armed for somebody to
 * turn on.
 * @rule A13
 */
export function restore(meter: Meter, minute: i32, by: i32): void {
  if (meter.isGas) arm(meter, minute, by);
  else switchOn(meter, minute, by);
}

/**
 * Counts a spell: from the minute supply went off to the minute it is on again; armed is still off.
 * A spell of the warm-up that ends in minute 0 has no minute in the run, and does not count.
 * @rule C1
 */
export function endSpell(meter: Meter, minute: i32, by: i32, isCensored: boolean): void {
  if (minute === 0) {
    meter.firstOffAt = never;
    return;
  }
  const length: i32 = minute - meter.offSince;
  meter.spells += 1;
  meter.offMinutes += length;
  meter.longestSpell = later(meter.longestSpell, length);
  if (meter.cause === causeNoChannel) meter.spellsNoChannel += 1;
  else if (meter.cause === causeNoMoney) meter.spellsNoMoney += 1;
  reportSpell(meter, minute, by, isCensored);
}

/** No meter of the household is off any more, or the horizon has come. */
export function endHouseholdOff(minute: i32, isCensored: boolean): void {
  if (minute === 0) {
    home.firstOffAt = never;
    return;
  }
  home.offMinutes += minute - home.offSince;
  reportHouseholdOff(minute, isCensored);
}
