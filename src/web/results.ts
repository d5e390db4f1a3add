// Figures of the replications that have come in so far, as summary.csv has them.
import { meanOf, pairedDifference, type Difference } from '../experiment/statistics.ts';
import { blockLengthOf } from '../experiment/drawn-worlds.ts';
import {
  metricIndex,
  metrics,
  placeOf,
  segmentNames,
  type MetricName,
  type Segment,
} from '../experiment/metrics.ts';
import { seriesMetrics, type ReplicationRecord } from '../experiment/records.ts';
import { summariseAt } from '../experiment/summary.ts';
import { decimalCell } from '../outputs/cells.ts';
import { decimalsOf } from '../outputs/columns.ts';
import type { Scenario } from '../scenario/scenario.ts';

/** A mean with its 95 % interval, as numbers and as cells of summary.csv. */
export interface Figure {
  readonly policy: string;
  readonly segment: Segment;
  readonly metric: MetricName;
  readonly unit: string;
  readonly mean: number;
  readonly low: number;
  readonly high: number;
  readonly cells: { readonly mean: string; readonly low: string; readonly high: string };
}

/** What one setting has come to. */
export class Results {
  readonly scenario: Scenario;
  readonly #segments: readonly Segment[];
  readonly #records: (ReplicationRecord | undefined)[] = [];
  #count = 0;
  /** Of as many replications as there are now. */
  readonly #overTime = new Map<
    string,
    readonly { readonly hour: number; readonly value: number }[]
  >();

  constructor(scenario: Scenario) {
    this.scenario = scenario;
    this.#segments = segmentNames(scenario.segments);
  }

  add(record: ReplicationRecord): void {
    this.#records[record.replication - 1] = record;
    this.#overTime.clear();
    while (this.#records[this.#count] !== undefined) this.#count += 1;
  }

  /** Replications 1 to this are there: a command with as many has the same figures. */
  get count(): number {
    return this.#count;
  }

  rowsOf(policy: string): readonly Float64Array[] {
    return this.#ofPolicy(policy).map(({ metrics: row }) => row);
  }

  valuesOf(policy: string, metric: MetricName): readonly number[] {
    return this.rowsOf(policy).map((row) => row[metricIndex[metric]]!);
  }

  figure(policy: string, metric: MetricName, segment: Segment = 'all'): Figure {
    const place = placeOf(metric, this.#segments.indexOf(segment));
    const { unit } = metrics[metricIndex[metric]]!;
    const {
      mean,
      ciLow: low,
      ciHigh: high,
    } = summariseAt(this.rowsOf(policy), place, blockLengthOf(this.scenario));
    const cell = (value: number): string => decimalCell(value, decimalsOf(unit));
    return {
      policy,
      segment,
      metric,
      unit,
      mean,
      low,
      high,
      cells: { mean: cell(mean), low: cell(low), high: cell(high) },
    };
  }

  /** Mean share of homes off supply, at each sixth hour. */
  offThroughTime(policy: string): readonly { readonly hour: number; readonly value: number }[] {
    const known = this.#overTime.get(policy);
    if (known !== undefined) return known;
    const place = seriesMetrics.indexOf('households_off');
    const hours = Math.floor(this.scenario.horizonMinutes / 60);
    const all = this.#ofPolicy(policy).map(({ series }) =>
      series.subarray(place * (hours + 1), (place + 1) * (hours + 1)),
    );
    const points = Array.from({ length: Math.floor(hours / step) + 1 }, (_, index) => ({
      hour: index * step,
      value: meanOf(all.map((one) => one[index * step]!)) / this.scenario.households,
    }));
    this.#overTime.set(policy, points);
    return points;
  }

  /**
   * Households of the first replication's sample that are off for longer under a policy than in
   * ordinary life, by number.
   */
  affectedHouseholds(policy: string, ordinary: string): readonly number[] {
    const [first] = this.#records;
    const off = (id: string): Float64Array | undefined =>
      first?.policies.find((one) => one.policy === id)?.sampleOffMinutes;
    const [own, base] = [off(policy), off(ordinary)];
    if (own === undefined || base === undefined) return [];
    return Array.from(own.keys()).filter((household) => own[household]! > base[household]!);
  }

  #ofPolicy(policy: string) {
    const place = this.scenario.policies.findIndex(({ id }) => id === policy);
    return this.#records.slice(0, this.#count).map((record) => record!.policies[place]!);
  }
}

const step = 6;

/** A policy's figure here less another's there, paired by replication. */
export function differenceBetween(
  [now, policy]: readonly [Results, string],
  [before, other]: readonly [Results, string],
  metric: MetricName,
): Difference {
  const count = Math.min(now.count, before.count);
  return pairedDifference(
    now.valuesOf(policy, metric).slice(0, count),
    before.valuesOf(other, metric).slice(0, count),
  );
}
