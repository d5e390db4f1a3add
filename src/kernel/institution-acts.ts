// What institutions do to one meter when an act is due: protection at exit, the agent's command,
// onboarding, recommencing supply, the end of a call, an engineer's visit. When acts are due is
// decided in course.ts.
import { grant, lend, owedOn, raiseLimit } from './account.ts';
import { postEnergyCost } from './burn.ts';
import { wakingMinute } from './calendar.ts';
import {
  actAllWeekNonDisablement,
  actPreEmptiveCredit,
  actRaiseEmergencyCredit,
  actSafeMode,
  endedByAgentCredit,
  endedByDiscretionaryCredit,
  endedByRecommencing,
  endedBySafeMode,
  endedByVisit,
  eventCreditPromised,
  eventDiscretionaryCredit,
  eventEmergencyCreditSent,
  eventLimitRaised,
  eventOnboarded,
  eventPreEmptiveCredit,
  eventProtectedAllWeek,
  eventRecommencingFailed,
  eventVisit,
  legacy,
  noChannel,
  recommenceBySafeMode,
  recommenceNothing,
  supplyOff,
  supplyOn,
} from './codes.ts';
import { channelTo } from './gates.ts';
import { receiveGrants } from './grants.ts';
import { home } from './household.ts';
import { isWarmUp, note } from './members.ts';
import type { Meter } from './meter.ts';
import type { f64, i32, I32s } from './platform.ts';
import * as purpose from './purposes.ts';
import { drawBernoulli, drawMinutes } from './random.ts';
import { policy } from './settings.ts';
import {
  endSafeMode,
  endSafeModeByCommand,
  putInSafeMode,
  scheduleEndOfSafeMode,
} from './safe-mode.ts';
import { arm, restore, switchOn } from './supply.ts';
import { reportOnboarded, reportSolrRequest } from './tally.ts';
import { later, minuteAfter, never } from './time.ts';

/**
 * Lets institutions act on one meter in a minute, act by act in a fixed order. Engineers come
 * later.
 */
export function institutionsAct(meter: Meter, minute: i32): void {
  const isOnboarded: boolean = meter.onboardAt === minute;
  postEnergyCost(meter, minute);
  if (meter.protectAt === minute) protectAtExit(meter, minute);
  if (meter.agentAt === minute) commandByAgent(meter, minute);
  if (isOnboarded) onboard(meter, minute);
  if (meter.safeModeEndsAt === minute) endSafeModeByCommand(meter, minute);
  if (meter.recommenceAt === minute) recommence(meter, minute);
  if (meter.answerAt === minute) endCall(meter, minute);
  if (meter.fetchAt === minute) fetchCredit(meter, minute);
  // Not at the end of a call in the minute of an exchange: waiting grants then come in the next
  // minute.
  if (meter.grantAt === minute || (isOnboarded && meter.grantsWaiting > 0))
    receiveGrants(meter, minute);
  meter.refreshInstitution();
  // Any act may change the account, so thresholds are tested next.
  meter.crossingAt = minute;
}

/** Puts a meter in safe mode at an orderly exit. */
function protectAtExit(meter: Meter, minute: i32): void {
  meter.protectAt = never;
  putInSafeMode(meter, minute, endedBySafeMode);
}

/**
 * Carries out the agent's command on a meter, act by act in order. A meter that has been onboarded
 * is left alone.
 * @rule E5
 */
function commandByAgent(meter: Meter, minute: i32): void {
  meter.agentAt = never;
  if (meter.onboardedAt <= minute) return;
  const acts: I32s = policy.agentCommands;
  for (let place: i32 = 0; place < acts.length; place++) {
    const act: i32 = acts[place]!;
    if (act === actSafeMode) putInSafeMode(meter, minute, endedBySafeMode);
    else if (act === actRaiseEmergencyCredit) raiseEmergencyCredit(meter, minute);
    else if (act === actAllWeekNonDisablement) protectAllWeek(meter, minute);
    else if (act === actPreEmptiveCredit) grantPreEmptively(meter, minute);
  }
}

