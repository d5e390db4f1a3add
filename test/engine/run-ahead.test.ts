import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { simulateReplication, type PolicyOutcome } from '../../src/engine/replication.ts';
import { prepareExperiment } from '../../src/experiment/experiment.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import { anyScenario } from '../support/engine-any-scenario.ts';
import { simulateInStep } from '../support/engine-global-queue.ts';
import { scenarioOf, type Part } from '../support/engine-scenario.ts';

/** Everything that is told, in an order of its own. */
function tellings(outcomes: readonly PolicyOutcome[]): unknown {
  const sorted = (rows: readonly object[]): readonly string[] => rows.map((row) => JSON.stringify(row)).sort();
  return outcomes.map(({ policy, told }) => ({
    policy,
    spells: sorted(told.spells),
    meters: sorted(told.meters),
    series: [...told.series()],
    tally: [...told.spellTally],
    support: (['calls', 'abandoned', 'visits'] as const).map((sum) => told.sum(0, sum)),
  }));
}

function expectTheSameLives(scenario: Scenario): readonly PolicyOutcome[] {
  const { plan, key } = prepareExperiment(scenario);
  const options = { key, replication: 1, keepSpells: true, keepMeters: true };
  const ahead = simulateReplication(plan, options);
  const inStep = simulateInStep(plan, options);
  expect(tellings(ahead)).toEqual(tellings(inStep));
  // With two meters in a home, what falls into one minute may be counted once or twice.
  if (scenario.population.fuels.dual === 0) expect(ahead.map(({ events }) => events)).toEqual(inStep.map(({ events }) => events));
  return ahead;
}

const crowd: Part = {
  households: 150,
  horizon: '21d',
  warmUp: '3d',
  seed: 'in step',
  support: { contacts: 1, callAfter: { exponential: { mean: '4h' } } },
};

describe('households that run ahead live the very lives they would live in step', () => {
  it('with a congested contact centre', () => {
    const scenario = scenarioOf(crowd, {
      support: { agents: 1, callLength: { exponential: { mean: '40m' } } },
      policies: { nothing: { label: 'Nobody acts' } },
    });
    const told = expectTheSameLives(scenario)[1]!.told;
    expect(told.sum(0, 'abandoned')).toBeGreaterThan(30);
    expect(told.sum(0, 'calls')).toBeGreaterThan(told.sum(0, 'abandoned'));
  });

  it('with too few engineers', () => {
    const scenario = scenarioOf(crowd, {
      population: { legacyDevice: { lostPerMonth: 1 } },
      support: { agents: 2, engineers: { visitsPerDay: 4, visit: '3h' } },
      policies: { nothing: { label: 'Nobody acts' } },
    });
    expect(expectTheSameLives(scenario)[1]!.told.sum(0, 'visits')).toBeGreaterThan(20);
  });

  it.each(['off-supply-first', 'lowest-credit-first'])('with onboarding %s, ranked again every day', (order) => {
    const scenario = scenarioOf(crowd, {
      support: { agents: 1, engineers: { visitsPerDay: 2 } },
      onboarding: { order, pace: { perDay: 9, workingDaysOnly: true }, exchange: { perDay: 2 } },
      policies: {
        nothing: { label: 'Nobody acts' },
        agent: {
          label: 'Agent',
          agent: { acts: true },
          certificates: { revoked: 'onboarding' },
          identifiers: { moved: 'onboarding' },
        },
      },
    });
    expect(expectTheSameLives(scenario)[1]!.told.sum(0, 'onboarded')).toBeGreaterThan(20);
  });

  it('in homes of one meter, through whose plain stretches they run in local variables', () => {
    const scenario = scenarioOf({
      ...{ households: 200, horizon: '35d', warmUp: '7d', seed: 'plain stretches' },
      population: { fuels: { dual: 0, electricity: 0.5, gas: 0.5 } },
      support: { contacts: 0 },
      policies: { nothing: { label: 'Nobody acts' } },
    });
    const [ordinary] = expectTheSameLives(scenario);
    const vends = ordinary!.told.meters.reduce((sum, { vends: of }) => sum + of, 0);
    expect(vends).toBeGreaterThan(5 * ordinary!.told.meters.length);
  });

  it('where day 0 interrupts conversations that come to different credit under each policy', () => {
    const discretion = (share: number): Part => ({ discretionaryCredit: { share, amount: 15 } });
    const scenario = scenarioOf(crowd, {
      ...{ horizon: '6d', warmUp: '6d' },
      population: { initialBalance: { electricity: 2, gas: 2 } },
      behaviour: { shortOfMoney: { share: 0.8, wait: '4d' } },
      support: { callAfter: '1m', callLength: '10h', agents: 5, hours: '00:00-24:00' },
      policies: {
        none: { label: 'No credit', support: discretion(0) },
        all: { label: 'Credit for all', support: discretion(1) },
        again: { label: 'No credit, again', support: discretion(0) },
      },
    });
    const minutes = expectTheSameLives(scenario).map(({ told }) => told.sum(0, 'offMinutes'));
    expect(minutes[2]).toBeLessThan(minutes[1]!);
    expect(minutes[3]).toBe(minutes[1]);
  });

  it('whatever the scenario, in homes of one meter', () => {
    const alone: Part = { population: { fuels: { dual: 0, electricity: 0.5, gas: 0.5 } } };
    fc.assert(
      fc.property(anyScenario, (part) => {
        expectTheSameLives(scenarioOf(part, alone));
      }),
      { numRuns: 60, seed: 15 },
    );
  });

  it('whatever the scenario', () => {
    fc.assert(
      fc.property(anyScenario, (part) => {
        expectTheSameLives(scenarioOf(part));
      }),
      { numRuns: 60, seed: 6 },
    );
  });
});
