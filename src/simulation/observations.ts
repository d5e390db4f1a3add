// What is reported for one policy of one replication, from the kernel's counts once all households
// have reached the horizon.
import { minutesPerHour, never } from '../kernel/time.ts';
import * as tally from '../kernel/tally.ts';
import type { PolicyCounts } from './counts.ts';
import { OffTimes, type Peak, type SpellLengths } from './off-intervals.ts';
import type { KeptRows, MeterRecord, SpellRecord } from './reports.ts';
import type { Segments } from './segments.ts';

/** Hourly series, in the order of timeseries.csv's metric column. */
const seriesPlaces = {
  households_off: tally.seriesHouseholdsOff,
  households_ever_off: tally.seriesHouseholdsEverOff,
  meters_off_electricity: tally.seriesMetersOffElectricity,
  meters_off_gas: tally.seriesMetersOffGas,
  households_in_emergency_credit: tally.seriesHouseholdsInEmergencyCredit,
  meters_onboarded: tally.seriesMetersOnboarded,
  meters_in_safe_mode: tally.seriesMetersInSafeMode,
} as const;
export type SeriesMetric = keyof typeof seriesPlaces;
export const seriesMetrics = Object.keys(seriesPlaces) as readonly SeriesMetric[];

/**
 * Sums by name, times in minutes and money in micropounds. Metrics are in experiment/metrics.ts.
 */
const sumPlaces = {
  households: tally.sumHouseholds,
  householdsOff: tally.sumHouseholdsOff,
  off3h: tally.sumOff3h,
  off24h: tally.sumOff24h,
  off72h: tally.sumOff72h,
  metersOff: tally.sumMetersOff,
  spells: tally.sumSpells,
  offMinutes: tally.sumOffMinutes,
  noChannel: tally.sumNoChannel,
  noMoney: tally.sumNoMoney,
  notNoticed: tally.sumNotNoticed,
  vends: tally.sumVends,
  failedVends: tally.sumFailedVends,
  smart: tally.sumSmart,
  onboarded14: tally.sumOnboarded14,
  onboarded28: tally.sumOnboarded28,
  onboarded: tally.sumOnboarded,
  safe: tally.sumSafeMode,
  debt: tally.sumDebt,
  calls: tally.sumCalls,
  abandoned: tally.sumCallsAbandoned,
  visits: tally.sumVisits,
  meters: tally.sumMeters,
  beyondStandard: tally.sumBeyondStandard,
  exposedMinutes: tally.sumExposed,
  owedAfterSafeMode: tally.sumOwedAfterSafeMode,
  writtenOff: tally.sumWrittenOff,
  metersCompared: tally.sumMetersCompared,
  debtCompared: tally.sumDebtCompared,
  twinDebt: tally.sumTwinDebt,
} as const;
export type SumName = keyof typeof sumPlaces;

const { outcomeElectricity, outcomeGasShift, outcomeEmergencyCredit, offLevels } = tally;

/** Who sends requests. */
const requestKinds = { agent: tally.requestOfAgent, solr: tally.requestOfSolr } as const;
export interface Requests {
  readonly total: number;
  /** The most in one day of UTC. */
  readonly peakDay: number;
}

/** Place of a count of cuts, by hour of the week, fuel and cause (kernel/tally.ts). */
export function placeOfCuts(hour: number, fuel: number, cause: number): number {
  return (hour * 2 + fuel) * tally.causeCount + cause;
}

