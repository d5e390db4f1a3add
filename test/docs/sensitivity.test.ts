import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parameterFacts } from '../../docs/parameter-facts.ts';
import { scenarioFilesOnDisk } from '../../src/files/scenario-files.ts';
import { loadScenario } from '../../src/scenario/load.ts';
import { keyPathOf } from '../../src/scenario/setting.ts';

const root = join(import.meta.dirname, '../..');
const defaults = join(root, 'scenarios/defaults.yaml');

/**
 * Keys that the comment above `ranges` leaves out, each with a reason: `#   agent.acts, agent.from:
 * what policies differ in`.
 */
function leftOut(): readonly string[] {
  const [, comment = ''] = readFileSync(defaults, 'utf8').split('Not in ranges, and why:');
  return Array.from(
    comment.split('\nranges:')[0]!.matchAll(/^# {3}([\w., ]+): \S/gmu),
    ([, keys]) => keys!.split(', '),
  ).flat();
}

const reaches = (one: string, other: string): boolean =>
  one === other || one.startsWith(`${other}.`) || other.startsWith(`${one}.`);

test('every assumption is varied by the ranges of the defaults, or it is said why not', () => {
  const assumptions = parameterFacts().filter(({ isAssumption }) => isAssumption);
  expect(assumptions.length).toBeGreaterThan(50);
  const { ranges } = loadScenario(defaults, scenarioFilesOnDisk()).scenario;
  const known = [...Object.keys(ranges).map((path) => keyPathOf(path).join('.')), ...leftOut()];
  const neither = assumptions
    .filter(({ path }) => !known.some((one) => reaches(path, one)))
    .map(({ path }) => path);
  expect(
    neither,
    'give it a range, or a reason for none above ranges in scenarios/defaults.yaml',
  ).toEqual([]);
});

test('what is left out of the ranges is not in them', () => {
  const { ranges } = loadScenario(defaults, scenarioFilesOnDisk()).scenario;
  expect(leftOut().length).toBeGreaterThan(10);
  expect(leftOut().filter((key) => key in ranges)).toEqual([]);
});

test('the page of sensitivity says which command made it', () => {
  const page = readFileSync(join(root, 'docs/SENSITIVITY.md'), 'utf8');
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  const [, said = ''] = /^ {4}offsupply sensitivity (.*)$/mu.exec(page) ?? [];
  for (const words of said.split(' --').slice(1))
    expect(scripts['docs:sensitivity']).toContain(`--${words}`.replace(/--replications \d+/u, ''));
});
