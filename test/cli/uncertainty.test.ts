// `run --uncertainty all`: what is drawn, what is written of it, and that nothing depends on who
// runs what.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { Interruption } from '../../src/cli/host.ts';
import { metrics } from '../../src/experiment/metrics.ts';
import { prepareExperiment, runReplication } from '../../src/experiment/experiment.ts';
import { drawnWorlds } from '../../src/explore/worlds.ts';
import { nodeFiles, type FileOperations } from '../../src/files/file-operations.ts';
import { scenarioFilesOnDisk } from '../../src/files/scenario-files.ts';
import { replicationCell } from '../../src/outputs/replication-columns.ts';
import { variantLoader } from '../../src/scenario/load.ts';
import { temporaryFolder } from '../support/files/temporary-folder.ts';
import { command } from '../support/cli/run-command.ts';
import { resultsIn } from '../support/cli/result-files.ts';

const size =
  '--policies mp134a-mp185 --households 12 --replications 20 --horizon 4d --set warmUp=2d';
const line = `run reference-winter.yaml --uncertainty all ${size} --progress none`;

const rowsOf = (text: string): readonly (readonly string[])[] => parse(text);

async function succeed(text: string, cwd: string): Promise<string> {
  const { exitCode, stdout, stderr } = await command(text, { cwd });
  expect(exitCode, stderr).toBe(0);
  return stdout;
}

describe('a run of which assumptions are drawn', () => {
  const cwd = temporaryFolder();
  const whole = succeed(`${line} --workers 1 --out whole`, cwd).then((stdout) => ({
    stdout,
    files: resultsIn(path.join(cwd, 'whole')),
  }));

  it('has the same bytes from two workers, from three shards merged, and after an interruption', async () => {
    const { files } = await whole;
    await succeed(`${line} --workers 2 --out two`, cwd);
    expect(resultsIn(path.join(cwd, 'two'))).toEqual(files);
    for (const index of [3, 1, 2])
      await succeed(`${line} --workers 1 --shard ${index}/3 --out s`, cwd);
    await succeed('merge s/shard-1-of-3 s/shard-2-of-3 s/shard-3-of-3 --out merged', cwd);
    expect(resultsIn(path.join(cwd, 'merged'))).toEqual(files);
    const stop = new AbortController();
    let kept = 0;
    const renameSync: FileOperations['renameSync'] = (from, to) => {
      nodeFiles.renameSync(from, to);
      if (to.endsWith('.bin') && ++kept === 7) stop.abort(new Interruption('SIGINT'));
    };
    const stopped = await command(`${line} --workers 1 --out on`, {
      cwd,
      signal: stop.signal,
      files: { ...nodeFiles, renameSync },
    });
    expect(stopped.exitCode).toBe(130);
    await succeed(`${line} --workers 1 --out on`, cwd);
    expect(resultsIn(path.join(cwd, 'on'))).toEqual(files);
  }, 120_000);

  it('lives each replication by what worlds.csv says of it, and by nothing else', async () => {
    const { files } = await whole;
    const [head, ...worlds] = rowsOf(files['worlds.csv']!);
    expect(worlds).toHaveLength(20);
    expect(worlds[0]!.slice(1)).toEqual(worlds[1]!.slice(1));
    expect(new Set(worlds.map((row) => row.slice(1).join())).size).toBe(18);
    const options = ['households=12', 'horizon=4d', 'warmUp=2d'].map((setting) => {
      const [key = '', value = ''] = setting.split('=');
      return { path: key, value, option: `--set ${setting}` };
    });
    const onDisk = scenarioFilesOnDisk();
    const variant = variantLoader('reference-winter.yaml', onDisk, { overrides: options });
    const drawn = drawnWorlds(variant([]), onDisk, 'all');
    expect(head!.slice(2)).toEqual(drawn.names);
    const scenario = variant(drawn.settingsOf(14)).scenario;
    const { policies } = runReplication(
      prepareExperiment(scenario, { policies: ['mp134a-mp185'] }),
      14,
    );
    const found = rowsOf(files['replications.csv']!).find(
      ([policy, replication, segment]) =>
        policy === 'mp134a-mp185' && replication === '14' && segment === 'all',
    )!;
    const own = policies.find(({ policy }) => policy === 'mp134a-mp185')!.metrics;
    expect(found.slice(3)).toEqual(
      metrics.map(({ unit }, place) => replicationCell(own[place]!, unit)),
    );
  }, 60_000);

  it('leads with the range, and says where the spread comes from and who is best in how many worlds', async () => {
    const { stdout, files } = await whole;
    expect(stdout).toMatch(
      /^What is not known was drawn in 18 worlds: each has 77 assumptions within their ranges and one of 1,010 sets/mu,
    );
    expect(stdout).toMatch(/cuts off between [\d,−]+ and [\d,]+ of 12 homes/u);
    expect(stdout.indexOf('cuts off between')).toBeLessThan(stdout.indexOf('by failure  '));
    const rows = rowsOf(files['uncertainty.csv']!);
    const at = (name: string): number => rows[0]!.indexOf(name);
    for (const row of rows.slice(1)) {
      const [low, median, high] = ['range_low', 'median', 'range_high'].map((name) =>
        Number(row[at(name)]),
      );
      if (row[at('range_low')] !== '')
        expect(low! <= median! && median! <= high!, row.join()).toBe(true);
      if (row[at('reference')] === '' && row[at('unit')] === 'share' && row[at('luck_low')] !== '')
        expect(
          Number(row[at('luck_low')]) >= 0 && Number(row[at('luck_high')]) <= 1,
          row.join(),
        ).toBe(true);
    }
    const best = rowsOf(files['best-in-worlds.csv']!);
    const worlds = best[0]!.indexOf('worlds');
    expect(best.slice(1).every((row) => row[worlds] === '18')).toBe(true);
  }, 60_000);
});

describe('mistakes with --uncertainty', () => {
  it.each([
    ['run reference-winter.yaml --uncertainty some', 'Allowed choices are luck, habits, all'],
    [
      'run reference-winter.yaml --uncertainty all --parameter-uncertainty',
      'leave out --parameter-uncertainty',
    ],
    [
      'run reference-winter.yaml --files worlds',
      '--files worlds: worlds.csv is only written by a run with --uncertainty habits or all',
    ],
  ])('are told, and nothing is written: %s', async (text, told) => {
    const cwd = temporaryFolder();
    const { exitCode, stderr } = await command(text, { cwd });
    expect(exitCode).toBe(2);
    expect(stderr).toContain(told);
  });

  it('rounds replications up to whole blocks, and says so', async () => {
    const cwd = temporaryFolder();
    const { exitCode, stderr } = await command(
      'run reference-winter.yaml --uncertainty all --policies mp134a-mp185 --households 5 ' +
        '--replications 3 --horizon 2d --set warmUp=1d --files summary',
      { cwd },
    );
    expect(exitCode).toBe(0);
    expect(stderr).toContain('--uncertainty all: 10 replications, not 3: they go in blocks of 10');
    const record = JSON.parse(
      readFileSync(path.join(cwd, 'output/reference-winter/run.json'), 'utf8'),
    ) as {
      scenario: { replications: number };
    };
    expect(record.scenario.replications).toBe(10);
  });
});
