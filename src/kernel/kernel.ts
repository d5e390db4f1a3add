// What the host calls: laying down settings, simulating households ahead, going on with those that
// waited, and reading what was counted. The same functions in both builds of the kernel; arrays
// come as they are in TypeScript, as addresses in WASM (simulation/wasm-kernel.ts).
import { resetDayFactors } from './burn.ts';
import { eventCallAbandoned, eventCallAnswered, stoppedAtMinute, supplyOn } from './codes.ts';
import {
  drawTimes,
  drawTimesOfEvery,
  layTimes,
  onboardingOfPlace,
  paceOfHome,
  resetTimes,
  twinPlace,
} from './course.ts';
import { home } from './household.ts';
import {
  advance,
  beginWarmUp,
  finishReporting,
  meterInNeed,
  passMidnight,
  saveInNeed,
  startReporting,
  turnMinute,
} from './household-run.ts';
import * as members from './members.ts';
import type { Meter } from './meter.ts';
import { i32, newF64s, newI32s, type f64, type F64s, type I32s, type U8s } from './platform.ts';
import { drawHousehold } from './population.ts';
import { Law, setKey } from './random.ts';
import { loadHome, record, saveWaiting } from './record.ts';
import {
  policies,
  policy,
  replication,
  setPolicy,
  setReplication,
  setSettings,
  settings,
} from './settings.ts';
import { compareGates, setSharing, simulateUnderPolicies } from './shared-policies.ts';
import { callLength, patienceOf, scheduleCallAgain, visitLength } from './support.ts';
import { classes, resetTallies, tallies } from './tally.ts';
import { earlier, later, minuteAfter, never } from './time.ts';
import { Transfer } from './transfer.ts';

// Settings, for the WASM build: the host writes them as words, the kernel reads them.

const exchange: Transfer = new Transfer(1024);

/** Room for so many words, to be read by `readSettings` or `readReplication`. */
export function exchangeWords(length: i32): I32s {
  if (exchange.words.length < length) exchange.words = newI32s(length);
  return exchange.words;
}

/** Makes the law of a place, of so many bins: places come one after another, from 0. */
export function addLaw(isConstant: boolean, lowest: f64, highest: f64, bins: i32): F64s {
  const law: Law = new Law();
  law.place = exchange.laws.length;
  law.isConstant = isConstant;
  law.lowest = lowest;
  law.highest = highest;
  law.bins = bins;
  if (bins > 1) law.cubics = newF64s(4 * bins);
  exchange.laws.push(law);
  return law.cubics;
}
/** Says what stands behind the table of a law. */
export function setForm(law: i32, form: i32, first: f64, second: f64): void {
  exchange.laws[law]!.form = form;
  exchange.laws[law]!.first = first;
  exchange.laws[law]!.second = second;
}
/** Room for the values of a law of so many steps, and for their cumulative probabilities. */
export function stepsOf(law: i32, count: i32): F64s {
  exchange.laws[law]!.values = newF64s(count);
  return exchange.laws[law]!.values;
}
export function cumulativesOf(law: i32, count: i32): F64s {
  exchange.laws[law]!.cumulatives = newF64s(count);
  return exchange.laws[law]!.cumulatives;
}
export function cubicsOf(law: i32): F64s {
  return exchange.laws[law]!.cubics;
}

export function readSettings(): void {
  exchange.startReading(0);
  settings.transfer(exchange);
  settings.complete();
}

/** Whether spells and meters are reported one by one. */
export function keepRecords(spells: boolean, meters: boolean): void {
  settings.keepsSpells = spells;
  settings.keepsMeters = meters;
}

export function readReplication(): void {
  exchange.startReading(0);
  replication.transfer(exchange);
}

/** Room for the places of a list, by meter number. Lists come one after another, from 0. */
export function placeList(list: i32, length: i32): I32s {
  if (list === replication.places.length) replication.places.push(newI32s(length));
  return replication.places[list]!;
}

// Running

/** Makes ready for the households of a replication, its settings laid down. */
export function startReplication(): void {
  setSettings(settings);
  setReplication(replication);
  setKey(replication.key0, replication.key1);
  settings.electricity.season = replication.electricitySeason;
  settings.gas.season = replication.gasSeason;
  members.traceEventsOf(replication.tracedHousehold);
  resetDayFactors();
  resetTimes(policies.length);
  resetTallies();
  compareGates();
}

/** Whether policies may share the simulation of a household: on unless a test turns it off. */
export function sharePolicies(to: boolean): void {
  setSharing(to);
}

/** Simulates households, each through the warm-up and under every policy as far as it can alone. */
export function simulateHouseholds(from: i32, until: i32): void {
  for (let household: i32 = from; household < until; household++) {
    drawHousehold(household);
    members.resetMembers(policies.length);
    setPolicy(policies[0]!);
    beginWarmUp();
    advance(0);
    startReporting();
    simulateUnderPolicies();
  }
}

// Households that waited: the host puts a record back and says what came of the wait

/** Room for the words of a record. */
export function recordWords(length: i32): I32s {
  if (record.words.length < length) record.words = newI32s(length);
  return record.words;
}
/** How many words the record that was written has. */
export function recordLength(): i32 {
  return record.at;
}

