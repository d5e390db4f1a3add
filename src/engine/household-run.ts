// Runs one household ahead, alone, from event to event: until a given minute, or until it needs something it shares with others.
// Order within a minute: daily charges; institutional acts; exhaustion and window edges; consumer acts (decision 0006).
import { charge, net, postInstalment, select } from '../model/account.ts';
import { supply } from '../model/columns.ts';
import { minutesPerDay, never } from '../model/money.ts';
import { assert } from '../errors.ts';
import { beginSegment, settle, turnDay, turnDayOff } from './energy.ts';
import { agentCommand, onboard, protectAtExit, recommence, visit } from './institution-acts.ts';
import { act, learn, nextPayDay, payDay, refreshRationing } from './needs.ts';
import { note, type Run } from './run.ts';
import { callLength, endCall } from './support.ts';
import { arm, disarmIfExhausted, rearm, review } from './supply.ts';
import { end } from './vocabulary.ts';

/** Why a household stopped: it reached the minute asked for, or it needs the contact centre or the engineers. */
export const stop = { reached: 0, call: 1, visit: 2 } as const;

/** Lays down what is due before the first minute of the warm-up. */
export function beginWarmUp(run: Run, slot: number): void {
  run.households.payAt[slot] = nextPayDay(run, slot, run.rules.calendar.firstDay);
}

/** Next minute at which something happens to the household, the next midnight at the latest. */
export function nextMinute(run: Run, slot: number): number {
  const { meters, households } = run;
  return Math.min(households.nextMidnight[slot]!, meters.next[2 * slot]!, meters.next[2 * slot + 1]!, households.payAt[slot]!);
}

/**
 * Lives on through every event before minute `until`, or up to a shared need: then `stop.call` or `stop.visit`, with the meter that has
 * it found by `meterInNeed`. Call again to go on.
 */
export function advance(run: Run, slot: number, until: number): number {
  const { meters, households } = run;
  const electricity = 2 * slot;
  const gas = electricity + 1;
  for (;;) {
    if (meters.visitWanted[electricity] === 1 || meters.visitWanted[gas] === 1) return stop.visit;
    const midnight = households.nextMidnight[slot]!;
    let minute = midnight;
    if (meters.next[electricity]! < minute) minute = meters.next[electricity]!;
    if (meters.next[gas]! < minute) minute = meters.next[gas]!;
    if (households.payAt[slot]! < minute) minute = households.payAt[slot]!;
    if (minute >= until) return stop.reached;
    if (minute === midnight) {
      passMidnight(run, slot);
      continue;
    }
    run.now = minute;
    live(run, slot, minute);
    for (let i = electricity; i <= gas; i++) {
      if (meters.callAt[i] !== minute || meters.present[i] === 0) continue;
      if (meters.supply[i] !== supply.off) meters.callAt[i] = never;
      else if (run.observations !== null) return stop.call;
      else {
        // Before day 0 a call is answered at once.
        meters.callAt[i] = never;
        meters.answerAt[i] = Math.min(never, Math.ceil(meters.callInstant[i]! + callLength(run, i)));
      }
      refreshInstitution(run, i);
    }
  }
}

/** The meter slot whose call or visit the household stopped for. */
export function meterInNeed(run: Run, slot: number, why: number): number {
  const { meters } = run;
  const electricity = 2 * slot;
  if (why === stop.visit) return meters.visitWanted[electricity] === 1 ? electricity : electricity + 1;
  return meters.callAt[electricity]! <= meters.callAt[electricity + 1]! && meters.present[electricity] === 1 ? electricity : electricity + 1;
}