function raiseEmergencyCredit(meter: Meter, minute: i32): void {
  raiseLimit(meter, policy.agentAmount);
  note(meter, minute, eventLimitRaised, policy.agentAmount);
  if (meter.isSelected && meter.emergencyCreditLeft > 0) restore(meter, minute, endedByAgentCredit);
}

function protectAllWeek(meter: Meter, minute: i32): void {
  meter.isAlwaysProtected = true;
  note(meter, minute, eventProtectedAllWeek, NaN);
}

function grantPreEmptively(meter: Meter, minute: i32): void {
  grant(meter, policy.agentAmount);
  note(meter, minute, eventPreEmptiveCredit, policy.agentAmount);
  if (meter.balance >= meter.settings.reconnectMargin) arm(meter, minute, endedByAgentCredit);
}

/**
 * Onboards a meter: from now it is the SoLR's. The household learns the new channel after a delay
 * from each meter's onboarding; the delay is one draw per household.
 * @rule H10
 */
function onboard(meter: Meter, minute: i32): void {
  meter.onboardAt = never;
  if (meter.onboardedAt !== never) return;
  meter.onboardedAt = minute;
  meter.channelKnownAt = minuteAfter(minute, home.learnMinutes);
  meter.learnAt = meter.channelKnownAt;
  meter.debtAtOnboarding = owedOn(meter);
  scheduleEndOfSafeMode(meter, minute);
  if (policy.recommenceBy !== recommenceNothing) {
    const delay: i32 = drawMinutes(
      policy.recommenceAfter,
      meter.number,
      purpose.recommenceAfter,
      0,
    );
    meter.recommenceAt = minuteAfter(minute, delay);
  }
  reportOnboarded(minute);
  note(meter, minute, eventOnboarded, NaN);
}

/**
 * The SoLR restores supply to a meter that is off or armed. A failed attempt is repeated until
 * supply is on.
 * @rule E8
 */
function recommence(meter: Meter, minute: i32): void {
  meter.recommenceAt = never;
  if (meter.supply === supplyOn) return;
  const draw: i32 = meter.recommenceAttempts;
  meter.recommenceAttempts = draw + 1;
  reportSolrRequest(meter, minute);
  if (isCommandMissed(meter, draw) || !isRecommencingSent(meter, draw)) {
    const again: i32 = drawMinutes(
      policy.onboardingRetry,
      meter.number,
      purpose.recommenceRetry,
      draw,
    );
    meter.recommenceAt = minuteAfter(minute, later(1, again));
    note(meter, minute, eventRecommencingFailed, NaN);
    return;
  }
  restoreSupply(meter, minute, endedByRecommencing);
}

/** Commands reach a meter without WAN: the visit that onboarded it has made sure of that. */
function isCommandMissed(meter: Meter, draw: i32): boolean {
  if (!home.hasWan) return false;
  return drawBernoulli(meter.settings.missed, meter.number, purpose.recommenceMissed, draw);
}

function isRecommencingSent(meter: Meter, draw: i32): boolean {
  const success: f64 = policy.recommenceSuccess;
  return drawBernoulli(success, meter.number, purpose.recommenceSuccess, draw);
}

/**
 * Restores supply by safe mode or emergency credit. A legacy meter has no safe mode: it gets
 * credit.
 */
function restoreSupply(meter: Meter, minute: i32, by: i32): void {
  if (policy.recommenceBy === recommenceBySafeMode && home.kind !== legacy) {
    putInSafeMode(meter, minute, by);
    return;
  }
  lend(meter, policy.recommenceAmount);
  note(meter, minute, eventEmergencyCreditSent, policy.recommenceAmount);
  restore(meter, minute, by);
}

