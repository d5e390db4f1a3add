// Shortcuts skip work and state no rule: with each of them on or off, everything that is reported
// is the same.
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { prepareExperiment } from '../../src/experiment/experiment.ts';
import { sharePolicies } from '../../src/kernel/kernel.ts';
import { simulateReplication, type PolicyOutcome } from '../../src/simulation/replication.ts';
import type { Ledger } from '../../src/simulation/reports.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import { anyScenario, anyScenarioOfLikePolicies } from '../support/simulation/any-scenario.ts';
import { expectSame } from '../support/simulation/expect-same.ts';
import { scenarioOf, type Part } from '../support/simulation/plain-scenario.ts';
import { comparableOutcomes } from '../support/shortcuts/outcomes.ts';
import { simulateInStep } from '../support/shortcuts/simulate-in-step.ts';

afterEach(() => {
  sharePolicies(true);
});

function expectSameWithoutShortcuts(scenario: Scenario): readonly PolicyOutcome[] {
  const { plan, key } = prepareExperiment(scenario);
  // What turns sharing off is a switch of this build; the other is held against it in
  // test/simulation.
  const engine = 'typescript' as const;
  const options = { key, replication: 1, keepSpells: true, keepMeters: true, engine };
  const traced = { household: 0, ledgers: new Map<string, Ledger>() };
  sharePolicies(true);
  const outcomes = simulateReplication(plan, { ...options, traced });
  const expected = comparableOutcomes(outcomes);
  const expectAsExpected = (found: readonly PolicyOutcome[], how: string): void => {
    expectSame(comparableOutcomes(found), expected, how);
  };
  expectAsExpected(simulateReplication(plan, { ...options, blockHouseholds: 1 }), 'blocks of one');
  sharePolicies(false);
  const apart = { household: 0, ledgers: new Map<string, Ledger>() };
  expectAsExpected(
    simulateReplication(plan, { ...options, traced: apart }),
    'each policy by itself',
  );
  expectSame(apart.ledgers, traced.ledgers);
  expectAsExpected(simulateInStep(plan, options), 'households in step');
  return outcomes;
}

const crowd: Part = {
  households: 150,
  horizon: '21d',
  warmUp: '3d',
  seed: 'in step',
  support: { contacts: 1, callAfter: { exponential: { mean: '4h' } } },
};

