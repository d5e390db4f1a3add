// When a household that is off supply calls the contact centre, and how long calls and visits take.
// The shared capacity, agents and engineers, is in simulation/.
import { endOfWindow, nextWithin } from './calendar.ts';
import type { Meter } from './meter.ts';
import { i32, type f64 } from './platform.ts';
import * as purpose from './purposes.ts';
import { drawBernoulli, drawValue, nextDrawNumber } from './random.ts';
import { policy, settings } from './settings.ts';
import { dayOf, minutesPerDay, never } from './time.ts';

/**
 * Decides at a cut whether and when the household will call: at most once per spell. Outside
 * opening hours the call moves to the next opening. Time is continuous here.
 * @rule S1
 */
export function scheduleCall(meter: Meter, minute: i32): void {
  const spell: i32 = meter.spellDraw;
  if (!drawBernoulli(policy.contacts, meter.number, purpose.contacts, spell)) return;
  callFrom(meter, minute + drawValue(policy.callAfter, meter.number, purpose.callAfter, spell));
}

/** Schedules a call for an instant, or for when the lines next open. */
function callFrom(meter: Meter, wanted: f64): void {
  let instant: f64 = wanted;
  if (instant >= never) return;
  const within: i32 = i32(Math.floor(instant));
  const open: i32 = nextWithin(policy.hoursStart, policy.hoursEnd, within);
  if (open !== within) instant = open;
  meter.callInstant = instant;
  meter.callAt = i32(Math.ceil(instant));
}

/**
 * Schedules another call after one before support opened, when nobody answers. The household, still
 * off, calls again after another delay, at most once per day.
 * @rule S6
 */
export function scheduleCallAgain(meter: Meter): void {
  const called: i32 = i32(Math.floor(meter.callInstant));
  const closesAt: i32 = endOfWindow(policy.hoursStart, policy.hoursEnd, called);
  const gaveUpAt: f64 = Math.min(meter.callInstant + patienceOf(meter), closesAt);
  const draw: i32 = nextDrawNumber(meter.callDraw, dayOf(called) - settings.firstDay);
  meter.callDraw = draw;
  const again: f64 = drawValue(policy.callAfter, meter.number, purpose.callAgain, draw);
  callFrom(meter, Math.max(gaveUpAt + again, meter.callInstant + minutesPerDay));
}

/** Real-valued minutes of the caller's conversation, if it comes to one. */
export function callLength(meter: Meter): f64 {
  return drawValue(policy.callLength, meter.number, purpose.callLength, meter.spellDraw);
}

/** Real-valued minutes the caller is ready to wait. */
export function patienceOf(meter: Meter): f64 {
  return drawValue(policy.patience, meter.number, purpose.patience, meter.spellDraw);
}

/** Minutes an engineer takes at the home, from the turn that was given. */
export function visitLength(meter: Meter): f64 {
  return drawValue(policy.visit, meter.number, purpose.visit, meter.spellDraw);
}
