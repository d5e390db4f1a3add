// What is counted from day 0, for each policy: sums by class of household, hourly series, who is
// off at each minute, and how long spells last. Nothing here changes what happens.
import {
  causeNoChannel,
  legacy,
  meterKindCount,
  shutGateCount,
  smets1Enrolled,
  smets2,
} from './codes.ts';
import { shutGateAt } from './gates.ts';
import { localOffset } from './calendar.ts';
import { OffIntervals } from './off-intervals.ts';
import { home, type Household } from './household.ts';
import * as members from './members.ts';
import type { Meter } from './meter.ts';
import {
  addBits,
  f64,
  hostKeepMeter,
  hostKeepSpell,
  i32,
  newF64s,
  newI32s,
  newU8s,
  quotient,
  type F64s,
  type I32s,
  type U8s,
} from './platform.ts';
import { saveHome } from './record.ts';
import { policies, settings, type PolicySettings } from './settings.ts';
import { dayOf, earlier, later, minutesPerDay, minutesPerHour, never } from './time.ts';

// Hourly series, in file order
export const seriesHouseholdsOff: i32 = 0;
export const seriesHouseholdsEverOff: i32 = 1;
export const seriesMetersOffElectricity: i32 = 2;
export const seriesMetersOffGas: i32 = 3;
export const seriesHouseholdsInEmergencyCredit: i32 = 4;
export const seriesMetersOnboarded: i32 = 5;
export const seriesMetersInSafeMode: i32 = 6;
export const seriesCount: i32 = 7;

// Sums: times in minutes, money in micropounds
export const sumHouseholds: i32 = 0;
export const sumHouseholdsOff: i32 = 1;
export const sumOff3h: i32 = 2;
export const sumOff24h: i32 = 3;
export const sumOff72h: i32 = 4;
/** With a spell past the guaranteed standard. */
export const sumBeyondStandard: i32 = 5;
/** Sums above count a household once, also if both of its meters are concerned. */
const sumsCountedOnce: i32 = 6;
export const sumMetersOff: i32 = 6;
export const sumSpells: i32 = 7;
export const sumOffMinutes: i32 = 8;
export const sumNoChannel: i32 = 9;
export const sumNoMoney: i32 = 10;
export const sumNotNoticed: i32 = 11;
export const sumVends: i32 = 12;
export const sumFailedVends: i32 = 13;
export const sumSmart: i32 = 14;
export const sumOnboarded14: i32 = 15;
export const sumOnboarded28: i32 = 16;
export const sumOnboarded: i32 = 17;
export const sumSafeMode: i32 = 18;
export const sumDebt: i32 = 19;
export const sumCalls: i32 = 20;
export const sumCallsAbandoned: i32 = 21;
export const sumVisits: i32 = 22;
export const sumMeters: i32 = 23;
export const sumExposed: i32 = 24;
export const sumOwedAfterSafeMode: i32 = 25;
export const sumWrittenOff: i32 = 26;
/** Sums above are added when the household has reached the horizon, those below elsewhere. */
const sumsOfHousehold: i32 = 27;
/** Meters whose debt is compared with their twin's, their debt at onboarding, and the twin's. */
export const sumMetersCompared: i32 = 27;
export const sumDebtCompared: i32 = 28;
export const sumTwinDebt: i32 = 29;
export const sumCount: i32 = 30;

/**
 * Rows of sums, by class of household, alike in meter kind and the three circumstances: the
 * electricity meters, each as if it were its whole household; the gas meters; the households.
 * Segments are put together from them.
 * @rule C7
 */
export const classCount: i32 = 8 * meterKindCount;
export const firstClassRow: i32 = 2 * classCount;
export const rowCount: i32 = 3 * classCount;

// Kinds of request
export const requestOfAgent: i32 = 0;
export const requestOfSolr: i32 = 1;
const requestKinds: i32 = 2;

export const causeCount: i32 = 3;
const hoursPerWeek: i32 = 168;
const minutesPerWeek: i32 = 10080;

/** Class of a household, 0 to classCount − 1. */
export function classOf(household: Household): i32 {
  return (
    (household.kind << 3) |
    ((household.isVulnerable ? 1 : 0) << 2) |
    ((household.isOnPsr ? 1 : 0) << 1) |
    (household.isMedicallyDependent ? 1 : 0)
  );
}

