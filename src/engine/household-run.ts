// Runs one household ahead, alone, from event to event: until a given minute, or until it needs something it shares with others.
// Order within a minute: daily charges; institutional acts; exhaustion and window edges; consumer acts (decision 0006).
import { charge, inEmergencyCredit, offerable, postInstalment, select } from '../model/account.ts';
import { supply } from '../model/columns.ts';
import { minutesPerDay, never } from '../model/money.ts';
import { refreshInstitution, refreshNext } from './due.ts';
import { settle, turnDay, turnDayOff } from './energy.ts';
import { agentCommand, onboard, protectAtExit, recommence, visit } from './institution-acts.ts';
import { act, learn, nextPayDay, payDay } from './needs.ts';
import { liveStretch } from './plain-stretch.ts';
import { passQuietDays } from './quiet-days.ts';
import { refreshRationing } from './rationing.ts';
import { dayIndexOf, firstMeter, lastMeter, note, type Run } from './run.ts';
import { callLength, endCall } from './support.ts';
import { arm, rearm, review, testExhaustion } from './supply.ts';
import { tryInVain } from './vain-tries.ts';
import { end } from './vocabulary.ts';

/** Why a household stopped: it reached the minute asked for, or it needs the contact centre or the engineers. */
export const stop = { reached: 0, call: 1, visit: 2 } as const;

/** Lays down what is due before the first minute of the warm-up. */
export function beginWarmUp(run: Run, slot: number): void {
  const { firstDay } = run.rules.calendar;
  const payAt = nextPayDay(run, slot, firstDay);
  // In summer the first local day begins an hour before the warm-up does.
  run.households.setPayAt(slot, payAt < run.rules.startMinute ? nextPayDay(run, slot, firstDay + 1) : payAt);
}

/** Next minute at which something happens to the household, the next midnight at the latest. */
export function nextMinute(run: Run, slot: number): number {
  const { meters, households } = run;
  let minute = Math.min(households.nextMidnight(slot), households.payAt(slot));
  for (let i = firstMeter(run, slot); i <= lastMeter(run, slot); i++) minute = Math.min(minute, meters.next(i));
  return minute;
}

/**
 * Lives on through every event before minute `until`, or up to a shared need: then `stop.call` or `stop.visit`, with the meter that has
 * it found by `meterInNeed`. Call again to go on.
 */
export function advance(run: Run, slot: number, until: number): number {
  run.until = until;
  const why = liveUntil(run, slot, until);
  leaveDay(run, slot);
  return why;
}

function liveUntil(run: Run, slot: number, until: number): number {
  const { meters, households } = run;
  const first = firstMeter(run, slot);
  const last = lastMeter(run, slot);
  if (meters.visitWanted(first) === 1 || meters.visitWanted(last) === 1) return stop.visit;
  for (;;) {
    if (first === last) liveStretch(run, first, until);
    const midnight = households.nextMidnight(slot);
    let minute = midnight;
    if (meters.next(first) < minute) minute = meters.next(first);
    if (meters.next(last) < minute) minute = meters.next(last);
    if (households.payAt(slot) < minute) minute = households.payAt(slot);
    if (minute >= until) return stop.reached;
    if (minute === midnight) {
      if (passQuietDays(run, slot, until) === 0) turnMidnight(run, slot);
      continue;
    }
    if (households.unable(slot) === 1 && tryInVain(run, slot, minute)) continue;
    live(run, slot, minute);
    if (meters.visitWanted(first) === 1 || meters.visitWanted(last) === 1) return stop.visit;
    for (let i = first; i <= last; i++) if (meters.callAt(i) === minute && callIsDue(run, i)) return stop.call;
  }
}

/** A call falls due now: whether it stops the household. Back on supply nobody rings; before day 0 a call is answered at once. */
function callIsDue(run: Run, i: number): boolean {
  const { meters } = run;
  if (meters.supply(i) === supply.off) {
    if (run.listener !== null) return true;
    meters.setAnswerAt(i, Math.min(never, Math.ceil(meters.callInstant(i) + callLength(run, i))));
  }
  meters.setCallAt(i, never);
  refreshInstitution(run, i);
  return false;
}

/** The meter slot whose call or visit the household stopped for. */
export function meterInNeed(run: Run, slot: number, why: number): number {
  const { meters } = run;
  const first = firstMeter(run, slot);
  const last = lastMeter(run, slot);
  if (why === stop.visit) return meters.visitWanted(first) === 1 ? first : last;
  if (meters.callAt(first) !== meters.callAt(last)) return meters.callAt(first) < meters.callAt(last) ? first : last;
  return meters.callInstant(first) <= meters.callInstant(last) ? first : last;
}

/** Passes a midnight that a ranking stands at: its charges come first, what else is due in that minute after the ranking. */
export function passMidnight(run: Run, slot: number): void {
  turnMidnight(run, slot);
  leaveDay(run, slot);
}

/** The household is left for others. */
function leaveDay(run: Run, slot: number): void {
  run.replication.dayFactors.leave(slot, dayIndexOf(run, run.households.nextMidnight(slot)) - 1);
}

