import { describe, expect, it } from 'vitest';
import { load, problemsOf } from '../support/scenario/load-scenario-text.ts';

describe('policies', () => {
  it('no-failure comes first even if nobody lists it, and changes nothing', () => {
    const { policies } = load(
      'policies: { a: {}, no-failure: { label: Business as usual } }',
    ).scenario;
    expect(policies.map(({ id, label }) => [id, label])).toEqual([
      ['no-failure', 'Business as usual'],
      ['a', 'a'],
    ]);
    expect(policies[0]!.institutions).toEqual(policies[1]!.institutions);
    expect(load('households: 1\npolicies: {}').scenario).toMatchObject({
      reference: 'no-failure',
      policies: [{ id: 'no-failure', label: 'No failure' }],
    });
  });

  it("a policy's changes merge onto the institutions and are listed", () => {
    const { policies } = load(`
agent: { acts: false, perDay: 100 }
onboarding: { pace: { uniform: [14d, 28d] } }
policies:
  a:
    label: A
    description: Both.
    agent: { acts: true }
    onboarding: { pace: { perDay: 50 }, longTail: { share: 0.5 } }
    certificates: { revoked: 28d }
    behaviour: { advice: stock-up }`).scenario;
    const [base, a] = policies;
    expect(base!.institutions.agent).toMatchObject({ acts: false, perDay: 100 });
    expect(a!.institutions.agent).toMatchObject({ acts: true, perDay: 100 });
    expect(a!.institutions.onboarding.longTail).toEqual({
      ...base!.institutions.onboarding.longTail,
      share: 0.5,
    });
    expect(a!.institutions.certificates.revoked).toEqual({ minute: 40320 });
    expect([base!.institutions.advice, a!.institutions.advice]).toEqual(['none', 'stock-up']);
    expect(a!.changes).toEqual([
      { path: 'agent.acts', from: 'false', to: 'true' },
      { path: 'onboarding.pace', from: '{ uniform: [14d, 28d] }', to: '{ perDay: 50 }' },
      { path: 'onboarding.longTail.share', from: '0.02', to: '0.5' },
      { path: 'certificates.revoked', from: 'appointment', to: '28d' },
      { path: 'behaviour.advice', from: 'none', to: 'stock-up' },
    ]);
  });

  it('a change read from a CSV file is listed by the name of the file, not value by value', () => {
    const text =
      'policies: { a: { appointment: { after: { empirical: { csv: seen.csv, column: days } } } } }';
    const policy = load(text, { 'study/seen.csv': 'days\n4d\n3d\n' }).scenario.policies[1]!;
    expect(policy.institutions.appointment.after).toEqual({
      kind: 'empirical',
      values: [4320, 5760],
    });
    expect(policy.changes[0]!.to).toBe('{ empirical: { csv: seen.csv, column: days } }');
  });

  it('a policy with nothing written below it changes nothing and goes by its id', () => {
    const { document, scenario } = load('policies:\n  plain:\n  other: { agent: { acts: true } }');
    expect(scenario.policies.map(({ id, label, changes }) => [id, label, changes.length])).toEqual([
      ['no-failure', 'No failure', 0],
      ['plain', 'plain', 0],
      ['other', 'other', 1],
    ]);
    expect(scenario.reference).toBe('plain');
    expect(load(JSON.stringify(document)).scenario).toEqual(scenario);
  });

  it('saying again what holds anyway is no change', () => {
    expect(
      load('policies: { a: { exit: { kind: disorderly } } }').scenario.policies[1]!.changes,
    ).toEqual([]);
  });

  it.each([
    'population: { psr: 0 }',
    'consumption: { weather: gb }',
    'tariff: {}',
    'meter: { missed: 0 }',
    'behaviour: { trigger: 3 }',
  ])('may not change the consumers: %s', (change) => {
    const [problem, ...others] = problemsOf(`policies:\n  a: { ${change} }`);
    expect(others).toEqual([]);
    expect(problem!.fix).toContain('never who the consumers are');
    expect(problem!.line).toBe(2);
  });

  it('a queue may go without a limit, as the agent may', () => {
    const { pace, exchange } = load(
      'onboarding: { pace: { perDay: unlimited }, exchange: { perDay: 5 } }',
    ).scenario.policies[0]!.institutions.onboarding;
    expect(pace).toEqual({ kind: 'queue', perDay: 'unlimited', workingDaysOnly: false });
    expect(exchange).toMatchObject({ perDay: 5 });
    expect(problemsOf('onboarding: { pace: { perDay: unlimitted } }')[0]!.fix).toBe(
      'write unlimited',
    );
  });

  it('an orderly exit is not asked of who protects meters', () => {
    expect(
      load('exit: { kind: disorderly, protected: 0.4 }').scenario.policies[0]!.institutions.exit
        .protected,
    ).toBe(0.4);
  });

  it('warns of agent settings that do nothing', () => {
    expect(load('policies: { a: { agent: { perDay: 5 } } }').warnings).toEqual([
      'policy a changes agent.perDay, which does nothing while agent.acts is false',
    ]);
    expect(
      load('policies: { a: { agent: { acts: true, perDay: 5 } } }').warnings.join(),
    ).not.toContain('does nothing');
  });
});
