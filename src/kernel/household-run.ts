// Simulates the current household on its own, from event to event, until a minute or until it needs
// something it shares with others.
import {
  isMoneyConserved,
  isOfferable,
  isOutOfCredit,
  netOf,
  postDailyCharges,
} from './account.ts';
import {
  beginDay,
  beginSegment,
  endDay,
  findCrossing,
  isEnergyConserved,
  postEnergyCost,
  prepareDayFactors,
} from './burn.ts';
import {
  endedByEmergencyCredit,
  endedByHorizon,
  goesOn,
  stoppedAtMinute,
  stoppedForCall,
  stoppedForVisit,
  supplyArmed,
  supplyOff,
  supplyOn,
} from './codes.ts';
import { compareDebts, readTwin } from './debt-excess.ts';
import { selectIfOffered } from './emergency-credit.ts';
import { home } from './household.ts';
import { institutionsAct, visitHome } from './institution-acts.ts';
import { isWarmUp } from './members.ts';
import type { Meter } from './meter.ts';
import { hostFail, i32, type f64 } from './platform.ts';
import { updateRationing } from './rationing.ts';
import { countRequests } from './requests.ts';
import { settings } from './settings.ts';
import { arm, endHouseholdOff, endSpell, turnOn } from './supply.ts';
import { callLength } from './support.ts';
import { reportEmergencyCredit, reportHousehold, reportSafeMode } from './tally.ts';
import { reviewAfterAct, reviewNeed, testCredit } from './thresholds.ts';
import { minutesPerDay, never } from './time.ts';
import { learnChannel, nextPayDay, startPayDay, topUp } from './top-up.ts';

/** Schedules what is due from the first minute of the warm-up. */
export function beginWarmUp(): void {
  home.payAt = nextPayDay(settings.firstDay);
  // In summer the first local day begins an hour before the warm-up does.
  if (home.payAt < settings.startMinute) home.payAt = nextPayDay(settings.firstDay + 1);
}

/**
 * Simulates every event before a minute. Returns `stoppedAtMinute`; or `stoppedForCall` or
 * `stoppedForVisit` when a meter (`meterInNeed`) first needs what households share. Call again to
 * continue. A household depends on others only through what they share.
 * @rule O4
 */
export function advance(until: i32): i32 {
  let stopped: i32 = isVisitWanted() ? stoppedForVisit : goesOn;
  while (stopped === goesOn) stopped = passNextEvent(until);
  return stopped;
}

/**
 * Simulates the minute of the next event before `until`. Returns why the household stops, if it
 * does.
 */
function passNextEvent(until: i32): i32 {
  const first: Meter = home.first;
  const last: Meter = home.last;
  const midnight: i32 = home.nextMidnight;
  let minute: i32 = midnight;
  if (first.nextAt < minute) minute = first.nextAt;
  if (last.nextAt < minute) minute = last.nextAt;
  if (home.payAt < minute) minute = home.payAt;
  // The account is read after the day's charges and before anything else that is due in the minute.
  if (home.readAt <= minute && home.readAt < until && home.readAt !== midnight) {
    readTwin(home.readAt);
    return goesOn;
  }
  if (minute >= until) return stoppedAtMinute;
  if (minute === midnight) {
    passMidnight();
    return goesOn;
  }
  passMinute(minute);
  if (isVisitWanted()) return stoppedForVisit;
  if (first.callAt === minute && isCallMade(first)) return stoppedForCall;
  return last.callAt === minute && isCallMade(last) ? stoppedForCall : goesOn;
}

function isVisitWanted(): boolean {
  return home.first.isVisitWanted || home.last.isVisitWanted;
}

/**
 * Whether the call that is due is made, and so stops the household. Nobody calls once on supply.
 */
function isCallMade(meter: Meter): boolean {
  if (meter.supply === supplyOff) {
    if (!isWarmUp()) return true;
    answerAtOnce(meter);
  }
  meter.callAt = never;
  meter.refreshInstitution();
  return false;
}

