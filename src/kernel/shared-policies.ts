// A household is simulated once for all policies under which it fares the same, and apart from
// where they first differ for it: at a gate that stands otherwise, or a command or onboarding that
// comes at another time (decision 0012). At its turn it parts where the turn comes out otherwise
// (turns.ts).
import { advance, finishReporting } from './household-run.ts';
import {
  agentTimes,
  drawTimesOfEvery,
  hasRankedMeters,
  layTimes,
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
/** By policy: the minute from which it differs from the first of its members. */
let differsAt: I32s = newI32s(0);
let leaving: I32s = newI32s(0);
/** Whether policies may share at all: off in the test that both ways give the same. */
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

/** Simulates the household in hand, at day 0, under every policy as far as it can go alone. */
export function simulateUnderPolicies(): void {
  const count: i32 = policies.length;
  members.resetMembers(count);
  drawTimesOfEvery();
  const isServed: boolean = isServedByContactCentre(home.first, home.last);
  simulateFor(0, count, 0, 0, isSharing && !isServed);
}

/**
 * A conversation that day 0 interrupts ends as each policy's contact centre has it, and credit that
 * is still to be fetched is what each gives.
 */
function isServedByContactCentre(first: Meter, last: Meter): boolean {
  if (first.answerAt !== never || last.answerAt !== never) return true;
  return first.fetchAt !== never || last.fetchAt !== never;
}

/** The household as it was at the minutes at which policies part, by depth. */
const states: Household[] = [];

export function stateAt(depth: i32): Household {
  if (depth === states.length) states.push(new Household());
  return states[depth]!;
}

/** Simulates the household in hand from a minute, for the policies at these places of the order. */
function simulateFor(from: i32, end: i32, minute: i32, depth: i32, mayShare: boolean): void {
  const leader: i32 = members.order[from]!;
  setPolicy(policies[leader]!);
  const until: i32 = mayShare ? findDivergence(from, end) : divergeAtOnce(from, end, minute);
  members.setMembers(from, end);
  if (until <= minute) {
    part(from, end, minute, depth, mayShare);
    return;
  }
  layTimes(leader, minute, minute);
  if (hasRankedMeters()) waitForRanking();
  else goOnUntil(until, from, end, depth);
}

/**
 * Simulates the household in hand on for members that are alike until a minute, and for each part
 * of them from there.
 */
function goOnUntil(until: i32, from: i32, end: i32, depth: i32): void {
  const stopped: i32 = advance(earlier(until, settings.horizonMinute));
  if (stopped !== stoppedAtMinute) waitForTurn(until);
  else if (until >= settings.horizonMinute) finishReporting();
  else part(from, end, until, depth, true);
}

/** Simulates the household in hand on for these members, their acts laid down, their turn over. */
export function goOnTogether(from: i32, end: i32, depth: i32): void {
  goOnUntil(findDivergence(from, end), from, end, depth);
}

/** Those that differ from the first at this minute go on apart from it, as one group. */
function part(from: i32, end: i32, minute: i32, depth: i32, mayShare: boolean): void {
  const middle: i32 = membersAlike(from, end, minute);
  const state: Household = stateAt(depth);
  copyHousehold(state, home);
  simulateFor(from, middle, minute, depth + 1, mayShare);
  copyHousehold(home, state);
  simulateFor(middle, end, minute, depth + 1, mayShare);
}

/** Puts those that differ from the first later than at a minute first. Returns how far they go. */
function membersAlike(from: i32, end: i32, minute: i32): i32 {
  for (let member: i32 = from; member < end; member++) {
    const place: i32 = members.order[member]!;
    isLeaving[place] = differsAt[place]! > minute ? 0 : 1;
  }
  return partition(from, end);
}

/** By policy: 1 where it leaves the first of its members. */
export let isLeaving: U8s = newU8s(0);

/** Orders those that stay with the first before those that leave. Returns where these begin. */
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

/** When the first of the members that differs from the leader does. */
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

/** Every policy by itself: all but the first part at once. */
function divergeAtOnce(from: i32, end: i32, minute: i32): i32 {
  differsAt[members.order[from]!] = never;
  for (let member: i32 = from + 1; member < end; member++)
    differsAt[members.order[member]!] = minute;
  return end - from > 1 ? minute : never;
}

/**
 * The first minute at which the household may fare otherwise under policy `b` than under `a`, as
 * long as no turn comes out otherwise; `never` where it will not.
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

/** At the earlier of different times; at the same time only where they are not the same act. */
function actsDifferAt(a: i32, b: i32, isSameAct: boolean): i32 {
  return a === b && isSameAct ? never : earlier(a, b);
}
