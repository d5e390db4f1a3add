import { describe, expect, it } from 'vitest';
import { metricIndex, metrics, segments, type MetricName } from '../../src/experiment/metrics.ts';
import { memoryStore, type RecordStore } from '../../src/experiment/record-store.ts';
import { numberText, shareText, spreadText } from '../../src/outputs/number-text.ts';
import { queueLines } from '../../src/outputs/queue-text.ts';
import { tableJson, tableText } from '../../src/outputs/table.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import { load } from '../support/scenario/load-scenario-text.ts';
import { fakePolicies, fakeReplication, fakeScenario } from '../support/experiment/fake-records.ts';

type Figures = Partial<Record<MetricName, number>>;

/**
 * A store in which every policy has the same figures but for those given, replication by
 * replication.
 */
function storeOf(replications: readonly Readonly<Record<string, Figures>>[]): RecordStore {
  const store = memoryStore();
  for (const [replication, figures] of replications.entries()) {
    const policies = Object.entries(figures).map(([policy, given]) => {
      const values = new Float64Array(segments.length * metrics.length);
      values[metricIndex.households] = 10_000;
      for (const [name, value] of Object.entries(given))
        values[metricIndex[name as MetricName]] = value;
      return {
        policy,
        metrics: values,
        series: new Float64Array(7),
        spellTally: new Float64Array(0),
        cuts: new Float64Array(0),
        sampleOffMinutes: new Float64Array(0),
        events: 0,
        spells: [],
        meters: [],
      };
    });
    store.put({ replication, policies });
  }
  return store;
}

function scenarioOf(labels: Readonly<Record<string, string>>, reference: string): Scenario {
  return {
    ...fakeScenario,
    title: 'A test',
    reference,
    policies: Object.entries(labels).map(([id, label]) => ({
      ...fakeScenario.policies[0]!,
      id,
      label,
    })),
  };
}

const labels = {
  'no-failure': 'No failure',
  worse: 'No intervention',
  better: 'MP134A with MP185',
};
const off = (householdsOff: number, more: Figures = {}): Figures => ({
  households_off: householdsOff,
  households_off_share: householdsOff / 10_000,
  excess_hours_off: 10 * householdsOff,
  ...more,
});

