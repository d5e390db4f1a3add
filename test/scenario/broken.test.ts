// Every file in test/fixtures/broken is a mistake somebody makes, named after it. The messages are
// part of the interface: read a changed snapshot as the person who made the mistake would.
import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { describeProblem, ScenarioError, type Problem } from '../../src/errors.ts';
import { scenarioFilesOnDisk } from '../../src/files/scenario-files.ts';
import { loadScenario } from '../../src/scenario/load.ts';

const folder = 'test/fixtures/broken/';
const names = readdirSync(folder).filter((name) => /\.(yaml|json)$/.test(name));

function problemsOf(name: string): readonly Problem[] {
  try {
    loadScenario(folder + name, scenarioFilesOnDisk());
  } catch (error) {
    if (error instanceof ScenarioError) return error.problems;
    throw error;
  }
  throw new Error(`${name} was accepted`);
}

describe('broken scenarios', () => {
  it.each(names)('%s says what is wrong, where, and what to do', (name) => {
    const problems = problemsOf(name);
    expect(problems.map(describeProblem).join('\n').replaceAll(folder, '')).toMatchSnapshot();
    for (const problem of problems) {
      const { file, line, column, path, found, allowed, fix } = problem;
      for (const words of [file, path, found, allowed, fix])
        expect(words, JSON.stringify(problem)).toMatch(/\S/);
      expect(line).toBeGreaterThan(0);
      if (!file.endsWith('.csv')) expect(column).toBeGreaterThan(0);
    }
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect('polluted' in {}).toBe(false);
  });

  it('there are at least 100 of them, and those with many mistakes report all', () => {
    expect(names.length).toBeGreaterThanOrEqual(100);
    expect(problemsOf('many-mistakes-numbers.yaml')).toHaveLength(5);
    expect(problemsOf('many-mistakes-policies.yaml')).toHaveLength(7);
    expect(problemsOf('many-mistakes-in-two-files.yaml')).toHaveLength(6);
  });
});
