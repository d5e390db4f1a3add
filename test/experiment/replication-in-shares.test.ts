// One replication by several members is, byte for byte, what one alone makes of it: with and
// without calls, visits, daily ranking and queues of limited capacity, however the book is parted
// and whoever does what.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { prepareExperiment, runReplication } from '../../src/experiment/experiment.ts';
import { encodeRecord } from '../../src/experiment/record-codec.ts';
import {
  partsOf,
  runInShares,
  runsOfPolicies,
} from '../../src/experiment/replication-in-shares.ts';
import type { ReplicationRecord } from '../../src/experiment/records.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import type { Engine } from '../../src/simulation/kernel-builds.ts';
import { memberInProcess } from '../support/experiment/members-in-process.ts';
import { anyScenario } from '../support/simulation/any-scenario.ts';
import { metric, scenarioOf, type Part } from '../support/simulation/plain-scenario.ts';

interface Split {
  readonly engine: Engine;
  readonly members: number;
  readonly parts: number;
  readonly replication?: number;
  /** How late each task is done. */
  readonly ticks?: readonly number[];
}

async function expectSame(scenario: Scenario, split: Split): Promise<ReplicationRecord> {
  const { engine, members, parts, replication = 1, ticks = [0] } = split;
  const alone = runReplication(
    prepareExperiment(scenario, { engine, keepSpells: true, keepMeters: true }),
    replication,
  );
  let asked = 0;
  const ticksOf = (): number => ticks[asked++ % ticks.length]!;
  const crew = Array.from({ length: members }, () => memberInProcess(scenario, engine, ticksOf));
  let told = 0;
  const bytes = await runInShares(
    crew,
    replication,
    partsOf(scenario.households, parts),
    (more) => (told += more),
  );
  expect(Buffer.compare(bytes, encodeRecord(alone, 'key'))).toBe(0);
  expect(told).toBe(scenario.households);
  return alone;
}

const book: Part = { households: 300, horizon: '14d', warmUp: '3d', seed: 'in shares' };
const crowd: Part = {
  ...book,
  support: { contacts: 1, callAfter: { exponential: { mean: '4h' } }, agents: 1 },
};
const policies: Part = {
  policies: {
    nothing: { label: 'Nobody acts' },
    agent: {
      label: 'Agent',
      agent: { acts: true, perDay: 20 },
      certificates: { revoked: 'onboarding' },
      identifiers: { moved: 'onboarding' },
    },
  },
};
const splits: readonly Split[] = [
  { engine: 'wasm', members: 2, parts: 2 },
  { engine: 'wasm', members: 3, parts: 7, replication: 2, ticks: [3, 0, 40, 1, 9] },
  { engine: 'typescript', members: 1, parts: 5 },
];

describe.each(splits)(
  '$members members of the $engine build and a book of $parts parts give the bytes of one',
  (split) => {
    test('where nobody calls', async () => {
      const record = await expectSame(
        scenarioOf(book, { support: { contacts: 0 } }, policies),
        split,
      );
      expect(metric(record.policies[1]!, 'calls')).toBe(0);
      expect(metric(record.policies[1]!, 'spells')).toBeGreaterThan(50);
    });

    test('where a contact centre is congested and money is tight', async () => {
      const tight: Part = { behaviour: { shortOfMoney: { share: 0.8, wait: '4d' } } };
      const record = await expectSame(scenarioOf(crowd, tight, policies), split);
      expect(metric(record.policies[1]!, 'calls_abandoned')).toBeGreaterThan(30);
    });

    test('where there are too few engineers', async () => {
      const visits: Part = {
        population: { legacyDevice: { lostPerMonth: 1 } },
        support: { agents: 2, engineers: { visitsPerDay: 4, visit: '3h' } },
      };
      const record = await expectSame(scenarioOf(crowd, visits, policies), split);
      expect(metric(record.policies[1]!, 'visits')).toBeGreaterThan(20);
    });

    test.each(['off-supply-first', 'lowest-credit-first', 'vulnerable-first', 'random'])(
      'with onboarding %s, so many a day',
      async (order) => {
        const onboarding = {
          order,
          pace: { perDay: 9, workingDaysOnly: true },
          exchange: { perDay: 2 },
        };
        const record = await expectSame(scenarioOf(crowd, { onboarding }, policies), split);
        expect(metric(record.policies[1]!, 'onboarded_horizon')).toBeGreaterThan(0.05);
      },
    );

    test('with fewer homes than parts', async () => {
      await expectSame(scenarioOf(crowd, { households: 2 }, policies), split);
    });
  },
);

test('whatever the scenario and the split', { timeout: 300_000 }, async () => {
  const split = fc.record({
    engine: fc.constant('wasm' as const),
    members: fc.integer({ min: 1, max: 4 }),
    parts: fc.integer({ min: 1, max: 9 }),
    ticks: fc.array(fc.nat(30), { minLength: 1, maxLength: 9 }),
  });
  await fc.assert(
    fc.asyncProperty(anyScenario, split, async (part, how) => {
      await expectSame(scenarioOf(part), how);
    }),
    { numRuns: 40, seed: 28 },
  );
});

describe('policies are shared out in runs', () => {
  const runs = (
    counts: readonly (readonly number[])[],
    most: number,
  ): readonly (readonly number[])[] =>
    runsOfPolicies(
      counts.map((ofPart) => ({
        blocks: [],
        turns: new Int32Array(0),
        counts: Int32Array.from(ofPart),
      })),
      most,
    );

  test('of about as many who wait, those together under which about as many do', () => {
    expect(
      runs(
        [
          [100, 900, 880, 900],
          [20, 100, 20, 100],
        ],
        2,
      ),
    ).toEqual([
      [1, 3],
      [2, 0],
    ]);
    expect(runs([[9, 9, 9]], 1)).toEqual([[0, 1, 2]]);
  });

  test('of a policy each at least, where there are fewer policies or nobody waits', () => {
    expect(runs([[7, 0]], 3)).toEqual([[0], [1]]);
    expect(runs([[0, 0]], 2).flat()).toEqual([0, 1]);
  });
});
