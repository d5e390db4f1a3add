// The household's side of emergency credit: the offer, the selection, and the time in it. Its
// effect on the account is in account.ts.
import { isOfferable, isOnEmergencyCredit, selectEmergencyCredit } from './account.ts';
import { wakingMinute } from './calendar.ts';
import { eventOffered, eventSelected, supplyOn } from './codes.ts';
import { home } from './household.ts';
import { note } from './members.ts';
import type { Meter } from './meter.ts';
import type { i32 } from './platform.ts';
import * as purpose from './purposes.ts';
import { drawBernoulli, drawMinutes, nextDrawNumber } from './random.ts';
import { reportEmergencyCredit } from './tally.ts';
import { minuteAfter, never } from './time.ts';

/**
 * Offers emergency credit when the balance is below the offer threshold, on or off, and it is
 * neither offered, selected nor owed.
 * @rule A3
 */
export function offerIfDue(meter: Meter, minute: i32): void {
  if (meter.balance >= meter.settings.offeredBelow || !isOfferable(meter)) return;
  const draw: i32 = nextDrawNumber(meter.offerDraw, home.today);
  meter.offerDraw = draw;
  meter.isOffered = true;
  // This replaces the time of an earlier offer that was withdrawn before it was selected.
  meter.selectAt = selectionMinute(meter, minute, draw);
  note(meter, minute, eventOffered, NaN);
}

function selectionMinute(meter: Meter, minute: i32, draw: i32): i32 {
  if (!drawBernoulli(meter.settings.selectedShare, meter.number, purpose.selects, draw))
    return never;
  const delay: i32 = drawMinutes(
    meter.settings.selectDelay,
    meter.number,
    purpose.selectDelay,
    draw,
  );
  return wakingMinute(minuteAfter(minute, delay));
}

/**
 * Selects emergency credit that was offered, at the meter or display. While the meter is off, only
 * if it allows that. Returns whether it was selected.
 * @rule A4
 */
export function selectIfOffered(meter: Meter, minute: i32): boolean {
  meter.selectAt = never;
  if (!meter.isOffered || meter.isSelected) return false;
  if (meter.supply !== supplyOn && !meter.isSelectableWhenOff) return false;
  selectEmergencyCredit(meter);
  note(meter, minute, eventSelected, meter.emergencyCreditLimit);
  return true;
}

/** Updates the time the household has spent in emergency credit on any of its meters. */
export function updateEmergencyCredit(meter: Meter, minute: i32): void {
  const isNow: boolean = isOnEmergencyCredit(meter);
  if (isNow === meter.isInEmergencyCredit) return;
  meter.isInEmergencyCredit = isNow;
  if (isNow) {
    if (home.metersInEmergencyCredit === 0) home.emergencyCreditSince = minute;
    home.metersInEmergencyCredit += 1;
    return;
  }
  home.metersInEmergencyCredit -= 1;
  if (home.metersInEmergencyCredit === 0) reportEmergencyCredit(minute);
}
