// H13, H14 and H24: texts under the limits that took minutes, files that no limit kept out, and
// reports that no browser opens.
import { describe, expect, it, test } from 'vitest';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ScenarioError } from '../../src/errors.ts';
import { scenarioFilesOnDisk } from '../../src/files/scenario-files.ts';
import { loadScenario, parseScenario } from '../../src/scenario/load.ts';
import { command } from '../support/cli/run-command.ts';
import { temporaryFolder } from '../support/files/temporary-folder.ts';

const files = scenarioFilesOnDisk();
const many = 60_000;

/** What is wrong with it, all problems together, and how much processor time that took to say. */
function refusal(load: () => unknown): { text: string; seconds: number } {
  const started = process.cpuUsage();
  try {
    load();
  } catch (error) {
    if (error instanceof ScenarioError) return { text: error.message, seconds: cpuSince(started) };
    throw error;
  }
  throw new Error('it was accepted');
}

function cpuSince(started: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(started);
  return (user + system) / 1e6;
}

/** Each takes a fifth of it or less; before, most took 3 s and more. */
const seconds = 2;

describe('H13: a text of 60 KB is refused in time that grows with its length', () => {
  const likes = Array.from({ length: 2000 }, (_, at) => `  p${at}: { like: p${at + 1} }`).join(
    '\n',
  );
  test.each([
    ['a number after blanks', `households: "${' '.repeat(many)}x"`],
    ['a number and tabs', `households: "1${'\\t'.repeat(many / 2)}x"`],
    ['commas in a list', `a: [${','.repeat(many)}]`],
    ['commas in a map', `a: {${','.repeat(many)}}`],
    ['quotes', `a: ${'""'.repeat(many / 2)}`],
    ['quotes that close nothing', '"'.repeat(many)],
    ['tags', `a: ${'! '.repeat(many / 2)}1`],
    ['tagged values', `a:\n${'- !a 1\n'.repeat(many / 7)}`],
    ['anchors', `a: ${'&a '.repeat(many / 3)}1`],
    ['aliases', '*a '.repeat(many / 3)],
    ['keys twice', 'a:\n'.repeat(many / 3)],
    ['directives', '%a\n'.repeat(many / 3)],
    ['policies that each start from the next', `extends: defaults.yaml\npolicies:\n${likes}`],
  ])('%s', (_, text) => {
    const refused = refusal(() => parseScenario(text, 'mine.yaml', files));
    expect(refused.seconds).toBeLessThan(seconds);
  });
});

describe('H14: a CSV file', () => {
  const load = (csv: string): (() => unknown) => {
    const folder = temporaryFolder();
    writeFileSync(path.join(folder, 'large.csv'), csv);
    const file = path.join(folder, 'mine.yaml');
    writeFileSync(
      file,
      'extends: reference-winter.yaml\nbehaviour:\n  vendAmount: { empirical: { csv: ' +
        'large.csv, column: value } }\n',
    );
    return () => loadScenario(file, files);
  };

  it.each([
    [
      'of 20 MB',
      'value\n'.padEnd(20 * 1024 * 1024, '1\n'),
      /large\.csv[^]*it is larger than 16 MB/u,
    ],
    [
      'of 10 MB',
      'value\n'.padEnd(10 * 1024 * 1024, '12.345678\n'),
      /found {4}large\.csv, 10 MB\n {2}allowed {2}a CSV file of at most 8 MB/u,
    ],
    [
      'of 200,000 rows',
      `value\n${'1\n'.repeat(200_000)}`,
      /found {4}large\.csv, 200,001 lines\n {2}allowed {2}a CSV file of at most 100,000 rows/u,
    ],
    ['of one line', `value${','.repeat(many)}\n1\n`, /mend .*large\.csv: /u],
    ['of quotes', `value\n${'"'.repeat(many)}`, /mend .*large\.csv: /u],
  ])('%s is refused before it is parsed', (_, csv, saying) => {
    const refused = refusal(load(csv));
    expect(refused.text).toMatch(saying);
    expect(refused.seconds).toBeLessThan(seconds);
  });

  it('of 100,000 rows that are all wrong is refused at once, by the first few', () => {
    const refused = refusal(load(`value\n${'x\n'.repeat(100_000)}`));
    expect(refused.text.split('\n').length).toBeLessThan(20);
    expect(refused.seconds).toBeLessThan(seconds);
  });

  it('of 100,000 rows is read', () => {
    expect(load(`value\n${'5\n'.repeat(100_000)}`)).not.toThrow();
  });
});

test('H24: a report of many policies shows some of them, and says so', async () => {
  const cwd = temporaryFolder();
  const policies = Array.from(
    { length: 44 },
    (_, at) => `  p${at}: { label: Policy ${at}, exit: { vendingEnds: ${at + 1}h } }\n`,
  );
  writeFileSync(
    path.join(cwd, 'mine.yaml'),
    `extends: reference-winter.yaml\npolicies:\n${policies.join('')}`,
  );
  const size = '--households 10 --replications 2 --horizon 2d --workers 1 --progress none';
  const { exitCode, stdout } = await command(`run mine.yaml ${size} --series none --out o`, {
    cwd,
  });
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/; and \d+ more\.$/mu);
  const report = readFileSync(path.join(cwd, 'o/report.html'), 'utf8');
  expect(report).toContain('This page shows 40 of 44 policies');
  expect(report.length).toBeLessThan(1_500_000);
});
