// What one policy of one replication tells: counts by segment, hourly series, spells. Listens to the engine, changes nothing.
import { minutesPerDay, never } from '../model/money.ts';
import { kindIndex } from '../model/gates.ts';
import { supply } from '../model/columns.ts';
import { Intervals, peakBySegment, spellLengths, type Peak, type SpellLengths } from './intervals.ts';
import { firstMeter, lastMeter, type Run } from './run.ts';
import { segmentBit, segmentMask, segments } from './segments.ts';
import { meterRecord, series, seriesMetrics, spellRecord, type MeterRecord, type SpellRecord } from './tellings.ts';
import { cause, end } from './vocabulary.ts';

export interface ObservationOptions {
  readonly households: number;
  readonly horizonMinute: number;
  /** null under no-failure. */
  readonly appointmentAt: number | null;
  readonly keepSpells: boolean;
  readonly keepMeters: boolean;
}

const minutesPerHour = 60;
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
const lastingSums = [
  [sums.off3h, 3 * minutesPerHour],
  [sums.off24h, 24 * minutesPerHour],
  [sums.off72h, 72 * minutesPerHour],
] as const;

export class Observations {
  readonly #options: ObservationOptions;
  readonly #sums = new Float64Array(segments.length * sumCount);
  readonly #own = new Float64Array(sumCount);
  readonly #one = new Float64Array(sumCount);
  readonly #firstOff = new Float64Array(segments.length).fill(Infinity);
  readonly #hours: number;
  /** Changes at each hour, by series. */
  readonly #changes: Int32Array;
  readonly #householdsOff = new Intervals();
  readonly #spells = new Intervals();
  readonly #spellRecords: SpellRecord[] = [];
  readonly #meterRecords: MeterRecord[] = [];
  /** Who was off, by household, and in which segments each household is. */
  readonly off: Uint8Array;
  readonly #masks: Uint16Array;

  constructor(options: ObservationOptions) {
    this.#options = options;
    this.#hours = Math.floor(options.horizonMinute / minutesPerHour);
    this.#changes = new Int32Array(seriesMetrics.length * (this.#hours + 2));
    this.off = new Uint8Array(options.households);
    this.#masks = new Uint16Array(options.households);
  }

  /** One more in a series at every whole hour in [from, until). */
  #count(which: number, from: number, until: number): void {
    const start = Math.ceil(from / minutesPerHour);
    const stop = Math.ceil(until / minutesPerHour);
    if (start === stop) return;
    const row = which * (this.#hours + 2);
    this.#changes[row + start]!++;
    this.#changes[row + Math.min(stop, this.#hours + 1)]!--;
  }

  /** What lasts to the horizon is counted at the horizon too. */
  get #afterAll(): number {
    return (this.#hours + 1) * minutesPerHour;
  }

  emergencyCredit(since: number, minute: number): void {
    this.#count(series.householdsInEmergencyCredit, since, minute);
  }
  onboarded(minute: number): void {
    this.#count(series.metersOnboarded, minute, this.#afterAll);
  }
  safeMode(since: number, minute: number): void {
    this.#count(series.metersInSafeMode, since, minute);
  }
  call(run: Run, i: number, abandoned: boolean): void {
    run.meters.setCalls(i, run.meters.calls(i) + 1);
    if (abandoned) run.meters.setCallsAbandoned(i, run.meters.callsAbandoned(i) + 1);
  }

