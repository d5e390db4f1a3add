import { describe, expect, it } from 'vitest';
import { memoryStore } from '../../src/experiment/record-store.ts';
import { meterRows, replicationRows, spellRows } from '../../src/outputs/bulk-rows.ts';
import { metersTable } from '../../src/outputs/meter-columns.ts';
import { fakePolicies, fakeReplication, fakeScenario } from '../support/experiment/fake-records.ts';

const store = memoryStore();
for (const replication of [12, 2, 1]) store.put(fakeReplication(replication, 60));

interface Place {
  readonly policy: string;
  readonly replication: number;
}

function placeOf({ policy, replication }: Place): number {
  return fakePolicies.findIndex((id) => id === policy) * 100 + replication;
}

function expectAscending(keys: readonly (readonly number[])[]): void {
  for (let index = 1; index < keys.length; index += 1) {
    const [before, after] = [keys[index - 1]!, keys[index]!];
    const differing = before.findIndex((value, part) => value !== after[part]);
    if (differing >= 0) expect(after[differing]).toBeGreaterThan(before[differing]!);
  }
}

describe('the rows of the long files', () => {
  it('of spells go by policy, replication, household, fuel with electricity first, and start', () => {
    const rows = [...spellRows(fakeScenario, store)];
    expect(rows).toHaveLength(fakePolicies.length * 3 * 60);
    expectAscending(
      rows.map((row) => [
        placeOf(row),
        row.spell.household,
        Number(row.spell.fuel === 'gas'),
        row.spell.startMinute,
      ]),
    );
  });

  it('of meters go by policy, replication, household, and fuel with electricity first', () => {
    const rows = [...meterRows(fakeScenario, store)];
    expect(rows).toHaveLength(fakePolicies.length * 3 * 60);
    expectAscending(
      rows.map((row) => [placeOf(row), row.meter.household, Number(row.meter.fuel === 'gas')]),
    );
  });

  it('of replications go by policy, replication as a number, and segment', () => {
    const rows = [...replicationRows(fakeScenario, store)];
    expect(rows.slice(0, 14).map((row) => row.segment)).toEqual([
      ...rows.slice(0, 13).map((row) => row.segment),
      'all',
    ]);
    expect([...new Set(rows.map((row) => row.replication))]).toEqual([1, 2, 12]);
    expectAscending(rows.filter((row) => row.segment === 'all').map((row) => [placeOf(row)]));
  });

  it('of meters balance to the micropound as printed', () => {
    const cellOf = (name: string) =>
      metersTable.columns.find((column) => column.name === name)!.cell;
    for (const row of meterRows(fakeScenario, store)) {
      const micropounds = (name: string): bigint => BigInt(cellOf(name)(row).replace('.', ''));
      const flows =
        micropounds('vended') -
        micropounds('debt_repaid') +
        micropounds('credit_granted') +
        micropounds('owed_moved') +
        micropounds('written_off') -
        micropounds('energy_cost') -
        micropounds('charges');
      expect(micropounds('closing_net')).toBe(micropounds('opening_net') + flows);
    }
  });
});
