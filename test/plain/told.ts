// What either model tells of a replication, in one order and under the same names, so that the two can be held against each other.
import { metricIndex, metrics, segments, type MetricName } from '../../src/experiment/metrics.ts';
import type { ReplicationRecord } from '../../src/experiment/records.ts';
import type { Told } from './simulate.ts';

const byMeter = (a: { household: number; fuel: string }, b: { household: number; fuel: string }): number =>
  a.household - b.household || (a.fuel < b.fuel ? -1 : a.fuel > b.fuel ? 1 : 0);

/** Meters, spells and calls of each policy, in one order and with the same names on both sides. */
export function toldByEngine({ policies }: ReplicationRecord): Told[] {
  return policies.map(({ policy, spells, meters, metrics: figures }) => ({
    policy,
    spells: [...spells]
      .map(({ household, fuel, startMinute, endMinute, cause, endedBy, censored }) => ({
        household,
        fuel,
        startMinute,
        endMinute,
        cause,
        endedBy,
        censored,
      }))
      .sort(inOrder),
    meters: [...meters].sort(byMeter),
    calls: figure(figures, 'calls'),
    abandoned: figure(figures, 'calls_abandoned'),
    visits: figure(figures, 'visits'),
  }));
}

const figure = (figures: Float64Array, name: MetricName): number =>
  figures[segments.indexOf('all') * metrics.length + metricIndex[name]]!;

export function comparable(told: readonly Told[]): Told[] {
  return told.map((policy) => ({
    ...policy,
    spells: [...policy.spells].sort(inOrder),
    meters: [...policy.meters].sort(byMeter),
  }));
}

function inOrder(a: Told['spells'][number], b: Told['spells'][number]): number {
  return byMeter(a, b) || a.startMinute - b.startMinute || a.endMinute - b.endMinute;
}
