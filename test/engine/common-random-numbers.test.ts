import { variance } from 'd3-array';
import { describe, expect, it } from 'vitest';
import type { PolicyRecord } from '../../src/experiment/records.ts';
import { loadScenario } from '../../src/scenario/load.ts';
import { scenarioFilesOnDisk, shippedScenarios } from '../../src/files/scenario-files.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import { metric, onlyKind, policyOf, runOnce, scenarioOf, type Part } from '../support/engine-scenario.ts';

const winter = loadScenario(`${shippedScenarios}reference-winter.yaml`, scenarioFilesOnDisk()).scenario;
const small: Scenario = { ...winter, households: 150, replications: 1 };
/** Nothing finite is shared: no queue, and whoever rings is answered. */
const unqueued: Part = { support: { agents: 100_000 }, agent: { perDay: 'unlimited' } };
const book: Part = {
  households: 120,
  horizon: '28d',
  warmUp: '7d',
  policies: {
    nothing: { label: 'Nobody acts' },
    same: { label: 'Nobody acts, again' },
    held: { label: 'Held', agent: { acts: true }, identifiers: { moved: 'onboarding' }, certificates: { revoked: 'onboarding' } },
  },
};

/** All that is told of a policy, rows in an order of their own. */
function tellings({ metrics, series, spells, meters }: PolicyRecord): unknown {
  const rows = (list: readonly object[]): readonly string[] => list.map((row) => JSON.stringify(row)).sort();
  return { metrics: [...metrics], series: [...series], spells: rows(spells), meters: rows(meters) };
}
function told(scenario: Scenario, policy: string, policies?: readonly string[]): unknown {
  return tellings(policyOf(runOnce(scenario, 1, policies), policy));
}

describe('policies share one luck', () => {
  it('so that a policy tells the same alone as beside others', () => {
    const beside = runOnce(small);
    for (const { id } of small.policies) expect(told(small, id, [id])).toEqual(tellings(policyOf(beside, id)));
  });

  it('so that a policy that changes nothing is the reference itself', () => {
    const record = runOnce(scenarioOf(book));
    expect(tellings(policyOf(record, 'same'))).toEqual(tellings(policyOf(record, 'nothing')));
  });

  it('so that households before an added one live on unmoved', () => {
    const of = (households: number): readonly string[] =>
      policyOf(runOnce(scenarioOf(book, unqueued, { households })), 'held')
        .meters.filter(({ household }) => household < 120)
        .map((meter) => JSON.stringify(meter))
        .sort();
    expect(of(121)).toEqual(of(120));
    expect(of(150)).toEqual(of(120));
  });

  it('so that a lever that touches no consumer touches none', () => {
    const before = runOnce(scenarioOf(book));
    for (const lever of [
      { agent: { retryAfter: '3d', amount: 40 } },
      { onboarding: { longTail: { share: 0 } }, identifiers: { moved: '5d' } },
      { support: { engineers: { visit: '9h' } } },
    ]) {
      // Under no-failure institutions of the failure do not act.
      expect(tellings(policyOf(runOnce(scenarioOf(book, lever)), 'no-failure'))).toEqual(
        tellings(policyOf(before, 'no-failure')),
      );
    }
    const agentOnly = scenarioOf(book, { agent: { retryAfter: '3d', success: 0.1 } });
    expect(told(agentOnly, 'nothing')).toEqual(tellings(policyOf(before, 'nothing')));
  });

  it('so that no policy reaches a legacy meter of homes that ring nobody', () => {
    for (const lostPerMonth of [0, 0.8]) {
      const scenario = {
        ...scenarioOf(book, onlyKind('legacy'), { population: { legacyDevice: { lostPerMonth } }, support: { contacts: 0 } }),
      };
      const levers = scenarioOf(book, onlyKind('legacy'), {
        population: { legacyDevice: { lostPerMonth } },
        support: { contacts: 0 },
        policies: {
          everything: {
            label: 'Everything at once',
            exit: { kind: 'orderly', protected: 1, vendingEnds: '0d' },
            agent: {
              acts: true,
              does: ['safe-mode', 'vend', 'raise-emergency-credit', 'all-week-non-disablement', 'pre-emptive-credit'],
            },
            onboarding: { order: 'off-supply-first', pace: { perDay: 5 } },
          },
        },
      });
      const spells = (from: Scenario, policy: string): unknown =>
        policyOf(runOnce(from), policy)
          .spells.map((spell) => JSON.stringify(spell))
          .sort();
      const ordinary = spells(scenario, 'no-failure');
      for (const policy of ['nothing', 'held']) expect(spells(scenario, policy)).toEqual(ordinary);
      expect(spells(levers, 'everything')).toEqual(ordinary);
    }
  });

  it('so that differences between policies vary far less than figures of separate runs', () => {
    const scenario: Scenario = { ...winter, households: 300 };
    const pairs = [
      ['no-intervention', 'mp134a', 'hours_off_total'],
      ['no-intervention', 'mp134a-mp185', 'households_off'],
      ['no-intervention', 'delayed-onboarding', 'hours_off_total'],
    ] as const;
    const replications = Array.from({ length: 12 }, (_, index) => runOnce(scenario, index + 1));
    for (const [a, b, name] of pairs) {
      const [first, second] = [a, b].map((policy) => replications.map((record) => metric(policyOf(record, policy), name)));
      const paired = variance(first!.map((value, index) => value - second![index]!))!;
      expect(paired / (variance(first!)! + variance(second!)!), `${a} and ${b}, ${name}`).toBeLessThan(1);
    }
  });
});