/**
 * Before day 0 a call is answered at once, so that households cannot affect each other.
 * @rule I4
 */
function answerAtOnce(meter: Meter): void {
  const end: f64 = Math.ceil(meter.callInstant + callLength(meter));
  meter.answerAt = end < never ? i32(end) : never;
}

/** The meter whose call or visit the household stopped for. */
export function meterInNeed(): Meter {
  const first: Meter = home.first;
  const last: Meter = home.last;
  if (isVisitWanted()) return first.isVisitWanted ? first : last;
  if (first.callAt !== last.callAt) return first.callAt < last.callAt ? first : last;
  return first.callInstant <= last.callInstant ? first : last;
}

/** When the turn comes of the household that has just stopped. */
export function turnMinute(): i32 {
  const meter: Meter = meterInNeed();
  return meter.isVisitWanted ? meter.visitAskedAt : meter.callAt;
}

/** At 00:00 UTC: posts the charges of the day that begins, then prepares its demand. */
export function passMidnight(): void {
  const midnight: i32 = home.nextMidnight;
  const day: i32 = home.today + 1;
  home.today = day;
  prepareDayFactors(day);
  home.nextMidnight = midnight + minutesPerDay;
  turnDay(home.first, midnight, day);
  if (home.last !== home.first) turnDay(home.last, midnight, day);
}

function turnDay(meter: Meter, midnight: i32, day: i32): void {
  home.events += 1;
  endDay(meter, midnight, day);
  beginDay(meter, day);
  meter.nextThreshold -= postDailyCharges(meter);
  if (meter.supply === supplyOn) {
    if (meter.postedCost >= meter.nextThreshold) meter.crossingAt = midnight;
    else findCrossing(meter, midnight);
  } else if (meter.supply === supplyArmed || isOfferable(meter)) {
    // Thresholds of a meter that is off are tested after the acts of institutions.
    meter.crossingAt = midnight;
  }
  meter.refreshCrossing();
}

/**
 * Simulates everything due in one minute, in this order: acts of institutions; exhausted credit and
 * ends of protected hours; acts of the household. Daily charges come before, in `passMidnight`.
 * @rule O1
 */
function passMinute(minute: i32): void {
  const first: Meter = home.first;
  const last: Meter = home.last;
  const isPair: boolean = last !== first;
  let isHandDue: boolean = first.nextAt === minute && letInstitutionsAct(first, minute);
  if (isPair && last.nextAt === minute && letInstitutionsAct(last, minute)) isHandDue = true;
  if (first.visitAt === minute || last.visitAt === minute) visitHome(minute);
  const isFirstMet: boolean = isThresholdMet(first, minute);
  const isLastMet: boolean = isPair && isThresholdMet(last, minute);
  if (isFirstMet && testThresholds(first, minute)) isHandDue = true;
  if (isLastMet && testThresholds(last, minute)) isHandDue = true;
  if (isFirstMet) reviewNeed(first, minute);
  if (isLastMet) reviewNeed(last, minute);
  if (isHandDue) {
    if (isHouseholdActDue(first, minute)) actAtMeter(first, minute);
    if (isPair && isHouseholdActDue(last, minute)) actAtMeter(last, minute);
  }
  if (home.payAt === minute) {
    startPayDay(minute);
    home.events += 1;
  }
  if (first.topUpAt === minute || last.topUpAt === minute) topUp(minute);
  else if (!isHandDue && !home.isUnable) return;
  updateRationing(minute);
}

/**
 * Lets institutions act on a meter on which something is due. Returns whether anything but a
 * threshold is due.
 */
function letInstitutionsAct(meter: Meter, minute: i32): boolean {
  home.events += 1;
  const isTimerDue: boolean = meter.timerAt === minute;
  if (meter.institutionAt === minute) institutionsAct(meter, minute);
  return isTimerDue;
}

function isThresholdMet(meter: Meter, minute: i32): boolean {
  return meter.crossingAt === minute || meter.testAt === minute;
}