/** The daily charges at 00:00 UTC, for the day that begins; then the day's demand. */
function turnMidnight(run: Run, slot: number): void {
  const { meters, households } = run;
  const midnight = households.nextMidnight(slot);
  const last = lastMeter(run, slot);
  const day = dayIndexOf(run, midnight);
  run.replication.dayFactors.prepare(slot, day);
  for (let i = firstMeter(run, slot); i <= last; i++) {
    run.events++;
    if (meters.supply(i) === supply.on) {
      turnDay(run, i, midnight, day, chargeDay);
      meters.setNext(i, Math.min(meters.crossingAt(i), meters.timer(i)));
    } else {
      turnDayOff(run, i, midnight, day);
      chargeDay(run, i);
      // What the charges lead to on a meter that is off is looked at after the acts of institutions, as on one that is on.
      if (meters.supply(i) === supply.armed || offerable(meters, i)) meters.setCrossingAt(i, midnight);
      refreshNext(run, i);
    }
  }
  households.setNextMidnight(slot, midnight + minutesPerDay);
}

/** Standing charge and debt instalment of the day. Returns what was debited like energy, not parked as debt. */
function chargeDay(run: Run, i: number): number {
  const { meters } = run;
  const rules = run.rules.meters[meters.rules(i)]!;
  const balance = meters.balance(i);
  const { standingCharge } = rules;
  const debt = meters.debt(i);
  if (debt === 0 && balance > standingCharge && meters.supply(i) === supply.on) {
    meters.setCharges(i, meters.charges(i) + standingCharge);
    meters.setBalance(i, balance - standingCharge);
    return standingCharge;
  }
  const suspended =
    (meters.supply(i) !== supply.on && rules.suspendWhenOff) || (rules.suspendInEmergencyCredit && inEmergencyCredit(meters, i));
  charge(meters, i, standingCharge, suspended);
  if (debt > 0) postInstalment(meters, i, suspended);
  return suspended ? 0 : standingCharge + debt - meters.debt(i);
}

/** Everything due on the household in one minute, in its order. */
function live(run: Run, slot: number, minute: number): void {
  const { meters, households } = run;
  const first = firstMeter(run, slot);
  const last = lastMeter(run, slot);
  let onlyThresholds = true;
  for (let i = first; i <= last; i++) {
    if (meters.next(i) !== minute) continue;
    run.events++;
    if (meters.timer(i) === minute) onlyThresholds = false;
    if (meters.institution(i) === minute) institutionsAct(run, i, minute);
  }
  for (let i = first; i <= last; i++) {
    if (meters.crossingAt(i) !== minute && meters.edgeAt(i) !== minute) continue;
    settle(run, i, minute);
    testExhaustion(run, i, minute);
    refreshNext(run, i);
    // An offer may be selected in the very minute it is made.
    if (meters.timer(i) === minute) onlyThresholds = false;
  }
  if (!onlyThresholds) {
    for (let i = first; i <= last; i++) if (handIsDue(run, i, minute)) handsAct(run, i, minute);
  }
  if (households.payAt(slot) === minute) {
    payDay(run, slot, minute);
    run.events++;
  }
  const acts = meters.actAt(first) === minute || meters.actAt(last) === minute;
  if (acts) act(run, slot, minute);
  else if (onlyThresholds && households.unable(slot) === 0) return;
  refreshRationing(run, slot, minute);
}

function institutionsAct(run: Run, i: number, minute: number): void {
  const { meters } = run;
  settle(run, i, minute);
  if (meters.protectAt(i) === minute) protectAtExit(run, i, minute);
  if (meters.agentAt(i) === minute) agentCommand(run, i, minute);
  if (meters.onboardAt(i) === minute) onboard(run, i, minute);
  if (meters.recommenceAt(i) === minute) recommence(run, i, minute);
  if (meters.answerAt(i) === minute) endCall(run, i, minute);
  if (meters.visitAt(i) === minute) visit(run, i >> 1, minute);
  refreshInstitution(run, i);
  // Whatever it was, the thresholds are looked at next.
  meters.setCrossingAt(i, minute);
}

function handIsDue({ meters }: Run, i: number, minute: number): boolean {
  return meters.rearmAt(i) === minute || meters.selectAt(i) === minute || meters.learnAt(i) === minute;
}

/** What people do at the meter itself, or learn about it. */
function handsAct(run: Run, i: number, minute: number): void {
  const { meters } = run;
  if (meters.rearmAt(i) === minute) {
    rearm(run, i, minute);
    review(run, i, minute);
  }
  if (meters.selectAt(i) === minute) {
    settle(run, i, minute);
    selectEmergencyCredit(run, i, minute);
    review(run, i, minute);
  }
  if (meters.learnAt(i) === minute) learn(run, i, minute);
  refreshNext(run, i);
}

/** The household selects the emergency credit it was offered; off, only where the meter allows it. */
function selectEmergencyCredit(run: Run, i: number, minute: number): void {
  const { meters } = run;
  meters.setSelectAt(i, never);
  if (meters.offered(i) === 0 || meters.selected(i) === 1) return;
  if (meters.supply(i) !== supply.on && !run.rules.meters[meters.rules(i)]!.selectWhenOff) return;
  select(meters, i);
  note(run, i, minute, 'emergency credit selected', meters.emergencyCreditLimit(i));
  arm(run, i, minute, end.emergencyCredit);
}
