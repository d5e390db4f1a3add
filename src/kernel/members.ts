// The policies that the current household is simulated for: all those under which its course is the
// same up to the current minute. What is counted or reported counts for each of them.
import {
  hostKeepEvent,
  newI32s,
  newU8s,
  type f64,
  type i32,
  type I32s,
  type U8s,
} from './platform.ts';
import { home } from './household.ts';
import type { Meter } from './meter.ts';

/** Places of policies. The members are those from `first` up to, not including, `end`. */
export let order: I32s = newI32s(0);
export let first: i32 = 0;
export let end: i32 = 0;
/**
 * By place: 1 for policies whose waiting households are served by this share of the replication.
 */
export let served: U8s = newU8s(0);

export function resetMembers(policies: i32): void {
  if (order.length !== policies) order = newI32s(policies);
  if (served.length !== policies) served = newU8s(policies);
  for (let place: i32 = 0; place < policies; place++) order[place] = place;
  first = 0;
  end = 0;
}

export function setMembers(from: i32, until: i32): void {
  first = from;
  end = until;
}

/** Before day 0: the supplier trades, nothing is reported, and a call is answered at once. */
export function isWarmUp(): boolean {
  return first === end;
}

/** The household whose events are recorded, -1 if none. */
let tracedHousehold: i32 = -1;
export function traceEventsOf(household: i32): void {
  tracedHousehold = household;
}

/** Records an event of a meter's ledger. `amount` in micropounds, NaN where none moved. */
export function note(meter: Meter, minute: i32, event: i32, amount: f64): void {
  if (home.number !== tracedHousehold) return;
  if (isWarmUp()) noteUnder(-1, meter, minute, event, amount);
  for (let member: i32 = first; member < end; member++)
    noteUnder(order[member]!, meter, minute, event, amount);
}

function noteUnder(policy: i32, meter: Meter, minute: i32, event: i32, amount: f64): void {
  hostKeepEvent(
    policy,
    meter.isGas,
    meter.isInSafeMode,
    event,
    minute,
    amount,
    meter.balance,
    meter.emergencyCreditLeft,
    meter.emergencyCreditUsed,
    meter.accumulatedDebt,
    meter.supply,
  );
}