/** Takes up the household of the record, under one policy. */
export function takeUp(policy: i32): void {
  members.resetMembers(policies.length);
  members.order[0] = policy;
  members.setMembers(0, 1);
  setPolicy(policies[policy]!);
  const layFrom: i32 = loadHome();
  const readAt: i32 = policy === twinPlace ? home.readAt : never;
  if (policy === twinPlace && earlier(readAt, layFrom) !== never) drawTimesOfEvery();
  if (layFrom !== never) {
    drawTimes(policy);
    layTimes(policy, layFrom, earlier(layFrom, minuteAfter(turnMinute(), 1)));
  }
  // Readings that were due before the acts of institutions are laid down are due still.
  home.readAt = policy === twinPlace ? earlier(readAt, home.readAt) : never;
}

/**
 * Goes on to a minute, at the horizon to the end. Returns why it stopped (codes.ts); where that is
 * a shared need, the household is written to the record.
 */
export function goOn(until: i32): i32 {
  const stopped: i32 = advance(until);
  if (stopped !== stoppedAtMinute) saveInNeed(never);
  else if (until >= settings.horizonMinute) finishReporting();
  return stopped;
}

/** When the turn comes of the household that has just stopped. */
export function waitMinute(): i32 {
  return turnMinute();
}

/** Real-valued minutes the caller is ready to wait, and of the conversation. */
export function callerPatience(): f64 {
  return patienceOf(meterInNeed());
}
export function callerLength(): f64 {
  return callLength(meterInNeed());
}

/** The call was answered, and ends at an instant; or, at NaN, the caller gave up. */
export function endWaitForCall(endsAt: f64): void {
  const meter: Meter = meterInNeed();
  const isAbandoned: boolean = isNaN(endsAt);
  meter.calls += 1;
  if (isAbandoned) meter.callsAbandoned += 1;
  members.note(meter, meter.callAt, isAbandoned ? eventCallAbandoned : eventCallAnswered, NaN);
  meter.callAt = never;
  // Giving up does not end a conversation about an earlier spell.
  if (!isAbandoned) meter.answerAt = endsAt >= never ? never : i32(Math.ceil(endsAt));
  else if (meter.callInstant < policy.supportOpensAt) scheduleCallAgain(meter);
  meter.refreshInstitution();
}

/** Real-valued minutes the engineer takes. */
export function engineerLength(): f64 {
  return visitLength(meterInNeed());
}
/** The engineer's visit ends at a minute, the next one at the earliest. */
export function endWaitForVisit(endsAt: i32): void {
  const meter: Meter = meterInNeed();
  meter.isVisitWanted = false;
  meter.visitAt = later(minuteAfter(meter.visitAskedAt, 1), endsAt);
  meter.refreshInstitution();
}

// Daily ranking: the household stands at the start of a day, its charges posted

/** Passes the midnight a ranking stands at, and writes the household to the record. */
export function standAtMidnight(): void {
  passMidnight();
  saveWaiting(false, home.first.number, 0, never);
}
export function hasMeter(isGas: boolean): boolean {
  return isGas ? home.hasGas : home.hasElectricity;
}
export function isOnboarded(isGas: boolean): boolean {
  return (isGas ? home.gas : home.electricity).onboardedAt !== never;
}
export function isOnSupply(isGas: boolean): boolean {
  return (isGas ? home.gas : home.electricity).supply === supplyOn;
}
/** Balance and selected emergency credit left, as posted. */
export function creditLeft(isGas: boolean): f64 {
  const meter: Meter = isGas ? home.gas : home.electricity;
  return meter.balance + (meter.isSelected ? meter.emergencyCreditLeft : 0);
}
/** Gives a meter the k-th place of its queue, 1 first. */
export function giveOnboardingPlace(isGas: boolean, place: i32): void {
  const meter: Meter = isGas ? home.gas : home.electricity;
  meter.rankedPlace = place;
  meter.onboardAt = onboardingOfPlace(meter, paceOfHome(), place);
  meter.refreshInstitution();
}

// What was counted, by policy (tally.ts)

export function sumsOf(policy: i32): F64s {
  return tallies[policy]!.sums;
}
export function firstOffOf(policy: i32): I32s {
  return tallies[policy]!.firstOff;
}
export function seriesChangesOf(policy: i32): I32s {
  return tallies[policy]!.seriesChanges;
}
export function spellCountsOf(policy: i32): F64s {
  return tallies[policy]!.spellCounts;
}
export function fatesOf(policy: i32): U8s {
  return tallies[policy]!.fates;
}
/** By household: its class. */
export function classesOfHouseholds(): U8s {
  return classes;
}
/** By kind of request, row of meters and day. */
export function requestsOf(policy: i32): I32s {
  return tallies[policy]!.requests;
}
/** By meter, where engineers may exchange it before its turn: what was read of its twin. */
export function twinDebtsOf(policy: i32): F64s {
  return tallies[policy]!.twinDebts;
}
export function exchangedEarlyOf(policy: i32): U8s {
  return tallies[policy]!.exchangedEarly;
}
/** By hour of the week, fuel and cause. */
export function cutsOf(policy: i32): I32s {
  return tallies[policy]!.cuts;
}
export function sampleOffMinutesOf(policy: i32): F64s {
  return tallies[policy]!.sampleOffMinutes;
}
export function eventsOf(policy: i32): f64 {
  return tallies[policy]!.events;
}
/** Pages of counts of those off (`isOff`), or of spell lengths, by page of minutes; -1 for none. */
export function pagesOf(policy: i32, isOff: boolean): I32s {
  return (isOff ? tallies[policy]!.off : tallies[policy]!.lengths).pageOf;
}
export function pageOf(policy: i32, isOff: boolean, page: i32): I32s {
  return (isOff ? tallies[policy]!.off : tallies[policy]!.lengths).pages[page]!;
}