/** Row of the meters like one of the current household. */
function rowOfMeter(meter: Meter): i32 {
  return (meter.isGas ? classCount : 0) + classOf(home);
}

/** Whose interval off supply it is: 3 × class, + 0 the home's, 1 its electricity's, 2 its gas's. */
export const ownersOfClass: i32 = 3;
function ownerOfHome(): i32 {
  return ownersOfClass * classOf(home);
}
function ownerOfMeter(meter: Meter): i32 {
  return ownerOfHome() + (meter.isGas ? 2 : 1);
}

// Outcome of a household, as bits. Its longest spell without electricity: none, any, or at least 3,
// 24 or 72 hours, as 0 to 4. Then the same for gas.
export const offLevels: i32 = 4;
export const outcomeElectricity: i32 = 7;
/** Number of bits by which gas is shifted above electricity. */
export const outcomeGasShift: i32 = 3;
export const outcomeEmergencyCredit: i32 = 64;

/** Size of the sample whose minutes off are kept by household: the first households of the book. */
export const sampleMost: i32 = 150;

/** What one policy of one replication reports. */
export class Tally {
  /** By row and sum. */
  sums: F64s = newF64s(rowCount * sumCount);
  /** By row: minute the first of it went off, `never` where none did. */
  firstOff: I32s = newI32s(rowCount);
  /** Changes at each hour, by series. */
  seriesChanges: I32s = newI32s(0);
  /** When meters and homes were off. */
  offIntervals: OffIntervals;
  /** Spells at least that long, by length; then by the gate that was shut. */
  spellCounts: F64s = newF64s(0);
  /** Cuts by hour of the week, fuel and cause. */
  cuts: I32s = newI32s(hoursPerWeek * 2 * causeCount);
  /** Requests by kind, row of meters and day. */
  requests: I32s = newI32s(0);
  /** By meter, where an engineer may come before its turn: what was read of its twin. */
  twinDebts: F64s = newF64s(0);
  /** By meter likewise: 1 where an engineer did, so that what was read is not compared. */
  exchangedEarly: U8s = newU8s(0);
  /** By household. */
  householdOutcomes: U8s = newU8s(0);
  sampleOffMinutes: F64s = newF64s(0);
  events: f64 = 0;

  /** @param policy its place */
  constructor(policy: i32) {
    this.offIntervals = new OffIntervals(policy);
  }

  /** @param keepsTwinDebts whether an engineer may exchange a meter before its turn */
  reset(keepsTwinDebts: boolean): void {
    const hours: i32 = hourCount();
    this.sums.fill(0);
    this.firstOff.fill(never);
    if (this.seriesChanges.length !== seriesCount * (hours + 2))
      this.seriesChanges = newI32s(seriesCount * (hours + 2));
    this.seriesChanges.fill(0);
    this.offIntervals.reset();
    this.cuts.fill(0);
    if (this.requests.length !== requestKinds * firstClassRow * dayCount())
      this.requests = newI32s(requestKinds * firstClassRow * dayCount());
    this.requests.fill(0);
    const kept: i32 = keepsTwinDebts ? 2 * settings.households : 0;
    if (this.twinDebts.length !== kept) this.twinDebts = newF64s(kept);
    this.twinDebts.fill(0);
    if (this.exchangedEarly.length !== kept) this.exchangedEarly = newU8s(kept);
    this.exchangedEarly.fill(0);
    if (this.spellCounts.length !== settings.spellLengths.length + shutGateCount)
      this.spellCounts = newF64s(settings.spellLengths.length + shutGateCount);
    this.spellCounts.fill(0);
    if (this.householdOutcomes.length !== settings.households)
      this.householdOutcomes = newU8s(settings.households);
    this.householdOutcomes.fill(0);
    const sample: i32 = earlier(sampleMost, settings.households);
    if (this.sampleOffMinutes.length !== sample) this.sampleOffMinutes = newF64s(sample);
    this.sampleOffMinutes.fill(0);
    this.events = 0;
  }

  /** Adds one to a series at every whole hour from `from` until `until`; `never` for no end. */
  addSeries(series: i32, from: i32, until: i32): void {
    const start: i32 = hourAtOrAfter(from);
    const stop: i32 = hourAtOrAfter(until);
    if (start === stop) return;
    const hours: i32 = hourCount();
    const row: i32 = series * (hours + 2);
    this.seriesChanges[row + start]! += 1;
    this.seriesChanges[row + earlier(stop, hours + 1)]! -= 1;
  }

