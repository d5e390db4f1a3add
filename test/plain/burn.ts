// What a meter has burnt (A1, B1): a cumulative cost since the start of the warm-up, rounded as a whole and never as a rate.
// Between two moments at which the rate of use changes (midnight, a change of ration or of supply), the cost at a minute is
//   before + cost of the day × ration × share of the day used since,
// so that how often it is looked at changes nothing.
import type { DayCurve } from './demand.ts';
import { dayOf, minutesPerDay } from './units.ts';

/** Micropounds, not rounded, but for `posted`. */
export interface Burn {
  readonly costOfMeanDay: number;
  costToday: number;
  /** Cumulative cost up to `since`, the last minute at which the rate changed. */
  before: number;
  since: number;
  ration: number;
  /** Rounded cumulative cost that the account has been debited with. */
  posted: number;
}

/** Cumulative cost up to a minute of the day that `since` lies in, or the midnight that ends it. */
function costAt(burn: Burn, curve: DayCurve, minute: number): number {
  const midnight = dayOf(burn.since) * minutesPerDay;
  return burn.before + burn.costToday * burn.ration * (curve[minute - midnight]! - curve[burn.since - midnight]!);
}

/** The rate of use is about to change. */
export function beginRate(burn: Burn, curve: DayCurve, minute: number, isOn: boolean): void {
  if (isOn && minute > burn.since) burn.before = costAt(burn, curve, minute);
  burn.since = minute;
}

/** Micropounds that the account is to be debited with up to a minute. */
export function post(burn: Burn, curve: DayCurve, minute: number): number {
  const cost = Math.floor(costAt(burn, curve, minute) + 0.5);
  const debited = cost - burn.posted;
  burn.posted = cost;
  return debited;
}
