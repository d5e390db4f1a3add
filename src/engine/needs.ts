// Topping up: when a household sees a need, when it acts on it, what it can pay, and what comes of the attempt.
// Rules: docs/MODEL.md, section H.
import { vend } from '../model/account.ts';
import { mode, nextDayKey, supply } from '../model/columns.ts';
import { channel } from '../model/gates.ts';
import { never, poundsToMicropounds } from '../model/money.ts';
import { cyclePeriodDays } from '../model/population.ts';
import { purpose } from '../model/purposes.ts';
import { channelTo } from './channels.ts';
import { settle } from './energy.ts';
import { dayIndexOf, drawMinutes, firstMeter, happens, lastMeter, meterEntity, note, wake, type Run } from './run.ts';
import { refreshNext } from './due.ts';
import { arm, review } from './supply.ts';
import { end, habitIndex } from './vocabulary.ts';

/** A need arises: the household will act when it has noticed and got to it. Never acting, it has none. */
export function openNeed(run: Run, i: number, minute: number): void {
  const { meters } = run;
  if (run.households.habit(i >> 1) === habitIndex.never) return;
  beginNeed(run, i, minute);
  const delay = drawMinutes(run, run.rules.notice, i, purpose.notice, meters.needKey(i));
  // What a vend of this minute left wanting is not seen to in the same minute.
  meters.setActAt(i, wake(run, minute + (meters.vendedAt(i) === minute ? Math.max(1, delay) : delay)));
}

function beginNeed(run: Run, i: number, minute: number): void {
  const { meters } = run;
  meters.setNeedKey(i, nextDayKey(meters.needKey(i), dayIndexOf(run, minute)));
  meters.setNeed(i, 1);
  meters.setMoneyAsked(i, 0);
  meters.setShort(i, 0);
  meters.setFunded(i, 0);
}

function closeNeed(run: Run, i: number): void {
  const { meters } = run;
  meters.setNeed(i, 0);
  meters.setPayday(i, 0);
  meters.setWaiting(i, 0);
  meters.setFailed(i, 0);
  meters.setActAt(i, never);
}

/** Credit came some other way (a grant): there is nothing left to buy for. */
export function closeNeedIfMet(run: Run, i: number): void {
  const { meters, households } = run;
  if (meters.need(i) === 0 || meters.payday(i) === 1 || meters.supply(i) === supply.off) return;
  const reactive = households.habit(i >> 1) === habitIndex.reactive;
  if (reactive ? meters.balance(i) >= households.trigger(i >> 1) : meters.balance(i) > 0) closeNeed(run, i);
}

/** Pay day: every meter of the home is due, now. */
export function payDay(run: Run, slot: number, minute: number): void {
  const { meters, households } = run;
  for (let i = firstMeter(run, slot); i <= lastMeter(run, slot); i++) {
    if (meters.need(i) === 0) beginNeed(run, i, minute);
    meters.setPayday(i, 1);
    if (meters.waiting(i) === 0 || minute < meters.actAt(i)) meters.setActAt(i, minute);
  }
  households.setPayAt(slot, nextPayDay(run, slot, run.rules.calendar.localDay(minute) + 1));
}

/** The waking minute of the household's first pay day on or after a local day; `never` past the calendar or without a pay cycle. */
export function nextPayDay(run: Run, slot: number, localDay: number): number {
  const { households, rules } = run;
  const { calendar, waking } = rules;
  if (households.habit(slot) !== habitIndex.payCycle) return never;
  const phase = households.payPhase(slot);
  const period = cyclePeriodDays[households.payCycle(slot)];
  let index = Math.max(0, localDay - calendar.firstDay);
  if (period === undefined) {
    while (index < calendar.days && calendar.dayOfMonth[index] !== phase) index++;
  } else index = phase + Math.max(0, Math.ceil((index - phase) / period)) * period;
  if (index >= calendar.days) return never;
  const uniform = run.streams.uniform(households.household(slot), purpose.payMinute, index);
  const localMinute = waking.startMinute + Math.floor(uniform * (waking.endMinute - waking.startMinute));
  return calendar.minuteOfLocal(calendar.firstDay + index, localMinute);
}

const weeksOfCycle = [1, 2, 4, 365 / 12 / 7] as const;

/** Learning the SoLR's channel prompts an act that is outstanding because an attempt failed. */
export function learn(run: Run, i: number, minute: number): void {
  const { meters } = run;
  meters.setLearnAt(i, never);
  note(run, i, minute, 'channel learnt');
  if (meters.need(i) === 1 && meters.failed(i) === 1 && meters.waiting(i) === 0) meters.setActAt(i, wake(run, minute));
}

/** The household acts: on every meter of the home with an outstanding need. Short of money, gas waits while electricity is bought. */
export function act(run: Run, slot: number, minute: number): void {
  const { meters } = run;
  const first = firstMeter(run, slot);
  const last = lastMeter(run, slot);
  const firstDue = isDue(run, first, minute);
  const lastDue = last !== first && isDue(run, last, minute);
  const firstShort = firstDue && askMoney(run, first);
  const lastShort = lastDue && askMoney(run, last);
  const short = firstShort || lastShort;
  if (firstDue) {
    if (short && !lastDue) waitForMoney(run, first, minute);
    else attempt(run, first, minute);
    refreshNext(run, first);
  }
  if (lastDue) {
    if (short && meters.funded(last) === 0) waitForMoney(run, last, minute);
    else attempt(run, last, minute);
    refreshNext(run, last);
  }
}