describe('O4: a household simulated ahead of the others, once for several policies, fares as in step with them', () => {
  test('with a congested contact centre', () => {
    const scenario = scenarioOf(crowd, {
      support: { agents: 1, callLength: { exponential: { mean: '40m' } } },
      policies: { nothing: { label: 'Nobody acts' } },
    });
    const { observed } = expectSameWithoutShortcuts(scenario)[1]!;
    expect(observed.sum(0, 'abandoned')).toBeGreaterThan(30);
    expect(observed.sum(0, 'calls')).toBeGreaterThan(observed.sum(0, 'abandoned'));
  });

  test('with too few engineers', () => {
    const scenario = scenarioOf(crowd, {
      population: { legacyDevice: { lostPerMonth: 1 } },
      support: { agents: 2, engineers: { visitsPerDay: 4, visit: '3h' } },
      policies: { nothing: { label: 'Nobody acts' } },
    });
    const { observed } = expectSameWithoutShortcuts(scenario)[1]!;
    expect(observed.sum(0, 'visits')).toBeGreaterThan(20);
  });

  test.each(['off-supply-first', 'lowest-credit-first'])(
    'with onboarding %s, ranked again every day',
    (order) => {
      const scenario = scenarioOf(crowd, {
        support: { agents: 1, engineers: { visitsPerDay: 2 } },
        onboarding: {
          order,
          pace: { perDay: 9, workingDaysOnly: true },
          exchange: { perDay: 2 },
        },
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
      const { observed } = expectSameWithoutShortcuts(scenario)[1]!;
      expect(observed.sum(0, 'onboarded')).toBeGreaterThan(20);
    },
  );

  test('in more homes than one call of the kernel simulates, of one meter each', () => {
    const scenario = scenarioOf({
      ...{ households: 260, horizon: '35d', warmUp: '7d', seed: 'plain stretches' },
      population: { fuels: { dual: 0, electricity: 0.5, gas: 0.5 } },
      support: { contacts: 0 },
      policies: { nothing: { label: 'Nobody acts' } },
    });
    const { observed } = expectSameWithoutShortcuts(scenario)[0]!;
    const vends = observed.meters.reduce((sum, { vends: of }) => sum + of, 0);
    expect(vends).toBeGreaterThan(5 * observed.meters.length);
  });

  test('where day 0 interrupts conversations that come to different credit under each policy', () => {
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
    const outcomes = expectSameWithoutShortcuts(scenario);
    const minutes = outcomes.map(({ observed }) => observed.sum(0, 'offMinutes'));
    expect(minutes[2]).toBeLessThan(minutes[1]!);
    expect(minutes[3]).toBe(minutes[1]);
  });

  test('where turns come out alike under some policies and otherwise under others', () => {
    const open: Part = {
      identifiers: { moved: 'onboarding' },
      certificates: { revoked: 'onboarding' },
    };
    const scenario = scenarioOf(crowd, {
      population: { legacyDevice: { lostPerMonth: 1 } },
      support: { agents: 3, engineers: { visitsPerDay: 40, visit: '3h' } },
      policies: {
        nothing: { label: 'Nobody acts' },
        revoked: { label: 'Nobody acts, one hold', certificates: { revoked: 'onboarding' } },
        late: { label: 'Late', onboarding: { starts: '4d' } },
        agent: { label: 'Agent', agent: { acts: true }, ...open },
        generous: { label: 'Credit for all', support: { discretionaryCredit: { share: 1 } } },
        few: { label: 'One agent answers', support: { agents: 1 } },
        closed: { label: 'Nobody answers at first', support: { from: 'appointment' } },
        slow: {
          label: 'Few engineers',
          support: { engineers: { visitsPerDay: 3, visit: '3h' } },
        },
        other: { label: 'Other credit', onboarding: { recommence: { amount: 30 } } },
        ranked: {
          label: 'Ranked',
          onboarding: { order: 'off-supply-first', pace: { perDay: 9 } },
        },
      },
    });
    const outcomes = expectSameWithoutShortcuts(scenario);
    const calls = outcomes.map(({ observed }) => observed.sum(0, 'calls'));
    const given = outcomes.map(({ observed }) => observed.sum(0, 'abandoned'));
    expect(calls[1]).toBeGreaterThan(30);
    expect(calls[2]).toBe(calls[1]);
    expect(given[6]).toBeGreaterThan(given[1]!);
    for (const { observed } of outcomes.slice(1))
      expect(observed.sum(0, 'visits')).toBeGreaterThan(5);
  });

  test('where engineers exchange meters that nobody else onboards, and the channel is learnt otherwise', () => {
    const scenario = scenarioOf(crowd, {
      support: { agents: 5, engineers: { visitsPerDay: 40, visit: '3h' } },
      onboarding: { firstTimeSuccess: 0 },
      policies: {
        soon: { label: 'Learnt at once', onboarding: { learnChannel: '0m' } },
        late: { label: 'Learnt late', onboarding: { learnChannel: '5d' } },
      },
    });
    const [, soon, late] = expectSameWithoutShortcuts(scenario).map(({ observed }) => observed);
    expect(soon!.sum(0, 'visits')).toBeGreaterThan(5);
    expect(late!.sum(0, 'offMinutes')).toBeGreaterThan(soon!.sum(0, 'offMinutes'));
  });

  test('whatever the scenario, in homes of one meter', { timeout: 300_000 }, () => {
    const oneMeter: Part = { population: { fuels: { dual: 0, electricity: 0.5, gas: 0.5 } } };
    fc.assert(
      fc.property(anyScenario, (part) => {
        expectSameWithoutShortcuts(scenarioOf(part, oneMeter));
      }),
      { numRuns: 60, seed: 15 },
    );
  });

  test(
    'whatever the scenario, where policies differ in a lever or two',
    { timeout: 300_000 },
    () => {
      fc.assert(
        fc.property(anyScenarioOfLikePolicies, (part) => {
          expectSameWithoutShortcuts(scenarioOf(part));
        }),
        { numRuns: 150, seed: 27 },
      );
    },
  );

  test('whatever the scenario', { timeout: 300_000 }, () => {
    fc.assert(
      fc.property(anyScenario, (part) => {
        expectSameWithoutShortcuts(scenarioOf(part));
      }),
      { numRuns: 60, seed: 6 },
    );
  });
});
