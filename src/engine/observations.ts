// What one policy of one replication tells: counts by segment, hourly series, spells. Listens to the engine, changes nothing.
import { minutesPerDay, minutesPerHour, never } from '../model/money.ts';
import { kindIndex, type Gates } from '../model/gates.ts';
import type { Listener } from './listener.ts';
import { MinuteCounts, peaks, spellLengths, type Peak, type SpellLengths } from './minute-counts.ts';
import { firstMeter, lastMeter, type Run } from './run.ts';
import { classesOfSegment, homeClass, homeClasses, isFuelSegment, segmentBit, segmentMask, segments } from './segments.ts';
import { SpellTally } from './spell-tally.ts';
import { meterRecord, series, seriesMetrics, shutGateOf, spellRecord, type MeterRecord, type SpellRecord } from './tellings.ts';

export interface ObservationOptions {
  readonly households: number;
  readonly horizonMinute: number;
  /** Of the policy: a life lived for several policies at once runs under those of one. */
  readonly gates: Gates;
  /** null under no-failure. */
  readonly appointmentAt: number | null;
  readonly keepSpells: boolean;
  readonly keepMeters: boolean;
}

/** Households of the sample whose times off are told one by one, the first of the book: homes are drawn alike, so it is a fair one. */
export const sampleMost = 150;

/** What became of a household, a bit each: any of its meters was off, its electricity, its gas; it was in emergency credit. */
const fate = { off: 1, fuelOff: 2, usedEmergencyCredit: 8 } as const;
const fateBits = 4;

/** What is added up by segment; what becomes of the sums is experiment/replication-record.ts. Times in minutes, money in micropounds. */
export const sums = {
  households: 0,
  householdsOff: 1,
  off3h: 2,
  off24h: 3,
  off72h: 4,
  metersOff: 5,
  spells: 6,
  offMinutes: 7,
  noChannel: 8,
  noMoney: 9,
  notNoticed: 10,
  vends: 11,
  failedVends: 12,
  smart: 13,
  onboarded14: 14,
  onboarded28: 15,
  onboarded: 16,
  safe: 17,
  debt: 18,
  calls: 19,
  abandoned: 20,
  visits: 21,
} as const;
const sumCount = Object.keys(sums).length;
/** Rows that are added up in: the meters of each fuel, then each class of home. Segments of homes are put together from classes. */
const classRow = 2;
const rowCount = classRow + homeClasses;
/** Of a home with two meters these say whether, not of how many. */
const countedOnce = [sums.households, sums.householdsOff, sums.off3h, sums.off24h, sums.off72h] as const;

/** The rows that make up each segment. */
const rowsOf: readonly Uint8Array[] = segments.map((_, segment) =>
  isFuelSegment(segment) ? Uint8Array.of(segment - segmentBit.fuel) : classesOfSegment(segment).map((home) => classRow + home),
);

export class Observations implements Listener {
  readonly #options: ObservationOptions;
  readonly #sums = new Float64Array(rowCount * sumCount);
  /** Sums of one home: by fuel, each as if its meter were the whole household, and of both meters. */
  readonly #ofMeter = [new Float64Array(sumCount), new Float64Array(sumCount)] as const;
  readonly #ofHome = new Float64Array(sumCount);
  readonly #firstOff = new Float64Array(rowCount).fill(Infinity);
  readonly #hours: number;
  /** Changes at each hour, by series. */
  readonly #changes: Int32Array;
  /** How many more are off from each minute on: homes, and in fuel=… meters, since only that meter counts there. */
  readonly #off: MinuteCounts;
  /** How many spells had each length. */
  readonly #lengths: MinuteCounts;
  readonly #tally = new SpellTally();
  readonly #spellRecords: SpellRecord[] = [];
  readonly #meterRecords: MeterRecord[] = [];
  /** By household: bits of `fate`, then its class. */
  readonly #fates: Uint16Array;
  /** By household of the sample: minutes off. */
  readonly sampleOffMinutes: Float64Array;

  constructor(options: ObservationOptions) {
    this.#options = options;
    this.#hours = Math.floor(options.horizonMinute / minutesPerHour);
    this.#changes = new Int32Array(seriesMetrics.length * (this.#hours + 2));
    this.#off = new MinuteCounts(options.horizonMinute);
    this.#lengths = new MinuteCounts(options.horizonMinute);
    this.#fates = new Uint16Array(options.households);
    this.sampleOffMinutes = new Float64Array(Math.min(sampleMost, options.households));
  }

