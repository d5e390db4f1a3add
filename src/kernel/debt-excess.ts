// Debt at onboarding against what the same meter owes at the same minute in `no-failure`, its twin.
// The twin's accounts are read at each minute at which some policy is known beforehand to onboard a
// meter. Reading changes neither the account nor what happens next.
import { owedOn } from './account.ts';
import { energyCostDue } from './burn.ts';
import { hasRankedMeters, nextOnboarding, onboardTimes, twinPlace } from './course.ts';
import { home } from './household.ts';
import * as members from './members.ts';
import type { Meter } from './meter.ts';
import type { f64, i32 } from './platform.ts';
import { policies, policy, setPolicy, type PolicySettings } from './settings.ts';
import { tallies } from './tally.ts';
import { minuteAfter, never } from './time.ts';

/**
 * What a meter of the twin owes at a minute, in micropounds, after the day's charges. Energy used
 * up to then counts as posted. A grant in the same minute comes after an onboarding.
 */
function owedAt(meter: Meter, minute: i32): f64 {
  const used: f64 = energyCostDue(meter, minute);
  return owedOn(meter) + Math.max(0, used - Math.max(0, meter.balance));
}

/** Reads the twin for every policy under which one of its meters is onboarded in this minute. */
export function readTwin(minute: i32): void {
  for (let place: i32 = 0; place < policies.length; place++) {
    if (onboardTimes[2 * place]! === minute) readTwinFor(place, home.electricity, minute);
    if (onboardTimes[2 * place + 1]! === minute) readTwinFor(place, home.gas, minute);
  }
  home.readAt = nextOnboarding(minuteAfter(minute, 1));
}

function readTwinFor(place: i32, meter: Meter, minute: i32): void {
  tallies[place]!.addTwinDebt(meter, owedAt(meter, minute));
}

/**
 * Compares the debts of the current household, at the horizon, with those read of its twin. A meter
 * whose onboarding was not known beforehand is left out: one of a queue that is ranked daily, and
 * one that an engineer exchanged before its turn.
 * @rule C13
 */
export function compareDebts(): void {
  const before: PolicySettings = policy;
  for (let member: i32 = members.first; member < members.end; member++) {
    const place: i32 = members.order[member]!;
    if (place === twinPlace) continue;
    setPolicy(policies[place]!);
    if (hasRankedMeters()) continue;
    compareDebt(place, home.first);
    if (home.last !== home.first) compareDebt(place, home.last);
  }
  setPolicy(before);
}

function compareDebt(place: i32, meter: Meter): void {
  if (meter.isExchangedEarly) tallies[place]!.dropTwinDebt(meter);
  else if (meter.onboardedAt !== never) tallies[place]!.addComparedDebt(meter);
}
