// The keys of section 8 of the model page (rules 24 to 41) and what they resolve to.
import { describe, expect, it } from 'vitest';
import { omit } from '../../src/scenario/kind.ts';
import { load, problemsOf } from '../support/scenario/load-scenario-text.ts';

const institutionsOf = (text: string) => load(text).scenario.policies.at(-1)!.institutions;

describe('who acts when', () => {
  it('counts from the appointment unless day 0 is asked for', () => {
    const { agent, support } = institutionsOf('seed: 1');
    expect([agent.from, support.from]).toEqual(['appointment', 'appointment']);
    const changed = institutionsOf(
      'policies: { a: { agent: { acts: true, from: day0 }, support: { from: day0 } } }',
    );
    expect([changed.agent.from, changed.support.from]).toEqual(['day0', 'day0']);
  });

  it('gates move at a named moment, from day 0 or from the appointment', () => {
    const at = (text: string) =>
      institutionsOf(`identifiers: { moved: ${text} }`).identifiers.moved;
    expect(at('all-protected')).toBe('all-protected');
    expect(at('5d')).toEqual({ minute: 7200 });
    expect(at('{ afterAppointment: 2d }')).toEqual({ afterAppointment: 2880 });
  });

  it('vending ends at a time, or at onboarding', () => {
    expect(institutionsOf('exit: { vendingEnds: onboarding }').exit.vendingEnds).toBe('onboarding');
    expect(institutionsOf('exit: { vendingEnds: 3d }').exit.vendingEnds).toEqual({
      kind: 'constant',
      value: 4320,
    });
    expect(problemsOf('exit: { vendingEnds: onboardng }')[0]!.fix).toBe('write onboarding');
  });
});

describe('after safe mode', () => {
  it('the debt is recovered by plan within two weeks by default', () => {
    expect(institutionsOf('seed: 1').onboarding.safeMode).toEqual({
      ends: { kind: 'uniform', low: 1440, high: 20160 },
      owed: 'plan',
      weekly: 5,
      credit: 10,
    });
  });

  it('each part of it is a lever', () => {
    const text =
      'policies: { a: { onboarding: { safeMode: { ends: repaid, owed: written-off } } } }';
    expect(institutionsOf(text).onboarding.safeMode).toEqual({
      ends: 'repaid',
      owed: 'written-off',
      weekly: 5,
      credit: 10,
    });
  });
});

describe('ordinary life', () => {
  it('grants come in minutes from day 0, and wait for nobody unless they say so', () => {
    const text = `start: 2022-11-10
grants:
  - { fuel: electricity, amount: 67, dates: [2022-12-01, 2022-11-01], spread: 14d, legacy: { redeemed: 0.8, delay: 5d } }
  - { fuel: gas, amount: 5, dates: [2022-11-10] }`;
    expect(load(text).scenario.grants).toEqual([
      {
        fuel: 'electricity',
        amount: 67,
        minutes: [-12960, 30240],
        spreadMinutes: 20160,
        legacy: { redeemed: 0.8, delay: { kind: 'constant', value: 7200 } },
      },
      {
        fuel: 'gas',
        amount: 5,
        minutes: [0],
        spreadMinutes: 0,
        legacy: { redeemed: 1, delay: { kind: 'constant', value: 0 } },
      },
    ]);
  });

  it('vends follow the bill, or the use in files that say so', () => {
    const vendsOf = (text: string) => {
      const { vendStep, vendFollowsUse, vendFollowsBill } = load(text).scenario.behaviour;
      return [vendStep, vendFollowsUse, vendFollowsBill];
    };
    // The defaults' own values are fitted, and move with the fit.
    const { vendFollowsBill: fitted } = load('seed: 1').scenario.behaviour;
    expect(fitted).not.toBeNull();
    expect(vendsOf('seed: 1')).toEqual([1, 0, fitted]);
    expect(vendsOf('behaviour: { vendFollowsUse: 0.8 }')).toEqual([1, 0.8, null]);
    expect(vendsOf('behaviour: { vendFollowsBill: { exponent: 1 } }')).toEqual([
      1,
      0,
      { ...fitted, exponent: 1 },
    ]);
  });

  it('an option that says how vends follow wins over the files', () => {
    const option = {
      path: 'behaviour.vendFollowsUse',
      value: '0.3',
      option: '--set behaviour.vendFollowsUse=0.3',
    };
    expect(load('seed: 1', {}, { overrides: [option] }).scenario.behaviour).toMatchObject({
      vendFollowsUse: 0.3,
      vendFollowsBill: null,
    });
  });

  it('vends that follow both are an error', () => {
    const [problem] = problemsOf(
      'behaviour: { vendFollowsUse: 1, vendFollowsBill: { exponent: 0.5, typical: 800 } }',
    );
    expect(problem).toMatchObject({ path: 'behaviour.vendFollowsUse', line: 1 });
    expect(problem!.fix).toContain('remove vendFollowsUse');
  });

  it('shares may differ by vulnerability, and by meter', () => {
    const { behaviour, meter } =
      load(`behaviour: { shortOfMoney: { share: { vulnerable: 0.062, others: 0.016 } } }
meter: { emergencyCredit: { whenOff: { smart: 0.3, legacy: true } } }`).scenario;
    expect(behaviour.shortOfMoney.share).toEqual({ vulnerable: 0.062, others: 0.016 });
    expect(
      [meter.smets2.gas, meter.legacy.gas].map(({ emergencyCredit }) => emergencyCredit.whenOff),
    ).toEqual([0.3, 1]);
    expect(
      load('behaviour: { shortOfMoney: { share: 0.1 } }').scenario.behaviour.shortOfMoney.share,
    ).toEqual({
      vulnerable: 0.1,
      others: 0.1,
    });
  });
});