/** Tests a meter that meets a threshold. Returns whether an act at the meter is due after that. */
function testThresholds(meter: Meter, minute: i32): boolean {
  postEnergyCost(meter, minute);
  testCredit(meter, minute);
  meter.refreshNext();
  // An offer may be selected in the very minute it is made.
  return meter.timerAt === minute;
}

function isHouseholdActDue(meter: Meter, minute: i32): boolean {
  if (meter.nextAt !== minute) return false;
  return meter.turnOnAt === minute || meter.selectAt === minute || meter.learnAt === minute;
}

/** The household's acts at the meter itself, and what it learns about it. */
function actAtMeter(meter: Meter, minute: i32): void {
  if (meter.turnOnAt === minute) {
    turnOn(meter, minute);
    reviewAfterAct(meter, minute);
  }
  if (meter.selectAt === minute) {
    postEnergyCost(meter, minute);
    if (selectIfOffered(meter, minute) && !isOutOfCredit(meter))
      arm(meter, minute, endedByEmergencyCredit);
    reviewAfterAct(meter, minute);
  }
  if (meter.learnAt === minute) learnChannel(meter, minute);
  meter.refreshNext();
}

/**
 * Starts reporting at day 0: posts energy and sets counts to 0. A spell that is open starts at
 * minute 0 and keeps its cause.
 * @rule I5
 */
export function startReporting(): void {
  startReportingMeter(home.first);
  if (home.last !== home.first) startReportingMeter(home.last);
  home.offMinutes = 0;
  home.offSince = 0;
  home.firstOffAt = home.metersOff > 0 ? 0 : never;
  if (home.metersInEmergencyCredit > 0) home.emergencyCreditSince = 0;
  home.events = 0;
}

function startReportingMeter(meter: Meter): void {
  beginSegment(meter, 0);
  meter.openingNet = netOf(meter);
  if (Math.floor(meter.openingNet) !== meter.openingNet) hostFail(moneyNotWhole);
  meter.openingCost = meter.postedCost;
  meter.vended = 0;
  meter.debtRepaid = 0;
  meter.creditGranted = 0;
  meter.granted = 0;
  meter.charges = 0;
  meter.vends = 0;
  meter.failedVends = 0;
  meter.spells = 0;
  meter.spellsNoChannel = 0;
  meter.spellsNoMoney = 0;
  meter.offMinutes = 0;
  meter.longestSpell = 0;
  const isOff: boolean = meter.supply !== supplyOn;
  if (isOff) meter.offSince = 0;
  meter.firstOffAt = isOff ? 0 : never;
}

// Which of the kernel's own checks failed
export const moneyNotConserved: i32 = 1;
export const energyNotConserved: i32 = 2;
export const moneyNotWhole: i32 = 3;

/**
 * Ends reporting at the horizon: posts energy, closes open spells as censored, and checks that
 * money was conserved.
 * @rule T3
 */
export function finishReporting(): void {
  finishReportingMeter(home.first);
  if (home.last !== home.first) finishReportingMeter(home.last);
  if (home.metersOff > 0) endHouseholdOff(settings.horizonMinute, true);
  if (home.metersInEmergencyCredit > 0) reportEmergencyCredit(never);
  countRequests();
  compareDebts();
  reportHousehold();
}

/**
 * Ends reporting on a meter. A spell that is open at the horizon is censored, and counted to the
 * horizon.
 * @rule C2
 */
function finishReportingMeter(meter: Meter): void {
  const horizon: i32 = settings.horizonMinute;
  beginSegment(meter, horizon);
  if (!isMoneyConserved(meter)) hostFail(moneyNotConserved);
  if (!isEnergyConserved(meter)) hostFail(energyNotConserved);
  if (meter.supply !== supplyOn) endSpell(meter, horizon, endedByHorizon, true);
  if (meter.safeModeSince !== never) reportSafeMode(meter.safeModeSince, never);
}