  addSpell(meter: Meter, minute: i32, isCensored: boolean, shutGate: i32): void {
    const length: i32 = minute - meter.offSince;
    this.offIntervals.add(meter.offSince, length, ownerOfMeter(meter));
    const series: i32 = meter.isGas ? seriesMetersOffGas : seriesMetersOffElectricity;
    this.addSeries(series, meter.offSince, isCensored ? never : minute);
    for (
      let at: i32 = 0;
      at < settings.spellLengths.length && length >= settings.spellLengths[at]!;
      at++
    )
      this.spellCounts[at]! += 1;
    if (shutGate > 0) this.spellCounts[settings.spellLengths.length + shutGate - 1]! += 1;
  }

  addHouseholdOff(minute: i32, isCensored: boolean): void {
    this.offIntervals.add(home.offSince, minute - home.offSince, ownerOfHome());
    this.addSeries(seriesHouseholdsOff, home.offSince, isCensored ? never : minute);
  }

  addOutcome(outcome: i32): void {
    addBits(this.householdOutcomes, home.number, outcome);
  }

  /** Adds the sums of one meter or household to a row. */
  addRow(row: i32, own: F64s, firstOffAt: i32): void {
    const start: i32 = row * sumCount;
    for (let sum: i32 = 0; sum < sumsOfHousehold; sum++) this.sums[start + sum]! += own[sum]!;
    this.firstOff[row] = earlier(this.firstOff[row]!, firstOffAt);
  }

  /** Adds to a sum of a meter, and of its household. */
  private addOfMeter(meter: Meter, sum: i32, amount: f64): void {
    this.sums[rowOfMeter(meter) * sumCount + sum]! += amount;
    this.sums[(firstClassRow + classOf(home)) * sumCount + sum]! += amount;
  }

  /** Counts a request sent to a meter of the current household. */
  addRequest(kind: i32, meter: Meter, minute: i32): void {
    const row: i32 = kind * firstClassRow + rowOfMeter(meter);
    this.requests[row * dayCount() + dayOf(minute)]! += 1;
  }

  /** Counts a cut in an hour of the week, 0 the first of Monday. */
  addCut(meter: Meter, hour: i32): void {
    this.cuts[(hour * 2 + (meter.isGas ? 1 : 0)) * causeCount + meter.cause]! += 1;
  }

  /**
   * Adds what a meter owes in the twin at the minute at which it is onboarded under this policy.
   */
  addTwinDebt(meter: Meter, owed: f64): void {
    this.addOfMeter(meter, sumTwinDebt, owed);
    if (this.twinDebts.length > 0) this.twinDebts[meter.number] = owed;
  }
  /**
   * Leaves out a meter that was onboarded before that minute. The twin may have been read in
   * another share of the replication.
   */
  dropTwinDebt(meter: Meter): void {
    addBits(this.exchangedEarly, meter.number, 1);
  }
  addComparedDebt(meter: Meter): void {
    this.addOfMeter(meter, sumMetersCompared, 1);
    this.addOfMeter(meter, sumDebtCompared, meter.debtAtOnboarding);
  }
}

function dayCount(): i32 {
  return dayOf(settings.horizonMinute) + 1;
}
function hourCount(): i32 {
  return quotient(settings.horizonMinute, minutesPerHour);
}
function hourAtOrAfter(minute: i32): i32 {
  return i32(Math.ceil(f64(minute) / minutesPerHour));
}

/** By policy, in the order of `policies`. */
export const tallies: Tally[] = [];
/** By household: its class, which no policy changes. */
export let classes: U8s = newU8s(0);

export function resetTallies(): void {
  if (classes.length !== settings.households) classes = newU8s(settings.households);
  classes.fill(0);
  while (tallies.length < policies.length) tallies.push(new Tally(tallies.length));
  for (let place: i32 = 0; place < policies.length; place++)
    tallies[place]!.reset(policies[place]!.hasFailure && policies[place]!.hasEngineers);
}

function addSeriesToMembers(series: i32, from: i32, until: i32): void {
  for (let member: i32 = members.first; member < members.end; member++)
    tallies[members.order[member]!]!.addSeries(series, from, until);
}

/**
 * Reports that the household is no longer in emergency credit; `never` if it still is at the
 * horizon.
 */