describe('counting', () => {
  it('segments are crossed as they are written', () => {
    expect(load('seed: 1').scenario.segments).toEqual([
      ['vulnerable', 'fuel'],
      ['medical', 'fuel'],
    ]);
    expect(problemsOf('segments: [vulnerable+fule]')[0]!.fix).toBe('write fuel for fule');
  });

  it('costs merge key by key', () => {
    expect(load('costs: { visit: 100 }').scenario.costs).toEqual({
      visit: 100,
      call: 5,
      command: 0.1,
      standardPayment: 40,
      standardHours: 24,
      writtenOff: 1,
    });
  });

  it.each(['costs: { call: 1 }', 'grants: []', 'segments: []', 'ranges: {}'])(
    '%s is no policy lever',
    (change) => {
      expect(problemsOf(`policies:\n  a: { ${change} }`)).toHaveLength(1);
    },
  );
});

describe('ranges', () => {
  const base = {
    'study/base.yaml':
      'ranges: { agent.success: { from: 0.8, to: 0.99 }, exit.protected: [0, 0.5] }',
  };

  it('merge key by key, and are kept as they are written', () => {
    const text = `extends: base.yaml
ranges:
  exit.vendingEnds: [{ uniform: [0d, 3d] }, onboarding]
  agent.success: { from: 0.85, to: 0.99 }
  agent.perDay: { from: 500, to: 20000, scale: log, unit: per10000Homes }
  population.meterKinds: { from: { legacy: 0.1 }, to: { legacy: 0.7 } }
  behaviour.notice.lognormal.median: { from: 1h, to: 24h }`;
    const { ranges } = load(text, base).scenario;
    const added = ['agent.success', 'exit.protected'];
    expect(Object.keys(ranges)).toEqual(
      expect.arrayContaining([...Object.keys(load('households: 10').scenario.ranges), ...added]),
    );
    expect(ranges['agent.success']).toEqual({
      kind: 'span',
      from: 0.85,
      to: 0.99,
      scale: 'linear',
    });
    expect(ranges['agent.perDay']).toEqual({
      kind: 'span',
      from: 500,
      to: 20000,
      scale: 'log',
      unit: 'per10000Homes',
    });
    expect(ranges['exit.vendingEnds']).toEqual({
      kind: 'choices',
      values: [{ uniform: ['0d', '3d'] }, 'onboarding'],
    });
  });

  it('name keys of the scenario, with values that these may have', () => {
    const fixOf = (text: string) => problemsOf(`ranges: { ${text} }`)[0]!;
    expect(fixOf('exit.vendingEnd: [onboarding, 3d]')).toMatchObject({
      fix: 'write exit.vendingEnds',
    });
    expect(fixOf('exit.vendingEnds: [onboarding, 3]').fix).toContain('add the unit');
    expect(fixOf('agent.success: { from: 0.5, to: 1.5 }').fix).toBe(
      'write 1 or less; if 1.5 is a percentage, write 0.015',
    );
    expect(fixOf('agent.success: { from: 0, to: 1, scale: log }').fix).toBe(
      'write more than 0, or scale: linear',
    );
    expect(
      fixOf('population.meterKinds: { from: { legacyy: 0.1 }, to: { legacyy: 0.7 } }').fix,
    ).toBe('write legacy');
    expect(fixOf('policies.a: [1, 2]')).toMatchObject({
      path: 'ranges.policies.a',
      found: 'policies.a',
    });
  });
});