describe('an order of onboarding', () => {
  it.each(['off-supply-first', 'lowest-credit-first'])(
    '%s, ranked again every day, leaves the use of homes it does nothing for unmoved',
    (order) => {
      // Nobody tops up or is given anything back: whoever is onboarded when, all use the same until they run out.
      const idle = {
        behaviour: { habits: { reactive: 0, 'pay-cycle': 0, 'emergency-only': 0, never: 1 } },
        support: { contacts: 0 },
      };
      const queue = { pace: { perDay: 9 }, exchange: { perDay: 3 }, recommence: { does: 'none' } };
      const policies = {
        random: { label: 'Random', onboarding: queue },
        ranked: { label: 'Ranked', onboarding: { ...queue, order } },
      };
      const credit = { population: { initialBalance: { electricity: { uniform: [10, 90] }, gas: { uniform: [10, 90] } } } };
      const record = runOnce(scenarioOf(book, idle, credit, { policies }));
      const use = (policy: string): readonly string[] =>
        policyOf(record, policy)
          .meters.map(({ household, fuel, energyCost, offMinutes }) => JSON.stringify([household, fuel, energyCost, offMinutes]))
          .sort();
      expect(use('ranked')).toEqual(use('random'));
      expect(use('random')).toEqual(use('no-failure'));
    },
  );
});

describe('a policy that can only help harms next to nobody', () => {
  /** No cuts but those of the failure: quick to notice, never short, no misses. */
  const attentive: Part = {
    households: 1500,
    horizon: '50d',
    warmUp: '7d',
    behaviour: {
      habits: { reactive: 1, 'pay-cycle': 0, 'emergency-only': 0, never: 0 },
      trigger: 4,
      notice: '5m',
      shortOfMoney: { share: 0 },
      typing: { fails: 0 },
      wakingHours: '00:00-24:00',
      // Enough to repay any loan at once and be in credit.
      vendAmount: 100,
    },
    meter: { missed: 0 },
    support: { contacts: 0 },
    // With codes still sold, a home onboarded sooner would lose them sooner, too.
    exit: { vendingEnds: '0d' },
    // The SoLR looks once for meters that are off: who is onboarded sooner, but runs out before learning the channel, is not recommenced.
    onboarding: { learnChannel: '0m', recommence: { success: 1 } },
    population: { debt: { share: 0 }, legacyDevice: { lostPerMonth: 0 } },
    policies: {
      nothing: { label: 'Nobody acts' },
      sooner: { label: 'Onboarded a week sooner', onboarding: { pace: { uniform: ['7d', '21d'] } } },
      raised: {
        label: 'Emergency credit raised',
        agent: { acts: true, decision: '0d', perDay: 'unlimited', success: 1, does: ['raise-emergency-credit'], amount: 30 },
      },
    },
  };

  it.each([
    ['sooner', 'nothing'],
    ['raised', 'nothing'],
  ])('%s against %s', (helped, reference) => {
    const record = runOnce(scenarioOf(attentive));
    expect(shareWorseOff(policyOf(record, helped), policyOf(record, reference))).toBeLessThanOrEqual(0.001);
  });
});

function shareWorseOff(helped: PolicyRecord, reference: PolicyRecord): number {
  const offOf = ({ meters }: PolicyRecord): Map<string, number> =>
    new Map(meters.map(({ household, fuel, offMinutes }) => [`${household} ${fuel}`, offMinutes]));
  const [a, b] = [offOf(helped), offOf(reference)];
  return [...a].filter(([meter, minutes]) => minutes > b.get(meter)!).length / a.size;
}
