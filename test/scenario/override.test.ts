import { describe, expect, it } from 'vitest';
import { load, problemsOf } from '../support/scenario/load-scenario-text.ts';

const set = (...settings: readonly string[]) => ({
  overrides: settings.map((setting) => {
    const [path = '', ...value] = setting.split('=');
    return { path, value: value.join('='), option: `--set ${setting}` };
  }),
});

const anyText = expect.any(String) as string;

describe('values set by options', () => {
  it('go on top of the files, the last one last', () => {
    expect(load('households: 5', {}, set('households=6', 'households=7')).scenario.households).toBe(
      7,
    );
  });

  it('reach inside distributions, queues, lists and policies', () => {
    const text =
      'behaviour: { trigger: { uniform: [0, 5] } }\nonboarding: { pace: { perDay: 10, ' +
      'workingDaysOnly: true } }\npolicies: { a: { agent: { acts: true } } }';
    const { scenario } = load(
      text,
      {},
      set(
        'behaviour.trigger.uniform[1]=8',
        'onboarding.pace.perDay=20',
        'policies.a.agent.perDay=unlimited',
        'behaviour.notice.lognormal.median=9h',
      ),
    );
    expect(scenario.behaviour.trigger).toEqual({ kind: 'uniform', low: 0, high: 8 });
    expect(scenario.behaviour.notice).toMatchObject({ kind: 'lognormal', median: 540 });
    expect(scenario.policies[1]!.institutions.onboarding.pace).toEqual({
      kind: 'queue',
      perDay: 20,
      workingDaysOnly: true,
    });
    expect(scenario.policies[1]!.institutions.agent).toMatchObject({
      acts: true,
      perDay: 'unlimited',
    });
  });

  it('another distribution, or a queue, replaces what was there', () => {
    const { scenario } = load(
      'behaviour: { trigger: { uniform: [0, 5] } }',
      {},
      set('behaviour.trigger.exponential.mean=3', 'onboarding.pace.perDay=20'),
    );
    expect(scenario.behaviour.trigger).toEqual({ kind: 'exponential', mean: 3 });
    expect(scenario.policies[0]!.institutions.onboarding.pace).toEqual({
      kind: 'queue',
      perDay: 20,
      workingDaysOnly: false,
    });
  });

  it('a setting by meter keeps the others', () => {
    const { meter } = load(
      'households: 5',
      {},
      set('meter.emergencyCredit.limit.smets2=12'),
    ).scenario;
    expect(meter.smets2.gas.emergencyCredit.limit).toBe(12);
    expect(meter['smets1-enrolled'].gas.emergencyCredit.limit).not.toBe(12);
  });

  it('problems name the option and have no line', () => {
    expect(
      problemsOf(
        'households: 5',
        {},
        set(
          'housholds=6',
          'horizon=14',
          'population.fuels.gas=0.5',
          'agent.acts={',
          '__proto__.x=1',
        ),
      ),
    ).toEqual([
      {
        file: '--set agent.acts={',
        path: 'agent.acts',
        found: '{',
        allowed: anyText,
        fix: anyText,
      },
      {
        file: '--set __proto__.x=1',
        path: '__proto__.x',
        found: '__proto__.x',
        allowed: anyText,
        fix: 'name the key to set',
      },
      {
        file: '--set horizon=14',
        path: 'horizon',
        found: '14',
        allowed: anyText,
        fix: 'add the unit: write 14d for days, 14h for hours',
      },
      {
        file: '--set population.fuels.gas=0.5',
        path: 'population.fuels',
        found: '{ dual: 0.75, electricity: 0.24, gas: 0.5 }',
        allowed: anyText,
        fix:
          'they add up to 1.49: take 0.49 off one of them. They were { dual: 0.75, ' +
          'electricity: 0.24, gas: 0.01 }. ' +
          'With the others in proportion: { dual: 0.3788, electricity: 0.1212, gas: 0.5 }',
      },
      {
        file: '--set housholds=6',
        path: 'housholds',
        found: 'housholds',
        allowed: anyText,
        fix: 'write households',
      },
    ]);
  });

  it('shares of one whole: the map that the fix offers may be set as it stands', () => {
    const [problem] = problemsOf(
      'households: 5',
      {},
      set('population.meterKinds.legacy=0.1234567'),
    );
    const map = /With the others in proportion: (.*)$/u.exec(problem!.fix)![1]!;
    const { population } = load('households: 5', {}, set(`population.meterKinds=${map}`)).scenario;
    expect(population.meterKinds.legacy).toBe(0.1234567);
    const [smets2, enrolled] = [
      population.meterKinds.smets2,
      population.meterKinds['smets1-enrolled'],
    ];
    expect(smets2 / enrolled).toBeCloseTo(0.45 / 0.15, 2);
    const [all] = problemsOf(
      'households: 5',
      {},
      set('population.fuels={ dual: 0.5, electricity: 0.3, gas: 0.1 }'),
    );
    expect(all!.fix).toBe(
      'they add up to 0.9: add 0.1 to one of them. They were { dual: 0.75, electricity: ' +
        '0.24, gas: 0.01 }',
    );
  });

  it('are the one way to change a scenario: what is loaded is frozen, with everything in it', () => {
    const { scenario } = load('households: 5', {}, set('onboarding.pace={ perDay: 3 }'));
    const writes: readonly (() => void)[] = [
      () => Object.assign(scenario, { households: 200 }),
      () => Object.assign(scenario.population.meterKinds, { legacy: 1 }),
      () => Object.assign(scenario.policies[0]!.institutions.onboarding.pace, { perDay: 9 }),
      () => (scenario.policies as unknown[]).pop(),
    ];
    for (const write of writes) expect(write).toThrow(TypeError);
    expect(scenario.households).toBe(5);
  });
});
