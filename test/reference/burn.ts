// What a meter has used, in money (A1, B1): a cumulative cost since the warm-up began. Between two
// moments at which the rate of use changes (midnight, rationing, supply), it is
//   cost at the last change + cost of the day × rationing factor × share of the day used since,
// so that how often it is looked at changes nothing.
import type { DayCurve } from './demand.ts';
import { dayOf, minutesPerDay } from './units.ts';

/** Micropounds; only `posted` is rounded. */
export interface Burn {
  readonly costOfMeanDay: number;
  /** Of today's use without rationing. */
  costOfDay: number;
  /** Cumulative cost at `rateSince`, the minute of the last change. */
  costBefore: number;
  rateSince: number;
  rationingFactor: number;
  /** Cumulative cost that the account has been charged. */
  posted: number;
}

/** B1, B3: cumulative cost at a minute of the day of `rateSince`, its last midnight included. */
function cumulativeCost(burn: Burn, curve: DayCurve, minute: number): number {
  const midnight = dayOf(burn.rateSince) * minutesPerDay;
  const shareOfDay = curve[minute - midnight]! - curve[burn.rateSince - midnight]!;
  return burn.costBefore + burn.costOfDay * burn.rationingFactor * shareOfDay;
}

/** Call before the rate of use changes. */
export function startNewRate(burn: Burn, curve: DayCurve, minute: number, isOn: boolean): void {
  if (isOn && minute > burn.rateSince) burn.costBefore = cumulativeCost(burn, curve, minute);
  burn.rateSince = minute;
}

/** A1: micropounds to charge the account with. The cumulative cost is rounded, never the rate. */
export function postEnergyCost(burn: Burn, curve: DayCurve, minute: number): number {
  const cost = Math.floor(cumulativeCost(burn, curve, minute) + 0.5);
  const unposted = cost - burn.posted;
  burn.posted = cost;
  return unposted;
}
