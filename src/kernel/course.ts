// The course of the event: what happens to the supplier, drawn once a replication, and when
// institutions act on each meter of the current household.
import { afterWorkingTime } from './calendar.ts';
import {
  gateAfterAppointment,
  gateAtAppointment,
  gateAtMinute,
  gateWhenAllProtected,
  legacy,
} from './codes.ts';
import { commandsRefusedAt, isReachedByDcc } from './gates.ts';
import { scheduleGrants } from './grants.ts';
import { home } from './household.ts';
import type { Meter } from './meter.ts';
import { f64, newI32s, type i32, type I32s } from './platform.ts';
import * as purpose from './purposes.ts';
import { drawBernoulli, drawMinutes, drawValue, uniform, type Law } from './random.ts';
import {
  likeness,
  policies,
  policy,
  replication,
  sameCommandTimes,
  sameOnboardingTimes,
  setPolicy,
  type Pace,
  type PolicySettings,
} from './settings.ts';
import { earlier, later, minuteAfter, minutesPerDay, never, wholeMinute } from './time.ts';

/**
 * Draws what happens to the supplier: one draw per replication, the same under every policy that
 * does not change its distribution. Each meter and household has draws of its own.
 * @rule D3
 */
function drawForEvent(law: Law, what: i32): i32 {
  return wholeMinute(drawValue(law, 0, what, 0));
}

/** Draws the course of the event under a policy. */
export function drawCourse(under: PolicySettings): void {
  under.appointmentAt = drawAppointment(under);
  under.instructedAt = drawInstruction(under);
  under.vendingEndsAt = drawVendingEnd(under);
  under.agentVendsFrom = under.agentVends ? under.instructedAt : never;
  under.identifiersMoveAt = gateMinute(under, under.identifiersMove, under.identifiersMoveMinute);
  under.certificatesRevokedAt = gateMinute(
    under,
    under.certificatesRevoked,
    under.certificatesRevokedMinute,
  );
  const starts: i32 = drawForEvent(under.onboardingStarts, purpose.onboardingStarts);
  under.onboardingStartsAt = minuteAfter(under.appointmentAt, starts);
  under.supportOpensAt = under.supportWaitsForAppointment ? under.appointmentAt : 0;
}

/**
 * Vending by the failed supplier ends after a delay from day 0, or goes on to each meter's
 * onboarding: then no minute is set here.
 * @rule E1
 */
function drawVendingEnd(under: PolicySettings): i32 {
  return under.vendsToOnboarding ? never : drawForEvent(under.vendingEnds, purpose.vendingEnds);
}

/** Closes the gates that a policy holds until all are protected, at the minute when they are. */
export function closeWhenAllProtected(under: PolicySettings, minute: i32): void {
  if (under.identifiersMove === gateWhenAllProtected) under.identifiersMoveAt = minute;
  if (under.certificatesRevoked === gateWhenAllProtected) under.certificatesRevokedAt = minute;
}

/**
 * Without a failure the supplier goes on trading: nobody is appointed, and all gates stay open.
 * @rule G8
 */
export function keepTrading(under: PolicySettings): void {
  under.appointmentAt = never;
  under.instructedAt = never;
  under.vendingEndsAt = never;
  under.agentVendsFrom = never;
  under.identifiersMoveAt = never;
  under.certificatesRevokedAt = never;
  under.onboardingStartsAt = never;
  under.supportOpensAt = 0;
}

/**
 * The SoLR is appointed after a delay from day 0.
 * @rule E2
 */
function drawAppointment(under: PolicySettings): i32 {
  return drawForEvent(under.appointmentAfter, purpose.appointment);
}

/**
 * The minute at which the agent is instructed; `never` where none acts. Whether an agent exists is
 * one draw per replication. Its decision counts from day 0 or from the appointment.
 * @rule D4
 */
function drawInstruction(under: PolicySettings): i32 {
  if (!under.agentActs || uniform(0, purpose.agentAvailable, 0) >= under.agentAvailable)
    return never;
  const from: i32 = under.agentWaitsForAppointment ? under.appointmentAt : 0;
  return minuteAfter(from, drawForEvent(under.agentDecision, purpose.agentDecision));
}

/**
 * The minute at which identifiers move or certificates are revoked: at the appointment, a delay
 * after it or after day 0, at each meter's onboarding, or once all are protected. No minute is set
 * here for the last two.
 * @rule E3
 */
function gateMinute(under: PolicySettings, when: i32, minute: i32): i32 {
  if (when === gateAtMinute) return minute;
  if (when === gateAtAppointment) return under.appointmentAt;
  return when === gateAfterAppointment ? minuteAfter(under.appointmentAt, minute) : never;
}

