// Safe mode: what puts a meter in it, and how it ends.
import {
  deselectEmergencyCredit,
  lend,
  moveOwedToDebt,
  owedOn,
  writeOffOwed,
} from './account.ts';
import {
  eventEmergencyCreditSent,
  eventOwedMoved,
  eventOwedWrittenOff,
  eventPrepaymentMode,
  eventSafeMode,
  owedToPlan,
  owedWrittenOff,
} from './codes.ts';
import { note } from './members.ts';
import type { Meter } from './meter.ts';
import type { f64, i32 } from './platform.ts';
import * as purpose from './purposes.ts';
import { drawMinutes } from './random.ts';
import { policy } from './settings.ts';
import { restore } from './supply.ts';
import { reportSafeMode } from './tally.ts';
import { minuteAfter, never } from './time.ts';

/**
 * Safe mode: running out no longer cuts supply, and what is used is owed. The command that sets it
 * restores a meter that is off.
 * @rule A10
 */
export function putInSafeMode(meter: Meter, minute: i32, by: i32): void {
  if (!meter.isInSafeMode) {
    meter.isInSafeMode = true;
    meter.safeModeSince = minute;
    meter.wasInSafeMode = true;
    note(meter, minute, eventSafeMode, NaN);
  }
  restore(meter, minute, by);
}

export function leaveSafeMode(meter: Meter, minute: i32): void {
  if (!meter.isInSafeMode) return;
  meter.isInSafeMode = false;
  reportSafeMode(meter.safeModeSince, minute);
  meter.safeModeSince = never;
  note(meter, minute, eventPrepaymentMode, NaN);
}

/** The meter has been onboarded: safe mode ends so long after that, if not by a vend before. */
export function scheduleEndOfSafeMode(meter: Meter, minute: i32): void {
  if (!policy.safeModeEnds) return;
  const delay: i32 = drawMinutes(
    policy.safeModeEndsAfter,
    meter.number,
    purpose.safeModeEnds,
    0,
  );
  meter.safeModeEndsAt = minuteAfter(minute, delay);
}

/**
 * Safe mode ends, and with it whatever else an agent set. What is owed is moved to a debt that
 * instalments recover, stays, or is written off; then some emergency credit is given.
 * @rule A18
 */
export function endSafeMode(meter: Meter, minute: i32): void {
  meter.safeModeEndsAt = never;
  meter.isAlwaysProtected = false;
  meter.emergencyCreditLimit = meter.settings.emergencyCreditLimit;
  if (!meter.isInSafeMode) return;
  leaveSafeMode(meter, minute);
  settleOwed(meter, minute);
  deselectEmergencyCredit(meter);
  if (policy.safeModeCredit <= 0) return;
  lend(meter, policy.safeModeCredit);
  note(meter, minute, eventEmergencyCreditSent, policy.safeModeCredit);
}

function settleOwed(meter: Meter, minute: i32): void {
  const owed: f64 = owedOn(meter);
  meter.owedAfterSafeMode += owed;
  if (policy.safeModeOwed === owedToPlan) {
    moveOwedToDebt(meter, policy.safeModeInstalment);
    note(meter, minute, eventOwedMoved, owed);
  } else if (policy.safeModeOwed === owedWrittenOff) {
    writeOffOwed(meter);
    note(meter, minute, eventOwedWrittenOff, owed);
  }
}
