// Using less while unable to top up.
import { beginSegment, postEnergyCost } from './burn.ts';
import { supplyOn } from './codes.ts';
import { home } from './household.ts';
import type { Meter } from './meter.ts';
import type { f64, i32 } from './platform.ts';
import { settings } from './settings.ts';
import { setNextThreshold } from './thresholds.ts';

/** Looks at whether the household can top up, and sets the ration of its meters. */
export function updateRationing(minute: i32): void {
  const isUnable: boolean = isUnableToTopUp(home.first) || isUnableToTopUp(home.last);
  const hasChanged: boolean = isUnable !== home.isUnable;
  if (!isUnable && !hasChanged) return;
  home.isUnable = isUnable;
  setRation(home.first, minute, hasChanged);
  if (home.last !== home.first) setRation(home.last, minute, hasChanged);
}

function setRation(meter: Meter, minute: i32, hasChanged: boolean): void {
  const isOn: boolean = meter.supply === supplyOn;
  if (isOn && hasChanged) postEnergyCost(meter, minute);
  const ration: f64 = home.isUnable ? rationOf(meter) : 1;
  if (ration === meter.ration && !hasChanged) return;
  // Where the rate of use stays as it is, cost goes on being rounded as a whole.
  if (isOn && ration !== meter.ration) beginSegment(meter, minute);
  meter.ration = ration;
  if (!isOn) return;
  // Able or not decides whether low credit is a threshold; the ration when the next one is met.
  setNextThreshold(meter, minute);
  meter.refreshNext();
}

/**
 * The share of its demand that a household uses while it cannot top up: less where credit is low,
 * and in emergency credit that factor in its place.
 * @rule B3
 */
function rationOf(meter: Meter): f64 {
  if (meter.isInEmergencyCredit) return settings.emergencyCreditFactor;
  return meter.balance < settings.lowCreditBelow ? settings.lowCreditFactor : 1;
}

/** It waits for money, or an attempt has failed and has not been made good. */
function isUnableToTopUp(meter: Meter): boolean {
  return meter.hasNeed && (meter.isWaitingForMoney || meter.hasFailedAttempt);
}