describe('the table at the end of a run', () => {
  const store = storeOf([
    { 'no-failure': off(40), worse: off(2300, { excess_households_off: 2260 }), better: off(1200) },
    { 'no-failure': off(42), worse: off(2310, { excess_households_off: 2268 }), better: off(1220) },
    {
      'no-failure': off(44),
      worse: off(2320, { excess_households_off: 2276 }),
      better: off(1180, { hours_off_per_affected: NaN }),
    },
  ]);
  const text = tableText(scenarioOf(labels, 'worse'), store);

  it('says what was run, every policy, the reference, and one plain sentence', () => {
    expect(text).toMatchInlineSnapshot(`
      "A test
      1,000 households · 3 replications · 2 days from 2022-01-10 · ± is the 95 % interval

                            hours off        against   homes off  share off  over     most
      policy               by failure      reference  by failure     in all  24 h  at once
      No failure                    —              —           —      0.4 %   0.0      0.0
      No intervention    23,100 ± 248              —       2,268     23.1 %   0.0      0.0
      MP134A with MP185  12,000 ± 497  −11,100 ± 657         0.0     12.0 %   0.0      0.0

      “By failure”: hours and homes off supply that would have been on had no supplier failed.
      “Share off in all”, “over 24 h” and “most at once” count ordinary life too.
      ± covers random variation alone, not what the assumptions leave open (--uncertainty all draws it).
      Ids, from the top: no-failure, worse, better.
      The reference is No intervention (worse); differences are paired by replication.
      Fewest hours off by the failure: MP134A with MP185.
      Owed at onboarding because of the failure, and days of valid keys: MP134A with MP185 £0.00 a home and 0.0 meter-days; No intervention £0.00 a home and 0.0 meter-days.
      A quick run: few replications or homes. Its figures are not to be quoted.
      "
    `);
  });

  it('is coloured only through the style it is given', () => {
    const mark = (sign: string) => (part: string) => `<${sign}>${part}</${sign}>`;
    const styled = tableText(scenarioOf(labels, 'worse'), store, {
      title: mark('t'),
      head: mark('h'),
      reference: mark('r'),
    });
    expect(styled.replace(/<\/?[thr]>/gu, '')).toBe(text);
    expect(styled).toMatch(/<t>A test<\/t>/u);
    expect(styled).toMatch(/<r>No intervention .*<\/r>/u);
  });

  it('is at most 110 columns wide with long labels and millions of households', () => {
    const long = Object.fromEntries(
      Object.keys(labels).map((id) => [
        id,
        `${id}: ${'a very long label, with accents é and 😀 '.repeat(5)}`,
      ]),
    );
    const most = {
      excess_households_off: 9e6,
      households_off_24h: 9e6,
      peak_households_off: 9e6,
      hours_off_per_affected: 1344,
    };
    const wide = storeOf(
      [0.45, 0.46].map((size) => ({
        'no-failure': off(size * 1e5),
        worse: off(size * 3e6, most),
        better: off(size * 2e6, most),
      })),
    );
    for (const line of tableText(scenarioOf(long, 'worse'), wide).split('\n').slice(0, 8)) {
      expect(Array.from(line).length, line).toBeLessThanOrEqual(110);
    }
  });

  it('lets no text of the scenario drive the terminal', () => {
    const hostile = { ...labels, better: 'red \u001b[31m\u0007\r\nalert \u202e' };
    const shown = tableText(
      { ...scenarioOf(hostile, 'worse'), title: 'a\u001b]0;title\u0007b\nc' },
      store,
    );
    expect(shown).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/u);
    expect(shown.split('\n')).toHaveLength(text.split('\n').length);
  });

  it('shows a dash where one replication gives no interval', () => {
    const single = tableText(
      scenarioOf(labels, 'worse'),
      storeOf([{ 'no-failure': off(40), worse: off(2300), better: off(1200) }]),
    );
    expect(single).toContain('12,000 ± —');
    expect(single).toContain('−11,000 ± —');
    expect(single).toContain('1 replication ·');
    expect(single).toContain('A quick run');
  });

  it('names those that cannot be told from the best', () => {
    const unsure = storeOf([
      { worse: off(2300), better: off(1200) },
      { worse: off(2300), better: off(2400) },
    ]);
    expect(tableText(scenarioOf({ worse: 'W', better: 'B' }, 'worse'), unsure)).toContain(
      'Fewest hours off by the failure: B; not clearly worse: W.',
    );
  });

  it('says who does best, also where that is the reference, and where there is no other', () => {
    expect(tableText(scenarioOf(labels, 'better'), store)).toContain(
      'Fewest hours off by the failure: MP134A with MP185.',
    );
    expect(tableText(scenarioOf({ worse: 'W' }, 'worse'), store)).toContain('no other policy');
    expect(tableText(scenarioOf({ better: 'B' }, 'worse'), store)).toContain(
      'The reference, worse, was not run.',
    );
  });

  it('names those that are equal in every replication', () => {
    const same = storeOf([{ worse: off(2300), better: off(2300) }]);
    expect(tableText(scenarioOf({ worse: 'W', better: 'B' }, 'worse'), same)).toContain(
      'Equal hours and homes in every replication: W; B.',
    );
  });

  it('has no-failure as the reference where that is asked for', () => {
    expect(tableText(scenarioOf(labels, 'no-failure'), store)).toContain(
      'The reference is No failure (no-failure)',
    );
  });
});