  /** One more in a series at every whole hour in [from, until); `never` is past the horizon, which is counted too. */
  #count(which: number, from: number, until: number): void {
    const start = Math.ceil(from / minutesPerHour);
    const stop = Math.ceil(until / minutesPerHour);
    if (start === stop) return;
    const row = which * (this.#hours + 2);
    this.#changes[row + start]!++;
    this.#changes[row + Math.min(stop, this.#hours + 1)]!--;
  }

  emergencyCredit(household: number, since: number, until: number): void {
    this.#fates[household]! |= fate.usedEmergencyCredit;
    this.#count(series.householdsInEmergencyCredit, since, until);
  }
  onboarded(minute: number): void {
    this.#count(series.metersOnboarded, minute, never);
  }
  safeMode(since: number, until: number): void {
    this.#count(series.metersInSafeMode, since, until);
  }
  spell(run: Run, i: number, minute: number, by: number, censored: boolean): void {
    const start = run.meters.offSince(i);
    const fuel = 1 << (segmentBit.fuel + (i & 1));
    this.#off.add(start, fuel, 1);
    this.#off.add(minute, fuel, -1);
    this.#lengths.add(minute - start, segmentMask(run, i >> 1) | fuel, 1);
    this.#count((i & 1) === 0 ? series.metersOffElectricity : series.metersOffGas, start, censored ? never : minute);
    const shutGate = shutGateOf(run, this.#options.gates, i);
    this.#tally.add(run, shutGate, i, minute);
    if (this.#options.keepSpells) this.#spellRecords.push(spellRecord(run, i, { minute, by, censored, shutGate }));
  }
  householdOff(run: Run, slot: number, minute: number, censored: boolean): void {
    const since = run.households.offSince(slot);
    const homes = segmentMask(run, slot);
    this.#off.add(since, homes, 1);
    this.#off.add(minute, homes, -1);
    this.#count(series.householdsOff, since, censored ? never : minute);
  }

  /** A household's books are closed: everything about it is added up. */
  add(run: Run, slot: number): void {
    const firstOff = run.households.firstOffAt(slot);
    if (firstOff !== never) this.#count(series.householdsEverOff, firstOff, never);
    this.#addHousehold(run, slot);
  }

  #addHousehold(run: Run, slot: number): void {
    const { households, meters } = run;
    const home = homeClass(run, slot);
    const first = firstMeter(run, slot);
    const last = lastMeter(run, slot);
    let became = home << fateBits;
    for (let i = first; i <= last; i++) {
      const fuel = i & 1;
      if (meters.firstOffAt(i) !== never) became |= fate.off | (fate.fuelOff << fuel);
      // In fuel=… only that meter counts.
      this.#add(fuel, this.#meterSums(run, i), meters.firstOffAt(i));
      if (this.#options.keepMeters) this.#meterRecords.push(meterRecord(run, i));
    }
    const household = households.household(slot);
    this.#fates[household]! |= became;
    if (household < this.sampleOffMinutes.length) this.sampleOffMinutes[household] = households.offMinutes(slot);
    const own = first === last ? this.#ofMeter[first & 1]! : this.#bothMeters();
    own[sums.offMinutes] = households.offMinutes(slot);
    this.#add(classRow + home, own, households.firstOffAt(slot));
  }

  /** What is of a home with two meters, its time off left out. */
  #bothMeters(): Float64Array {
    const own = this.#ofHome;
    const [electricity, gas] = this.#ofMeter;
    for (let sum = 0; sum < sumCount; sum++) own[sum] = electricity[sum]! + gas[sum]!;
    for (const sum of countedOnce) own[sum] = Math.max(electricity[sum]!, gas[sum]!);
    return own;
  }

  /** A meter as if it were the whole household. */
  #meterSums(run: Run, i: number): Float64Array {
    const { meters, households } = run;
    const own = this.#ofMeter[i & 1]!;
    const off = meters.firstOffAt(i) !== never;
    const longest = off ? meters.longestSpell(i) : 0;
    own[sums.households] = 1;
    own[sums.householdsOff] = off ? 1 : 0;
    own[sums.metersOff] = off ? 1 : 0;
    own[sums.off3h] = longest >= 3 * minutesPerHour ? 1 : 0;
    own[sums.off24h] = longest >= 24 * minutesPerHour ? 1 : 0;
    own[sums.off72h] = longest >= 72 * minutesPerHour ? 1 : 0;
    own[sums.spells] = meters.spells(i);
    own[sums.offMinutes] = meters.offMinutes(i);
    own[sums.noChannel] = meters.spellsNoChannel(i);
    own[sums.noMoney] = meters.spellsNoMoney(i);
    own[sums.notNoticed] = meters.spells(i) - meters.spellsNoChannel(i) - meters.spellsNoMoney(i);
    own[sums.vends] = meters.vends(i);
    own[sums.failedVends] = meters.failedVends(i);
    own[sums.safe] = meters.everSafe(i);
    own[sums.calls] = meters.calls(i);
    own[sums.abandoned] = meters.callsAbandoned(i);
    own[sums.visits] = meters.visits(i);
    const { appointmentAt } = this.#options;
    const isSmart = households.kind(i >> 1) !== kindIndex.legacy;
    const isOnboarded = isSmart && appointmentAt !== null && meters.onboardedAt(i) !== never;
    const sinceAppointment = isOnboarded ? meters.onboardedAt(i) - appointmentAt : never;
    own[sums.smart] = isSmart ? 1 : 0;
    own[sums.onboarded14] = sinceAppointment <= 14 * minutesPerDay ? 1 : 0;
    own[sums.onboarded28] = sinceAppointment <= 28 * minutesPerDay ? 1 : 0;
    own[sums.onboarded] = isOnboarded ? 1 : 0;
    own[sums.debt] = isOnboarded ? meters.debtAtOnboarding(i) : 0;
    return own;
  }