export function reportEmergencyCredit(until: i32): void {
  addSeriesToMembers(seriesHouseholdsInEmergencyCredit, home.emergencyCreditSince, until);
  for (let member: i32 = members.first; member < members.end; member++)
    tallies[members.order[member]!]!.addOutcome(outcomeEmergencyCredit);
}
export function reportOnboarded(minute: i32): void {
  addSeriesToMembers(seriesMetersOnboarded, minute, never);
}
export function reportSafeMode(since: i32, until: i32): void {
  addSeriesToMembers(seriesMetersInSafeMode, since, until);
}

/** Reports that the SoLR sends a command to a meter of the current household. */
export function reportSolrRequest(meter: Meter, minute: i32): void {
  for (let member: i32 = members.first; member < members.end; member++)
    tallies[members.order[member]!]!.addRequest(requestOfSolr, meter, minute);
}

/**
 * Reports a cut, by the hour of the week in Europe/London. Cuts before day 0 are not counted.
 * @rule C16
 */
export function reportCut(meter: Meter, minute: i32): void {
  if (members.isWarmUp()) return;
  const local: i32 = settings.weekMinute + minute + localOffset(minute);
  const hour: i32 = quotient(local % minutesPerWeek, minutesPerHour);
  for (let member: i32 = members.first; member < members.end; member++)
    tallies[members.order[member]!]!.addCut(meter, hour);
}

/** Reports a spell that has ended, or is still open at the horizon (censored). */
export function reportSpell(meter: Meter, minute: i32, by: i32, isCensored: boolean): void {
  if (settings.keepsSpells) saveHome();
  for (let member: i32 = members.first; member < members.end; member++) {
    const place: i32 = members.order[member]!;
    const shutGate: i32 = shutGateOfSpell(meter, place);
    tallies[place]!.addSpell(meter, minute, isCensored, shutGate);
    if (settings.keepsSpells) hostKeepSpell(place, meter.isGas, minute, by, isCensored, shutGate);
  }
}

/** Code of the gates that caused a spell under one policy; 0 if they were not its cause. */
function shutGateOfSpell(meter: Meter, place: i32): i32 {
  if (meter.cause !== causeNoChannel) return 0;
  return shutGateAt(policies[place]!, meter.noChannelAt, home.kind, meter.onboardedAt);
}

/** Reports that no meter of the household is off any more, or that the horizon is reached. */
export function reportHouseholdOff(minute: i32, isCensored: boolean): void {
  for (let member: i32 = members.first; member < members.end; member++)
    tallies[members.order[member]!]!.addHouseholdOff(minute, isCensored);
}

/** Sums of the meters of the current household: 0 where it has no such meter. */
const electricitySums: F64s = newF64s(sumCount);
const gasSums: F64s = newF64s(sumCount);
const householdSums: F64s = newF64s(sumCount);
/** Sums that may differ between policies even where a household's course is the same. */
const sumsUnderPolicy: I32s = newI32s(5);
sumsUnderPolicy[0] = sumExposed;
sumsUnderPolicy[1] = sumOnboarded14;
sumsUnderPolicy[2] = sumOnboarded28;
sumsUnderPolicy[3] = sumOnboarded;
sumsUnderPolicy[4] = sumDebt;

/**
 * Adds the current household, which has reached the horizon, to the sums of each of its policies.
 */
export function reportHousehold(): void {
  if (settings.keepsMeters) saveHome();
  addBits(classes, home.number, classOf(home));
  if (home.hasElectricity) sumMeter(home.electricity, electricitySums);
  else electricitySums.fill(0);
  if (home.hasGas) sumMeter(home.gas, gasSums);
  else gasSums.fill(0);
  for (let sum: i32 = 0; sum < sumsCountedOnce; sum++)
    householdSums[sum] = Math.max(electricitySums[sum]!, gasSums[sum]!);
  for (let sum: i32 = sumsCountedOnce; sum < sumsOfHousehold; sum++) sumOverMeters(sum);
  householdSums[sumOffMinutes] = home.offMinutes;
  for (let member: i32 = members.first; member < members.end; member++)
    addHousehold(members.order[member]!);
}