/** The daily charges at 00:00 UTC, for the day that begins; then the day's demand. */
export function passMidnight(run: Run, slot: number): void {
  const { meters, households } = run;
  const midnight = households.nextMidnight[slot]!;
  for (let i = 2 * slot; i < 2 * slot + 2; i++) {
    if (meters.present[i] === 0) continue;
    run.events++;
    if (meters.supply[i] === supply.on) {
      turnDay(run, i, midnight, chargeDay);
      meters.next[i] = Math.min(meters.crossingAt[i]!, meters.timer[i]!);
    } else {
      turnDayOff(run, i, midnight);
      chargeDay(run, i);
      disarmIfExhausted(run, i, midnight);
      refreshNext(run, i);
    }
  }
  households.nextMidnight[slot] = midnight + minutesPerDay;
}

/** Standing charge and debt instalment of the day. Returns what was debited like energy, not parked as debt. */
function chargeDay(run: Run, i: number): number {
  const { meters } = run;
  const rules = run.rules.meters[meters.rules[i]!]!;
  const balance = meters.balance[i]!;
  const { standingCharge } = rules;
  const debt = meters.debt[i]!;
  if (debt === 0 && balance > standingCharge && meters.supply[i] === supply.on) {
    meters.charges[i] = meters.charges[i]! + standingCharge;
    meters.balance[i] = balance - standingCharge;
    return standingCharge;
  }
  const suspended =
    meters.supply[i] === supply.on
      ? rules.suspendInEmergencyCredit && meters.selected[i] === 1 && balance <= 0
      : rules.suspendWhenOff;
  charge(meters, i, standingCharge, suspended);
  if (debt > 0) postInstalment(meters, i, suspended);
  return suspended ? 0 : standingCharge + debt - meters.debt[i]!;
}

/** Everything due on the household in one minute, in its order. */
function live(run: Run, slot: number, minute: number): void {
  const { meters, households } = run;
  const electricity = 2 * slot;
  const gas = electricity + 1;
  const visited = meters.visitAt[electricity] === minute || meters.visitAt[gas] === minute;
  for (let i = electricity; i <= gas; i++) {
    if (meters.next[i] !== minute) continue;
    run.events++;
    if (meters.institution[i] === minute) {
      settle(run, i, minute);
      institutionsAct(run, i, minute);
      meters.crossingAt[i] = minute;
    }
  }
  if (visited) {
    visit(run, slot, minute);
    for (let i = electricity; i <= gas; i++) if (meters.present[i] === 1) meters.crossingAt[i] = minute;
  }
  for (let i = electricity; i <= gas; i++) {
    if (meters.crossingAt[i] !== minute && meters.edgeAt[i] !== minute) continue;
    settle(run, i, minute);
    review(run, i, minute);
  }

  for (let i = electricity; i <= gas; i++) {
    if (meters.next[i] !== minute) continue;
    if (meters.rearmAt[i] === minute) {
      rearm(run, i, minute);
      review(run, i, minute);
    }
    if (meters.selectAt[i] === minute) {
      settle(run, i, minute);
      selectEmergencyCredit(run, i, minute);
      review(run, i, minute);
    }
    if (meters.learnAt[i] === minute) learn(run, i, minute);
  }
  if (households.payAt[slot] === minute) {
    payDay(run, slot, minute);
    run.events++;
  }
  if (meters.actAt[electricity] === minute || meters.actAt[gas] === minute) act(run, slot, minute);
  refreshRationing(run, slot, minute);
  if (meters.present[electricity] === 1) refreshNext(run, electricity);
  if (meters.present[gas] === 1) refreshNext(run, gas);
}

function institutionsAct(run: Run, i: number, minute: number): void {
  const { meters } = run;
  if (meters.protectAt[i] === minute) protectAtExit(run, i, minute);
  if (meters.agentAt[i] === minute) agentCommand(run, i, minute);
  if (meters.onboardAt[i] === minute) onboard(run, i, minute);
  if (meters.recommenceAt[i] === minute) recommence(run, i, minute);
  if (meters.answerAt[i] === minute) endCall(run, i, minute);
  refreshInstitution(run, i);
}

