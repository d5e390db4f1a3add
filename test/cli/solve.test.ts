import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { Interruption } from '../../src/cli/host.ts';
import { nodeFiles } from '../../src/files/file-operations.ts';
import { done, folderWithSmallScenario } from '../support/cli/exploration.ts';
import { command } from '../support/cli/run-command.ts';

const search =
  'solve small.yaml --set onboarding.pace=7d --find onboarding.starts --in 0d..12d ' +
  '--such-that held:onboarded_14d>=0.3 --replications 10 --max-replications 20 --points 4';

const filesIn = (folder: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readdirSync(folder)
      .filter((name) => /\.(?:csv|svg|html)$/u.test(name))
      .map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
  );

describe('offsupply solve', { timeout: 120_000 }, () => {
  it('answers in whole days, with every value tried in solve.csv and the answer first in solve.html', async () => {
    const cwd = folderWithSmallScenario();
    const { exitCode, stdout } = await command(`${search} --out found --workers 1`, { cwd });
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^onboarding\.starts must be at most \d+d/u);
    const [header, ...rows] = readFileSync(join(cwd, 'found/solve.csv'), 'utf8')
      .trimEnd()
      .split('\n');
    expect(header).toBe(
      'held,value,number,condition,policy,reference,segment,metric,unit,mean,ci_low,ci_high,limit,met,replications',
    );
    expect(rows.length).toBeGreaterThanOrEqual(4);
    for (const row of rows) expect(row.split(',')[1]).toMatch(/^\d+d$/u);
    const page = readFileSync(join(cwd, 'found/solve.html'), 'utf8');
    const [sentence] = stdout.split('\n');
    expect(page.replace(/\s+/gu, ' ')).toContain(
      `<div class="headline"><p>${sentence!.slice(0, 40)}`,
    );
    expect(page).not.toContain('<script');
  });

  it('has in solve.csv the intervals that a run at the value has, inside the bounds of the figure', async () => {
    const cwd = folderWithSmallScenario();
    const find =
      '--find onboarding.starts --in 0d..3d --step 3d --such-that held:households_off_share>1%';
    const how = '--replications 10 --households 20 --horizon 4d --workers 1';
    await command(`solve small.yaml ${find} ${how} --max-replications 10 --out found`, { cwd });
    await command(`run small.yaml --set onboarding.starts=3d ${how} --files summary --out alone`, {
      cwd,
    });
    const rowsIn = (file: string): readonly Readonly<Record<string, string>>[] =>
      parse(readFileSync(join(cwd, file), 'utf8'), { columns: true });
    const sought = rowsIn('found/solve.csv').find(({ value }) => value === '3d')!;
    const alone = rowsIn('alone/summary.csv').find(
      ({ policy, segment, metric }) =>
        policy === 'held' && segment === 'all' && metric === 'households_off_share',
    )!;
    expect([sought['mean'], sought['ci_low'], sought['ci_high']]).toEqual([
      alone['mean'],
      alone['ci_low'],
      alone['ci_high'],
    ]);
    expect(Number(sought['ci_low'])).toBeGreaterThanOrEqual(0);
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

  it('gives the same files from one shard and from three, whose merge is interrupted and goes on', async () => {
    const cwd = folderWithSmallScenario();
    const line = `${search} --households 30 --horizon 15d --workers 1`;
    const folder = (name: string): string => join(cwd, name);
    await done(`${line} --out alone`, { cwd });
    const alone = filesIn(folder('alone'));
    await done(`${line} --out one --shard 1/1`, { cwd });
    await done('merge one/shard-1-of-1 --workers 1', { cwd });
    expect(filesIn(folder('one'))).toEqual(alone);

    for (const shard of [1, 2, 3]) await done(`${line} --out parts --shard ${shard}/3`, { cwd });
    const merge =
      'merge parts/shard-3-of-3 parts/shard-1-of-3 parts/shard-2-of-3 --out whole --workers 1';
    const stop = new AbortController();
    const scanned = 40;
    let kept = 0;
    const files: typeof nodeFiles = {
      ...nodeFiles,
      writeSync(...what) {
        kept += 1;
        if (kept === scanned + 5) stop.abort(new Interruption('SIGINT'));
        return nodeFiles.writeSync(...what);
      },
    };
    const { exitCode, stderr } = await command(`${merge} --fresh`, {
      cwd,
      signal: stop.signal,
      files,
    });
    expect(exitCode).toBe(130);
    expect(stderr).toContain(
      `kept in whole/, and the same command goes on from it: offsupply ${merge}\n`,
    );
    expect(readdirSync(folder('whole'))).toEqual(['points.bin']);
    const again = await command(merge, { cwd });
    expect(again.stderr).toMatch(/^going on from 4\d finished runs in whole\//mu);
    expect(filesIn(folder('whole'))).toEqual(alone);
    expect(readFileSync(folder('whole/points.bin'))).toEqual(
      readFileSync(folder('alone/points.bin')),
    );
  });

  it('begins each shard with as many replications as the search does, and says what merge is for', async () => {
    const cwd = folderWithSmallScenario();
    const line = search
      .replace('--replications 10', '--replications 4')
      .replace('--points 4', '--points 2');
    const { stderr } = await command(`${line} --out parts --shard 2/2 --workers 1`, { cwd });
    expect(stderr).toContain('1 point × 10 replications');
    expect(stderr).toContain(
      'shard 2/2 with 1 point in parts/shard-2-of-2/; when all are there: offsupply merge',
    );
    expect(stderr).toContain('merge joins the parts, then simulates the rest of the search');
  });

  it('refuses shards that are not those of one search', async () => {
    const cwd = folderWithSmallScenario();
    const brief = '--replications 10 --horizon 2d --households 10 --points 2 --workers 1';
    const find =
      'solve small.yaml --find onboarding.starts --in 0d..2d --such-that held:households_off<5';
    await done(`${find} ${brief} --out parts --shard 1/2`, { cwd });
    await done(`${find} ${brief} --out parts --shard 2/2`, { cwd });
    await done(`${find.replace('<5', '<6')} ${brief} --out other --shard 2/2`, { cwd });
    await done(
      'sweep small.yaml --vary onboarding.starts=0d,2d --replications 1 --horizon 2d ' +
        '--households 10 --out swept --shard 1/1',
      {
        cwd,
      },
    );
    await done(
      'run small.yaml --replications 2 --horizon 2d --households 10 --out run --shard 2/2 ' +
        '--workers 1',
      { cwd },
    );
    const refusal = async (folders: string): Promise<string> => {
      const { exitCode, stdout, stderr } = await command(`merge ${folders} --out whole`, { cwd });
      expect({ exitCode, stdout, isMade: existsSync(join(cwd, 'whole')) }).toEqual({
        exitCode: 2,
        stdout: '',
        isMade: false,
      });
      return stderr;
    };
    const first = 'parts/shard-1-of-2';
    const told: string[] = [];
    for (const others of [
      'other/shard-2-of-2',
      'swept/shard-1-of-1',
      'run/shard-2-of-2',
      'parts',
      '',
      `${first} parts/shard-2-of-2`,
      `parts/shard-2-of-2 --files summary`,
    ])
      told.push(await refusal(`${first} ${others}`.trim()));
    told.push(
      await refusal('swept/shard-1-of-1 --workers 2'),
      await refusal('run/shard-2-of-2 --progress none'),
    );
    told.push(await refusal('run/shard-2-of-2 --fresh'));
    expect(told.join('')).toMatchSnapshot();

    await command(`${find} ${brief} --seed other --out kept`, { cwd });
    const merge = `merge ${first} parts/shard-2-of-2 --workers 1 --out kept`;
    const { exitCode, stderr } = await command(merge, { cwd });
    expect([exitCode, stderr]).toEqual([
      2,
      expect.stringContaining('kept keeps points of another exploration'),
    ]);
    await command(`${find} ${brief} --out alone`, { cwd });
    expect((await command(`${merge} --fresh`, { cwd })).exitCode).not.toBe(2);
    expect(filesIn(join(cwd, 'kept'))).toEqual(filesIn(join(cwd, 'alone')));
  });

  it('ends with 3 where no value will do, and tells the nearest', async () => {
    const cwd = folderWithSmallScenario();
    const { exitCode, stdout } = await command(
      `${search.replace('>=0.3', '>=100%')} --workers 1 --json`,
      { cwd },
    );
    expect(exitCode).toBe(3);
    const found = JSON.parse(stdout) as { kind: string; sentence: string; best: { value: string } };
    expect(found).toMatchObject({ kind: 'none', best: { value: '0d' } });
    expect(found.sentence).toMatch(
      /^No value of onboarding\.starts from 0d to 12d .* the nearest is 0d\.$/u,
    );
  });

  it('says that a policy sets the value itself where it changes nothing', async () => {
    const cwd = folderWithSmallScenario();
    const line = search.replace(
      '--find onboarding.starts',
      '--set policies.held.onboarding.starts=3d --find onboarding.starts',
    );
    const { stdout } = await command(`${line} --workers 1`, { cwd });
    expect(stdout.replace(/\s+/gu, ' ')).toContain('look for policies.held.onboarding.starts');
  });

  it('finds a frontier of two inputs', async () => {
    const cwd = folderWithSmallScenario();
    const line =
      `${search.replace('--find onboarding.starts', '--find onboarding.firstTimeSuccess,onboarding.starts --in 0.2..1')} ` +
      '--out both --workers 1';
    const { exitCode, stdout } = await command(line.replace('--points 4', '--points 3'), { cwd });
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/onboarding\.firstTimeSuccess 1: onboarding\.starts at most \d+d/u);
    const rows = readFileSync(join(cwd, 'both/frontier.csv'), 'utf8')
      .trimEnd()
      .split('\n')
      .slice(1);
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
