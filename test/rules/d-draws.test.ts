// Section 4 of docs/MODEL.md: what draws depend on. D4 is in test/theory/queues.theory.ts.
import { variance } from 'd3-array';
import { describe, expect, test } from 'vitest';
import { metricIndex, metrics } from '../../src/experiment/metrics.ts';
import type { PolicyRecord } from '../../src/experiment/records.ts';
import { nextDrawNumber } from '../../src/kernel/random.ts';
import { loadScenario } from '../../src/scenario/load.ts';
import { scenarioFilesOnDisk, shippedScenarios } from '../../src/files/scenario-files.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import { expectSame } from '../support/simulation/expect-same.ts';
import {
  ledgerOf,
  metric,
  onlyHabit,
  onlyKind,
  plain,
  policyOf,
  runOnce,
  scenarioOf,
  type Part,
} from '../support/simulation/plain-scenario.ts';

const winter = loadScenario(
  `${shippedScenarios}reference-winter.yaml`,
  scenarioFilesOnDisk(),
).scenario;
const small: Scenario = { ...winter, households: 150, replications: 1 };
/** Nothing finite is shared: no queue, and whoever calls is answered. */
const unqueued: Part = { support: { agents: 100_000 }, agent: { perDay: 'unlimited' } };
const book: Part = {
  households: 120,
  horizon: '28d',
  warmUp: '7d',
  policies: {
    nothing: { label: 'Nobody acts' },
    same: { label: 'Nobody acts, again' },
    held: {
      label: 'Held',
      agent: { acts: true },
      identifiers: { moved: 'onboarding' },
      certificates: { revoked: 'onboarding' },
    },
  },
};

/** All that is reported of a policy but against the reference, rows in an order of their own. */
function rowsOf({ metrics: figures, series, spells, meters }: PolicyRecord): unknown {
  const rows = (list: readonly object[]): readonly string[] =>
    list.map((row) => JSON.stringify(row)).sort();
  const own = [...figures].filter(
    (_, place) => place % metrics.length !== metricIndex.cost_per_household_kept_on,
  );
  return { metrics: own, series: [...series], spells: rows(spells), meters: rows(meters) };
}
function rowsUnder(scenario: Scenario, policy: string, policies?: readonly string[]): unknown {
  return rowsOf(policyOf(runOnce(scenario, 1, policies), policy));
}

