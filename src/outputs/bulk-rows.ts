// The rows of the files that grow with replications: replications.csv, spells.csv and meters.csv,
// each in its fixed order.
import { metrics, segmentNames, type CrossedBy } from '../experiment/metrics.ts';
import type { RecordStore } from '../experiment/record-store.ts';
import type { MeterRow } from './meter-columns.ts';
import type { ReplicationRow } from './replication-columns.ts';
import type { SpellRow } from './spell-columns.ts';

/** What rows need to know of a scenario. A Scenario has it. */
export interface RunFrame extends CrossedBy {
  readonly start: string;
  readonly policies: readonly { readonly id: string }[];
}

/** Rows by policy, replication and segment. */
export function* replicationRows(
  { policies, segments }: RunFrame,
  store: RecordStore,
): Iterable<ReplicationRow> {
  const numbers = store.replications();
  const names = segmentNames(segments);
  for (const { id: policy } of policies) {
    const byReplication = store.metricsOf(policy);
    for (const [index, replication] of numbers.entries()) {
      const row = byReplication[index]!;
      for (const [place, segment] of names.entries()) {
        yield {
          policy,
          replication,
          segment,
          values: row.subarray(place * metrics.length, (place + 1) * metrics.length),
        };
      }
    }
  }
}

/** Rows by policy, replication, household, fuel (electricity first) and start. */
export function* spellRows({ start, policies }: RunFrame, store: RecordStore): Iterable<SpellRow> {
  for (const { id: policy } of policies) {
    for (const replication of store.replications()) {
      const spells = [...store.spellsOf(policy, replication)].sort(
        (a, b) => byMeter(a, b) || a.startMinute - b.startMinute,
      );
      for (const spell of spells) yield { policy, replication, start, spell };
    }
  }
}

/** Rows by policy, replication, household and fuel (electricity first). */
export function* meterRows({ start, policies }: RunFrame, store: RecordStore): Iterable<MeterRow> {
  for (const { id: policy } of policies) {
    for (const replication of store.replications()) {
      const meters = [...store.metersOf(policy, replication)].sort(byMeter);
      for (const meter of meters) yield { policy, replication, start, meter };
    }
  }
}

interface MeterName {
  readonly household: number;
  readonly fuel: 'electricity' | 'gas';
}

function byMeter(a: MeterName, b: MeterName): number {
  return a.household - b.household || Number(a.fuel === 'gas') - Number(b.fuel === 'gas');
}
