// The functions that the host calls: to send settings, to simulate households, to resume those that
// waited, and to read what was counted. Both builds of the kernel have the same functions. Arrays
// are returned as they are in TypeScript, as addresses in WASM (simulation/wasm-kernel.ts).
import { resetDayFactors } from './burn.ts';
import { supplyOn } from './codes.ts';
import { onboardingOfPlace, paceOfHome, resetTimes } from './course.ts';
import { isReachedByDcc } from './gates.ts';
import { home } from './household.ts';
import { advance, beginWarmUp, passMidnight, startReporting } from './household-run.ts';
import * as members from './members.ts';
import type { Meter } from './meter.ts';
import { i32, newF64s, newI32s, type f64, type F64s, type I32s, type U8s } from './platform.ts';
import { drawHousehold } from './population.ts';
import { Law, setKey } from './random.ts';
import { record } from './record.ts';
import {
  policies,
  replication,
  setPolicy,
  setReplication,
  setSettings,
  settings,
} from './settings.ts';
import { compareGates, setSharing, simulateUnderPolicies } from './shared-policies.ts';
import { drawPlaces, metersToPlace, sketchHouseholds } from './sketches.ts';
import { classes, resetTallies, tallies } from './tally.ts';
import { never } from './time.ts';
import { Transfer } from './transfer.ts';
import { simulateTo, serveTurn, loadTurn } from './turns.ts';
import { waitForRanking } from './waiting.ts';

// Settings, for the WASM build: the host writes them as words, the kernel reads them.

const exchange: Transfer = new Transfer(1024);

/** An array for `length` words, which `readSettings` or `readReplication` then reads. */
export function settingsWords(length: i32): I32s {
  if (exchange.words.length < length) exchange.words = newI32s(length);
  return exchange.words;
}

/** Makes the law of a place, with a table of `bins` bins. Places are made in order, from 0. */
export function addLaw(isConstant: boolean, lowest: f64, highest: f64, bins: i32): F64s {
  const law: Law = new Law();
  law.place = exchange.laws.length;
  law.isConstant = isConstant;
  law.lowest = lowest;
  law.highest = highest;
  law.setBins(bins);
  if (bins > 1) law.cubics = newF64s(4 * bins);
  exchange.laws.push(law);
  return law.cubics;
}
/** Sets the formula of a law, and its parameters. */
export function setForm(law: i32, form: i32, first: f64, second: f64): void {
  exchange.laws[law]!.form = form;
  exchange.laws[law]!.first = first;
  exchange.laws[law]!.second = second;
}
/**
 * An array for the `count` values of a stepped law; `cumulativesOf` for their cumulative
 * probabilities.
 */
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

/** An array for the places of a list, by meter number. Lists are made in order, from 0. */
export function placeList(list: i32, length: i32): I32s {
  if (list === replication.places.length) replication.places.push(newI32s(length));
  return replication.places[list]!;
}

// Before a replication: what the host needs of all households

/** Sets the key of the replication whose households are sketched. */
export function beginSketches(key0: i32, key1: i32): void {
  setKey(key0, key1);
}
export { drawPlaces, metersToPlace, sketchHouseholds };

// Running

/** Prepares a replication, whose settings have been read. */
export function startReplication(): void {
  setSettings(settings);
  setReplication(replication);
  setKey(replication.key0, replication.key1);
  settings.electricity.season = replication.electricitySeason;
  settings.gas.season = replication.gasSeason;
  members.resetMembers(policies.length);
  members.traceEventsOf(replication.tracedHousehold);
  resetDayFactors();
  resetTimes();
  resetTallies();
  compareGates();
}

/** Whether policies may share the simulation of a household: on unless a test turns it off. */
export function sharePolicies(to: boolean): void {
  setSharing(to);
}

/**
 * Simulates households: each through the warm-up, then under every policy until it needs what
 * households share.
 */
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

/** Draws a household: whether DCC carries messages to its meters. */
export function isHouseholdReached(household: i32): boolean {
  drawHousehold(household);
  return isReachedByDcc(home.kind, home.hasWan);
}

// Households that waited: the host puts a record back and resumes it

/** An array for the words of a record. */
export function recordWords(length: i32): I32s {
  if (record.words.length < length) record.words = newI32s(length);
  return record.words;
}
/** How many words the record that was written has. */
export function recordLength(): i32 {
  return record.at;
}

/** By policy: whether households that wait under it are served here, 0 or 1. */
export function servedPolicies(): U8s {
  return members.served;
}
export { simulateTo, serveTurn, loadTurn };

// Daily ranking: the household waits at the start of a day, after its charges

/** Simulates the midnight of a ranking. The household then waits for the ranking. */
export function passRankingMidnight(): void {
  passMidnight();
  waitForRanking();
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
export function householdOutcomesOf(policy: i32): U8s {
  return tallies[policy]!.householdOutcomes;
}
/** By household: its class. */
export function classesOfHouseholds(): U8s {
  return classes;
}
/** By kind of request, row of meters and day. */
export function requestsOf(policy: i32): I32s {
  return tallies[policy]!.requests;
}
/** By meter, where engineers may exchange it before its turn: micropounds that its twin owed. */
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
/** An array with the intervals off supply that are handed over (off-intervals.ts). */
export function offIntervalsOf(policy: i32): I32s {
  return tallies[policy]!.offIntervals.words;
}
/** Hands over the last intervals off supply. */
export function handOverOffIntervals(policy: i32): void {
  tallies[policy]!.offIntervals.handOver();
}