/**
 * When the k-th place (1 first) of a queue completes; `never` past the calendar.
 * @rule Q1
 */
function placeCompletes(start: i32, place: i32, perDay: f64, workingDaysOnly: boolean): i32 {
  const minutes: f64 = Math.ceil((f64(place) * minutesPerDay) / perDay);
  if (workingDaysOnly) return afterWorkingTime(start, minutes);
  return wholeMinute(start + minutes);
}

/** Most attempts looked at: after as many, the horizon has passed or success is impossible. */
const attemptsMost: i32 = 10000;

/**
 * When an onboarding completes whose first attempt is at a minute. Failed attempts are repeated
 * without a new place, and a long-tail meter takes extra time. `never` past the last minute of any
 * run.
 * @rule E6, Q3
 */
function onboardingCompletes(meter: Meter, firstAttempt: i32): i32 {
  let minute: f64 = firstAttempt;
  for (let attempt: i32 = 0; isOnboardingFailed(meter, attempt); attempt++) {
    if (attempt === attemptsMost || minute >= never) return never;
    minute = nextOnboardingAttempt(meter, attempt, minute);
  }
  if (drawBernoulli(policy.longTailShare, meter.number, purpose.longTail, 0))
    minute += drawValue(policy.longTailExtra, meter.number, purpose.longTailExtra, 0);
  return wholeMinute(minute);
}

/** Whether an attempt (0 first) to onboard a meter fails. */
export function isOnboardingFailed(meter: Meter, attempt: i32): boolean {
  const succeeds: f64 = policy.firstTimeSuccess;
  return !drawBernoulli(succeeds, meter.number, purpose.onboardingSuccess, attempt);
}

/** When onboarding is tried again after an attempt that failed at a minute. */
export function nextOnboardingAttempt(meter: Meter, attempt: i32, minute: f64): f64 {
  const again: i32 = drawMinutes(
    policy.onboardingRetry,
    meter.number,
    purpose.onboardingRetry,
    attempt,
  );
  return minute + later(1, again);
}

/**
 * When the agent's command first succeeds on a meter whose place completes at a minute; `never`
 * where the gates close first. One draw covers all acts of a command.
 * @rule G1
 */
function commandSucceeds(meter: Meter, firstAttempt: i32): i32 {
  const refusedAt: i32 = commandsRefusedAt(policy);
  let minute: i32 = firstAttempt;
  for (let attempt: i32 = 0; attempt < attemptsMost && minute < refusedAt; attempt++) {
    if (isCommandDone(meter, attempt)) return minute;
    minute = nextCommand(meter, attempt, minute);
  }
  return never;
}

/** Whether the agent's attempt (0 first) at a command succeeds. */
export function isCommandDone(meter: Meter, attempt: i32): boolean {
  const isSent: boolean = drawBernoulli(
    policy.agentSuccess,
    meter.number,
    purpose.agentSuccess,
    attempt,
  );
  return isSent && !isCommandMissed(meter, attempt);
}

/** When the agent tries again after an attempt that failed at a minute. */
export function nextCommand(meter: Meter, attempt: i32, minute: i32): i32 {
  const again: f64 = drawValue(policy.agentRetry, meter.number, purpose.agentRetry, attempt);
  return wholeMinute(minute + Math.max(1, again));
}

/**
 * Whether a reachable meter misses a remote command. Each attempt is a draw of its own.
 * @rule G7
 */
function isCommandMissed(meter: Meter, attempt: i32): boolean {
  return drawBernoulli(meter.settings.missed, meter.number, purpose.agentMissed, attempt);
}

/**
 * When the agent first commands a meter: it works through the reachable smart meters at its pace,
 * from its instruction.
 * @rule E4, Q2
 */
function agentCommandAt(meter: Meter): i32 {
  const first: i32 = firstCommandAt(meter);
  return first === never ? never : commandSucceeds(meter, first);
}

/** When the agent first sends a meter a command, if DCC accepts it; `never` where it sends none. */
export function firstCommandAt(meter: Meter): i32 {
  if (policy.instructedAt === never || policy.agentCommands.length === 0) return never;
  if (!isReachedByDcc(home.kind, home.hasWan)) return never;
  const start: i32 = policy.instructedAt;
  if (policy.agentPlaces < 0) return start;
  const place: i32 = replication.places[policy.agentPlaces]![meter.number]!;
  return placeCompletes(start, place, policy.agentPerDay, false);
}

/**
 * When a meter's onboarding completes, unless its queue is ranked daily. A meter that the SoLR
 * cannot reach over the air is exchanged by a visit, and the exchange is its onboarding.
 * @rule E7
 */
function onboardingAt(meter: Meter): i32 {
  if (hasRankedMeters()) return never;
  return onboardingCompletes(meter, firstOnboardingAttempt(meter));
}