describe('the same figures as JSON', () => {
  it('are those of the files, with null where there is no figure', () => {
    const store = memoryStore();
    store.put(fakeReplication(1));
    const json = JSON.parse(JSON.stringify(tableJson(fakeScenario, store))) as {
      policies: Record<string, unknown>[];
      replications: number;
    };
    expect(json).toMatchObject({
      title: fakeScenario.title,
      horizonDays: 2,
      households: 1000,
      replications: 1,
      reference: 'no-intervention',
    });
    expect(json.policies.map((policy) => policy['policy'])).toEqual(fakePolicies);
    const expected = fakeReplication(1).policies[0]!.metrics[metricIndex.households_off]!;
    expect(json.policies[0]!['households_off']).toEqual({
      mean: expected,
      sd: null,
      ci_low: null,
      ci_high: null,
      p05: expected,
      median: expected,
      p95: expected,
      replications: 1,
    });
    expect(json.policies[1]!['households_off_against_reference']).toBeNull();
    expect(Object.keys(json.policies[2]!['households_off_against_reference'] as object)).toEqual([
      'difference',
      'ci_low',
      'ci_high',
      'ratio',
      'share_lower',
      'replications',
    ]);
  });
});

describe('numbers for people', () => {
  it('have thousands separators, a true minus, and a decimal only where it helps', () => {
    expect(
      [0, 7.25, 99.94, 99.96, 1234.5, 1e6, -1234567].map((value) => numberText(value)),
    ).toEqual(['0.0', '7.3', '99.9', '100', '1,235', '1,000,000', '−1,234,567']);
    expect(numberText(-0.01)).toBe('0.0');
    expect(numberText(NaN)).toBe('—');
  });

  it('share the decimals of a value and its interval', () => {
    expect(spreadText(1234, 5.6)).toBe('1,234 ± 6');
    expect(spreadText(12, 3.21, true)).toBe('+12.0 ± 3.2');
    expect(spreadText(-12, NaN, true)).toBe('−12.0 ± —');
    expect(spreadText(0, 0, true)).toBe('0.0 ± 0.0');
  });

  it('show shares as percentages', () => {
    expect([0, 0.1234, 1, NaN].map(shareText)).toEqual(['0.0 %', '12.3 %', '100.0 %', '—']);
  });
});

describe('queues, below the table', () => {
  const scenario = load(`title: t
extends: defaults.yaml
households: 1000
population: { fuels: { dual: 0, electricity: 1, gas: 0 }, meterKinds: { smets2: 1, smets1-enrolled: 0, smets1-unenrolled: 0, legacy: 0 }, noWan: 0.5 }
appointment: { after: 3d }
support: { engineers: { visitsPerDay: 5 } }
agent: { decision: 2d, perDay: 100 }
onboarding: { exchange: { perDay: 50 } }
policies:
  a: { label: First }
  b: { label: Second, agent: { acts: true } }
  c: { label: Third, onboarding: { exchange: { perDay: 100 } } }
`).scenario;
  const calls = { calls: 200, calls_abandoned: 50, visits: 12 };
  const store = storeOf([{ 'no-failure': {}, a: calls, b: { calls: 0 }, c: { calls: 1 } }]);
  const labelOf = (id: string): string =>
    scenario.policies.find((policy) => policy.id === id)!.label;

  it('are told in a line of calls and visits, and a line of when each ends', () => {
    expect(queueLines(scenario, store, ['a', 'b'], labelOf)).toEqual([
      'Contact centre: First 200 calls, 25.0 % of them given up, 12.0 visits by engineers.',
      'Queues end, by arithmetic, first attempts alone: the agent’s commands day 10; ' +
        'exchange by visit day 13 (First; Second), day 8 (Third).',
    ]);
  });

  it('are not told where there are none', () => {
    const without = load(
      'title: t\nextends: defaults.yaml\npolicies: { a: { label: First } }\n',
    ).scenario;
    expect(queueLines(without, storeOf([{ a: {} }]), ['a'], labelOf)).toEqual([]);
  });
});
