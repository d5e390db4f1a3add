import {
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { metrics } from '../../src/experiment/metrics.ts';
import { command } from '../support/cli/run-command.ts';
import { done, folderWithSmallScenario, textsOf } from '../support/cli/exploration.ts';

const line =
  'sweep small.yaml --vary agent.decision=0d..8d:3 --vary onboarding.starts=0d,7d --replications 2';
const results = ['datapackage.json', 'sweep.csv', 'sweep.html'];

const resultsOf = (folder: string): Readonly<Record<string, string>> => textsOf(results, folder);

const rowsOf = (text: string): string[][] =>
  text
    .trimEnd()
    .split('\n')
    .map((row) => row.split(','));

describe('offsupply sweep', () => {
  it('writes a row for each point, policy and metric, the base first, with differences that add up', async () => {
    const cwd = folderWithSmallScenario();
    const stdout = await done(`${line} --out here --workers 1`, { cwd });
    const [head, ...rows] = rowsOf(
      readFileSync(path.join(cwd, 'here/sweep.csv'), 'utf8').replaceAll(/"[^"]*"/gu, 'quoted'),
    );
    const column = (name: string): number => head!.indexOf(name);
    expect(head!.slice(0, 5)).toEqual([
      'point',
      'agent.decision',
      'onboarding.starts',
      'policy',
      'segment',
    ]);
    const points = [...new Set(rows.map((row) => row.slice(0, 3).join(' ')))];
    expect(points).toEqual([
      '0 quoted 0d',
      '1 0d 0d',
      '2 0d 7d',
      '3 4d 0d',
      '4 4d 7d',
      '5 8d 0d',
      '6 8d 7d',
    ]);
    const means = (point: string, policy: string): number[] =>
      rows
        .filter(
          (row) =>
            row[0] === point &&
            row[column('policy')] === policy &&
            row[column('metric')] === 'hours_off_total',
        )
        .map((row) => Number(row[column('mean')]));
    const [row] = rows.filter(
      (one) =>
        one[0] === '6' &&
        one[column('policy')] === 'held' &&
        one[column('metric')] === 'hours_off_total',
    );
    expect(Number(row![column('difference')])).toBeCloseTo(
      means('6', 'held')[0]! - means('6', 'no-intervention')[0]!,
      3,
    );
    expect(Number(row![column('base_difference')])).toBeCloseTo(
      means('6', 'held')[0]! - means('0', 'held')[0]!,
      3,
    );
    expect(stdout).toMatch(/^point +agent\.decision +onboarding\.starts +best policy/u);
  });

  it('has the figures of a run with --set', async () => {
    const cwd = folderWithSmallScenario();
    await done('sweep small.yaml --vary agent.decision=2d,8d --out here --workers 1', { cwd });
    await done('run small.yaml --set agent.decision=8d --out alone --workers 1 --files summary', {
      cwd,
    });
    const [, ...alone] = rowsOf(readFileSync(path.join(cwd, 'alone/summary.csv'), 'utf8'));
    const meansAlone = alone
      .filter((row) => row[1] === 'all')
      .map((row) => [row[0], row[2], row[4], row[6], row[7]].join());
    const [, ...swept] = rowsOf(
      readFileSync(path.join(cwd, 'here/sweep.csv'), 'utf8').replaceAll(/"[^"]*"/gu, 'quoted'),
    );
    const meansSwept = swept
      .filter((row) => row[0] === '2')
      .map((row) => [row[2], row[4], row[6], row[7], row[8]].join());
    expect(meansSwept).toEqual(meansAlone);
  });

  it('gives the same bytes for any number of workers, when it goes on from kept points, and from three shards merged', async () => {
    const cwd = folderWithSmallScenario();
    await done(`${line} --out one --workers 1`, { cwd });
    const whole = resultsOf(path.join(cwd, 'one'));
    await done(`${line} --out two --workers 2`, { cwd });
    expect(resultsOf(path.join(cwd, 'two'))).toEqual(whole);
    await done(`${line} --out three --workers 3`, { cwd });
    expect(resultsOf(path.join(cwd, 'three'))).toEqual(whole);

    // Torn in the middle of a record, as a machine that lost its power may leave it.
    const kept = path.join(cwd, 'two/points.bin');
    truncateSync(kept, Math.floor(statSync(kept).size * 0.6));
    for (const name of results) rmSync(path.join(cwd, 'two', name));
    const { stderr } = await command(`${line} --out two --workers 1`, { cwd });
    expect(stderr).toContain('going on from 8 finished runs in two/');
    expect(resultsOf(path.join(cwd, 'two'))).toEqual(whole);

    for (const shard of [1, 2, 3])
      await done(`${line} --out parts --workers 1 --shard ${shard}/3`, { cwd });
    expect(readdirSync(path.join(cwd, 'parts')).sort()).toEqual([
      'shard-1-of-3',
      'shard-2-of-3',
      'shard-3-of-3',
    ]);
    const { exitCode, stderr: refused } = await command(
      'merge parts/shard-1-of-3 parts/shard-3-of-3',
      { cwd },
    );
    expect([exitCode, refused]).toEqual([
      2,
      'error: 1 of 3 shards are missing: 2/3. Nothing was written.\n',
    ]);
    await done('merge parts/shard-3-of-3 parts/shard-1-of-3 parts/shard-2-of-3', { cwd });
    expect(resultsOf(path.join(cwd, 'parts'))).toEqual(whole);
  }, 120_000);

  it('refuses shards of a scenario that has changed since', async () => {
    const cwd = folderWithSmallScenario();
    for (const shard of [1, 2])
      await done(`${line} --out parts --workers 1 --shard ${shard}/2`, { cwd });
    const scenario = path.join(cwd, 'small.yaml');
    writeFileSync(scenario, readFileSync(scenario, 'utf8').replace('horizon: 21d', 'horizon: 22d'));
    const { exitCode, stderr } = await command('merge parts/shard-1-of-2 parts/shard-2-of-2', {
      cwd,
    });
    expect(exitCode).toBe(2);
    expect(stderr).toContain('its points are not of this scenario');
  });

  it('keeps what is finished when it is interrupted, and says how to go on', async () => {
    const cwd = folderWithSmallScenario();
    const whole = folderWithSmallScenario();
    await done(`${line} --out here --workers 1`, { cwd: whole });
    const stop = new AbortController();
    const { Interruption } = await import('../../src/cli/host.ts');
    const running = command(`${line} --out here --workers 2`, { cwd, signal: stop.signal });
    const kept = path.join(cwd, 'here/points.bin');
    while (!(existsSync(kept) && statSync(kept).size > 2000))
      await new Promise((resolve) => setTimeout(resolve, 1));
    stop.abort(new Interruption('SIGINT'));
    const { exitCode, stderr } = await running;
    expect(exitCode).toBe(130);
    expect(stderr).toContain(
      'what is finished is kept in here/, and the same command goes on from it: offsupply ' +
        'sweep small.yaml',
    );
    expect(readdirSync(path.join(cwd, 'here'))).toEqual(['points.bin']);
    await done(`${line} --out here --workers 1`, { cwd });
    expect(resultsOf(path.join(cwd, 'here'))).toEqual(resultsOf(path.join(whole, 'here')));
  });

  it('does not mix points of two scenarios in one folder, unless told to begin anew', async () => {
    const cwd = folderWithSmallScenario();
    await done(`${line} --out here --workers 1`, { cwd });
    const { exitCode, stderr } = await command(`${line} --out here --workers 1 --seed other`, {
      cwd,
    });
    expect(exitCode).toBe(2);
    expect(stderr).toContain('here keeps points of another exploration');
    await done(`${line} --out here --workers 1 --seed other --fresh`, { cwd });
  });

  it('runs nothing twice: more points go on from those there are', async () => {
    const cwd = folderWithSmallScenario();
    await done('sweep small.yaml --vary agent.decision=0d,4d --out here --workers 1', { cwd });
    const { stderr } = await command(
      'sweep small.yaml --vary agent.decision=0d,4d,8d --out here --workers 1',
      { cwd },
    );
    expect(stderr).toContain('going on from 12 finished runs');
    expect(stderr).toContain(
      '4 points × 4 replications × 3 policies: 48 simulated failures (36 kept, 12 left), about',
    );
    const before = statSync(path.join(cwd, 'here/points.bin')).size;
    const again =
      'sweep small.yaml --vary agent.decision=0d,4d,8d,9d --out here --workers 1 --dry-run';
    expect((await command(again, { cwd })).stderr).toContain(
      '60 simulated failures (48 kept, 12 left), about',
    );
    expect((await command(again.replace(',9d', ''), { cwd })).stderr).toBe(
      '4 points × 4 replications × 3 policies: 48 simulated failures, all kept in here/: ' +
        'none is left to run\n',
    );
    expect((await command(`${again} --fresh`, { cwd })).stderr).toContain(
      '60 simulated failures, about',
    );
    expect((await command(`${again} --seed other`, { cwd })).exitCode).toBe(2);
    expect(statSync(path.join(cwd, 'here/points.bin')).size).toBe(before);
  });

  it('says with --dry-run how many runs there are and how long they take, and writes nothing', async () => {
    const cwd = folderWithSmallScenario();
    const { exitCode, stdout, stderr } = await command(`${line} --dry-run`, { cwd });
    expect([exitCode, stdout]).toEqual([0, '']);
    expect(stderr).toMatch(
      /^7 points × 2 replications × 3 policies: 42 simulated failures, about \d+ s on \d+ workers?\n$/u,
    );
    expect(readdirSync(cwd)).toEqual(['small.yaml']);
  });

  it('judges thresholds at every point: exit 3 where one misses', async () => {
    const cwd = folderWithSmallScenario();
    const { exitCode, stdout } = await command(
      `${line} --workers 1 --threshold held:households<61 --threshold held:households_off<0`,
      { cwd },
    );
    expect(exitCode).toBe(3);
    expect(stdout).toContain('✓ held:households<61  met at every point');
    expect(stdout).toContain(
      '✗ held:households_off<0  not met at 7 points of 7: the base; agent.decision=0d, ' +
        'onboarding.starts=0d;',
    );
  });

  it('takes all ranges of the scenario in a space-filling design, and prints one JSON document', async () => {
    const cwd = folderWithSmallScenario();
    const stdout = await done(
      'sweep small.yaml --design sobol --points 4 --replications 1 --workers 1 --json --out here',
      {
        cwd,
      },
    );
    const told = JSON.parse(stdout) as {
      varied: { name: string }[];
      points: { values: string[] }[];
      files: { path: string }[];
    };
    expect(told.points).toHaveLength(5);
    expect(told.varied.length).toBeGreaterThan(60);
    expect(told.varied.map(({ name }) => name)).toContain('habits');
    expect(told.points.every(({ values }) => values.length === told.varied.length)).toBe(true);
    const metricsIn = (csv: string): ReadonlySet<string | undefined> =>
      new Set(
        rowsOf(csv.replaceAll(/"[^"]*"/gu, 'quoted')).map((row) => row[told.varied.length + 3]),
      );
    const file = path.join(cwd, 'here/sweep.csv');
    const short = readFileSync(file, 'utf8');
    expect([...metricsIn(short)].slice(0, 3)).toEqual(['metric', 'households', 'households_off']);
    expect(metricsIn(short).size).toBe(10);
    const again =
      'sweep small.yaml --design sobol --points 4 --replications 1 --workers 1 --out here';
    const { stderr } = await command(`${again} --metric all`, { cwd });
    expect(stderr).toContain('going on from 5 finished runs');
    expect(metricsIn(readFileSync(file, 'utf8')).size).toBe(metrics.length + 1);
    await done(`${again} --metric spells --metric calls`, { cwd });
    expect([...metricsIn(readFileSync(file, 'utf8'))]).toEqual(['metric', 'spells', 'calls']);
    expect(told.files.map((one) => one.path)).toEqual([
      'here/sweep.csv',
      'here/sweep.html',
      'here/datapackage.json',
    ]);
  });
});
