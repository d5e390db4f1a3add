import { describe, expect, it } from 'vitest';
import { load, problemsOf } from '../support/scenario/load-scenario-text.ts';

const triangular = { kind: 'triangular', low: 4320, mode: 7200, high: 8640 };

describe('extending a scenario', () => {
  it('a file that extends nothing starts from the shipped defaults', () => {
    const { scenario, files } = load('households: 7');
    expect(scenario.households).toBe(7);
    expect(scenario.policies[0]!.institutions.appointment.after).toEqual(triangular);
    expect(files).toEqual(['study/scenario.yaml', 'shipped:/defaults.yaml']);
  });

  it('a shipped scenario may be named from anywhere', () => {
    expect(load('extends: defaults.yaml\nhouseholds: 7').scenario.households).toBe(7);
  });

  it('a file beside the scenario goes before a shipped one of the same name', () => {
    const { scenario } = load('extends: defaults.yaml', { 'study/defaults.yaml': 'households: 9' });
    expect(scenario.households).toBe(9);
  });

  it('the nearest file that says a thing holds', () => {
    const files = {
      'study/a.yaml': 'extends: more/b.yaml\nhouseholds: 2\nreplications: 2',
      'study/more/b.yaml': 'households: 3\nreplications: 3\nseed: b',
    };
    const { scenario } = load('extends: a.yaml\nhouseholds: 1', files);
    expect([scenario.households, scenario.replications, scenario.seed]).toEqual([1, 2, 'b']);
  });

  it('maps merge key by key', () => {
    const { scenario } = load('extends: base.yaml\nonboarding: { longTail: { share: 0.5 } }', {
      'study/base.yaml': 'onboarding: { longTail: { extra: 7d }, firstTimeSuccess: 0.25 }',
    });
    const { longTail, firstTimeSuccess } = scenario.policies[0]!.institutions.onboarding;
    expect(longTail).toEqual({ share: 0.5, extra: { kind: 'constant', value: 10080 } });
    expect(firstTimeSuccess).toBe(0.25);
  });

  it('distributions replace whole, and so do queues, lists and shares of one whole', () => {
    const base = `
behaviour: { vendAmount: { exponential: { mean: 9 }, min: 5 } }
onboarding: { pace: { perDay: 10, workingDaysOnly: true }, exchange: { perDay: 20, workingDaysOnly: true } }
agent: { does: [vend, safe-mode] }
population: { meterKinds: { legacy: 1 } }`;
    const { scenario } = load(
      `extends: base.yaml
behaviour: { vendAmount: { exponential: { mean: 20 } } }
onboarding: { pace: { perDay: 30 }, exchange: 2d }
agent: { does: [vend] }
population: { meterKinds: { smets2: 1 } }`,
      { 'study/base.yaml': base },
    );
    const { onboarding, agent } = scenario.policies[0]!.institutions;
    expect(scenario.behaviour.vendAmount).toEqual({ kind: 'exponential', mean: 20 });
    expect(onboarding.pace).toEqual({ kind: 'queue', perDay: 30, workingDaysOnly: false });
    expect(onboarding.exchange).toEqual({ kind: 'drawn', time: { kind: 'constant', value: 2880 } });
    expect(agent.does).toEqual(['vend']);
    expect(scenario.population.meterKinds).toEqual({
      smets2: 1,
      'smets1-enrolled': 0,
      'smets1-unenrolled': 0,
      legacy: 0,
    });
  });

  it('policies replace whole, and the reference of the extended file goes with them', () => {
    const base = {
      'study/base.yaml': 'policies: { one: { label: One }, two: {} }\nreference: two',
    };
    const { scenario } = load('extends: base.yaml\npolicies: { three: {}, four: {} }', base);
    expect(scenario.policies.map(({ id }) => id)).toEqual(['no-failure', 'three', 'four']);
    expect(scenario.reference).toBe('three');
    expect(load('extends: base.yaml', base).scenario.reference).toBe('two');
  });

  it('a reference to no policy is an error where it is written', () => {
    expect(problemsOf('policies: { three: {} }\nreference: two')).toMatchObject([
      { line: 2, path: 'reference', fix: 'write three' },
    ]);
  });

  it('a calendar merges day by day, none replaces it, and windows replace windows', () => {
    const base = {
      'study/base.yaml':
        'meter: { nonDisablement: { weekdays: "18:00-11:00", saturday: all-day } }',
    };
    const weekdays = (text: string) =>
      load(`extends: base.yaml\nmeter: { nonDisablement: ${text} }`, base).scenario.meter.smets2.gas
        .nonDisablement;
    expect(weekdays('{ weekdays: "09:00-17:00" }')).toMatchObject({
      weekdays: [{ startMinute: 540, endMinute: 1020 }],
      saturday: [{ startMinute: 0, endMinute: 1440 }],
    });
    expect(weekdays('none')).toBe('none');
  });

  it('extends: none starts from nothing and must be complete', () => {
    const problems = problemsOf('extends: none\nhouseholds: 1');
    expect(problems.map(({ path }) => path)).toContain('behaviour');
    expect(problems.map(({ path }) => path)).not.toContain('households');
  });

  it('refuses what leads out of the folder, but not what stays in it by a detour', () => {
    expect(problemsOf('extends: ../other.yaml', { 'other.yaml': 'households: 1' })).toMatchObject([
      { path: 'extends', line: 1 },
    ]);
    expect(
      load('extends: more/../base.yaml', { 'study/base.yaml': 'households: 4' }).scenario
        .households,
    ).toBe(4);
  });
});
