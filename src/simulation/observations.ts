// What one policy of one replication reports: read from what the kernel counted when all households
// have reached the horizon.
import { minutesPerHour, never } from '../kernel/time.ts';
import * as tally from '../kernel/tally.ts';
import type { PolicyCounts } from './counts.ts';
import { peaks, spellLengths, type Peak, type SpellLengths } from './minute-counts.ts';
import type { KeptRows, MeterRecord, SpellRecord } from './reports.ts';
import { rowsOfSegment } from './segments.ts';

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

/** What is added up, by name: minutes and micropounds; metrics are experiment/metrics.ts. */
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
} as const;
export type SumName = keyof typeof sumPlaces;

const { fateOff, fateFuelOff, fateEmergencyCredit } = tally;

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
  readonly #sums: Float64Array;
  readonly #firstOff: Int32Array;
  /** By household: bits of `fate`. */
  readonly #fates: Uint8Array;
  readonly #classes: Uint8Array;

  /** @param classes of households */
  constructor(counts: PolicyCounts, classes: Uint8Array, kept: KeptRows) {
    this.events = counts.events;
    this.spellTally = counts.spellCounts.slice();
    this.sampleOffMinutes = counts.sampleOffMinutes.slice();
    this.spells = kept.spells;
    this.meters = kept.meters;
    this.peaks = peaks(counts.off);
    this.lengths = spellLengths(counts.lengths);
    this.series = cumulated(counts.seriesChanges);
    this.#sums = counts.sums.slice();
    this.#firstOff = counts.firstOff.slice();
    this.#fates = counts.fates.slice();
    this.#classes = classes.slice();
  }

  /** A sum of a segment. */
  sum(segment: number, name: SumName): number {
    let total = 0;
    for (const row of rowsOfSegment[segment]!)
      total += this.#sums[row * tally.sumCount + sumPlaces[name]]!;
    return total;
  }

  /** Hour the first household of the segment went off, from day 0; NaN where none did. */
  firstOffHour(segment: number): number {
    let first: number = never;
    for (const row of rowsOfSegment[segment]!) first = Math.min(first, this.#firstOff[row]!);
    return first === never ? NaN : first / minutesPerHour;
  }

  /**
   * By segment: households off under this policy and never under its twin, household by household.
   * @rule C5
   */
  excessHouseholds(twin: Observations): readonly number[] {
    const excess = new Float64Array(tally.rowCount);
    for (let household = 0; household < this.#fates.length; household++) {
      const more = this.#fates[household]! & ~twin.#fates[household]!;
      if ((more & fateOff) !== 0) excess[tally.firstClassRow + this.#classes[household]!]! += 1;
      for (let fuel = 0; fuel <= 1; fuel++)
        if ((more & (fateFuelOff << fuel)) !== 0) excess[fuel]! += 1;
    }
    return rowsOfSegment.map((rows) => rows.reduce((sum, row) => sum + excess[row]!, 0));
  }

  /** How many households were in emergency credit at some time. */
  get usedEmergencyCredit(): number {
    return this.#fates.reduce(
      (used, fate) => used + ((fate & fateEmergencyCredit) === 0 ? 0 : 1),
      0,
    );
  }
}

/** Changes at each hour as values at each whole hour, both ends included. */
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
