import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../support/files/temporary-folder.ts';
import { command, putSmallScenario } from '../support/cli/run-command.ts';

/** Exit code and what is said; stdout stays empty and nothing is written beside the scenario. */
async function mistake(line: string): Promise<string> {
  const folder = temporaryFolder();
  putSmallScenario(folder);
  const { exitCode, stdout, stderr } = await command(line, { cwd: folder });
  expect(exitCode).toBe(2);
  expect(stdout).toBe('');
  expect(readdirSync(folder)).toEqual(['small.yaml']);
  expect(stderr).not.toMatch(/^\s+at /mu);
  return stderr;
}

describe('a mistake in the command', () => {
  it.each([
    'rn small.yaml',
    'run small.yaml other.yaml',
    'run small.yaml --polices held',
    'run small.yaml --policies hold',
    'run small.yaml --policies held,',
    'run small.yaml --workers 0',
    'run small.yaml --workers two',
    'run small.yaml --progress loud',
    'run small.yaml --set onboarding.starts',
    'run small.yaml --out small.yaml',
    'run small.yaml --precision 5',
    'run small.yaml --precision 0%',
    'run small.yaml --max-replications 20',
    'run small.yaml --precision 5% --max-replications 9',
    'run small.yaml --precision 5% --replications 30 --max-replications 20',
    'run small.yaml --threshold hold:households<61 --threshold held:households',
    'run small.yaml --policies no-intervention --threshold held:households<61',
    'trace small.yaml',
    'trace small.yaml --household -1',
    'trace small.yaml --household 60',
    'trace small.yaml --household 3 --replication 0',
    'trace --household 3',
    'trace small.yaml --run run --household 3',
    'trace --run run --household 3',
    'trace --run run --seed 4 --household 3',
    'validate',
    'schema out.json',
    'web --port 65536',
    'web mine.yaml other.yaml',
  ])('is told: offsupply %s', async (line) => {
    expect(
      (await mistake(line)).replaceAll(/\S*offsupply-test-\w+/gu, '<folder>'),
    ).toMatchSnapshot();
  });
});

describe('a mistake in the scenario', () => {
  it.each([
    'run none.yaml',
    'run small.yaml --households 0',
    'run small.yaml --households 1.5 --replications many --horizon 8',
    'run small.yaml --set onbarding.starts=14d',
    'run small.yaml --set onboarding.starts=14',
    'run small.yaml --set onboarding.pace.perDay=-1 --set population.noWan=2',
    'trace small.yaml --household 3 --set reference=nobody',
  ])('is told with the option it comes from: offsupply %s', async (line) => {
    expect(await mistake(line)).toMatchSnapshot();
  });

  it.each([
    'run reference-wnter.yaml',
    'validate reference-wnter.yaml',
    'trace reference-wnter.yaml --household 3',
    'check reference-wnter.yaml',
    'calibrate reference-wnter.yaml',
    'sweep reference-wnter.yaml --vary onboarding.starts=7d,14d',
    'sensitivity reference-wnter.yaml',
    'solve reference-wnter.yaml --find onboarding.starts --in 0d..28d --such-that ' +
      'held:households_off<1',
  ])('of a shipped scenario’s name is told which it may be: offsupply %s', async (line) => {
    const { exitCode, stderr } = await command(line, { cwd: temporaryFolder() });
    expect(exitCode).toBe(2);
    expect(stderr).toContain('  fix      check the name: did you mean reference-winter.yaml?\n');
  });

  it('is one JSON document with --json', async () => {
    const folder = temporaryFolder();
    putSmallScenario(folder);
    const { exitCode, stdout } = await command('run small.yaml --households 0 --json', {
      cwd: folder,
    });
    expect(exitCode).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({
      error: { kind: 'scenario', exitCode: 2, problems: [{ path: 'households', found: '0' }] },
    });
  });
});
