// The turn of a household that waited: the contact centre answers it, or an engineer comes. Under
// policies under which the turn comes out alike it is simulated on once (decision 0026).
import { eventCallAbandoned, eventCallAnswered, stoppedAtMinute } from './codes.ts';
import { copyHousehold } from './copy.ts';
import { drawTimes, drawTimesOfEvery, layTimes, learnDelays, twinPlace } from './course.ts';
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
import { goOnTogether, isLeaving, partition, stateAt } from './shared-policies.ts';
import { callLength, patienceOf, scheduleCallAgain, visitLength } from './support.ts';
import { earlier, later, minuteAfter, never } from './time.ts';
import { loadWaiting, waitForTurn } from './waiting.ts';

/** From when the acts of institutions are to be laid down on the household taken up. */
let layFrom: i32 = never;
/** When the twin taken up is read next, for readings due before that. */
let readAt: i32 = never;

/** Takes up the household of the record, for the policies it waits under that are served. */
export function takeUp(): void {
  layFrom = loadWaiting();
  readAt = home.readAt;
  drawTimesWanted();
  lead(members.first, members.end);
}

/** When institutions act, as far as that is still wanted. The twin is read for every policy. */
function drawTimesWanted(): void {
  const leader: i32 = members.order[members.first]!;
  const isTwin: boolean = leader === twinPlace && earlier(readAt, layFrom) !== never;
  if (isTwin || members.end - members.first > 1) drawTimesOfEvery();
  else if (layFrom !== never) {
    setPolicy(policies[leader]!);
    drawTimes(leader);
  }
}

/** The household in hand is under these members from now; the acts are those of the first. */
function lead(from: i32, end: i32): void {
  const leader: i32 = members.order[from]!;
  members.setMembers(from, end);
  setPolicy(policies[leader]!);
  if (layFrom !== never) layTimes(leader, layFrom, earlier(layFrom, minuteAfter(turnMinute(), 1)));
  // Readings that were due before the acts of institutions are laid down are due still.
  home.readAt = leader === twinPlace ? earlier(readAt, home.readAt) : never;
}

/**
 * Takes up the household of the record and tells it what its turn brings, under each of its
 * policies. It is simulated on to a minute, or its next turn before it. Returns whether it stands
 * at the minute; where that is before the horizon, the household is under one policy.
 */
export function serveTurn(until: i32): boolean {
  takeUp();
  if (until < settings.horizonMinute) {
    takeTurn();
    return goOnTo(until);
  }
  askForTurns();
  goOnByTurn(0, members.end, 0);
  return false;
}

/** Tells the household taken up what its turn brings, under its one policy. */
export function takeTurn(): void {
  askForTurns();
  endTurn(turnEnds[members.order[0]!]!);
}

/** Simulates the household taken up on, under its one policy: see `serveTurn`. */
export function goOnTo(until: i32): boolean {
  const isStopped: boolean = advance(until) !== stoppedAtMinute;
  if (isStopped) waitForTurn(never);
  else if (until >= settings.horizonMinute) finishReporting();
  else return true;
  return false;
}

/** By policy: what came of the turn, as `endOfCall` and `endOfVisit` say. */
let turnEnds: I32s = newI32s(0);
/** The call was not answered. */
const abandoned: i32 = -1;

/** Asks, for every member, what comes of its turn. */
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

/** The minute at which the engineer has come and gone, the next one at the earliest. */
function endOfVisit(meter: Meter, place: i32): i32 {
  const end: i32 = hostVisit(place, meter.visitAskedAt, visitLength(meter));
  return later(minuteAfter(meter.visitAskedAt, 1), end);
}

/** Goes on for those whose turn comes out as that of the first; then for the others. */
function goOnByTurn(from: i32, end: i32, depth: i32): void {
  const leader: i32 = members.order[from]!;
  for (let member: i32 = from; member < end; member++) {
    const place: i32 = members.order[member]!;
    isLeaving[place] = isTurnAlike(leader, place) ? 0 : 1;
  }
  const middle: i32 = partition(from, end);
  if (middle === end) {
    endTurn(turnEnds[leader]!);
    goOnTogether(from, end, depth);
    return;
  }
  const state: Household = stateAt(depth);
  copyHousehold(state, home);
  members.setMembers(from, middle);
  endTurn(turnEnds[leader]!);
  goOnTogether(from, middle, depth + 1);
  copyHousehold(home, state);
  lead(middle, end);
  goOnByTurn(middle, end, depth + 1);
}

/** Whether the turn comes out the same under two policies, and what they do from then on. */
function isTurnAlike(a: i32, b: i32): boolean {
  if (a === b) return true;
  const alike: i32 = likeness(a, b);
  if (turnEnds[a] !== turnEnds[b] || (alike & sameAfterCall) === 0) return false;
  if (policies[a]!.supportOpensAt !== policies[b]!.supportOpensAt) return false;
  if (!policies[a]!.hasEngineers) return true;
  // Whether an engineer comes depends on the appointment; what he does is an onboarding.
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

/** The engineer comes, and is done at a minute. */
function endWaitForVisit(meter: Meter, end: i32): void {
  meter.isVisitWanted = false;
  meter.visitAt = end;
}

/** The call was answered, and ends at a minute; or the caller gave up. */
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
