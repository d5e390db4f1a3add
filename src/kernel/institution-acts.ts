// What institutions do to one meter when their moment comes: protection at exit, the agent's
// command, onboarding, recommencing supply, the end of a call, an engineer's visit. When the
// moments come is course.ts.
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

/** Everything institutions do to one meter in a minute, in its order; engineers come after. */
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
  // Not for a call that ends in the minute of an exchange: grants that waited come in the next.
  if (meter.grantAt === minute || (isOnboarded && meter.grantsWaiting > 0))
    receiveGrants(meter, minute);
  meter.refreshInstitution();
  // Whatever it was, the thresholds are looked at next.
  meter.crossingAt = minute;
}

/** An orderly exit left this meter in safe mode. */
function protectAtExit(meter: Meter, minute: i32): void {
  meter.protectAt = never;
  putInSafeMode(meter, minute, endedBySafeMode);
}

/**
 * The agent's command reaches the meter: every act it was told to do, in order. A meter that is
 * already the SoLR's is left alone.
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
 * From now the meter is the SoLR's. The household learns the new channel after its delay, one draw
 * a household, counted from each meter's onboarding.
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
 * The SoLR gives supply back to a meter that is off or armed; a failure is repeated until it is
 * back.
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
  giveSupplyBack(meter, minute, endedByRecommencing);
}

/** What the SoLR sends to a meter without WAN reaches it: the visit has seen to that. */
function isCommandMissed(meter: Meter, draw: i32): boolean {
  if (!home.hasWan) return false;
  return drawBernoulli(meter.settings.missed, meter.number, purpose.recommenceMissed, draw);
}

function isRecommencingSent(meter: Meter, draw: i32): boolean {
  const success: f64 = policy.recommenceSuccess;
  return drawBernoulli(success, meter.number, purpose.recommenceSuccess, draw);
}

/** By safe mode or emergency credit. A legacy meter has no safe mode: credit is left on it. */
function giveSupplyBack(meter: Meter, minute: i32, by: i32): void {
  if (policy.recommenceBy === recommenceBySafeMode && home.kind !== legacy) {
    putInSafeMode(meter, minute, by);
    return;
  }
  lend(meter, policy.recommenceAmount);
  note(meter, minute, eventEmergencyCreditSent, policy.recommenceAmount);
  restore(meter, minute, by);
}

/**
 * An answered call is over, and the meter still off: discretionary credit for a share of callers
 * where a channel reaches the meter (the caller is told the SoLR's), an engineer is asked for where
 * none does.
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
 * A legacy meter takes no remote command: credit for it is fetched, in waking hours. While one is
 * to come there is no second.
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

/** There must be engineers and, for a smart meter, a SoLR to send them; none in the warm-up. */
function askForEngineer(meter: Meter, minute: i32): void {
  const isSomebodyThere: boolean = home.kind === legacy || minute >= policy.appointmentAt;
  if (!policy.hasEngineers || !isSomebodyThere || meter.visitAt !== never || isWarmUp()) return;
  meter.isVisitWanted = true;
  meter.visitAskedAt = minute;
}

/**
 * An engineer at the home sees to every meter that is off or armed: exchanges a smart one not yet
 * onboarded, replaces a lost key or card, and gives supply back on the spot. Calls that end in the
 * minute have ended before.
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
    seeTo(meter, minute);
    meter.crossingAt = minute;
  }
  meter.refreshInstitution();
}

/** The exchange is the meter's onboarding; a grant that waited comes in the next minute. */
function exchange(meter: Meter, minute: i32): void {
  if (meter.onboardedAt === never) meter.isExchangedEarly = true;
  onboard(meter, minute);
  if (meter.safeModeEndsAt === minute) endSafeMode(meter, minute);
  if (meter.grantsWaiting > 0) meter.grantAt = minuteAfter(minute, 1);
}

function seeTo(meter: Meter, minute: i32): void {
  note(meter, minute, eventVisit, NaN);
  if (home.kind !== legacy) exchange(meter, minute);
  // From now the key or card is at hand, until it is lost again: the next loss is drawn from here.
  else if (minute >= meter.deviceLostAt && minute < meter.deviceBackAt) meter.deviceBackAt = minute;
  if (policy.recommenceBy === recommenceNothing) return;
  meter.recommenceAt = never;
  giveSupplyBack(meter, minute, endedByVisit);
  switchOn(meter, minute, endedByVisit);
}
