// The turn of a household that waited: the contact centre takes its call, or an engineer comes.
// Policies under which the turn has the same outcome share its further simulation (decision 0026).
import { eventCallAbandoned, eventCallAnswered, stoppedAtMinute } from './codes.ts';
import { copyHousehold } from './copy.ts';
import {
  drawLearnDelay,
  drawTimes,
  drawTimesOfEvery,
  scheduleActs,
  learnDelays,
  twinPlace,
} from './course.ts';
import { advance, finishReporting, meterInNeed, turnMinute } from './household-run.ts';
import { home, type Household } from './household.ts';
import * as members from './members.ts';
import type { Meter } from './meter.ts';
import { hostCall, hostVisit, i32, newI32s, type f64, type I32s } from './platform.ts';
import {
  likeness,
  policies,
  policy,
  sameAfterCall,
  sameOnboarding,
  setPolicy,
  settings,
} from './settings.ts';
import { simulateMembers, isLeaving, partition, stateAt } from './shared-policies.ts';
import { callLength, patienceOf, scheduleCallAgain, visitLength } from './support.ts';
import { earlier, later, minuteAfter, never } from './time.ts';
import { loadWaiting, waitForTurn } from './waiting.ts';

/** Minute from which acts of institutions are still to be scheduled for the loaded household. */
let scheduleFrom: i32 = never;
/** Minute at which the loaded twin is next read, if that is before `scheduleFrom`. */
let readAt: i32 = never;

/** Loads the household of the record, for the policies it waits under that this share serves. */
export function loadTurn(): void {
  scheduleFrom = loadWaiting();
  readAt = home.readAt;
  drawTimesNeeded();
  switchToMembers(members.first, members.end);
}

/**
 * Draws the times of acts that are still needed. The twin needs them under every policy, for its
 * readings.
 */
function drawTimesNeeded(): void {
  const leader: i32 = members.order[members.first]!;
  const isTwin: boolean = leader === twinPlace && earlier(readAt, scheduleFrom) !== never;
  setPolicy(policies[leader]!);
  if (isTwin || members.end - members.first > 1) drawTimesOfEvery();
  else if (scheduleFrom !== never) drawTimes(leader);
  else if (policy.hasEngineers) drawLearnDelay(leader);
}

/** Makes these policies the members. Acts are scheduled as under the first of them. */
function switchToMembers(from: i32, end: i32): void {
  const leader: i32 = members.order[from]!;
  members.setMembers(from, end);
  setPolicy(policies[leader]!);
  if (scheduleFrom !== never)
    scheduleActs(leader, scheduleFrom, earlier(scheduleFrom, minuteAfter(turnMinute(), 1)));
  // An engineer may onboard a meter whose onboarding was not scheduled.
  if (policy.hasEngineers) home.learnMinutes = learnDelays[leader]!;
  // Readings that are due before acts are scheduled stay due.
  home.readAt = leader === twinPlace ? earlier(readAt, home.readAt) : never;
}

/**
 * Loads the household of the record, applies the outcome of its turn under each of its policies,
 * and simulates it to a minute or to an earlier next turn. Returns whether it reached the minute
 * and has to wait for a ranking there. `until` may be before the horizon only if the household
 * waits under one policy.
 */
export function serveTurn(until: i32): boolean {
  loadTurn();
  if (until < settings.horizonMinute) {
    applyTurn();
    return simulateTo(until);
  }
  askForTurns();
  simulateByTurn(0, members.end, 0);
  return false;
}

/** Applies the outcome of its turn to the loaded household, under its one policy. */
export function applyTurn(): void {
  askForTurns();
  endTurn(turnEnds[members.order[0]!]!);
}

/** Simulates the loaded household under its one policy. Arguments and result as in `serveTurn`. */
export function simulateTo(until: i32): boolean {
  const isStopped: boolean = advance(until) !== stoppedAtMinute;
  if (isStopped) waitForTurn(never);
  else if (until >= settings.horizonMinute) finishReporting();
  else return true;
  return false;
}