export class Observations {
  /** Executed state changes of meters and households, midnights included. */
  readonly events: number;
  /** Spells at least so long, by length; then by the gate that was shut. */
  readonly spellTally: Float64Array;
  /** By household of the sample: minutes off. */
  readonly sampleOffMinutes: Float64Array;
  readonly spells: readonly SpellRecord[];
  readonly meters: readonly MeterRecord[];
  /** By segment. */
  readonly peaks: readonly Peak[];
  readonly lengths: readonly SpellLengths[];
  /** By series and hour: series[metric × (hours + 1) + hour]. */
  readonly series: Float64Array;
  /** Cuts by hour of the week, fuel and cause, in the order of `placeOfCuts`. */
  readonly cuts: Float64Array;
  readonly #segments: Segments;
  readonly #requests: Int32Array;
  /** By kind of request and row of meters. */
  readonly #requestsOfRow: Int32Array;
  /** By segment, as far as they have been added up. */
  readonly #requestsOf: Readonly<Record<keyof typeof requestKinds, Requests[]>> = {
    agent: [],
    solr: [],
  };
  readonly #sums: Float64Array;
  /** By segment, as far as they have been added up. */
  readonly #sumsOf: Float64Array[] = [];
  readonly #firstOff: Int32Array;
  /** By household: bits of its outcome (kernel/tally.ts). */
  readonly #householdOutcomes: Uint8Array;
  readonly #classes: Uint8Array;

  /** @param classes of households */
  constructor(counts: PolicyCounts, classes: Uint8Array, segments: Segments, kept: KeptRows) {
    this.events = counts.events;
    this.spellTally = counts.spellCounts.slice();
    this.sampleOffMinutes = counts.sampleOffMinutes.slice();
    this.spells = kept.spells;
    this.meters = kept.meters;
    const offTimes = new OffTimes(counts.offIntervals);
    this.peaks = offTimes.peaks(segments);
    this.lengths = offTimes.spellLengths(segments);
    this.cuts = new Float64Array(counts.cuts);
    this.series = cumulated(counts.seriesChanges);
    this.#segments = segments;
    this.#requests = counts.requests.slice();
    this.#requestsOfRow = totalsOfRows(this.#requests, 2 * tally.firstClassRow);
    this.#sums = counts.sums.slice();
    this.#firstOff = counts.firstOff.slice();
    this.#householdOutcomes = counts.householdOutcomes.slice();
    this.#classes = classes.slice();
    this.#leaveOutEarlyExchanges(counts);
  }

  /** Takes meters that an engineer exchanged before their turn out of the comparison of debts. */
  #leaveOutEarlyExchanges({ exchangedEarly, twinDebts }: PolicyCounts): void {
    exchangedEarly.forEach((isEarly, meter) => {
      if (isEarly === 0) return;
      const row = this.#classes[meter >> 1]!;
      for (const place of [(meter & 1) * tally.classCount + row, tally.firstClassRow + row])
        this.#sums[place * tally.sumCount + tally.sumTwinDebt]! -= twinDebts[meter]!;
    });
  }

  /** A sum of a segment. */
  sum(segment: number, name: SumName): number {
    return (this.#sumsOf[segment] ??= this.#addUpSums(segment))[sumPlaces[name]]!;
  }

  #addUpSums(segment: number): Float64Array {
    const totals = new Float64Array(tally.sumCount);
    for (const row of this.#segments.rows[segment]!) {
      const isEmpty = this.#sums[row * totals.length + tally.sumHouseholds] === 0;
      if (isEmpty) continue;
      for (let sum = 0; sum < totals.length; sum++)
        totals[sum]! += this.#sums[row * totals.length + sum]!;
    }
    return totals;
  }

  /** Hour the first household of the segment went off, from day 0; NaN where none did. */
  firstOffHour(segment: number): number {
    let first: number = never;
    for (const row of this.#segments.rows[segment]!) first = Math.min(first, this.#firstOff[row]!);
    return first === never ? NaN : first / minutesPerHour;
  }

  /** Requests to the meters of a segment. Added up once: its costs ask for them again. */
  requests(segment: number, kind: keyof typeof requestKinds): Requests {
    return (this.#requestsOf[kind][segment] ??= this.#addUpRequests(segment, kind));
  }

  #addUpRequests(segment: number, kind: keyof typeof requestKinds): Requests {
    const days = this.#requests.length / this.#requestsOfRow.length;
    const byDay = new Int32Array(days);
    let total = 0;
    for (const meterRow of this.#segments.meterRows[segment]!) {
      const row = requestKinds[kind] * tally.firstClassRow + meterRow;
      if (this.#requestsOfRow[row] === 0) continue;
      total += this.#requestsOfRow[row]!;
      for (let day = 0; day < days; day++) byDay[day]! += this.#requests[row * days + day]!;
    }
    return { total, peakDay: Math.max(...byDay) };
  }

  /**
   * Number of households with a spell of some length under this policy and none such under its
   * twin, compared household by household. By length (any, at least 3, 24 and 72 hours), then by
   * segment.
   * @rule C5, C12
   */
  excessHouseholds(twin: Observations): readonly (readonly number[])[] {
    const excess = new Float64Array(offLevels * tally.rowCount);
    const add = (row: number, own: number, before: number): void => {
      for (let level = before; level < own; level++) excess[level * tally.rowCount + row]! += 1;
    };
    for (let household = 0; household < this.#householdOutcomes.length; household++) {
      const outcome = this.#householdOutcomes[household]!;
      const twinOutcome = twin.#householdOutcomes[household]!;
      const electricity = outcome & outcomeElectricity;
      const before = twinOutcome & outcomeElectricity;
      const gas = (outcome >> outcomeGasShift) & outcomeElectricity;
      const gasBefore = (twinOutcome >> outcomeGasShift) & outcomeElectricity;
      const row = this.#classes[household]!;
      add(row, electricity, before);
      add(tally.classCount + row, gas, gasBefore);
      add(tally.firstClassRow + row, Math.max(electricity, gas), Math.max(before, gasBefore));
    }
    return Array.from({ length: offLevels }, (_, level) =>
      this.#segments.rows.map((rows) =>
        rows.reduce((sum, row) => sum + excess[level * tally.rowCount + row]!, 0),
      ),
    );
  }

  /** Number of households that were in emergency credit at some time. */
  get usedEmergencyCredit(): number {
    return this.#householdOutcomes.reduce(
      (used, outcome) => used + ((outcome & outcomeEmergencyCredit) === 0 ? 0 : 1),
      0,
    );
  }
}

/** The sum of each of `count` rows of one length. */
function totalsOfRows(values: Int32Array, count: number): Int32Array {
  const length = values.length / count;
  return Int32Array.from({ length: count }, (_, row) => {
    let total = 0;
    for (let place = row * length; place < (row + 1) * length; place++) total += values[place]!;
    return total;
  });
}

/** Turns changes at each hour into values at each whole hour, both ends included. */
function cumulated(changes: Int32Array): Float64Array {
  const perSeries = changes.length / tally.seriesCount;
  const values = new Float64Array(tally.seriesCount * (perSeries - 1));
  seriesMetrics.forEach((name, metric) => {
    let value = 0;
    for (let hour = 0; hour < perSeries - 1; hour++) {
      value += changes[seriesPlaces[name] * perSeries + hour]!;
      values[metric * (perSeries - 1) + hour] = value;
    }
  });
  return values;
}
