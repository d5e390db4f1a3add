// Energy as a rounded cumulative cost, and the minute at which it reaches a threshold: crossings are computed, not stepped to.
// cost(t) = round(energyExact + costToday × ration × share of the day since segmentStart); segments begin at midnight and where the
// ration or the supply changes, never where a cost is merely read, so reading it more or less often changes nothing.
import { debit } from '../model/account.ts';
import { supply } from '../model/columns.ts';
import type { DayShape } from '../model/day-shape.ts';
import { minutesPerDay, never } from '../model/money.ts';
import { dayIndexOf, type Run } from './run.ts';

/** Cumulative cost up to a minute of the day under way, not rounded. */
function exactCost(run: Run, i: number, minute: number): number {
  const { meters } = run;
  const midnight = run.households.nextMidnight(i >> 1) - minutesPerDay;
  const shape = run.replication.shapes[i & 1]![dayIndexOf(run, midnight)]!;
  const share = shape.share(minute - midnight) - shape.share(meters.segmentStart(i) - midnight);
  return meters.energyExact(i) + meters.costToday(i) * meters.ration(i) * share;
}

/** Posts the energy used up to a minute. An off meter uses none. */
export function settle(run: Run, i: number, minute: number): void {
  const { meters } = run;
  if (meters.supply(i) !== supply.on || meters.segmentStart(i) === minute) return;
  post(run, i, exactCost(run, i, minute));
}

function post(run: Run, i: number, exact: number): void {
  const { meters } = run;
  const cost = Math.floor(exact + 0.5);
  debit(meters, i, cost - meters.energyPosted(i));
  meters.setEnergyPosted(i, cost);
}

/** Settles and begins a new segment, as the ration or the supply is about to change. */
export function beginSegment(run: Run, i: number, minute: number): void {
  const { meters } = run;
  if (meters.supply(i) === supply.on && meters.segmentStart(i) !== minute) {
    const exact = exactCost(run, i, minute);
    post(run, i, exact);
    meters.setEnergyExact(i, exact);
  }
  meters.setSegmentStart(i, minute);
}

/**
 * The turn of the day on a meter that is on: settles the day that ends, takes the new day's charges from what is debited, and finds where
 * in the new day the threshold is crossed. `nextMidnight` still names this midnight, the start of day `day` (from the calendar's
 * first). `chargeDay` posts charges and returns what of them counted against the threshold.
 */
export function turnDay(run: Run, i: number, midnight: number, day: number, chargeDay: (run: Run, i: number) => number): void {
  const { meters, replication } = run;
  const fuel = i & 1;
  if (meters.segmentStart(i) !== midnight) {
    const exact =
      meters.segmentStart(i) === midnight - minutesPerDay
        ? meters.energyExact(i) + meters.costToday(i) * meters.ration(i) * replication.shapes[fuel]![day - 1]!.total
        : exactCost(run, i, midnight);
    post(run, i, exact);
    meters.setEnergyExact(i, exact);
    meters.setSegmentStart(i, midnight);
  }
  const cost = meters.costPerDay(i) * replication.season[fuel]![day]! * replication.dayFactors.factors[fuel]![day]!;
  meters.setCostToday(i, cost);
  const threshold = meters.threshold(i) - chargeDay(run, i);
  meters.setThreshold(i, threshold);
  if (meters.energyPosted(i) >= threshold) meters.setCrossingAt(i, midnight);
  else {
    const byMidnight = Math.floor(meters.energyExact(i) + cost * meters.ration(i) * replication.shapes[fuel]![day]!.total + 0.5);
    meters.setCrossingAt(i, byMidnight < threshold ? never : crossingOf(run, i, midnight, midnight));
  }
}

/** The turn of the day on a meter that is off: only the day's demand changes. */
export function turnDayOff(run: Run, i: number, midnight: number, day: number): void {
  const { meters, replication } = run;
  meters.setSegmentStart(i, midnight);
  meters.setCostToday(i, meters.costPerDay(i) * replication.season[i & 1]![day]! * replication.dayFactors.factors[i & 1]![day]!);
}

/** First minute after `from`, before the next midnight, by which posted energy reaches the meter's threshold; `never` if not that day. */
export function crossing(run: Run, i: number, from: number): number {
  const { meters } = run;
  if (meters.supply(i) !== supply.on || meters.threshold(i) === Infinity) return never;
  return crossingOf(run, i, from, run.households.nextMidnight(i >> 1) - minutesPerDay);
}

function crossingOf(run: Run, i: number, from: number, midnight: number): number {
  const { meters } = run;
  const shape = run.replication.shapes[i & 1]![dayIndexOf(run, midnight)]!;
  const used = shape.share(meters.segmentStart(i) - midnight);
  const exact = meters.energyExact(i);
  const cost = meters.costToday(i) * meters.ration(i);
  const threshold = meters.threshold(i);
  if (Math.floor(exact + cost * (shape.total - used) + 0.5) < threshold) return never;
  const minute = minuteReached(shape, used, from - midnight, exact, cost, threshold);
  return minute < minutesPerDay ? midnight + minute : never;
}

/**
 * First minute of a day after `from` by which posted energy reaches a threshold that it reaches that day; 1440 for its very end. `exact`:
 * not rounded, where the segment under way began, with the share `used` of the day gone by; `cost`: of a whole day.
 */
export function minuteReached(
  shape: DayShape,
  used: number,
  from: number,
  exact: number,
  cost: number,
  threshold: number,
): number {
  const earliest = from + 1;
  let minute = Math.max(earliest, shape.approximateMinute(used + (threshold - 0.5 - exact) / cost));
  while (minute > earliest && Math.floor(exact + cost * (shape.share(minute - 1) - used) + 0.5) >= threshold) minute--;
  while (minute < minutesPerDay && Math.floor(exact + cost * (shape.share(minute) - used) + 0.5) < threshold) minute++;
  return minute;
}