/**
 * When the onboarding of a meter is first tried: after its own drawn time, or at its place in a
 * queue. `never` if its queue is ranked daily and it has no place yet.
 */
export function firstOnboardingAttempt(meter: Meter): i32 {
  const pace: Pace = paceOfHome();
  const start: i32 = policy.onboardingStartsAt;
  if (pace.isDrawn)
    return minuteAfter(start, drawMinutes(pace.time, meter.number, purpose.onboardingPace, 0));
  if (policy.isRankedDaily)
    return meter.rankedPlace === 0 ? never : completionOfPlace(start, meter.rankedPlace, pace);
  const isOverTheAir: boolean = isReachedByDcc(home.kind, home.hasWan);
  const list: i32 = isOverTheAir ? policy.onboardingPlaces : policy.exchangePlaces;
  // Without a limit every place completes at once, and nobody is ranked.
  return completionOfPlace(start, list < 0 ? 1 : replication.places[list]![meter.number]!, pace);
}

/** The pace at which the meters of the current household are onboarded. */
export function paceOfHome(): Pace {
  return isReachedByDcc(home.kind, home.hasWan) ? policy.onboarding : policy.exchange;
}

/**
 * Whether its meters wait in a queue that is ranked again at the start of each day by their state
 * at that time.
 * @rule Q4
 */
export function hasRankedMeters(): boolean {
  return policy.isRankedDaily && home.kind !== legacy && !paceOfHome().isDrawn;
}

/** When the onboarding of a meter with the k-th place of a queue (1 first) completes. */
export function onboardingOfPlace(meter: Meter, pace: Pace, place: i32): i32 {
  const start: i32 = policy.onboardingStartsAt;
  return onboardingCompletes(meter, completionOfPlace(start, place, pace));
}

/** When the k-th place of a queue completes, under the current policy. */
export function completionOfPlace(start: i32, place: i32, pace: Pace): i32 {
  return placeCompletes(start, place, pace.perDay, pace.workingDaysOnly);
}

/**
 * The minute from which all smart meters of the current household that the agent can reach are
 * protected under the current policy: the minute after each has had a successful command or been
 * onboarded. 0 where it has no such meter. Engineers' visits and queues that are ranked daily are
 * left out, since they depend on the state of homes.
 */
export function homeProtectedFrom(): i32 {
  if (!isReachedByDcc(home.kind, home.hasWan)) return 0;
  const electricity: i32 = home.hasElectricity ? protectedFrom(home.electricity) : 0;
  return later(electricity, home.hasGas ? protectedFrom(home.gas) : 0);
}

function protectedFrom(meter: Meter): i32 {
  return minuteAfter(earlier(agentCommandAt(meter), onboardingAt(meter)), 1);
}

// Minutes at which institutions act on the current household, by 2 × policy + fuel; `never` where
// they do not.
export let protectTimes: I32s = newI32s(0);
export let agentTimes: I32s = newI32s(0);
export let onboardTimes: I32s = newI32s(0);
/** By policy: minutes from onboarding until the household can use the SoLR's channel. */
export let learnDelays: I32s = newI32s(0);

/** By policy: the first policy with the same times of commands, and of onboardings. */
let commandsAs: I32s = newI32s(0);
let onboardingAs: I32s = newI32s(0);

/** Makes room for the policies of the replication, and finds those whose times are the same. */
export function resetTimes(): void {
  const count: i32 = policies.length;
  if (learnDelays.length !== count) {
    protectTimes = newI32s(2 * count);
    agentTimes = newI32s(2 * count);
    onboardTimes = newI32s(2 * count);
    learnDelays = newI32s(count);
    commandsAs = newI32s(count);
    onboardingAs = newI32s(count);
  }
  for (let place: i32 = 0; place < count; place++) {
    let like: i32 = 0;
    while (!areCommandsAs(like, place)) like++;
    commandsAs[place] = like;
    like = 0;
    while (!isOnboardingAs(like, place)) like++;
    onboardingAs[place] = like;
  }
}

function areCommandsAs(a: i32, b: i32): boolean {
  if (a === b) return true;
  const one: PolicySettings = policies[a]!;
  const other: PolicySettings = policies[b]!;
  return (
    (likeness(a, b) & sameCommandTimes) !== 0 &&
    one.hasFailure === other.hasFailure &&
    one.agentPlaces === other.agentPlaces &&
    one.instructedAt === other.instructedAt &&
    commandsRefusedAt(one) === commandsRefusedAt(other)
  );
}