/** A need is outstanding and the household is not waiting for money for it; money whose wait ends now is there. */
function isDue(run: Run, i: number, minute: number): boolean {
  const { meters } = run;
  if (meters.need(i) === 0) return false;
  if (meters.waiting(i) === 1) {
    if (meters.actAt(i) > minute) return false;
    meters.setWaiting(i, 0);
    meters.setFunded(i, 1);
  }
  return true;
}

/** One money draw a need; true where the money is short and not yet come. */
function askMoney(run: Run, i: number): boolean {
  const { meters } = run;
  if (meters.moneyAsked(i) === 0) {
    meters.setMoneyAsked(i, 1);
    meters.setShort(i, isShortOfMoney(run, i) ? 1 : 0);
  }
  return meters.short(i) === 1 && meters.funded(i) === 0;
}

/** Whether the money for the need that is open was short when it was asked for. */
export function isShortOfMoney(run: Run, i: number): boolean {
  return happens(run, run.rules.shortShare, i, purpose.shortOfMoney, run.meters.needKey(i));
}

function waitForMoney(run: Run, i: number, minute: number): void {
  const { meters } = run;
  meters.setWaiting(i, 1);
  meters.setActAt(
    i,
    wake(run, minute + Math.max(1, drawMinutes(run, run.rules.wait, i, purpose.waitForMoney, meters.needKey(i)))),
  );
  note(run, i, minute, 'short of money');
}

/** How the ledger words an attempt that found no channel. */
export const noChannel = 'no channel to top up by';

/** Tries to buy credit for one meter. */
function attempt(run: Run, i: number, minute: number): void {
  const { meters } = run;
  const meterRules = run.rules.meters[meters.rules(i)]!;
  const key = nextDayKey(meters.attemptKey(i), dayIndexOf(run, minute));
  meters.setAttemptKey(i, key);
  const by = channelTo(run, i, minute, false);
  if (comesToNothing(run, i, by, key)) {
    if (by === channel.none) {
      if (meters.wantedChannel(i) === 0) meters.setChannelWantedAt(i, minute);
      meters.setWantedChannel(i, 1);
    }
    meters.setFailed(i, 1);
    failAttempt(run, i, minute, key, by === channel.none ? noChannel : by === channel.remote ? 'top-up missed' : 'code mistyped');
    return;
  }
  const amount = amountOf(run, i, minute, key);
  settle(run, i, minute);
  vend(meters, i, amount, meterRules);
  countVend(run, i, minute);
  note(run, i, minute, 'vend', amount);
  if (meters.balance(i) >= meterRules.reconnectMargin) {
    if (meters.onboardedAt(i) <= minute) returnToPrepayment(run, i, minute);
    arm(run, i, minute, end.vend);
  }
  if (meters.supply(i) === supply.off) openNeed(run, i, minute);
  review(run, i, minute);
}

/** Whether the `key`th attempt, by a channel, fails: there is none, the message is missed, or the code mistyped. */
export function comesToNothing(run: Run, i: number, by: number, key: number): boolean {
  const { meters, rules } = run;
  return (
    by === channel.none ||
    (by === channel.remote && happens(run, rules.meters[meters.rules(i)]!.missed, i, purpose.missed, key)) ||
    (by === channel.typed && happens(run, rules.typingFails, i, purpose.typing, key))
  );
}

/** What the `key`th attempt buys: micropounds. */
export function amountOf(run: Run, i: number, minute: number, key: number): number {
  const { meters, rules } = run;
  const weeks = meters.payday(i) === 1 ? weeksOfCycle[run.households.payCycle(i >> 1)]! : 1;
  const advice = minute < meters.onboardedAt(i) ? run.adviceFactor : 1;
  const drawn = rules.vendAmount.quantile(run.streams.uniform(meterEntity(run, i), purpose.vendAmount, key));
  return poundsToMicropounds(drawn * weeks * advice * meters.vendFactor(i));
}

/** A vend has been posted: it is counted, and the need it was for is over. */
export function countVend(run: Run, i: number, minute: number): void {
  const { meters } = run;
  meters.setVends(i, meters.vends(i) + 1);
  meters.setVendedAt(i, minute);
  closeNeed(run, i);
}

/** An attempt, the `key`th, has failed: it is counted, and the household will try again. */
export function failAttempt(run: Run, i: number, minute: number, key: number, why: string): void {
  const { meters, rules } = run;
  meters.setFailedVends(i, meters.failedVends(i) + 1);
  const sampler = meters.supply(i) === supply.on ? rules.retry : rules.retryOffSupply;
  meters.setActAt(i, wake(run, minute + Math.max(1, drawMinutes(run, sampler, i, purpose.retry, key))));
  note(run, i, minute, why);
}

/** What an agent or the SoLR left on the meter ends with the first vend, after onboarding, that leaves it in credit. */
export function returnToPrepayment(run: Run, i: number, minute: number): void {
  const { meters } = run;
  meters.setAlwaysProtected(i, 0);
  if (meters.mode(i) === mode.prepayment) return;
  meters.setMode(i, mode.prepayment);
  run.listener?.safeMode(meters.safeSince(i), minute);
  meters.setSafeSince(i, never);
  note(run, i, minute, 'back in prepayment mode');
}
