import { describe, expect, it } from 'vitest';
import { metricIndex } from '../../src/experiment/metrics.ts';
import { memoryStore, type RecordStore } from '../../src/experiment/record-store.ts';
import {
  runSummaryJson,
  runSummaryLines,
  runSummaryOf,
} from '../../src/outputs/run-summary-text.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import { fakeReplication, fakeScenario } from '../support/experiment/fake-records.ts';

const scenario = {
  ...fakeScenario,
  policies: fakeScenario.policies.filter(({ id }) => id === 'no-intervention'),
} as Scenario;

/** Homes off, a replication each; excess hours are 1,000 in all. */
function storeOf(values: readonly number[]): RecordStore {
  const store = memoryStore();
  for (const [index, value] of values.entries()) {
    const record = fakeReplication(index + 1, 1, ['no-intervention']);
    record.policies[0]!.metrics[metricIndex.households_off] = value;
    record.policies[0]!.metrics[metricIndex.excess_hours_off] = 1000;
    store.put(record);
  }
  return store;
}

const program = { version: '1.2.3', commit: `${'0123456789ab'.padEnd(40, 'c')}-changed` };
const linesOf = (values: readonly number[]): readonly string[] =>
  runSummaryLines(runSummaryOf(scenario, storeOf(values), program));

describe('the end of a run', () => {
  it('names seed, replications and program', () => {
    expect(linesOf([1])[0]).toBe(
      'Seed test · 1 replication · offsupply 1.2.3, commit 0123456789ab-changed',
    );
  });

  it('says how wide the widest interval is, and how many more replications would narrow it', () => {
    // Mean 100, standard deviation 10, four replications: half-width 3.1824 × 10 / 2 = 15.9. To 5
    // %: 4 × (15.9 / 5)² = 40.5, to 2 %: 253.2.
    const values = [90, 90, 110, 110].map((value) => 100 + (value - 100) * Math.sqrt(0.75));
    expect(linesOf(values)[1]).toBe(
      'Monte Carlo error: 95 % intervals of the headline are within ±16 % (widest: ' +
        'households_off of no-intervention). ' +
        'Intervals still wide: about 37 more replications would reach ±5 %, about 250 more ' +
        'would reach ±2 %.',
    );
    expect(runSummaryJson(runSummaryOf(scenario, storeOf(values), program))).toMatchObject({
      widest_interval: { policy: 'no-intervention', reference: null, metric: 'households_off' },
      more_replications: [
        { half_width: 0.05, replications: 37 },
        { half_width: 0.02, replications: 250 },
      ],
    });
  });

  it('says so where nothing is left to narrow, and where nothing can be told', () => {
    expect(linesOf([100, 100, 100])[1]).toBe(
      'Monte Carlo error: none; every replication has the same headline.',
    );
    expect(linesOf([100])[1]).toBe(
      'Monte Carlo error: one replication gives no interval; --replications 20 does.',
    );
    const drawn = { ...scenario, uncertainty: { draws: 'all' } } as unknown as Scenario;
    expect(
      runSummaryLines(
        runSummaryOf(drawn, storeOf(Array.from({ length: 20 }, (_, turn) => turn)), program),
      )[1],
    ).toBe(
      'Monte Carlo error: 20 replications give no interval, since those of a world share ' +
        'its draws; --replications 50 do.',
    );
  });
});
