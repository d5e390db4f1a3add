// What one policy of one replication tells: counts by segment, hourly series, spells. Listens to the engine, changes nothing.
import { minutesPerDay, minutesPerHour, never } from '../model/money.ts';
import { kindIndex, type Gates } from '../model/gates.ts';
import { Intervals, peakBySegment, spellLengths, type Peak, type SpellLengths } from './intervals.ts';
import type { Listener } from './listener.ts';
import { firstMeter, lastMeter, type Run } from './run.ts';
import {
  classesOfSegment,
  homeClass,
  homeClasses,
  isFuelSegment,
  segmentBit,
  segmentMask,
  segments,
  segmentsOfClass,
} from './segments.ts';
import { SpellTally } from './spell-tally.ts';
import { meterRecord, series, seriesMetrics, spellRecord, type MeterRecord, type SpellRecord } from './tellings.ts';

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

/** Bits of `off`: any meter, electricity, gas. */
const offBit = { any: 1, fuel: 2 } as const;

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
  readonly #householdsOff = new Intervals();
  readonly #spells = new Intervals();
  readonly #tally = new SpellTally();
  readonly #spellRecords: SpellRecord[] = [];
  readonly #meterRecords: MeterRecord[] = [];
  /** Who was off, by household, and in which segments each household is. */
  readonly off: Uint8Array;
  /** Who was in emergency credit at some time, by household. */
  readonly usedEmergencyCredit: Uint8Array;
  readonly #masks: Uint16Array;

  constructor(options: ObservationOptions) {
    this.#options = options;
    this.#hours = Math.floor(options.horizonMinute / minutesPerHour);
    this.#changes = new Int32Array(seriesMetrics.length * (this.#hours + 2));
    this.off = new Uint8Array(options.households);
    this.usedEmergencyCredit = new Uint8Array(options.households);
    this.#masks = new Uint16Array(options.households);
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
    this.usedEmergencyCredit[household] = 1;
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
    this.#spells.add(start, minute, segmentMask(run, i >> 1) | (1 << (segmentBit.fuel + (i & 1))));
    this.#count((i & 1) === 0 ? series.metersOffElectricity : series.metersOffGas, start, censored ? never : minute);
    this.#tally.add(run, this.#options.gates, i, minute);
    if (this.#options.keepSpells) this.#spellRecords.push(spellRecord(run, i, minute, by, censored));
  }
  householdOff(run: Run, slot: number, minute: number, censored: boolean): void {
    const since = run.households.offSince(slot);
    this.#householdsOff.add(since, minute, segmentMask(run, slot));
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
    const household = households.household(slot);
    const home = homeClass(run, slot);
    let segmentsOfHousehold = segmentsOfClass[home]!;
    const first = firstMeter(run, slot);
    const last = lastMeter(run, slot);
    let off = 0;
    for (let i = first; i <= last; i++) {
      const fuel = i & 1;
      segmentsOfHousehold |= 1 << (segmentBit.fuel + fuel);
      if (meters.firstOffAt(i) !== never) off |= offBit.any | (offBit.fuel << fuel);
      // In fuel=… only that meter counts.
      this.#add(fuel, this.#meterSums(run, i), meters.firstOffAt(i));
      if (this.#options.keepMeters) this.#meterRecords.push(meterRecord(run, i));
    }
    this.off[household] = off;
    this.#masks[household] = segmentsOfHousehold;
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
    return peakBySegment(this.#householdsOff, this.#spells, segments.length);
  }
  lengths(): readonly SpellLengths[] {
    return spellLengths(this.#spells, segments.length);
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

  /** Households of the segment off under this policy and never under its twin. */
  excessHouseholds(segment: number, twin: Observations): number {
    const bit = isFuelSegment(segment) ? offBit.fuel << (segment - segmentBit.fuel) : offBit.any;
    let excess = 0;
    for (let household = 0; household < this.off.length; household++) {
      if (
        (this.off[household]! & bit) !== 0 &&
        (twin.off[household]! & bit) === 0 &&
        (this.#masks[household]! & (1 << segment)) !== 0
      )
        excess++;
    }
    return excess;
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
