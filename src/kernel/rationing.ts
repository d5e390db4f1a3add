// Rationing: households use less while they cannot top up.
import { beginSegment, postEnergyCost } from './burn.ts';
import { supplyOn } from './codes.ts';
import { home } from './household.ts';
import type { Meter } from './meter.ts';
import type { f64, i32 } from './platform.ts';
import { settings } from './settings.ts';
import { setNextThreshold } from './thresholds.ts';

/** Updates whether the household can top up, and the ration of its meters. */
export function updateRationing(minute: i32): void {
  const isUnable: boolean = isUnableToTopUp(home.first) || isUnableToTopUp(home.last);
  const hasChanged: boolean = isUnable !== home.isUnable;
  if (!isUnable && !hasChanged) return;
  home.isUnable = isUnable;
  updateRation(home.first, minute, hasChanged);
  if (home.last !== home.first) updateRation(home.last, minute, hasChanged);
}

function updateRation(meter: Meter, minute: i32, hasChanged: boolean): void {
  if (hasChanged || rationOf(meter) !== meter.ration) setRation(meter, minute, hasChanged);
}

function setRation(meter: Meter, minute: i32, hasChanged: boolean): void {
  const isOn: boolean = meter.supply === supplyOn;
  if (isOn && hasChanged) postEnergyCost(meter, minute);
  const ration: f64 = home.isUnable ? rationOf(meter) : 1;
  // No new segment where the rate of use does not change: cost is rounded once per segment.
  if (isOn && ration !== meter.ration) beginSegment(meter, minute);
  meter.ration = ration;
  if (!isOn) return;
  // Low credit is a threshold only while unable to top up, and the ration changes when the next is
  // met.
  setNextThreshold(meter, minute);
  meter.refreshCrossing();
}

/**
 * Share of its demand that a household uses while it cannot top up. Low credit has one factor;
 * emergency credit has another, which replaces it.
 * @rule B3
 */
function rationOf(meter: Meter): f64 {
  if (meter.isInEmergencyCredit) return settings.emergencyCreditFactor;
  return meter.balance < settings.lowCreditBelow ? settings.lowCreditFactor : 1;
}

/**
 * Whether the household waits for money, or its last attempt failed and none has succeeded since.
 */
function isUnableToTopUp(meter: Meter): boolean {
  return meter.hasNeed && (meter.isWaitingForMoney || meter.hasFailedAttempt);
}
