// The terminal and the report say of who-acts-when.yaml which of its rows come to the same
// (test/experiment/who-acts-when.test.ts holds that they do).
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shippedScenarios } from '../../src/files/scenario-files.ts';
import { command } from '../support/cli/run-command.ts';

const same = [
  ['Nobody acts', 'Late agent without holds', 'Late agent with MP134A', 'Late agent with MP185'],
  ['Early agent without holds', 'Early agent with MP134A', 'Early agent with MP185'],
  ['Top-ups stop: nobody acts', 'Top-ups stop: late with MP134A', 'Top-ups stop: late with MP185'],
  [
    'Top-ups go on: nobody acts',
    'Top-ups go on: late with MP134A',
    'Top-ups go on: late with MP185',
  ],
];
const both = [
  'Late agent with both holds',
  'Early agent with both holds',
  'Top-ups stop: late with both',
  'Top-ups stop: early with both',
  'Top-ups go on: late with both',
  'Top-ups go on: early with both',
];

let cwd = '';
let stdout = '';
let report = '';

beforeAll(async () => {
  cwd = mkdtempSync(path.join(tmpdir(), 'offsupply-who-'));
  const file = path.join(shippedScenarios, 'who-acts-when.yaml');
  const line = `run ${file} --households 100 --replications 2 --workers 1 --progress none --out out`;
  const told = await command(line, { cwd });
  expect(told.exitCode, told.stderr).toBe(0);
  ({ stdout } = told);
  report = readFileSync(path.join(cwd, 'out', 'report.html'), 'utf8');
}, 300_000);

afterAll(() => {
  rmSync(cwd, { recursive: true });
});

/** Sentences of the report's first section, as plain text. */
function firstSection(): readonly string[] {
  const section = report.slice(report.indexOf('id="answer"'));
  const text = section.slice(0, section.indexOf('<table'));
  return [...text.matchAll(/<(li|p)>(.*?)<\/\1>/gu)].map(([, , sentence]) =>
    sentence!.replace(/<[^>]*>/gu, ''),
  );
}

it('its stories are of two policies with the same exit, in homes that an agent’s commands reach', () => {
  const [head, ...rows] = readFileSync(path.join(cwd, 'out', 'stories.csv'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split(','));
  const column = (name: string): ReadonlySet<string> =>
    new Set(rows.map((row) => row[head!.indexOf(name)]!));
  const policies = [...column('policy')];
  expect(policies).toHaveLength(2);
  expect(policies[0]).toBe('none-short');
  expect(policies[1]).toMatch(/-short$/u);
  expect(['smets2', 'smets1-enrolled']).toEqual(expect.arrayContaining([...column('meter_kind')]));
  const text = report.replace(/<[^>]*>/gu, '');
  expect(text).toMatch(
    /followed under Nobody acts and under .*, which has the fewest hours off of the policies under which/u,
  );
  expect(text).toContain('Only homes are chosen that commands of an agent can reach');
});

describe('of who acts when', () => {
  it.each(same.map((labels) => [labels[0]!, labels] as const))(
    'the terminal says what equals %s',
    (_, labels) => {
      const lines = stdout
        .split('\n')
        .filter((line) => line.startsWith('Equal hours and homes in every replication: '));
      const groups = lines.map((line) => line.replace(/^[^:]*: |\.$/gu, '').split('; '));
      const group = groups.find((members) => members.includes(labels[0]!));
      expect(group).toEqual(expect.arrayContaining(labels));
      expect(group!.filter((label) => both.includes(label))).toEqual([]);
    },
  );

  it.each(same.map((labels) => [labels[0]!, labels] as const))(
    'the report says in its first section what equals %s',
    (_, labels) => {
      const saying = firstSection().filter(
        (sentence) =>
          labels.every((label) => sentence.includes(label)) &&
          both.every((label) => !sentence.includes(label)),
      );
      expect(saying).toHaveLength(1);
      expect(saying[0]).toMatch(/in every replication/u);
    },
  );
});
