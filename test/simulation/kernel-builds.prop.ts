// Both builds of the kernel give the same: every meter and spell, every metric and series, and how
// many events that took.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { prepareExperiment, runReplication } from '../../src/experiment/experiment.ts';
import { attributesOf } from '../../src/simulation/attributes.ts';
import { engines, whyNoWasm } from '../../src/simulation/kernel-builds.ts';
import { ReplicationShare } from '../../src/simulation/replication-share.ts';
import { simulateReplication } from '../../src/simulation/replication.ts';
import type { Ledger } from '../../src/simulation/reports.ts';
import { anyScenario, anyScenarioOfLikePolicies } from '../support/simulation/any-scenario.ts';
import { expectSame } from '../support/simulation/expect-same.ts';
import { scenarioOf } from '../support/simulation/plain-scenario.ts';

// More scenarios, and others each time: OFFSUPPLY_CASES=2000 npx vitest run test/simulation
const cases = process.env['OFFSUPPLY_CASES'];
const parameters =
  cases === undefined ? { numRuns: 200, seed: 20261128 } : { numRuns: Number(cases) };

describe('the two builds of the kernel', () => {
  it('are both there', () => {
    expect(whyNoWasm()).toBeUndefined();
  });

  it.each([
    ['whatever the policies', anyScenario],
    ['where policies differ in a lever or two', anyScenarioOfLikePolicies],
  ])(
    'give the same meters, spells, figures and counts of events, %s',
    { timeout: 36_000_000 },
    (_, any) => {
      fc.assert(
        fc.property(any, (part) => {
          const scenario = scenarioOf(part);
          const [wasm, typescript] = engines.map((engine) =>
            runReplication(
              prepareExperiment(scenario, { engine, keepSpells: true, keepMeters: true }),
              1,
            ),
          );
          expectSame(wasm, typescript);
        }),
        parameters,
      );
    },
  );

  it('tell the same events of a household', () => {
    fc.assert(
      fc.property(anyScenarioOfLikePolicies, (part) => {
        const { plan, key } = prepareExperiment(scenarioOf(part));
        const [wasm, typescript] = engines.map((engine) => {
          const ledgers = new Map<string, Ledger>();
          const traced = { household: 0, ledgers };
          simulateReplication(plan, { key, replication: 1, engine, traced });
          return ledgers;
        });
        expectSame(wasm, typescript);
      }),
      { ...parameters, numRuns: Math.ceil(parameters.numRuns / 10) },
    );
  });

  it('say which homes DCC reaches, as their attributes do', () => {
    const mixed = { population: { meterKinds: { smets2: 0.6, legacy: 0.4 } } };
    const { plan, key, scenario } = prepareExperiment(scenarioOf({ ...mixed, households: 60 }));
    const homes = Array.from({ length: scenario.households }, (_, household) => household);
    const at = { key, replication: 1 };
    const expected = homes.map(
      (household) => attributesOf(plan, { ...at, household }).reachedByDcc,
    );
    expect(new Set(expected).size).toBe(2);
    for (const engine of engines) {
      const share = new ReplicationShare(plan, { ...at, engine });
      expect(
        homes.map((household) => share.isReached(household)),
        engine,
      ).toEqual(expected);
    }
  });
});
