// Simulates a household once for all policies under which its course is the same, and separately
// from the minute at which they first differ for it: when a gate is open under one and shut under
// another, or a command or onboarding comes at another time (decision 0012). The outcome of its
// turn may separate policies too (turns.ts).
import { advance, finishReporting } from './household-run.ts';
import {
  agentTimes,
  drawTimesOfEvery,
  hasRankedMeters,
  scheduleActs,
  learnDelays,
  onboardTimes,
  protectTimes,
} from './course.ts';
import { channelBeforeOnboarding, nextGateChange } from './gates.ts';
import { legacy, meterKindCount, stoppedAtMinute } from './codes.ts';
import { copyHousehold } from './copy.ts';
import { home, Household } from './household.ts';
import * as members from './members.ts';
import type { Meter } from './meter.ts';
import { newI32s, newU8s, type i32, type I32s, type U8s } from './platform.ts';
import {
  likeness,
  policies,
  sameCommand,
  sameFromDay0,
  sameOnboarding,
  setPolicy,
  settings,
  type PolicySettings,
} from './settings.ts';
import { earlier, never } from './time.ts';
import { waitForRanking, waitForTurn } from './waiting.ts';

/**
 * By pair of policies, meter kind and WAN: the minute from which the channel of a meter differs.
 */
let channelsDiffer: I32s = newI32s(0);
/** By policy: the minute from which it differs from the first member. */
let differsAt: I32s = newI32s(0);
let leaving: I32s = newI32s(0);
/** Whether policies may share a simulation. A test turns it off and compares the results. */
let isSharing: boolean = true;
export function setSharing(to: boolean): void {
  isSharing = to;
}

/** Works out when the channels of each pair of policies first differ. */
export function compareGates(): void {
  const count: i32 = policies.length;
  if (differsAt.length !== count) {
    differsAt = newI32s(count);
    leaving = newI32s(count);
    isLeaving = newU8s(count);
    channelsDiffer = newI32s(count * count * meterKindCount * 2);
  }
  for (let a: i32 = 0; a < count; a++)
    for (let b: i32 = 0; b < count; b++)
      for (let kind: i32 = 0; kind < meterKindCount; kind++) {
        const at: i32 = gatesPlace(a, b, kind, false);
        channelsDiffer[at] = gatesDifferAt(policies[a]!, policies[b]!, kind, false);
        channelsDiffer[at + 1] = gatesDifferAt(policies[a]!, policies[b]!, kind, true);
      }
}

function gatesPlace(a: i32, b: i32, kind: i32, hasWan: boolean): i32 {
  return ((a * policies.length + b) * meterKindCount + kind) * 2 + (hasWan ? 1 : 0);
}

/** First minute at which a meter not onboarded has another channel under one policy. */
function gatesDifferAt(a: PolicySettings, b: PolicySettings, kind: i32, hasWan: boolean): i32 {
  if (kind === legacy) return never;
  let minute: i32 = 0;
  while (minute < never) {
    const channelA: i32 = channelBeforeOnboarding(a, minute, kind, hasWan);
    const channelB: i32 = channelBeforeOnboarding(b, minute, kind, hasWan);
    if (channelA !== channelB) return minute;
    minute = earlier(nextGateChange(a, minute), nextGateChange(b, minute));
  }
  return never;
}

/**
 * Simulates the current household from day 0 under every policy, until it needs what households
 * share.
 */
export function simulateUnderPolicies(): void {
  const count: i32 = policies.length;
  members.resetMembers(count);
  drawTimesOfEvery();
  const isServed: boolean = isServedByContactCentre(home.first, home.last);
  simulateFor(0, count, 0, 0, isSharing && !isServed);
}

/**
 * Whether a call or promised credit is under way at day 0. Each policy's contact centre then
 * decides how the call ends and how much credit there is.
 */
function isServedByContactCentre(first: Meter, last: Meter): boolean {
  if (first.answerAt !== never || last.answerAt !== never) return true;
  return first.fetchAt !== never || last.fetchAt !== never;
}

/** The household at each minute at which policies separated, by depth of the separation. */
const states: Household[] = [];

export function stateAt(depth: i32): Household {
  if (depth === states.length) states.push(new Household());
  return states[depth]!;
}

/**
 * Simulates the current household from a minute, for the policies at places `from` up to `end` of
 * the order.
 */
function simulateFor(from: i32, end: i32, minute: i32, depth: i32, mayShare: boolean): void {
  const leader: i32 = members.order[from]!;
  setPolicy(policies[leader]!);
  const until: i32 = mayShare ? findDivergence(from, end) : divergeAtOnce(from, end, minute);
  members.setMembers(from, end);
  if (until <= minute) {
    splitMembers(from, end, minute, depth, mayShare);
    return;
  }
  scheduleActs(leader, minute, minute);
  if (hasRankedMeters()) waitForRanking();
  else simulateMembersUntil(until, from, end, depth);
}

