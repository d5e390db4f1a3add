// A plain stretch of one meter's life: supply on, in credit, nothing owed, and the household able to top up. Midnights, the trigger, offers of
// emergency credit and vends that succeed are lived here with the account in local variables, by the sums of energy.ts, supply.ts and needs.ts;
// whatever else comes is left, before it has begun, to household-run.ts. Most of ordinary life is such stretches (decision 0015). A test
// holds them against lives with a ledger, which have none (test/engine/run-ahead.test.ts).
import { offerable } from '../model/account.ts';
import { mode, nextDayKey, supply } from '../model/columns.ts';
import { dayOf, minutesPerDay, never } from '../model/money.ts';
import { channelTo } from './channels.ts';
import { refreshNext, timerOtherThanAct } from './due.ts';
import { minuteReached } from './energy.ts';
import { amountOf, comesToNothing, countVend, isShortOfMoney, openNeed, returnToPrepayment } from './needs.ts';
import { dayIndexOf, type Run } from './run.ts';
import { nearer, offer } from './supply.ts';
import { habitIndex } from './vocabulary.ts';

/** Lives on, on meter `i`, the only one of its home, before minute `until`, as long as its life is plain and nothing else is due. */
export function liveStretch(run: Run, i: number, until: number): void {
  if (!isPlain(run, i)) return;
  const { meters, households, replication } = run;
  const slot = i >> 1;
  let midnight = households.nextMidnight(slot);
  // The first day of all begins elsewhere.
  if (midnight === run.rules.startMinute) return;
  // Of the things in one minute a midnight comes first: it may be lived though a timer is due in its minute, whatever else may not.
  let timer = Math.min(timerOtherThanAct(run, i), households.payAt(slot));
  let bound = Math.min(until, timer);
  let actAt = meters.actAt(i);
  let crossingAt = meters.crossingAt(i);
  if (Math.min(actAt, crossingAt) >= bound && midnight > Math.min(timer, until - 1)) return;

  const fuel = i & 1;
  const rules = run.rules.meters[meters.rules(i)]!;
  const { standingCharge, offeredBelow } = rules;
  const trigger = households.trigger(slot);
  const isReactive = households.habit(slot) === habitIndex.reactive;
  const shapes = replication.shapes[fuel]!;
  const totals = replication.dayTotals[fuel]!;
  let day = dayIndexOf(run, midnight) - 1;
  // No midnight is passed here after a segment that began within its day.
  const segment = meters.segmentStart(i) - (midnight - minutesPerDay);
  const used = segment === 0 ? 0 : shapes[day]!.share(segment);
  let balance = meters.balance(i);
  let exact = meters.energyExact(i);
  let posted = meters.energyPosted(i);
  let cost = meters.costToday(i);
  let threshold = meters.threshold(i);
  let charges = meters.charges(i);
  let isOfferable = offerable(meters, i);
  let need = meters.need(i) === 1;
  let events = 0;
  let counted = -Infinity;

  for (;;) {
    const minute = Math.min(crossingAt, actAt) | 0;
    if (midnight <= minute) {
      const last = Math.min(timer, until - 1, actAt);
      if (midnight > last || segment !== 0) break;
      const season = replication.season[fuel]!;
      const factors = replication.dayFactors.factors[fuel]!;
      const costPerDay = meters.costPerDay(i);
      const yesterday = day;
      const lastDay = day + 1 + dayOf(last - midnight);
      replication.dayFactors.prepareThrough(slot, day + 1, lastDay);
      let crosses = false;
      while (day < lastDay && !crosses) {
        const exactNow = exact + cost * totals[day]!;
        const postedNow = Math.floor(exactNow + 0.5);
        const balanceNow = balance - (postedNow - posted) - standingCharge;
        const thresholdNow = threshold - standingCharge;
        if (balanceNow <= 0 || postedNow >= thresholdNow) break;
        day = (day + 1) | 0;
        exact = exactNow;
        posted = postedNow;
        balance = balanceNow;
        threshold = thresholdNow;
        charges += standingCharge;
        cost = costPerDay * season[day]! * factors[day]!;
        crosses = Math.floor(exactNow + cost * totals[day]! + 0.5) >= thresholdNow;
      }
      if (day === yesterday) break;
      events += day - yesterday;
      midnight = (midnight + (day - yesterday) * minutesPerDay) | 0;
      crossingAt = never;
      if (crosses) {
        const crossing = minuteReached(shapes[day]!, used, 0, exact, cost, threshold);
        if (crossing < minutesPerDay) crossingAt = midnight - minutesPerDay + crossing;
      }
      continue;
    }
    if (minute >= bound) break;

    const shape = shapes[day]!;
    const ofDay = minute - (midnight - minutesPerDay);
    const postedNow = Math.floor(exact + cost * (shape.share(ofDay) - used) + 0.5);
    const balanceNow = balance - (postedNow - posted);
    if (crossingAt === minute) {
      if (balanceNow <= 0) break;
      balance = balanceNow;
    } else {
      if (isShortOfMoney(run, i)) break;
      const key = nextDayKey(meters.attemptKey(i), day);
      if (comesToNothing(run, i, channelTo(run, i, minute, false), key)) break;
      const amount = amountOf(run, i, minute, key);
      meters.setMoneyAsked(i, 1);
      meters.setAttemptKey(i, key);
      meters.setVended(i, meters.vended(i) + amount);
      countVend(run, i, minute);
      balance = balanceNow + amount;
      // As `credit` does in account.ts, with nothing owed.
      if (balance >= offeredBelow) {
        meters.setOffered(i, 0);
        isOfferable = offerable(meters, i);
      }
      if (balance >= rules.reconnectMargin && meters.onboardedAt(i) <= minute) returnToPrepayment(run, i, minute);
      need = false;
      actAt = never;
    }
    posted = postedNow;
    if (minute !== counted) events++;
    counted = minute;

    // As `review` and `budget` do in supply.ts.
    if (balance > trigger) meters.setWantedChannel(i, 0);
    if (!need && isReactive && balance < trigger) {
      openNeed(run, i, minute);
      need = true;
      actAt = meters.actAt(i);
    }
    if (isOfferable && balance < offeredBelow) {
      offer(run, i, minute);
      isOfferable = false;
      timer = Math.min(timer, meters.selectAt(i));
      bound = Math.min(bound, timer);
    }
    let level = 0;
    if (!need && isReactive) level = nearer(level, trigger - 1, balance);
    if (isOfferable) level = nearer(level, offeredBelow - 1, balance);
    threshold = posted + balance - level;
    crossingAt = never;
    if (Math.floor(exact + cost * (totals[day]! - used) + 0.5) >= threshold) {
      const crossing = minuteReached(shape, used, ofDay, exact, cost, threshold);
      if (crossing < minutesPerDay) crossingAt = midnight - minutesPerDay + crossing;
    }
  }
  if (events === 0) return;

  households.setNextMidnight(slot, midnight);
  meters.setBalance(i, balance);
  meters.setEnergyExact(i, exact);
  meters.setEnergyPosted(i, posted);
  meters.setCostToday(i, cost);
  meters.setThreshold(i, threshold);
  meters.setCharges(i, charges);
  meters.setSegmentStart(i, midnight - minutesPerDay + segment);
  meters.setCrossingAt(i, crossingAt);
  refreshNext(run, i);
  // What is left of a minute is lived, and the minute counted, by whoever goes on.
  run.events += meters.next(i) === counted ? events - 1 : events;
}

/** Whether the meter's account is plain: in credit, nothing owed, and no need but one that opened at the trigger and waits for its act. */
function isPlain(run: Run, i: number): boolean {
  const { meters, households } = run;
  const slot = i >> 1;
  if (households.unable(slot) === 1 || meters.supply(i) !== supply.on || meters.selected(i) === 1 || meters.balance(i) <= 0)
    return false;
  if (meters.debt(i) !== 0 || meters.accumulatedDebt(i) !== 0 || meters.emergencyCreditUsed(i) !== 0) return false;
  if (meters.mode(i) !== mode.prepayment || run.ledger !== null) return false;
  if (meters.need(i) === 0) return true;
  return (
    meters.payday(i) === 0 &&
    meters.moneyAsked(i) === 0 &&
    households.habit(slot) === habitIndex.reactive &&
    meters.balance(i) < households.trigger(slot)
  );
}
