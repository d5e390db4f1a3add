// Texts made to hurt: they are refused quickly, with a place, and leave no trace.
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ScenarioError } from '../../src/errors.ts';
import { scenarioFilesOnDisk } from '../../src/files/scenario-files.ts';
import { loadScenario } from '../../src/scenario/load.ts';
import { load, problemsOf } from '../support/scenario/load-scenario-text.ts';

const lines = (count: number, line: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => line(index)).join('\n');

describe('hostile texts', () => {
  it.each([
    ['more than 256 KB', `title: ${'x'.repeat(256 * 1024)}`, 'at most 256 KB'],
    ['more than 5,000 keys', lines(6000, (index) => `key${index}: 1`), 'at most 5000 keys'],
    ['lists 20,000 deep', `title: ${'['.repeat(20_000)}${']'.repeat(20_000)}`, 'at most 32 deep'],
    ['maps 300 deep', lines(300, (index) => `${' '.repeat(index)}a:`), 'at most 32 deep'],
    [
      'twenty thousand aliases',
      `title: &a x\nagent: { does: [x${', *a '.repeat(20_000)}] }`,
      'at most 1000 values',
    ],
    [
      'twenty thousand aliases of nothing',
      `agent: { does: [x${', *a '.repeat(20_000)}] }`,
      'at most 1000 values',
    ],
    [
      'a long list and many aliases of it',
      `title: &a [${'x, '.repeat(10_000)}]\n${lines(99, (n) => `k${n}: *a`)}`,
      'at most 1000',
    ],
    ['an alias in what it stands for', 'agent: &a { does: [*a, *a] }', 'an alias outside'],
    ['keys that are never closed', '{a: 1'.repeat(5000), 'YAML'],
  ])('%s', (_, text, allowed) => {
    const problems = problemsOf(text);
    expect(problems.map((problem) => problem.allowed).join()).toContain(allowed);
    expect(problems[0]!.line ?? 1).toBeGreaterThan(0);
    expect(problems.length).toBeLessThan(100);
  });

  it('keys of every object are refused and pollute nothing', () => {
    for (const key of ['__proto__', 'constructor', 'prototype', '"__proto__"', "'__proto__'"]) {
      expect(problemsOf(`population: { ${key}: { polluted: true } }`)[0]!.fix).toMatch(/^remove /);
      expect(problemsOf(`policies: { ${key}: { label: x } }`)[0]!.fix).toMatch(/^remove /);
    }
    expect('polluted' in {}).toBe(false);
  });

  it('odd but sound texts are read as they are meant', () => {
    expect(load('\uFEFFhouseholds: 5').scenario.households).toBe(5);
    expect(load('households: 5\r\nseed: one\r\n').scenario).toMatchObject({
      households: 5,
      seed: 'one',
    });
    expect(
      load('{"$schema": "scenario.schema.json", "households": 5, "seed": 7}').scenario,
    ).toMatchObject({
      households: 5,
      seed: '7',
    });
    expect(load('households: 010').scenario.households).toBe(10);
    expect(
      Object.is(load('tariff: { gas: { unitRate: -0 } }').scenario.tariff.gas.unitRate, 0),
    ).toBe(true);
    expect(load('title: "😀 naïve £"').scenario.title).toBe('😀 naïve £');
  });

  it('terminal controls never reach a message', () => {
    expect(
      problemsOf('title: "\\e[31mred"\nhouseholds: "\\e[2J"')
        .map(({ found }) => found)
        .join(),
    ).not.toContain('\u001b');
  });
});

describe('references that lead out of the folder', () => {
  let folder = '';
  const scenario = (text: string): string => {
    const path = join(folder, 'study', 'scenario.yaml');
    writeFileSync(path, text);
    return path;
  };
  const fixOf = (path: string): string => {
    try {
      loadScenario(path, scenarioFilesOnDisk());
    } catch (error) {
      if (error instanceof ScenarioError) return error.problems.map(({ fix }) => fix).join();
      throw error;
    }
    return 'accepted';
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'offsupply-'));
    mkdirSync(join(folder, 'study', 'more'), { recursive: true });
    mkdirSync(join(folder, 'secret'));
    writeFileSync(join(folder, 'secret', 'base.yaml'), 'households: 3');
    writeFileSync(join(folder, 'study', 'more', 'base.yaml'), 'households: 4');
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('by dots, by a link to a file, by a link to a folder', () => {
    symlinkSync(join(folder, 'secret', 'base.yaml'), join(folder, 'study', 'link.yaml'));
    symlinkSync(join(folder, 'secret'), join(folder, 'study', 'linked'));
    for (const reference of [
      '../secret/base.yaml',
      'more/../../secret/base.yaml',
      'link.yaml',
      'linked/base.yaml',
      'linked/none.yaml',
    ]) {
      expect(fixOf(scenario(`extends: ${reference}`)), reference).toContain('outside the folder');
    }
  });

  it('links and detours inside the folder are fine', () => {
    symlinkSync(join(folder, 'study', 'more'), join(folder, 'study', 'linked'));
    expect(fixOf(scenario('extends: linked/base.yaml'))).toBe('accepted');
    expect(fixOf(scenario('extends: more/../more/base.yaml'))).toBe('accepted');
  });

  it('a folder, or a name with odd characters, is no scenario', () => {
    expect(fixOf(scenario('extends: more'))).toContain('it is not a file');
    expect(fixOf(scenario('extends: "more\\\\base.yaml"'))).toContain('folders are separated by /');
    expect(fixOf(scenario('extends: "C:/base.yaml"'))).toContain('relative');
    expect(fixOf(scenario(`extends: ${'a'.repeat(290)}.yaml`))).toContain('check the name');
  });

  it('a scenario that is not there is an error, not a crash', () => {
    expect(fixOf(join(folder, 'none.yaml'))).toContain('check the name');
    expect(fixOf(folder)).toContain('check the name');
  });
});
