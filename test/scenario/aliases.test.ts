import { describe, expect, it } from 'vitest';
import { load, problemsOf } from '../support/scenario/load-scenario-text.ts';

describe('aliases', () => {
  it('stand for the value of the last anchor of their name above them', () => {
    const { scenario, document } = load(`
behaviour: { trigger: &amount { uniform: [0, 5] }, vendAmount: *amount }
policies:
  held: { certificates: &held { revoked: onboarding }, agent: &agent { acts: true, perDay: &few 100 } }
  both: { certificates: *held, identifiers: { moved: onboarding }, agent: *agent }
  slow: { agent: *agent, onboarding: { pace: { perDay: *few } } }
  more: { agent: { perDay: &few 200 }, onboarding: { pace: { perDay: *few } } }`);
    expect(scenario.behaviour.vendAmount).toEqual(scenario.behaviour.trigger);
    const [, , both, slow, more] = scenario.policies.map(({ institutions }) => institutions);
    expect(both).toMatchObject({
      certificates: { revoked: 'onboarding' },
      agent: { acts: true, perDay: 100 },
    });
    expect(slow!.onboarding.pace).toMatchObject({ perDay: 100 });
    expect(more!.onboarding.pace).toMatchObject({ perDay: 200 });
    expect(load(JSON.stringify(document)).scenario).toEqual(scenario);
  });

  it('of something wrong are refused where they stand, and so is each part where it is written', () => {
    const places = (text: string): string[] =>
      problemsOf(text).map(({ line, column, path }) => `${line}:${column} ${path}`);
    expect(places('households: &few lots\nreplications: *few')).toEqual([
      '1:18 households',
      '2:15 replications',
    ]);
    expect(places('policies:\n  a: { agent: &agent { acts: 1 } }\n  b: { agent: *agent }')).toEqual(
      ['2:30 policies.a.agent.acts', '2:30 policies.b.agent.acts'],
    );
  });

  it('may stand for a thousand values in all', () => {
    const text = (aliases: number): string =>
      `thresholds: &a [${'"x", '.repeat(8)}"x"]\n` +
      Array.from({ length: aliases }, (_, index) => `key${index}: *a`).join('\n');
    // Each counts itself, its list and what is in it.
    expect(problemsOf(text(90)).every(({ fix }) => fix.startsWith('remove key'))).toBe(true);
    expect(problemsOf(text(91)).map(({ line, path }) => `${line} ${path}`)).toEqual(['92 key90']);
  });
});
