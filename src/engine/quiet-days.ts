// Days on which nothing happens to a home but the burning of credit and the charges at midnight: passed in one go, up to the one in which
// a threshold is crossed, with the very sums that household-run.ts makes midnight by midnight (test/engine/run-ahead.test.ts). Midnights
// at which the account does anything more than fall are left to it.
import { supply, type MeterColumns } from '../model/columns.ts';
import { minutesPerDay, never } from '../model/money.ts';
import { crossing } from './energy.ts';
import { dayIndexOf, firstMeter, lastMeter, type Run } from './run.ts';

/** What a meter is like after the days it was looked ahead through. */
class Prospect {
  purse = 0;
  posted = 0;
  exact = 0;
  costToday = 0;
  threshold = 0;
  chargesPosted = 0;
  parked = 0;
  repaid = 0;
  /** The threshold is crossed in the day after the last midnight. */
  crosses = false;
}
const prospects = [new Prospect(), new Prospect()] as const;

/**
 * Passes midnights from the household's next one, before minute `until`, as long as they are quiet ones for all its meters.
 * Returns how many.
 */
export function passQuietDays(run: Run, slot: number, until: number): number {
  const { meters, households, replication } = run;
  const first = firstMeter(run, slot);
  const last = lastMeter(run, slot);
  const midnight = households.nextMidnight(slot);
  // A midnight comes before whatever else is due in its minute.
  const due = Math.min(until - 1, households.payAt(slot), meters.timer(first), meters.timer(last));
  const day = dayIndexOf(run, midnight);
  const most = dayIndexOf(run, due) - day + 1;
  if (most <= 0 || !isQuiet(run, first) || !isQuiet(run, last)) return 0;
  replication.dayFactors.prepareThrough(slot, day, day + most - 1);
  const days = last === first ? lookAhead(run, first, day, most) : lookAheadOnBoth(run, first, day, most);
  if (days === 0) return 0;
  const latest = midnight + (days - 1) * minutesPerDay;
  households.setNextMidnight(slot, latest + minutesPerDay);
  for (let i = first; i <= last; i++) {
    comeTrue(run, i, latest);
    run.events += days;
  }
  return days;
}

/** As `lookAhead`, for both meters of a home. The one likely to meet its threshold first sets how far the other is looked at. */
function lookAheadOnBoth(run: Run, first: number, day: number, most: number): number {
  const sooner = daysToGo(run, first) <= daysToGo(run, first + 1) ? first : first + 1;
  const later = sooner === first ? first + 1 : first;
  const days = lookAhead(run, sooner, day, most);
  if (days === 0) return 0;
  const both = lookAhead(run, later, day, days);
  if (both > 0 && both < days) lookAhead(run, sooner, day, both);
  return both;
}

/** About how many days like this one a meter has until its threshold. */
function daysToGo({ meters }: Run, i: number): number {
  return meters.supply(i) === supply.on ? (meters.threshold(i) - meters.energyPosted(i)) / meters.costToday(i) : Infinity;
}

/** Whether a meter's midnights can be foreseen at all: off and parking its charges, or on, its day begun at the last midnight. */
function isQuiet(run: Run, i: number): boolean {
  const { meters } = run;
  const state = meters.supply(i);
  if (state === supply.on) return meters.segmentStart(i) === run.households.nextMidnight(i >> 1) - minutesPerDay;
  return state === supply.off && run.rules.meters[meters.rules(i)]!.suspendWhenOff;
}

/** Whether energy, and charges taken like energy, come out of emergency credit and not out of the balance. */
function drawsOnCredit(meters: MeterColumns, i: number): boolean {
  return meters.balance(i) <= 0 && meters.selected(i) === 1 && meters.emergencyCreditLeft(i) > 0;
}