/**
 * Ends an answered call about a meter that is still off. A share of callers get discretionary
 * credit where a channel reaches the meter (the caller is told the SoLR's). Where none does, an
 * engineer is asked for.
 * @rule S3
 */
function endCall(meter: Meter, minute: i32): void {
  meter.answerAt = never;
  if (meter.supply !== supplyOff) return;
  if (channelTo(meter, minute, true) === noChannel) {
    askForEngineer(meter, minute);
    return;
  }
  const share: f64 = policy.discretionaryShare;
  if (!drawBernoulli(share, meter.number, purpose.discretionaryCredit, meter.spellDraw)) return;
  if (home.kind === legacy) promiseCredit(meter, minute);
  else giveDiscretionaryCredit(meter, minute);
}

function giveDiscretionaryCredit(meter: Meter, minute: i32): void {
  grant(meter, policy.discretionaryAmount);
  note(meter, minute, eventDiscretionaryCredit, policy.discretionaryAmount);
  if (meter.balance >= meter.settings.reconnectMargin)
    arm(meter, minute, endedByDiscretionaryCredit);
}

/**
 * Promises credit for a legacy meter, which takes no remote command: the household fetches it in
 * waking hours. There is only one promise at a time.
 */
function promiseCredit(meter: Meter, minute: i32): void {
  if (meter.fetchAt !== never) return;
  const delay: i32 = drawMinutes(
    policy.discretionaryLegacyDelay,
    meter.number,
    purpose.fetchCredit,
    meter.spellDraw,
  );
  meter.fetchAt = wakingMinute(minuteAfter(minute, delay));
  note(meter, minute, eventCreditPromised, NaN);
}

function fetchCredit(meter: Meter, minute: i32): void {
  meter.fetchAt = never;
  giveDiscretionaryCredit(meter, minute);
}

/**
 * Asks for an engineer. There must be engineers and, for a smart meter, a SoLR to send them. Nobody
 * comes in the warm-up.
 */
function askForEngineer(meter: Meter, minute: i32): void {
  const isSomebodyThere: boolean = home.kind === legacy || minute >= policy.appointmentAt;
  if (!policy.hasEngineers || !isSomebodyThere || meter.visitAt !== never || isWarmUp()) return;
  meter.isVisitWanted = true;
  meter.visitAskedAt = minute;
}

/**
 * An engineer attends every meter of the home that is off or armed: exchanges a smart one not yet
 * onboarded, replaces a lost key or card, and restores supply at once. Calls that end in the same
 * minute come first.
 * @rule S4
 */
export function visitHome(minute: i32): void {
  visitMeter(home.first, minute);
  if (home.last !== home.first) visitMeter(home.last, minute);
}

function visitMeter(meter: Meter, minute: i32): void {
  if (meter.visitAt === minute) {
    meter.visitAt = never;
    meter.visits += 1;
  }
  if (meter.supply !== supplyOn) {
    attendMeter(meter, minute);
    meter.crossingAt = minute;
  }
  meter.refreshInstitution();
}

/** Exchanges a meter, which is its onboarding. A waiting grant comes in the next minute. */
function exchange(meter: Meter, minute: i32): void {
  if (meter.onboardedAt === never) meter.isExchangedEarly = true;
  onboard(meter, minute);
  if (meter.safeModeEndsAt === minute) endSafeMode(meter, minute);
  if (meter.grantsWaiting > 0) meter.grantAt = minuteAfter(minute, 1);
}

function attendMeter(meter: Meter, minute: i32): void {
  note(meter, minute, eventVisit, NaN);
  if (home.kind !== legacy) exchange(meter, minute);
  // The household has its key or card from now, and the next loss is drawn from this minute.
  else if (minute >= meter.deviceLostAt && minute < meter.deviceBackAt) meter.deviceBackAt = minute;
  if (policy.recommenceBy === recommenceNothing) return;
  meter.recommenceAt = never;
  restoreSupply(meter, minute, endedByVisit);
  switchOn(meter, minute, endedByVisit);
}
