import { describe, expect, it } from 'vitest';
import type { Override } from '../../src/scenario/override.ts';
import { load } from '../support/scenario/load-scenario-text.ts';

const base = {
  'study/base.yaml': [
    'description: Ten homes in a hard winter.',
    'policies:',
    '  quick: { label: Quick, description: Told on day 1., agent: { acts: true } }',
    '  slow: { label: Slow, agent: { acts: true, decision: 5d } }',
    'reference: quick',
  ].join('\n'),
};

describe('a description that a scenario takes over', () => {
  it('says whose it is, the scenario’s own and that of its policies', () => {
    const { description, policies } = load(
      'extends: base.yaml\nagent: { decision: 9d }',
      base,
    ).scenario;
    expect(description).toBe(
      'From base.yaml, which this scenario extends: Ten homes in a hard winter.',
    );
    expect(policies.find(({ id }) => id === 'quick')!.description).toBe(
      'From base.yaml, which this scenario extends: Told on day 1.',
    );
    expect(policies.find(({ id }) => id === 'slow')!.description).toBe('');
  });

  it('is the scenario’s own where it says one, or where an option does', () => {
    const own = load(
      'extends: base.yaml\ndescription: Mine.\npolicies: { extends: true, quick: { ' +
        'description: Told late., agent: { acts: true } } }',
      base,
    ).scenario;
    expect(own.description).toBe('Mine.');
    expect(own.policies.find(({ id }) => id === 'quick')!.description).toBe('Told late.');
    const overrides: readonly Override[] = [
      { path: 'description', value: 'Said by an option.', option: '--set' },
    ];
    expect(load('extends: base.yaml', base, { overrides }).scenario.description).toBe(
      'Said by an option.',
    );
  });

  it('of a file that is loaded itself is left alone', () => {
    const { description, policies } = load(base['study/base.yaml']).scenario;
    expect(description).toBe('Ten homes in a hard winter.');
    expect(policies.find(({ id }) => id === 'quick')!.description).toBe('Told on day 1.');
  });
});

describe('a title that a scenario takes over', () => {
  const winter = {
    ...base,
    'study/winter.yaml': 'title: A hard winter\nextends: base.yaml',
    'study/mine.yaml': 'extends: winter.yaml',
  };
  const titleOf = (text: string, overrides: readonly Override[] = []): string =>
    load(text, winter, { overrides }).scenario.title;

  it('is told as changes to it, once, however many files have none of their own', () => {
    expect(titleOf('extends: winter.yaml\nhouseholds: 10')).toBe('Changes to A hard winter');
    expect(titleOf('extends: mine.yaml\nhouseholds: 10')).toBe('Changes to A hard winter');
    expect(titleOf('extends: base.yaml')).toBe('Changes to Defaults');
  });

  it('is the scenario’s own where it says one, or where an option does', () => {
    expect(titleOf('extends: winter.yaml\ntitle: Mine')).toBe('Mine');
    expect(
      titleOf('extends: winter.yaml', [{ path: 'title', value: 'By an option', option: '--set' }]),
    ).toBe('By an option');
  });

  it('stands in the scenario as resolved, which loads as it is', () => {
    const { document, scenario } = load('extends: winter.yaml\nhouseholds: 10', winter);
    expect(document['title']).toBe('Changes to A hard winter');
    expect(load(JSON.stringify(document), winter).scenario.title).toBe(scenario.title);
  });
});