function addHousehold(place: i32): void {
  const tally: Tally = tallies[place]!;
  tally.events += home.events;
  if (home.firstOffAt !== never) {
    tally.addSeries(seriesHouseholdsEverOff, home.firstOffAt, never);
  }
  if (home.hasElectricity) addMeter(tally, place, home.electricity, electricitySums);
  if (home.hasGas) addMeter(tally, place, home.gas, gasSums);
  if (home.number < tally.sampleOffMinutes.length)
    tally.sampleOffMinutes[home.number] = home.offMinutes;
  for (let sum: i32 = 0; sum < sumsUnderPolicy.length; sum++) sumOverMeters(sumsUnderPolicy[sum]!);
  tally.addRow(firstClassRow + classOf(home), householdSums, home.firstOffAt);
}

/** Adds one meter to the rows of its fuel, as if it were the whole household. */
function addMeter(tally: Tally, place: i32, meter: Meter, own: F64s): void {
  sumUnderPolicy(meter, policies[place]!, own);
  const level: f64 = own[sumHouseholdsOff]! + own[sumOff3h]! + own[sumOff24h]! + own[sumOff72h]!;
  tally.addOutcome(i32(level) << (meter.isGas ? outcomeGasShift : 0));
  tally.addRow(rowOfMeter(meter), own, meter.firstOffAt);
  if (settings.keepsMeters) hostKeepMeter(place, meter.isGas);
}

/** A sum of the household, in which both of its meters count. */
function sumOverMeters(sum: i32): void {
  householdSums[sum] = electricitySums[sum]! + gasSums[sum]!;
}

/** Sums a meter's figures that are the same under all members. */
function sumMeter(meter: Meter, own: F64s): void {
  const isOff: boolean = meter.firstOffAt !== never;
  const longest: i32 = isOff ? meter.longestSpell : 0;
  own[sumHouseholds] = 1;
  own[sumHouseholdsOff] = isOff ? 1 : 0;
  own[sumMetersOff] = isOff ? 1 : 0;
  own[sumOff3h] = longest >= 3 * minutesPerHour ? 1 : 0;
  own[sumOff24h] = longest >= 24 * minutesPerHour ? 1 : 0;
  own[sumOff72h] = longest >= 72 * minutesPerHour ? 1 : 0;
  own[sumBeyondStandard] = longest > settings.standardMinutes ? 1 : 0;
  own[sumMeters] = 1;
  own[sumSpells] = meter.spells;
  own[sumOffMinutes] = meter.offMinutes;
  own[sumNoChannel] = meter.spellsNoChannel;
  own[sumNoMoney] = meter.spellsNoMoney;
  own[sumNotNoticed] = meter.spells - meter.spellsNoChannel - meter.spellsNoMoney;
  own[sumVends] = meter.vends;
  own[sumFailedVends] = meter.failedVends;
  own[sumSafeMode] = meter.wasInSafeMode ? 1 : 0;
  own[sumCalls] = meter.calls;
  own[sumCallsAbandoned] = meter.callsAbandoned;
  own[sumVisits] = meter.visits;
  own[sumOwedAfterSafeMode] = meter.owedAfterSafeMode;
  own[sumWrittenOff] = meter.writtenOff;
  own[sumSmart] = home.kind !== legacy ? 1 : 0;
}

/**
 * Sums a meter's figures that count from a policy's appointment or depend on its gates:
 * `sumsUnderPolicy`.
 */
function sumUnderPolicy(meter: Meter, under: PolicySettings, own: F64s): void {
  const isOnboarded: boolean =
    home.kind !== legacy && under.hasFailure && meter.onboardedAt !== never;
  const since: i32 = isOnboarded ? meter.onboardedAt - under.appointmentAt : never;
  own[sumExposed] = exposedMinutes(meter, under);
  own[sumOnboarded14] = since <= 14 * minutesPerDay ? 1 : 0;
  own[sumOnboarded28] = since <= 28 * minutesPerDay ? 1 : 0;
  own[sumOnboarded] = isOnboarded ? 1 : 0;
  own[sumDebt] = isOnboarded ? meter.debtAtOnboarding : 0;
}

/**
 * Minutes between the appointment and the onboarding of a meter that DCC serves on which the failed
 * supplier's certificates are not revoked: what a hold of certificates costs in security.
 * @rule C14
 */
function exposedMinutes(meter: Meter, under: PolicySettings): i32 {
  if (!under.hasFailure || (home.kind !== smets2 && home.kind !== smets1Enrolled)) return 0;
  const end: i32 = earlier(meter.onboardedAt, under.certificatesRevokedAt);
  return later(0, earlier(end, settings.horizonMinute) - under.appointmentAt);
}