  /** A spell of a meter ends at a minute, or at the horizon (censored). */
  spell(run: Run, i: number, minute: number, by: number, censored: boolean): void {
    const { meters } = run;
    const start = meters.offSince(i);
    const length = minute - start;
    meters.setSpells(i, meters.spells(i) + 1);
    meters.setOffMinutes(i, meters.offMinutes(i) + length);
    if (length > meters.longestSpell(i)) meters.setLongestSpell(i, length);
    if (meters.cause(i) === cause.noChannel) meters.setSpellsNoChannel(i, meters.spellsNoChannel(i) + 1);
    else if (meters.cause(i) === cause.noMoney) meters.setSpellsNoMoney(i, meters.spellsNoMoney(i) + 1);
    this.#spells.add(start, minute, segmentMask(run, i >> 1) | (1 << (segmentBit.fuel + (i & 1))));
    this.#count((i & 1) === 0 ? series.metersOffElectricity : series.metersOffGas, start, censored ? this.#afterAll : minute);
    if (this.#options.keepSpells) this.#spellRecords.push(spellRecord(run, i, minute, by, censored));
  }

  /** No meter of the household is off any more. */
  householdOff(run: Run, slot: number, minute: number, censored = false): void {
    const { households } = run;
    const since = households.offSince(slot);
    households.setOffMinutes(slot, households.offMinutes(slot) + minute - since);
    this.#householdsOff.add(since, minute, segmentMask(run, slot));
    this.#count(series.householdsOff, since, censored ? this.#afterAll : minute);
  }

  /** The household has reached the horizon: open spells are censored and everything about it is added up. */
  finish(run: Run, slot: number): void {
    const { households, meters } = run;
    const horizon = this.#options.horizonMinute;
    for (let i = firstMeter(run, slot); i <= lastMeter(run, slot); i++) {
      if (meters.supply(i) !== supply.on) this.spell(run, i, horizon, end.horizon, true);
      if (meters.safeSince(i) !== never) this.safeMode(meters.safeSince(i), this.#afterAll);
    }
    if (households.metersOff(slot) > 0) this.householdOff(run, slot, horizon, true);
    if (households.metersInEmergencyCredit(slot) > 0) this.emergencyCredit(households.emergencyCreditSince(slot), this.#afterAll);
    const firstOff = households.firstOffAt(slot);
    if (firstOff !== never) this.#count(series.householdsEverOff, firstOff, this.#afterAll);
    this.#addHousehold(run, slot);
  }

  #addHousehold(run: Run, slot: number): void {
    const { households, meters } = run;
    const household = households.household(slot);
    const mask = segmentMask(run, slot);
    this.#masks[household] = mask;
    const own = this.#own.fill(0);
    let off = 0;
    for (let i = firstMeter(run, slot); i <= lastMeter(run, slot); i++) {
      const fuel = i & 1;
      this.#masks[household]! |= 1 << (segmentBit.fuel + fuel);
      const one = this.#meterSums(run, i);
      for (let sum = 0; sum < sumCount; sum++) own[sum]! += one[sum]!;
      if (meters.firstOffAt(i) !== never) off |= offBit.any | (offBit.fuel << fuel);
      // In fuel=… only that meter counts.
      one[sums.households] = 1;
      this.#add(segmentBit.fuel + fuel, one, meters.firstOffAt(i));
      if (this.#options.keepMeters) this.#meterRecords.push(meterRecord(run, i));
    }
    this.off[household] = off;
    own[sums.households] = 1;
    own[sums.householdsOff] = off === 0 ? 0 : 1;
    for (const [sum] of lastingSums) own[sum] = Math.min(1, own[sum]!);
    own[sums.offMinutes] = households.offMinutes(slot);
    for (let segment = 0; segment < segments.length; segment++) {
      if ((mask & (1 << segment)) !== 0) this.#add(segment, own, households.firstOffAt(slot));
    }
  }

  /** A meter as if it were the whole household. */
  #meterSums(run: Run, i: number): Float64Array {
    const { meters, households } = run;
    const own = this.#one.fill(0);
    const off = meters.firstOffAt(i) !== never;
    own[sums.householdsOff] = off ? 1 : 0;
    own[sums.metersOff] = off ? 1 : 0;
    for (const [sum, length] of lastingSums) own[sum] = off && meters.longestSpell(i) >= length ? 1 : 0;
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
    if (households.kind(i >> 1) !== kindIndex.legacy) {
      own[sums.smart] = 1;
      const { appointmentAt } = this.#options;
      if (appointmentAt !== null && meters.onboardedAt(i) !== never) {
        const sinceAppointment = meters.onboardedAt(i) - appointmentAt;
        own[sums.onboarded14] = sinceAppointment <= 14 * minutesPerDay ? 1 : 0;
        own[sums.onboarded28] = sinceAppointment <= 28 * minutesPerDay ? 1 : 0;
        own[sums.onboarded] = 1;
        own[sums.debt] = meters.debtAtOnboarding(i);
      }
    }
    return own;
  }

  #add(segment: number, own: Float64Array, firstOff: number): void {
    const row = segment * sumCount;
    for (let sum = 0; sum < sumCount; sum++) this.#sums[row + sum]! += own[sum]!;
    if (firstOff !== never && firstOff < this.#firstOff[segment]!) this.#firstOff[segment] = firstOff;
  }

  /** A sum of a segment. */
  sum(segment: number, name: keyof typeof sums): number {
    return this.#sums[segment * sumCount + sums[name]]!;
  }
  /** Minute the first household of the segment went off; Infinity where none did. */
  firstOff(segment: number): number {
    return this.#firstOff[segment]!;
  }
  peaks(): readonly Peak[] {
    return peakBySegment(this.#householdsOff, this.#spells, segments.length);
  }
  lengths(): readonly SpellLengths[] {
    return spellLengths(this.#spells, segments.length);
  }
  get spells(): readonly SpellRecord[] {
    return this.#spellRecords;
  }
  get meters(): readonly MeterRecord[] {
    return this.#meterRecords;
  }

  /** Households of the segment off under this policy and never under its twin. */
  excessHouseholds(segment: number, twin: Observations): number {
    const bit = segment === segmentBit.fuel ? offBit.fuel : segment === segmentBit.fuel + 1 ? offBit.fuel << 1 : offBit.any;
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