/** Works out, in its prospect, what a meter is like after up to `most` days: how many, the one in which it crosses its threshold the last. */
function lookAhead(run: Run, i: number, day: number, most: number): number {
  const { meters, replication } = run;
  const fuel = i & 1;
  const prospect = prospects[fuel]!;
  const rules = run.rules.meters[meters.rules(i)]!;
  const { standingCharge } = rules;
  const on = meters.supply(i) === supply.on;
  const balance = meters.balance(i);
  const onCredit = drawsOnCredit(meters, i);
  const suspended = !on || (rules.suspendInEmergencyCredit && meters.selected(i) === 1 && balance <= 0);
  const season = replication.season[fuel]!;
  const totals = replication.dayTotals[fuel]!;
  const factors = replication.dayFactors.factors[fuel]!;
  const costPerDay = meters.costPerDay(i);
  const ration = meters.ration(i);
  const debt = meters.debt(i);
  const instalment = meters.instalment(i);
  let purse = onCredit ? meters.emergencyCreditLeft(i) : balance;
  // Where there is nothing to run out, purse and threshold set no bound.
  const floor = on && (balance > 0 || onCredit) ? 0 : -Infinity;
  let posted = meters.energyPosted(i);
  let exact = meters.energyExact(i);
  let costToday = meters.costToday(i);
  let threshold = meters.threshold(i);
  let charges = 0;
  let parked = 0;
  let repaid = 0;
  let crosses = false;
  const repays = debt > 0;
  let days = 0;
  for (; days < most && !crosses; days++) {
    const today = (day + days) | 0;
    const cost = costPerDay * season[today]! * factors[today]!;
    const repayment = repays ? Math.min(instalment, debt - repaid) : 0;
    const charged = standingCharge + repayment;
    const taken = suspended ? 0 : charged;
    if (on) {
      const exactNow = exact + costToday * ration * totals[today - 1]!;
      const postedNow = Math.floor(exactNow + 0.5);
      const purseNow = purse - (postedNow - posted) - taken;
      const thresholdNow = threshold - taken;
      if (purseNow <= floor || postedNow >= thresholdNow) break;
      crosses = Math.floor(exactNow + cost * ration * totals[today]! + 0.5) >= thresholdNow;
      exact = exactNow;
      posted = postedNow;
      purse = purseNow;
      threshold = thresholdNow;
    }
    costToday = cost;
    charges += standingCharge;
    repaid += repayment;
    if (suspended) parked += charged;
  }
  prospect.purse = purse;
  prospect.posted = posted;
  prospect.exact = exact;
  prospect.costToday = costToday;
  prospect.threshold = threshold;
  prospect.chargesPosted = charges;
  prospect.parked = parked;
  prospect.repaid = repaid;
  prospect.crosses = crosses;
  return days;
}

/** Lays a meter's prospect down: it stands at the minute of the latest midnight passed. */
function comeTrue(run: Run, i: number, latest: number): void {
  const { meters } = run;
  const prospect = prospects[i & 1]!;
  meters.setCharges(i, meters.charges(i) + prospect.chargesPosted);
  if (prospect.parked !== 0) meters.setAccumulatedDebt(i, meters.accumulatedDebt(i) + prospect.parked);
  if (prospect.repaid !== 0) {
    meters.setDebt(i, meters.debt(i) - prospect.repaid);
    meters.setDebtRepaid(i, meters.debtRepaid(i) + prospect.repaid);
  }
  meters.setCostToday(i, prospect.costToday);
  meters.setSegmentStart(i, latest);
  if (meters.supply(i) !== supply.on) return;
  if (drawsOnCredit(meters, i)) {
    meters.setEmergencyCreditUsed(i, meters.emergencyCreditUsed(i) + meters.emergencyCreditLeft(i) - prospect.purse);
    meters.setEmergencyCreditLeft(i, prospect.purse);
  } else meters.setBalance(i, prospect.purse);
  meters.setEnergyPosted(i, prospect.posted);
  meters.setEnergyExact(i, prospect.exact);
  meters.setThreshold(i, prospect.threshold);
  meters.setCrossingAt(i, prospect.crosses ? crossing(run, i, latest) : never);
  meters.setNext(i, Math.min(meters.crossingAt(i), meters.timer(i)));
}