describe('a draw does not depend on the policy, nor on the order of events', () => {
  test('D1: a policy has the same results alone as beside others', () => {
    const beside = runOnce(small);
    for (const { id } of small.policies)
      expectSame(rowsUnder(small, id, [id]), rowsOf(policyOf(beside, id)));
  });

  test('D1: a policy that changes nothing has the results of the reference', () => {
    const record = runOnce(scenarioOf(book));
    expectSame(rowsOf(policyOf(record, 'same')), rowsOf(policyOf(record, 'nothing')));
  });

  test('D1: households before an added one fare as before', () => {
    const of = (households: number): readonly string[] =>
      policyOf(runOnce(scenarioOf(book, unqueued, { households })), 'held')
        .meters.filter(({ household }) => household < 120)
        .map((meter) => JSON.stringify(meter))
        .sort();
    expect(of(121)).toEqual(of(120));
    expect(of(150)).toEqual(of(120));
  });

  test('D1, D5: a lever that touches no consumer changes nothing for any', () => {
    const before = runOnce(scenarioOf(book));
    for (const lever of [
      { agent: { retryAfter: '3d', amount: 40 } },
      { onboarding: { longTail: { share: 0 } }, identifiers: { moved: '5d' } },
      { support: { engineers: { visit: '9h' } } },
    ]) {
      // Under no-failure institutions of the failure do not act.
      expect(rowsOf(policyOf(runOnce(scenarioOf(book, lever)), 'no-failure'))).toEqual(
        rowsOf(policyOf(before, 'no-failure')),
      );
    }
    const agentOnly = scenarioOf(book, { agent: { retryAfter: '3d', success: 0.1 } });
    expectSame(rowsUnder(agentOnly, 'nothing'), rowsOf(policyOf(before, 'nothing')));
  });

  test('D1, A18: a grant comes to a home that called before the policies differ for it', () => {
    // Off at minute 4800, it calls; the grant is due at 8640, and policies differ from 14400 on.
    const scenario = scenarioOf(plain, {
      support: { contacts: 1 },
      grants: [{ fuel: 'electricity', amount: 66, dates: ['2022-01-16'] }],
      exit: { vendingEnds: '30d' },
      policies: {
        nothing: { label: 'Nobody acts' },
        sooner: { label: 'Codes end sooner', exit: { vendingEnds: '10d' } },
      },
    });
    const granted = runOnce(scenario).policies.map(({ meters }) => meters[0]!.granted);
    expect(granted).toEqual([66_000_000, 66_000_000, 66_000_000]);
  });

  test('D5: no policy reaches a legacy meter of homes that call nobody', () => {
    for (const lostPerMonth of [0, 0.8]) {
      const scenario = {
        ...scenarioOf(book, onlyKind('legacy'), {
          population: { legacyDevice: { lostPerMonth } },
          support: { contacts: 0 },
        }),
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
              does: [
                'safe-mode',
                'vend',
                'raise-emergency-credit',
                'all-week-non-disablement',
                'pre-emptive-credit',
              ],
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

  test('D1: differences between policies vary far less than figures of separate runs', () => {
    const scenario: Scenario = { ...winter, households: 300 };
    const pairs = [
      ['no-intervention', 'mp134a', 'hours_off_total'],
      ['no-intervention', 'mp134a-mp185', 'households_off'],
      ['no-intervention', 'delayed-onboarding', 'hours_off_total'],
    ] as const;
    const replications = Array.from({ length: 12 }, (_, index) => runOnce(scenario, index + 1));
    for (const [a, b, name] of pairs) {
      const [first, second] = [a, b].map((policy) =>
        replications.map((record) => metric(policyOf(record, policy), name)),
      );
      const paired = variance(first!.map((value, index) => value - second![index]!))!;
      expect(
        paired / (variance(first!)! + variance(second!)!),
        `${a} and ${b}, ${name}`,
      ).toBeLessThan(1);
    }
  });
});

describe('the draws of a need or an attempt are addressed by its day and its ordinal in that day', () => {
  test('D2: 64 numbers a day, the first one of a day whatever came before', () => {
    expect(nextDrawNumber(-1, 0)).toBe(0);
    expect(nextDrawNumber(0, 0)).toBe(1);
    expect(nextDrawNumber(1, 0)).toBe(2);
    expect(nextDrawNumber(2, 5)).toBe(320);
    expect(nextDrawNumber(-1, 5)).toBe(320);
    expect(nextDrawNumber(320, 5)).toBe(321);
    // More than 64 in a day run on into the next, and repeat none.
    expect(nextDrawNumber(384, 5)).toBe(385);
    expect(nextDrawNumber(385, 6)).toBe(386);
  });

  test('D2: policies that parted early meet the same amounts again on the same day', () => {
    const policies = {
      short: { label: 'Vending ends at once' },
      long: { label: 'Vending goes on', exit: { vendingEnds: '60d' } },
    };
    const scenario = scenarioOf(plain, onlyHabit('reactive'), {
      ...{ policies, households: 30, horizon: '40d' },
      onboarding: { pace: { uniform: ['2d', '9d'] } },
      behaviour: { vendAmount: { uniform: [5, 15] }, retry: { normal: '3h', offSupply: '3h' } },
    });
    let [same, numbersApart] = [0, 0];
    for (let household = 0; household < 30; household++) {
      const [short, long] = ['short', 'long'].map((policy) =>
        firstAttempts(ledgerOf(scenario, policy, household)),
      );
      for (const [day, one] of short!) {
        const other = long!.get(day);
        if (one.amount === null || other === undefined || other.amount === null) continue;
        expect(one.amount, `household ${household}, day ${day}`).toBe(other.amount);
        same += 1;
        if (one.before !== other.before) numbersApart += 1;
      }
    }
    expect(same).toBeGreaterThan(20);
    expect(numbersApart).toBeGreaterThan(10);
  });
});

/**
 * By day: the amount of its first attempt, null if that failed, and how many attempts there were
 * before.
 */
function firstAttempts(
  ledger: ReturnType<typeof ledgerOf>,
): ReadonlyMap<number, { readonly amount: number | null; readonly before: number }> {
  const found = new Map<number, { readonly amount: number | null; readonly before: number }>();
  const attempts = ledger.filter(
    ({ event }) => event === 'vend' || event === 'no channel to top up by',
  );
  attempts.forEach(({ minute, amount }, before) => {
    const day = Math.floor(minute / 1440);
    if (!found.has(day)) found.set(day, { amount, before });
  });
  return found;
}

describe('what happens to the supplier is drawn once a replication', () => {
  const onboarded = (pace: unknown): readonly ReadonlySet<number>[] =>
    [1, 2, 3].map((replication) => {
      const part = {
        ...{ households: 20, horizon: '30d' },
        appointment: { after: { uniform: ['1d', '10d'] } },
        onboarding: { starts: { uniform: ['0d', '5d'] }, pace },
      };
      const { meters } = policyOf(runOnce(scenarioOf(plain, part), replication), 'nothing');
      return new Set(meters.map(({ onboardedMinute }) => onboardedMinute!));
    });

  test('D3: the appointment and the start of onboarding are the same for every meter, and another time in each replication', () => {
    const replications = onboarded('0d');
    expect(replications.map(({ size }) => size)).toEqual([1, 1, 1]);
    expect(new Set(replications.map((minutes) => [...minutes][0])).size).toBe(3);
  });

  test('D3: they are the same under every policy that leaves their laws alone', () => {
    const { policies } = runOnce(
      scenarioOf(plain, {
        appointment: { after: { uniform: ['1d', '10d'] } },
        onboarding: { starts: { uniform: ['0d', '5d'] }, pace: '0d' },
        policies: { nothing: { label: 'Nobody acts' }, again: { label: 'Nobody acts, again' } },
      }),
    );
    const [nothing, again] = ['nothing', 'again'].map(
      (id) => policies.find(({ policy }) => policy === id)!.meters[0]!.onboardedMinute,
    );
    expect(nothing).toBeGreaterThan(1440);
    expect(again).toBe(nothing);
  });

  test("D3: a meter's own onboarding is its own draw", () => {
    expect(onboarded({ uniform: ['0d', '10d'] }).every(({ size }) => size > 15)).toBe(true);
  });

  test('D3, N1: the weather is one for all homes, and another in each replication', () => {
    const cold = {
      consumption: { electricity: { season: 'gb', coldResponse: 0.05 } },
      population: { initialBalance: { electricity: 1000 } },
    };
    const scenario = scenarioOf(plain, { ...cold, households: 5, horizon: '5d' });
    const use = [1, 2].map((replication) =>
      policyOf(runOnce(scenario, replication), 'nothing').meters.map(
        ({ energyCost }) => energyCost,
      ),
    );
    expect(new Set(use[0]).size).toBe(1);
    expect(use[0]![0]).not.toBe(use[1]![0]);
  });
});

test('D5: under every policy the consumers are the same, and stand alike at day 0', () => {
  const { policies } = runOnce(small);
  const consumers = policies.map(({ meters }) =>
    meters
      .map(
        ({ household, fuel, meterKind, vulnerable, psr, medical, habit, annualKwh, openingNet }) =>
          JSON.stringify([
            household,
            fuel,
            meterKind,
            vulnerable,
            psr,
            medical,
            habit,
            annualKwh,
            openingNet,
          ]),
      )
      .sort(),
  );
  for (const one of consumers) expect(one).toEqual(consumers[0]);
});

describe('an order of onboarding', () => {
  test.each(['off-supply-first', 'lowest-credit-first'])(
    'D1, D5: %s, ranked again every day, leaves the use of homes it does nothing for unmoved',
    (order) => {
      // Nobody tops up or is given anything back: whoever is onboarded when, all use the same until
      // they run out.
      const idle = {
        behaviour: { habits: { reactive: 0, 'pay-cycle': 0, 'emergency-only': 0, never: 1 } },
        support: { contacts: 0 },
      };
      const queue = { pace: { perDay: 9 }, exchange: { perDay: 3 }, recommence: { does: 'none' } };
      const policies = {
        random: { label: 'Random', onboarding: queue },
        ranked: { label: 'Ranked', onboarding: { ...queue, order } },
      };
      const credit = {
        population: {
          initialBalance: { electricity: { uniform: [10, 90] }, gas: { uniform: [10, 90] } },
        },
      };
      const record = runOnce(scenarioOf(book, idle, credit, { policies }));
      const use = (policy: string): readonly string[] =>
        policyOf(record, policy)
          .meters.map(({ household, fuel, energyCost, offMinutes }) =>
            JSON.stringify([household, fuel, energyCost, offMinutes]),
          )
          .sort();
      expect(use('ranked')).toEqual(use('random'));
      expect(use('random')).toEqual(use('no-failure'));
    },
  );
});

describe('a policy that can only help harms next to nobody, with the same draws', () => {
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
    // The SoLR looks once for meters that are off: who is onboarded sooner, but runs out before
    // learning the channel, is not recommenced.
    onboarding: { learnChannel: '0m', recommence: { success: 1 } },
    population: { debt: { share: 0 }, legacyDevice: { lostPerMonth: 0 } },
    policies: {
      nothing: { label: 'Nobody acts' },
      sooner: {
        label: 'Onboarded a week sooner',
        onboarding: { pace: { uniform: ['7d', '21d'] } },
      },
      raised: {
        label: 'Emergency credit raised',
        agent: {
          acts: true,
          decision: '0d',
          perDay: 'unlimited',
          success: 1,
          does: ['raise-emergency-credit'],
          amount: 30,
        },
      },
    },
  };

  test.each([
    ['sooner', 'nothing'],
    ['raised', 'nothing'],
  ])('D1: %s against %s', (helped, reference) => {
    const record = runOnce(scenarioOf(attentive));
    expect(
      shareWorseOff(policyOf(record, helped), policyOf(record, reference)),
    ).toBeLessThanOrEqual(0.001);
  });
});

function shareWorseOff(helped: PolicyRecord, reference: PolicyRecord): number {
  const offOf = ({ meters }: PolicyRecord): Map<string, number> =>
    new Map(meters.map(({ household, fuel, offMinutes }) => [`${household} ${fuel}`, offMinutes]));
  const [a, b] = [offOf(helped), offOf(reference)];
  return [...a].filter(([meter, minutes]) => minutes > b.get(meter)!).length / a.size;
}
