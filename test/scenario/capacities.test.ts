// Model page, rule 28: a capacity is for the book it stands beside.
import { describe, expect, it } from 'vitest';
import { load, problemsOf } from '../support/scenario/load-scenario-text.ts';

const withHouseholds = (
  homes: number,
  ...more: readonly (readonly [path: string, value: string])[]
) => ({
  overrides: [['households', String(homes)] as const, ...more].map(([path, value]) => ({
    path,
    value,
    option: `--set ${path}=${value}`,
  })),
});
const noNote: readonly string[] = [];

describe('capacities', () => {
  it('Q5: written for 10,000 homes follow the size of the book', () => {
    const text =
      'households: 2500\nagent: { perDay: { per10000Homes: 2000 } }\nonboarding: { pace: { ' +
      'perDay: { per10000Homes: 1 } } }';
    const { institutions } = load(text).scenario.policies[0]!;
    expect(institutions.agent.perDay).toBe(500);
    expect(institutions.onboarding.pace).toEqual({
      kind: 'queue',
      perDay: 0.25,
      workingDaysOnly: false,
    });
    expect(institutions.support.agents).toBe(5);
  });

  it('are for 10,000 homes by default', () => {
    const { institutions } = load('households: 20000').scenario.policies[0]!;
    expect(institutions.agent.perDay).toBe(4000);
    expect(institutions.support.agents).toBe(40);
  });

  it('Q5: written for the book are scaled when an option sets another number of homes, and it is said', () => {
    const text = `households: 1000
agent: { perDay: 300 }
onboarding: { exchange: { perDay: 20 } }
support: { agents: 10, engineers: { visitsPerDay: 4 } }
policies: { a: { support: { agents: 40 }, onboarding: { pace: { perDay: 100 } } } }`;
    const { scenario, document, notes } = load(text, {}, withHouseholds(100));
    const [base, a] = scenario.policies.map(({ institutions }) => institutions);
    expect(base!.agent.perDay).toBe(30);
    expect(base!.onboarding.exchange).toMatchObject({ perDay: 2 });
    expect(base!.support).toMatchObject({ agents: 1, engineers: { visitsPerDay: 0.4 } });
    expect(a!.support.agents).toBe(4);
    expect(a!.onboarding.pace).toMatchObject({ perDay: 10 });
    expect(notes).toEqual([
      '100 homes instead of 1,000: capacities are scaled in proportion; --keep-capacities ' +
        'leaves them. agent.perDay 300 → 30; ' +
        'onboarding.exchange.perDay 20 → 2; support.agents 10 → 1; ' +
        'support.engineers.visitsPerDay 4 → 0.4; ' +
        'policies.a.onboarding.pace.perDay 100 → 10; policies.a.support.agents 40 → 4',
    ]);
    // The document holds the scaled book, and is loaded as it is.
    const again = load(JSON.stringify(document));
    expect(again.scenario).toEqual(scenario);
    expect(again.notes).toEqual(noNote);
  });

  it('are left alone where --keep-capacities says so', () => {
    const { scenario, notes } = load(
      'households: 1000\nagent: { perDay: 300 }',
      {},
      { ...withHouseholds(100), keepCapacities: true },
    );
    expect(scenario.policies[0]!.institutions.agent.perDay).toBe(300);
    expect(notes[0]).toContain('capacities are kept');
  });

  it('that an option sets are for the run, and are not scaled', () => {
    const options = withHouseholds(
      100,
      ['agent.perDay', '7'],
      ['onboarding.pace', '{ perDay: 5 }'],
    );
    const { agent, onboarding } = load('households: 1000\nagent: { perDay: 300 }', {}, options)
      .scenario.policies[0]!.institutions;
    expect([agent.perDay, onboarding.pace]).toEqual([
      7,
      { kind: 'queue', perDay: 5, workingDaysOnly: false },
    ]);
  });

  it('agents are whole and at least 1, and a change of more than a tenth is said', () => {
    const { scenario, notes } = load('households: 700');
    expect(scenario.policies[0]!.institutions.support.agents).toBe(1);
    expect(notes).toEqual(['support.agents: 1.4 for 700 homes, rounded to 1']);
    expect(
      load('households: 700\nsupport: { agents: 0 }').scenario.policies[0]!.institutions.support
        .agents,
    ).toBe(0);
    const scaled = load('households: 1000\nsupport: { agents: 3 }', {}, withHouseholds(500));
    expect(scaled.scenario.policies[0]!.institutions.support.agents).toBe(2);
    expect(scaled.notes[0]).toContain('support.agents 3 → 2 (exact: 1.5)');
  });

  it('without a limit stay without one', () => {
    expect(
      load('agent: { perDay: unlimited }', {}, withHouseholds(10)).scenario.policies[0]!
        .institutions.agent.perDay,
    ).toBe('unlimited');
  });

  it('are refused under another name', () => {
    expect(problemsOf('agent: { perDay: { per1000Homes: 5 } }').map(({ fix }) => fix)).toContain(
      'write per10000Homes',
    );
  });
});
