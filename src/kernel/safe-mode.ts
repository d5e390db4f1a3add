// Safe mode: what puts a meter in it, and how it ends.
import {
  deselectEmergencyCredit,
  isLimitRaised,
  lend,
  moveOwedToDebt,
  owedOn,
  restoreLimit,
  writeOffOwed,
} from './account.ts';
import {
  endedByRecommencing,
  endedByVend,
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
import { arm, restore } from './supply.ts';
import { reportSafeMode, reportSolrRequest } from './tally.ts';
import { minuteAfter, never } from './time.ts';

/**
 * Puts a meter in safe mode: running out of credit no longer cuts supply, and energy used is owed.
 * The command restores supply to a meter that is off.
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

/**
 * Follows up a vend that leaves the balance at the reconnect margin or above. A meter that is off
 * is armed. On a meter that has been onboarded, whatever an agent or the SoLR set on it ends.
 */
export function afterVend(meter: Meter, minute: i32): void {
  if (meter.balance < meter.settings.reconnectMargin) return;
  if (meter.onboardedAt <= minute) returnToPrepayment(meter, minute);
  arm(meter, minute, endedByVend);
}

/** Ends safe mode, protection all week and a raised limit. */
function returnToPrepayment(meter: Meter, minute: i32): void {
  meter.isAlwaysProtected = false;
  restoreLimit(meter);
  if (!meter.isInSafeMode) return;
  meter.isInSafeMode = false;
  reportSafeMode(meter.safeModeSince, minute);
  meter.safeModeSince = never;
  note(meter, minute, eventPrepaymentMode, NaN);
}

/**
 * Schedules the end of safe mode a delay after onboarding, unless a vend ends it first. This
 * happens once: safe mode that the SoLR sets later lasts until such a vend.
 */
export function scheduleEndOfSafeMode(meter: Meter, minute: i32): void {
  if (!policy.safeModeEnds) return;
  const delay: i32 = drawMinutes(policy.safeModeEndsAfter, meter.number, purpose.safeModeEnds, 0);
  meter.safeModeEndsAt = minuteAfter(minute, delay);
}

/** The SoLR sends the command that ends safe mode, where there is anything to end. */
export function endSafeModeByCommand(meter: Meter, minute: i32): void {
  if (meter.isInSafeMode || meter.isAlwaysProtected || isLimitRaised(meter))
    reportSolrRequest(meter, minute);
  endSafeMode(meter, minute);
}

/**
 * Ends safe mode at its scheduled time, with all-week protection and a raised limit. What is owed
 * is moved to a debt that instalments recover, stays, or is written off. Then emergency credit is
 * given as a loan, selected at once.
 * @rule A19
 */
export function endSafeMode(meter: Meter, minute: i32): void {
  meter.safeModeEndsAt = never;
  const wasProtected: boolean = meter.isInSafeMode || meter.isAlwaysProtected;
  returnToPrepayment(meter, minute);
  if (!wasProtected) return;
  settleOwed(meter, minute);
  deselectEmergencyCredit(meter);
  if (policy.safeModeCredit <= 0) return;
  lend(meter, policy.safeModeCredit);
  note(meter, minute, eventEmergencyCreditSent, policy.safeModeCredit);
  restore(meter, minute, endedByRecommencing);
}

function settleOwed(meter: Meter, minute: i32): void {
  const owed: f64 = owedOn(meter);
  if (policy.safeModeOwed === owedWrittenOff) {
    writeOffOwed(meter);
    note(meter, minute, eventOwedWrittenOff, owed);
    return;
  }
  meter.owedAfterSafeMode += owed;
  if (policy.safeModeOwed !== owedToPlan) return;
  moveOwedToDebt(meter, policy.safeModeInstalment);
  note(meter, minute, eventOwedMoved, owed);
}