  #add(row: number, own: Float64Array, firstOff: number): void {
    const start = row * sumCount;
    const all = this.#sums;
    for (let sum = 0; sum < sumCount; sum++) all[start + sum]! += own[sum]!;
    if (firstOff !== never && firstOff < this.#firstOff[row]!) this.#firstOff[row] = firstOff;
  }

  /** A sum of a segment. */
  sum(segment: number, name: keyof typeof sums): number {
    let total = 0;
    for (const row of rowsOf[segment]!) total += this.#sums[row * sumCount + sums[name]]!;
    return total;
  }
  /** Minute the first household of the segment went off; Infinity where none did. */
  firstOff(segment: number): number {
    let first = Infinity;
    for (const row of rowsOf[segment]!) first = Math.min(first, this.#firstOff[row]!);
    return first;
  }
  peaks(): readonly Peak[] {
    return peaks(this.#off);
  }
  lengths(): readonly SpellLengths[] {
    return spellLengths(this.#lengths);
  }
  /** See spell-tally.ts. */
  get spellTally(): Float64Array {
    return this.#tally.counts;
  }
  get spells(): readonly SpellRecord[] {
    return this.#spellRecords;
  }
  get meters(): readonly MeterRecord[] {
    return this.#meterRecords;
  }

  /** By segment: households off under this policy and never under its twin. */
  excessHouseholds(twin: Observations): readonly number[] {
    const excess = new Float64Array(rowCount);
    for (let household = 0; household < this.#fates.length; household++) {
      const became = this.#fates[household]!;
      const more = became & ~twin.#fates[household]!;
      if ((more & fate.off) !== 0) excess[classRow + (became >> fateBits)]!++;
      for (let fuel = 0; fuel <= 1; fuel++) if ((more & (fate.fuelOff << fuel)) !== 0) excess[fuel]!++;
    }
    return rowsOf.map((rows) => rows.reduce((sum, row) => sum + excess[row]!, 0));
  }

  /** How many households were in emergency credit at some time. */
  get usedEmergencyCredit(): number {
    return this.#fates.reduce((used, became) => used + ((became & fate.usedEmergencyCredit) === 0 ? 0 : 1), 0);
  }

  /** series[metric × (hours + 1) + hour]. */
  series(): Float64Array {
    const values = new Float64Array(seriesMetrics.length * (this.#hours + 1));
    for (let metric = 0; metric < seriesMetrics.length; metric++) {
      let value = 0;
      for (let hour = 0; hour <= this.#hours; hour++) {
        value += this.#changes[metric * (this.#hours + 2) + hour]!;
        values[metric * (this.#hours + 1) + hour] = value;
      }
    }
    return values;
  }
}