/**
 * Simulates the current household for members that do not differ until a minute, then for each
 * group of them.
 */
function simulateMembersUntil(until: i32, from: i32, end: i32, depth: i32): void {
  const stopped: i32 = advance(earlier(until, settings.horizonMinute));
  if (stopped !== stoppedAtMinute) waitForTurn(until);
  else if (until >= settings.horizonMinute) finishReporting();
  else splitMembers(from, end, until, depth, true);
}

/**
 * Simulates the current household for these members after their turn. Acts are scheduled already.
 */
export function simulateMembers(from: i32, end: i32, depth: i32): void {
  simulateMembersUntil(findDivergence(from, end), from, end, depth);
}

/** Separates, at this minute, members that differ from the first: they continue as one group. */
function splitMembers(from: i32, end: i32, minute: i32, depth: i32, mayShare: boolean): void {
  const middle: i32 = membersAlike(from, end, minute);
  const state: Household = stateAt(depth);
  copyHousehold(state, home);
  simulateFor(from, middle, minute, depth + 1, mayShare);
  copyHousehold(home, state);
  simulateFor(middle, end, minute, depth + 1, mayShare);
}

/**
 * Moves members that do not differ from the first by a minute to the front. Returns where they end.
 */
function membersAlike(from: i32, end: i32, minute: i32): i32 {
  for (let member: i32 = from; member < end; member++) {
    const place: i32 = members.order[member]!;
    isLeaving[place] = differsAt[place]! > minute ? 0 : 1;
  }
  return partition(from, end);
}

/** By policy: 1 where it separates from the first member. */
export let isLeaving: U8s = newU8s(0);

/**
 * Moves members that stay with the first before those that leave. Returns where the latter begin.
 */
export function partition(from: i32, end: i32): i32 {
  let middle: i32 = from;
  let count: i32 = 0;
  for (let member: i32 = from; member < end; member++) {
    const place: i32 = members.order[member]!;
    if (isLeaving[place] === 0) {
      members.order[middle] = place;
      middle += 1;
    } else {
      leaving[count] = place;
      count += 1;
    }
  }
  for (let place: i32 = 0; place < count; place++) members.order[middle + place] = leaving[place]!;
  return middle;
}

/** The minute at which a member first differs from the first member, the leader. */
function findDivergence(from: i32, end: i32): i32 {
  const leader: i32 = members.order[from]!;
  let until: i32 = never;
  differsAt[leader] = never;
  for (let member: i32 = from + 1; member < end; member++) {
    const place: i32 = members.order[member]!;
    const at: i32 = divergence(leader, place);
    differsAt[place] = at;
    until = earlier(until, at);
  }
  return until;
}

/** Separates all policies at once, where they may not share. */
function divergeAtOnce(from: i32, end: i32, minute: i32): i32 {
  differsAt[members.order[from]!] = never;
  for (let member: i32 = from + 1; member < end; member++)
    differsAt[members.order[member]!] = minute;
  return end - from > 1 ? minute : never;
}

/**
 * The first minute at which the household's course may differ between policies `a` and `b`,
 * provided its turns have the same outcome; `never` where it cannot.
 */
function divergence(a: i32, b: i32): i32 {
  const alike: i32 = likeness(a, b);
  if ((alike & sameFromDay0) === 0) return 0;
  const isLearning: boolean = learnDelays[a]! === learnDelays[b]!;
  const isOnboarding: boolean = isLearning && (alike & sameOnboarding) !== 0;
  let until: i32 = channelsDiffer[gatesPlace(a, b, home.kind, home.hasWan)]!;
  for (let fuel: i32 = 0; fuel < 2; fuel++) {
    const atA: i32 = 2 * a + fuel;
    const atB: i32 = 2 * b + fuel;
    until = earlier(until, actsDifferAt(protectTimes[atA]!, protectTimes[atB]!, true));
    const isCommand: boolean = (alike & sameCommand) !== 0;
    until = earlier(until, actsDifferAt(agentTimes[atA]!, agentTimes[atB]!, isCommand));
    until = earlier(until, actsDifferAt(onboardTimes[atA]!, onboardTimes[atB]!, isOnboarding));
  }
  return until;
}

/**
 * The minute from which two acts differ: the earlier of two times, or the same time if the acts are
 * not the same.
 */
function actsDifferAt(a: i32, b: i32, isSameAct: boolean): i32 {
  return a === b && isSameAct ? never : earlier(a, b);
}