/** The household selects the emergency credit it was offered; off, only where the meter allows it. */
function selectEmergencyCredit(run: Run, i: number, minute: number): void {
  const { meters } = run;
  meters.selectAt[i] = never;
  if (meters.offered[i] === 0 || meters.selected[i] === 1) return;
  select(meters, i);
  note(run, i, minute, 'emergency credit selected', meters.emergencyCreditLimit[i]!);
  arm(run, i, minute, end.emergencyCredit);
}

/** Recomputes when something is next due on a meter. */
export function refreshNext(run: Run, i: number): void {
  const { meters } = run;
  let timer = meters.institution[i]!;
  if (meters.edgeAt[i]! < timer) timer = meters.edgeAt[i]!;
  if (meters.selectAt[i]! < timer) timer = meters.selectAt[i]!;
  if (meters.rearmAt[i]! < timer) timer = meters.rearmAt[i]!;
  if (meters.actAt[i]! < timer) timer = meters.actAt[i]!;
  if (meters.learnAt[i]! < timer) timer = meters.learnAt[i]!;
  if (meters.callAt[i]! < timer) timer = meters.callAt[i]!;
  meters.timer[i] = timer;
  meters.next[i] = Math.min(meters.crossingAt[i]!, timer);
}

/** Recomputes when an institution next acts on a meter: after any change of such a time. */
export function refreshInstitution(run: Run, i: number): void {
  const { meters } = run;
  meters.institution[i] = Math.min(
    meters.onboardAt[i]!,
    meters.agentAt[i]!,
    meters.protectAt[i]!,
    meters.recommenceAt[i]!,
    meters.answerAt[i]!,
    meters.visitAt[i]!,
  );
  refreshNext(run, i);
}

/** Energy up to a minute is settled and the books opened or closed there. */
export function settleHousehold(run: Run, slot: number, minute: number): void {
  for (let i = 2 * slot; i < 2 * slot + 2; i++) if (run.meters.present[i] === 1) beginSegment(run, i, minute);
}

/** Opens the books at day 0: what is counted starts from here. */
export function openBooks(run: Run, slot: number): void {
  const { meters, households } = run;
  for (let i = 2 * slot; i < 2 * slot + 2; i++) {
    if (meters.present[i] === 0) continue;
    meters.openingNet[i] = net(meters, i);
    meters.openingEnergy[i] = meters.energyPosted[i]!;
    for (const column of [meters.vended, meters.debtRepaid, meters.creditGranted, meters.charges]) column[i] = 0;
    meters.vends[i] = 0;
    meters.failedVends[i] = 0;
    const off = meters.supply[i] !== supply.on;
    // A spell open from the warm-up starts at 0 and keeps its cause.
    if (off) meters.offSince[i] = 0;
    meters.firstOffAt[i] = off ? 0 : never;
    assert(Number.isSafeInteger(meters.openingNet[i]!), 'the account holds whole micropounds');
  }
  households.offSince[slot] = 0;
  households.firstOffAt[slot] = households.metersOff[slot]! > 0 ? 0 : never;
  if (households.metersInEmergencyCredit[slot]! > 0) households.emergencyCreditSince[slot] = 0;
}

/** Money and energy are conserved to the micropound: holds for every meter of every run. */
export function assertConserved(run: Run, i: number): void {
  const { meters } = run;
  const energy = meters.energyPosted[i]! - meters.openingEnergy[i]!;
  const expected =
    meters.openingNet[i]! + meters.vended[i]! - meters.debtRepaid[i]! + meters.creditGranted[i]! - energy - meters.charges[i]!;
  assert(expected === net(meters, i), `money is conserved on meter ${i & 1} of household ${run.households.household[i >> 1]!}`);
  assert(meters.energyPosted[i] === Math.floor(meters.energyExact[i]! + 0.5), `energy is conserved on meter ${i & 1} of household ${run.households.household[i >> 1]!}`);
}