function isOnboardingAs(a: i32, b: i32): boolean {
  if (a === b) return true;
  const one: PolicySettings = policies[a]!;
  const other: PolicySettings = policies[b]!;
  return (
    (likeness(a, b) & sameOnboardingTimes) !== 0 &&
    one.hasFailure === other.hasFailure &&
    one.onboardingPlaces === other.onboardingPlaces &&
    one.exchangePlaces === other.exchangePlaces &&
    one.onboardingStartsAt === other.onboardingStartsAt
  );
}

/** Works out when institutions act on the current household under the current policy. */
export function drawTimes(place: i32): void {
  drawProtection(place);
  drawCommands(place);
  drawOnboarding(place);
}

/** Draws these times under every policy. Afterwards the first policy is the current one. */
export function drawTimesOfEvery(): void {
  for (let place: i32 = 0; place < policies.length; place++) {
    setPolicy(policies[place]!);
    drawProtection(place);
    const commands: i32 = commandsAs[place]!;
    if (commands === place) drawCommands(place);
    else copyTimes(agentTimes, commands, place);
    const onboarding: i32 = onboardingAs[place]!;
    if (onboarding === place) drawOnboarding(place);
    else {
      learnDelays[place] = learnDelays[onboarding]!;
      copyTimes(onboardTimes, onboarding, place);
    }
  }
  setPolicy(policies[0]!);
}

function copyTimes(times: I32s, from: i32, to: i32): void {
  times[2 * to] = times[2 * from]!;
  times[2 * to + 1] = times[2 * from + 1]!;
}

/** Whether institutions act on a meter at all: a legacy meter is left as it is. */
function isActedOn(isThere: boolean): boolean {
  return isThere && policy.hasFailure && home.kind !== legacy;
}

function drawProtection(place: i32): void {
  protectTimes[2 * place] = protectionAt(home.electricity, home.hasElectricity);
  protectTimes[2 * place + 1] = protectionAt(home.gas, home.hasGas);
}
function protectionAt(meter: Meter, isThere: boolean): i32 {
  if (!isActedOn(isThere) || !policy.isOrderlyExit || !home.hasWan) return never;
  return isProtectedAtExit(meter) ? 0 : never;
}

function drawCommands(place: i32): void {
  agentTimes[2 * place] = isActedOn(home.hasElectricity) ? agentCommandAt(home.electricity) : never;
  agentTimes[2 * place + 1] = isActedOn(home.hasGas) ? agentCommandAt(home.gas) : never;
}

/** Draws the minutes from onboarding until the household can use the SoLR's channel. */
export function drawLearnDelay(place: i32): void {
  learnDelays[place] = policy.hasFailure
    ? drawMinutes(policy.learnChannel, home.number, purpose.learnChannel, 0)
    : 0;
}

function drawOnboarding(place: i32): void {
  drawLearnDelay(place);
  onboardTimes[2 * place] = isActedOn(home.hasElectricity) ? onboardingAt(home.electricity) : never;
  onboardTimes[2 * place + 1] = isActedOn(home.hasGas) ? onboardingAt(home.gas) : never;
}

function isProtectedAtExit(meter: Meter): boolean {
  return drawBernoulli(policy.protectedShare, meter.number, purpose.protectedAtExit, 0);
}

/** Place of `no-failure`, the twin that every policy is compared with. */
export const twinPlace: i32 = 0;

/** The first minute at or after `from` at which a meter is onboarded under some policy. */
export function nextOnboarding(from: i32): i32 {
  let next: i32 = never;
  for (let at: i32 = 0; at < onboardTimes.length; at++) {
    const minute: i32 = onboardTimes[at]!;
    if (minute >= from && minute < next) next = minute;
  }
  return next;
}

/**
 * Schedules the acts of institutions from a minute on; earlier acts have taken place. Grants are
 * the same under every policy and may still be due from an earlier minute, `grantsFrom`.
 */
export function scheduleActs(place: i32, from: i32, grantsFrom: i32): void {
  home.readAt = place === twinPlace ? nextOnboarding(from) : never;
  home.learnMinutes = learnDelays[place]!;
  if (home.hasElectricity) scheduleActsOnMeter(2 * place, home.electricity, from, grantsFrom);
  if (home.hasGas) scheduleActsOnMeter(2 * place + 1, home.gas, from, grantsFrom);
}

function scheduleActsOnMeter(at: i32, meter: Meter, from: i32, grantsFrom: i32): void {
  if (protectTimes[at]! >= from) meter.protectAt = protectTimes[at]!;
  if (agentTimes[at]! >= from) meter.agentAt = agentTimes[at]!;
  // An engineer may have exchanged it before its turn.
  if (onboardTimes[at]! >= from && meter.onboardedAt === never) meter.onboardAt = onboardTimes[at]!;
  scheduleGrants(meter, grantsFrom);
  meter.refreshInstitution();
}
