// H9, H10, H12, H15, H16, H20 to H22: what ended in a stack trace, or did not end, on what was said
// to be allowed.
import { describe, expect, test } from 'vitest';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { command, type Outcome } from '../support/cli/run-command.ts';
import { temporaryFolder } from '../support/files/temporary-folder.ts';

const size = [
  '--households',
  '20',
  '--replications',
  '1',
  '--horizon',
  '3d',
  '--workers',
  '1',
  '--progress',
  'none',
];

function runOf(
  more: readonly string[],
  text = 'extends: reference-winter.yaml\n',
): Promise<Outcome> {
  const cwd = temporaryFolder();
  writeFileSync(path.join(cwd, 'mine.yaml'), text);
  return command('', { cwd, words: ['run', 'mine.yaml', ...size, ...more] });
}

describe('H9, H10: ids of policies that are whole numbers or begin with a hyphen', () => {
  test.each(['2021', '-a'])('are refused with place and fix: %s', async (id) => {
    const { exitCode, stderr } = await runOf(
      [],
      `extends: reference-winter.yaml\npolicies:\n  a: {}\n  ${id}: {}\n`,
    );
    expect(stderr).toMatch(/^mine\.yaml:4:3 {2}policies/mu);
    expect(exitCode).toBe(2);
  });
});

describe('H12: a gamma law', () => {
  test('of next to no spread is refused, and of the least that is allowed runs at once', async () => {
    const of = (cv: string): Promise<Outcome> =>
      runOf(['--set', `behaviour.notice={gamma: {mean: 1h, cv: ${cv}}}`]);
    expect(await of('0.0000001')).toMatchObject({ exitCode: 2 });
    const started = performance.now();
    expect(await of('0.001')).toMatchObject({ exitCode: 0 });
    expect(performance.now() - started).toBeLessThan(20_000);
  });
});

describe('H15: a path of --set', () => {
  test.each([
    ['of 3,000 keys', Array(3000).fill('a').join('.')],
    ['of 60,000 keys', Array(60_000).fill('a').join('.')],
    ['of a key that every object has', 'population.toString'],
    ['of the prototype', '__proto__.x'],
    ['of a negative place', 'behaviour.trigger.uniform.-1'],
  ])('%s is refused', async (_, key) => {
    const { exitCode, stderr } = await runOf(['--set', `${key}=1`]);
    expect(stderr.length).toBeLessThan(2000);
    expect(exitCode).toBe(2);
  });
});

test('H16: a story of more points than a call takes arguments is drawn', async () => {
  const more = [
    'behaviour.retry.offSupply=1m',
    'behaviour.wakingHours=all-day',
    'onboarding.pace=365d',
    'onboarding.exchange=365d',
  ];
  const cwd = temporaryFolder();
  const { exitCode } = await runOf([
    '--policies',
    'no-intervention',
    '--horizon',
    '80d',
    '--households',
    '6',
    ...more.flatMap((value) => ['--set', value]),
    '--out',
    cwd,
  ]);
  expect(exitCode).toBe(0);
  const rows = readFileSync(path.join(cwd, 'stories.csv'), 'utf8').trim().split('\n').slice(1);
  for (const story of ['median', 'worst']) {
    const hours = rows.filter((row) => row.startsWith(`${story},`)).map(() => 0);
    expect(() => Math.max(...hours), story).toThrow(RangeError);
  }
});

describe('H20: a lock that no run has written', () => {
  test.each([
    [
      'null',
      (file: string) => {
        writeFileSync(file, 'null');
      },
    ],
    ['a pipe', (file: string) => void execFileSync('mkfifo', [file])],
  ])('is taken over: %s', async (_, put) => {
    const cwd = temporaryFolder();
    mkdirSync(path.join(cwd, 'here'));
    put(path.join(cwd, 'here/.lock-1'));
    const words = ['run', 'reference-winter.yaml', ...size, '--no-report', '--out', 'here'];
    expect(await command('', { cwd, words })).toMatchObject({ exitCode: 0 });
  });
});

test('H21: keys of a scenario do not steer the terminal', async () => {
  const { exitCode, stderr } = await runOf(
    [],
    'extends: reference-winter.yaml\n"\\e[31mred\\e]0;title\\a": 1\n',
  );
  expect(exitCode).toBe(2);
  expect(stderr).toContain('�[31mred');
  expect(stderr).toMatch(/^[^\p{Cc}]*$/mu);
  expect(stderr).not.toContain('\u001b');
});

test.each(['run reference-winter.yaml --out file/x', 'init file', 'merge file', 'report file'])(
  'H22: a file where a folder is meant is a mistake of the command: %s',
  async (line) => {
    const cwd = temporaryFolder();
    writeFileSync(path.join(cwd, 'file'), '');
    expect(await command(line, { cwd })).toMatchObject({ exitCode: 2 });
  },
);
