import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderWithSmallScenario } from '../support/cli/exploration.ts';
import { command } from '../support/cli/run-command.ts';

const search =
  'solve small.yaml --set onboarding.pace=7d --find onboarding.starts --in 0d..12d --such-that held:onboarded_14d>=0.3 --replications 10 --max-replications 20 --points 4';

const filesIn = (folder: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readdirSync(folder)
      .filter((name) => /\.(?:csv|svg)$/u.test(name))
      .map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
  );

describe('offsupply solve', { timeout: 120_000 }, () => {
  it('answers in whole days, with every value tried in solve.csv and the answer first in solve.html', async () => {
    const cwd = folderWithSmallScenario();
    const { exitCode, stdout } = await command(`${search} --out found --workers 1`, { cwd });
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^onboarding\.starts must be at most \d+d/u);
    const [header, ...rows] = readFileSync(join(cwd, 'found/solve.csv'), 'utf8').trimEnd().split('\n');
    expect(header).toBe(
      'held,value,number,condition,policy,reference,segment,metric,unit,mean,ci_low,ci_high,limit,met,replications',
    );
    expect(rows.length).toBeGreaterThanOrEqual(4);
    for (const row of rows) expect(row.split(',')[1]).toMatch(/^\d+d$/u);
    const page = readFileSync(join(cwd, 'found/solve.html'), 'utf8');
    const [sentence] = stdout.split('\n');
    expect(page.replace(/\s+/gu, ' ')).toContain(`<div class="headline"><p>${sentence!.slice(0, 40)}`);
    expect(page).not.toContain('<script');
  });

  it('gives the same files for any number of workers, and again from what is kept', async () => {
    const cwd = folderWithSmallScenario();
    await command(`${search} --out one --workers 1`, { cwd });
    await command(`${search} --out two --workers 2`, { cwd });
    expect(filesIn(join(cwd, 'two'))).toEqual(filesIn(join(cwd, 'one')));
    const again = await command(`${search} --out one --workers 1`, { cwd });
    expect(again.stderr).toContain('going on from');
    expect(filesIn(join(cwd, 'one'))).toEqual(filesIn(join(cwd, 'two')));
  });

  it('ends with 3 where no value will do, and tells the nearest', async () => {
    const cwd = folderWithSmallScenario();
    const { exitCode, stdout } = await command(`${search.replace('>=0.3', '>=100%')} --workers 1 --json`, { cwd });
    expect(exitCode).toBe(3);
    const found = JSON.parse(stdout) as { kind: string; sentence: string; best: { value: string } };
    expect(found).toMatchObject({ kind: 'none', best: { value: '0d' } });
    expect(found.sentence).toMatch(/^No value of onboarding\.starts from 0d to 12d .* the nearest is 0d\.$/u);
  });

  it('says that a policy sets the value itself where it changes nothing', async () => {
    const cwd = folderWithSmallScenario();
    const line = search.replace('--find onboarding.starts', '--set policies.held.onboarding.starts=3d --find onboarding.starts');
    const { stdout } = await command(`${line} --workers 1`, { cwd });
    expect(stdout.replace(/\s+/gu, ' ')).toContain('look for policies.held.onboarding.starts');
  });

  it('finds a frontier of two inputs', async () => {
    const cwd = folderWithSmallScenario();
    const line = `${search.replace('--find onboarding.starts', '--find onboarding.firstTimeSuccess,onboarding.starts --in 0.2..1')} --out both --workers 1`;
    const { exitCode, stdout } = await command(line.replace('--points 4', '--points 3'), { cwd });
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/onboarding\.firstTimeSuccess 1: onboarding\.starts at most \d+d/u);
    const rows = readFileSync(join(cwd, 'both/frontier.csv'), 'utf8').trimEnd().split('\n').slice(1);
    expect(rows.map((row) => row.split(',')[0])).toEqual(['0.2', '0.6', '1']);
    expect(existsSync(join(cwd, 'both/chart-frontier.svg'))).toBe(true);
  });

  it('says how many runs the scan is, and stops, with --dry-run', async () => {
    const cwd = folderWithSmallScenario();
    const { exitCode, stdout, stderr } = await command(`${search} --dry-run`, { cwd });
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: '' });
    expect(stderr).toContain('4 points × 10 replications');
    expect(readdirSync(cwd)).toEqual(['small.yaml']);
  });
});