describe('policies that start from others', () => {
  const files = {
    'study/base.yaml':
      'policies: { one: { label: One, agent: { acts: true, does: [vend] } } }\nreference: one',
  };

  it('like starts from another policy and keeps its own label', () => {
    const { policies } = load(`policies:
  one: { label: One, agent: { acts: true, does: [vend] } }
  two: { like: one, agent: { amount: 50 } }
  three: { like: two, label: Three, certificates: { revoked: onboarding } }`).scenario;
    expect(policies.map(({ label }) => label)).toEqual(['No failure', 'One', 'two', 'Three']);
    expect(policies[3]!.institutions.agent).toMatchObject({
      acts: true,
      does: ['vend'],
      amount: 50,
    });
    expect(policies[3]!.institutions.certificates.revoked).toBe('onboarding');
  });

  it('the document has them written out', () => {
    const { document, scenario } = load(
      'policies: { one: { agent: { acts: true } }, two: { like: one } }',
    );
    expect(load(JSON.stringify(document)).scenario).toEqual(scenario);
    expect(JSON.stringify(document)).not.toContain('"like"');
  });

  it('extends: true adds to the policies of the parent, which are replaced whole without it', () => {
    const ids = (text: string) =>
      load(`extends: base.yaml\n${text}`, files).scenario.policies.map(({ id }) => id);
    expect(ids('policies: { extends: true, mine: { like: one } }')).toEqual([
      'no-failure',
      'one',
      'mine',
    ]);
    expect(ids('policies: { mine: {} }')).toEqual(['no-failure', 'mine']);
  });

  it('an id that was replaced with them is told how to keep them', () => {
    const fixesOf = (text: string) =>
      problemsOf(`extends: base.yaml\n${text}`, files).map(({ path, fix }) => [path, fix]);
    const keep = 'keep the policies of the file extended by policies: { extends: true, … }';
    expect(fixesOf('policies: { mine: { like: one } }\nreference: one')).toEqual([
      ['policies.mine.like', keep],
      ['reference', keep],
    ]);
    expect(fixesOf('policies: { mine: { like: onne } }')).toEqual([
      ['policies.mine.like', `write one, and ${keep}`],
    ]);
    expect(fixesOf('policies: { mine: {}, other: { like: mne } }')).toEqual([
      ['policies.other.like', 'write mine'],
    ]);
  });

  it('an id is no second problem while the file extended is not found', () => {
    const text = 'extends: bsae.yaml\npolicies: { mine: { like: one } }\nreference: two';
    expect(problemsOf(text, files).map(({ path }) => path)).toEqual(['extends']);
  });
});

describe('files from before these keys', () => {
  it('that start from nothing mean the defaults of the page', () => {
    const { document, scenario } = load('seed: old');
    const old = structuredClone(omit(document, 'costs', 'segments', 'grants')) as Record<
      string,
      Record<string, unknown>
    >;
    delete old['agent']!['from'];
    delete old['support']!['from'];
    delete (old['support']!['discretionaryCredit'] as Record<string, unknown>)['legacyDelay'];
    delete old['onboarding']!['safeMode'];
    delete old['behaviour']!['vendStep'];
    delete old['behaviour']!['vendFollowsBill'];
    old['behaviour']!['vendFollowsUse'] = 1;
    const { behaviour, ...rest } = load(JSON.stringify(old)).scenario;
    expect(behaviour).toEqual({ ...scenario.behaviour, vendFollowsUse: 1, vendFollowsBill: null });
    expect(rest).toEqual({ ...scenario, behaviour: undefined });
  });
});