/** By policy: the outcome of the turn, from `endOfCall` or `endOfVisit`. */
let turnEnds: I32s = newI32s(0);
/** The call was not answered. */
const abandoned: i32 = -1;

/** Asks the host for the outcome of the turn, under every member. */
function askForTurns(): void {
  if (turnEnds.length !== policies.length) turnEnds = newI32s(policies.length);
  const meter: Meter = meterInNeed();
  for (let member: i32 = members.first; member < members.end; member++) {
    const place: i32 = members.order[member]!;
    setPolicy(policies[place]!);
    turnEnds[place] = meter.isVisitWanted ? endOfVisit(meter, place) : endOfCall(meter, place);
  }
  setPolicy(policies[members.order[members.first]!]!);
}

/** The minute at which the conversation ends, or `abandoned`. */
function endOfCall(meter: Meter, place: i32): i32 {
  const end: f64 = hostCall(place, meter.callInstant, patienceOf(meter), callLength(meter));
  if (isNaN(end)) return abandoned;
  return end >= never ? never : i32(Math.ceil(end));
}

/** The minute at which the engineer's visit ends, at the earliest the next one. */
function endOfVisit(meter: Meter, place: i32): i32 {
  const end: i32 = hostVisit(place, meter.visitAskedAt, visitLength(meter));
  return later(minuteAfter(meter.visitAskedAt, 1), end);
}

/** Simulates members whose turn has the same outcome as the first's, then the others. */
function simulateByTurn(from: i32, end: i32, depth: i32): void {
  const leader: i32 = members.order[from]!;
  for (let member: i32 = from; member < end; member++) {
    const place: i32 = members.order[member]!;
    isLeaving[place] = isTurnAlike(leader, place) ? 0 : 1;
  }
  const middle: i32 = partition(from, end);
  if (middle === end) {
    endTurn(turnEnds[leader]!);
    simulateMembers(from, end, depth);
    return;
  }
  const state: Household = stateAt(depth);
  copyHousehold(state, home);
  members.setMembers(from, middle);
  endTurn(turnEnds[leader]!);
  simulateMembers(from, middle, depth + 1);
  copyHousehold(home, state);
  switchToMembers(middle, end);
  simulateByTurn(middle, end, depth + 1);
}

/** Whether the turn has the same outcome under two policies, and the same consequences. */
function isTurnAlike(a: i32, b: i32): boolean {
  if (a === b) return true;
  const alike: i32 = likeness(a, b);
  if (turnEnds[a] !== turnEnds[b] || (alike & sameAfterCall) === 0) return false;
  if (policies[a]!.supportOpensAt !== policies[b]!.supportOpensAt) return false;
  if (!policies[a]!.hasEngineers) return true;
  // Engineers come only after the appointment, and their exchange is an onboarding.
  return (
    policies[a]!.appointmentAt === policies[b]!.appointmentAt &&
    (alike & sameOnboarding) !== 0 &&
    learnDelays[a] === learnDelays[b]
  );
}

function endTurn(end: i32): void {
  const meter: Meter = meterInNeed();
  if (meter.isVisitWanted) endWaitForVisit(meter, end);
  else endWaitForCall(meter, end);
  meter.refreshInstitution();
}

/** Ends the wait for an engineer, whose visit ends at a minute. */
function endWaitForVisit(meter: Meter, end: i32): void {
  meter.isVisitWanted = false;
  meter.visitAt = end;
}

/**
 * Ends the wait for the contact centre: the call was answered and ends at a minute, or was
 * abandoned.
 */
function endWaitForCall(meter: Meter, end: i32): void {
  const isAbandoned: boolean = end === abandoned;
  meter.calls += 1;
  if (isAbandoned) meter.callsAbandoned += 1;
  members.note(meter, meter.callAt, isAbandoned ? eventCallAbandoned : eventCallAnswered, NaN);
  meter.callAt = never;
  // Giving up does not end a conversation about an earlier spell.
  if (!isAbandoned) meter.answerAt = end;
  else if (meter.callInstant < policy.supportOpensAt) scheduleCallAgain(meter);
}
