import {
  appendFileSync,
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../support/files/temporary-folder.ts';
import { command, putSmallScenario } from '../support/cli/run-command.ts';
import { resultsIn } from '../support/cli/result-files.ts';

const run = 'run small.yaml --workers 1 --progress none';

/** Folders of shards, by what they hold. Last until the last test, and are copied for each. */
const made = new Map<string, string>();
afterAll(() => {
  for (const folder of made.values()) rmSync(folder, { recursive: true });
});

/**
 * A folder with the small scenario and the shards of its four replications, one for each of
 * `count`.
 */
async function sharded(
  count: number,
  indexes = Array.from({ length: count }, (_, turn) => turn + 1),
): Promise<string> {
  const name = `${indexes.join()}/${count}`;
  const known = made.get(name) ?? (await shardedAnew(count, indexes));
  made.set(name, known);
  const folder = temporaryFolder();
  cpSync(known, folder, { recursive: true });
  return folder;
}

async function shardedAnew(count: number, indexes: readonly number[]): Promise<string> {
  const folder = mkdtempSync(path.join(tmpdir(), 'offsupply-test-'));
  putSmallScenario(folder);
  for (const index of indexes) await succeed(`${run} --shard ${index}/${count}`, folder);
  return folder;
}

async function succeed(line: string, cwd: string) {
  const outcome = await command(line, { cwd });
  expect(outcome.stderr).not.toContain('error');
  expect(outcome.exitCode).toBe(0);
  return outcome;
}

function shardFolders(count: number, out = 'output/small'): string {
  return Array.from({ length: count }, (_, turn) => `${out}/shard-${turn + 1}-of-${count}`).join(
    ' ',
  );
}

/** What is said when shards are refused; nothing is written then. */
async function refusal(line: string, cwd: string): Promise<string> {
  const before = readdirSync(cwd, { recursive: true });
  const { exitCode, stdout, stderr } = await command(line, { cwd });
  expect(exitCode).toBe(2);
  expect(stdout).toBe('');
  expect(readdirSync(cwd, { recursive: true })).toEqual(before);
  return stderr;
}

describe('the same bytes of every file', () => {
  const scenarios = ['reference-winter.yaml', 'legacy-only.yaml', 'omni-2021.yaml'];
  const seeds = ['one', 'two', 'three'];
  it.each(scenarios.flatMap((scenario) => seeds.map((seed) => [scenario, seed] as const)))(
    'come from 1, 2 and 4 workers and from 3 and 8 shards: %s with seed %s',
    async (scenario, seed) => {
      const cwd = temporaryFolder();
      const line =
        `run ${scenario} --seed ${seed} --households 12 --replications 9 --horizon 4d --set ` +
        'warmUp=2d --spells --meters';
      for (const workers of [1, 2, 4])
        await succeed(`${line} --workers ${workers} --out workers-${workers}`, cwd);
      for (const count of [3, 8]) {
        for (let index = count; index >= 1; index -= 1)
          await succeed(`${line} --shard ${index}/${count} --workers 1 --out s`, cwd);
        await succeed(`merge ${shardFolders(count, 's')} --out merged-${count}`, cwd);
      }
      const single = resultsIn(path.join(cwd, 'workers-1'));
      expect(Object.keys(single)).toEqual(
        expect.arrayContaining(['report.html', 'spells.csv', 'meters.csv', 'stories.csv']),
      );
      for (const other of ['workers-2', 'workers-4', 'merged-3', 'merged-8'])
        expect(resultsIn(path.join(cwd, other)), other).toEqual(single);
    },
    180_000,
  );
});

describe('a shard', () => {
  it('has a folder of its own and says how to go on', async () => {
    const folder = await sharded(3, [2]);
    const { stdout, stderr } = await succeed(`${run} --shard 1/3`, folder);
    expect(stdout).toBe('');
    expect(stderr).toMatch(
      /^shard 1\/3 with 2 replications in output\/small\/shard-1-of-3\/ after .* s; when all are there: offsupply merge output\/small\/shard-\*-of-3\n$/u,
    );
    expect(readdirSync(path.join(folder, 'output/small')).sort()).toEqual([
      'shard-1-of-3',
      'shard-2-of-3',
    ]);
    expect(
      readdirSync(path.join(folder, 'output/small/shard-1-of-3'), { recursive: true }).sort(),
    ).toEqual([
      'replications',
      'replications/replication-000001.bin',
      'replications/replication-000004.bin',
      'shard.json',
    ]);
  });

  it('may hold nothing, where there are more of them than replications', async () => {
    const folder = await sharded(6);
    await succeed(`merge ${shardFolders(6)}`, folder);
    await succeed(`${run} --out single`, folder);
    const merged = resultsIn(path.join(folder, 'output/small'));
    expect(
      Object.fromEntries(Object.entries(merged).filter(([name]) => !name.startsWith('shard-'))),
    ).toEqual(resultsIn(path.join(folder, 'single')));
  });

  it('is one JSON document with --json', async () => {
    const folder = await sharded(2, [1]);
    const { stdout } = await succeed(`${run} --shard 2/2 --json`, folder);
    expect(JSON.parse(stdout)).toMatchObject({
      shard: { index: 2, count: 2 },
      replications: 2,
      out: 'output/small/shard-2-of-2',
    });
  });
});

describe('a merge', () => {
  it('judges the thresholds of the scenario and its own, which shards cannot', async () => {
    const folder = temporaryFolder();
    putSmallScenario(folder);
    writeFileSync(
      path.join(folder, 'gated.yaml'),
      'title: Gated\nextends: small.yaml\nthresholds: ["held:households<=60"]\n',
    );
    for (const index of [1, 2])
      await succeed(`run gated.yaml --workers 1 --progress none --shard ${index}/2`, folder);
    const met = await succeed('merge output/gated/shard-1-of-2 output/gated/shard-2-of-2', folder);
    expect(met.stdout).toContain('✓ held:households<=60  60.0, upper limit 60.0');
    const line =
      'merge output/gated/shard-1-of-2 output/gated/shard-2-of-2 --threshold held:households<60';
    expect((await command(line, { cwd: folder })).exitCode).toBe(3);
    await expect(
      refusal(`${run} --shard 1/2 --threshold held:households<60`, folder),
    ).resolves.toContain('offsupply merge');
    await expect(refusal(`${run} --shard 1/2 --precision 5%`, folder)).resolves.toContain(
      '--precision looks at all replications',
    );
  });

  it('prints the table of the whole run and leaves the shards alone', async () => {
    const folder = await sharded(3);
    const before = resultsIn(path.join(folder, 'output'));
    const { stdout, stderr } = await succeed(`merge ${shardFolders(3)} --out whole`, folder);
    expect(stdout).toContain('60 households · 4 replications · 21 days');
    expect(stderr).toMatch(/^26 files in whole\/ after/u);
    expect(resultsIn(path.join(folder, 'output'))).toEqual(before);
    const single = JSON.parse(
      (await succeed(`${run} --json --out single`, folder)).stdout,
    ) as Record<string, unknown>;
    const merged = JSON.parse(
      (await succeed(`merge ${shardFolders(3)} --json --out whole`, folder)).stdout,
    ) as Record<string, unknown>;
    expect({ ...merged, out: '', files: '', seconds: 0 }).toEqual({
      ...single,
      out: '',
      files: '',
      seconds: 0,
    });
  });

  it('says of each shard where and when it was made', async () => {
    const folder = await sharded(2);
    await succeed(`merge ${shardFolders(2)}`, folder);
    const { environment } = JSON.parse(
      readFileSync(path.join(folder, 'output/small/run.json'), 'utf8'),
    ) as {
      environment: { commandLine: string[]; shards: { commandLine: string[]; workers: number }[] };
    };
    expect(environment.commandLine.slice(0, 2)).toEqual(['offsupply', 'merge']);
    expect(environment.shards.map(({ commandLine }) => commandLine.at(-1))).toEqual(['1/2', '2/2']);
  });

  it('refuses gaps', async () => {
    const folder = await sharded(4, [1, 3]);
    expect(await refusal('merge output/small/shard-1-of-4 output/small/shard-3-of-4', folder)).toBe(
      'error: 2 of 4 shards are missing: 2/4, 4/4. Nothing was written.\n',
    );
  });

  it('refuses a shard that comes twice', async () => {
    const folder = await sharded(2);
    renameSync(path.join(folder, 'output/small/shard-2-of-2'), path.join(folder, 'second'));
    await succeed(`${run} --shard 2/2`, folder);
    expect(await refusal(`merge ${shardFolders(2)} second --out whole`, folder)).toBe(
      'error: output/small/shard-2-of-2 and second both hold shard 2/2: give each shard once\n',
    );
  });

  it.each([
    ['another seed', '--seed other', 'the seed, small and other'],
    ['another scenario', '--horizon 14d', 'the scenario, horizonMinutes, 30240 and 20160'],
    ['other policies', '--policies no-intervention', 'the scenario, policies.2, {'],
    ['another number of replications', '--replications 5', 'the number of replications, 4 and 5'],
    ['other records', '--spells', 'what they keep, no spells no meters and --spells no meters'],
  ])('refuses shards of %s', async (_, options, told) => {
    const folder = await sharded(2);
    await succeed(`${run} --shard 2/2 --out b ${options}`, folder);
    const said = await refusal(
      'merge output/small/shard-1-of-2 b/shard-2-of-2 --out whole',
      folder,
    );
    expect(said).toContain(
      'error: output/small/shard-1-of-2 and b/shard-2-of-2 are not of one run: they differ ' +
        `in ${told}`,
    );
  });

  it('refuses shards of other divisions', async () => {
    const folder = await sharded(2);
    await succeed(`${run} --shard 2/3`, folder);
    expect(
      await refusal('merge output/small/shard-1-of-2 output/small/shard-2-of-3', folder),
    ).toContain('they differ in the number of shards, 2 and 3');
  });

  it('refuses shards of another version', async () => {
    const folder = await sharded(2);
    const edit = (name: string): void => {
      const file = path.join(folder, 'output/small', name, 'shard.json');
      writeFileSync(
        file,
        readFileSync(file, 'utf8').replace(/"version": "[^"]+"/u, '"version": "9.9.9"'),
      );
    };
    edit('shard-2-of-2');
    expect(await refusal(`merge ${shardFolders(2)}`, folder)).toContain(
      'they differ in the version of offsupply, 0.1.0 and 9.9.9',
    );
    edit('shard-1-of-2');
    expect(await refusal(`merge ${shardFolders(2)}`, folder)).toContain(
      'the shards were made by offsupply 9.9.9, and this is 0.1.0',
    );
  });

  it('refuses what is not a finished shard', async () => {
    const folder = await sharded(2);
    rmSync(path.join(folder, 'output/small/shard-2-of-2/shard.json'));
    expect(await refusal(`merge ${shardFolders(2)}`, folder)).toContain(
      'error: output/small/shard-2-of-2 is not a finished shard: there is no shard.json',
    );
    expect(await refusal('merge nowhere', folder)).toContain(
      'error: nowhere is not a finished shard',
    );
    expect(await refusal('merge', folder)).toContain('missing required argument');
  });

  it.each([
    [
      'is lost',
      (file: string) => {
        rmSync(file);
      },
      'it is not there',
    ],
    [
      'has changed',
      (file: string) => {
        appendFileSync(file, 'x');
      },
      'bytes, where',
    ],
  ])('refuses a shard of which a replication %s, by name', async (_, damage, told) => {
    const folder = await sharded(2);
    const file = 'output/small/shard-1-of-2/replications/replication-000003.bin';
    damage(path.join(folder, file));
    const said = await refusal(`merge ${shardFolders(2)}`, folder);
    expect(said).toContain(`error: ${file} cannot be used: `);
    expect(said).toContain(told);
    expect(said).toContain('Make shard 1/2 again');
  });

  it('asks where to write to when the shards are in different folders', async () => {
    const folder = await sharded(2);
    await succeed(`${run} --shard 2/2 --out b`, folder);
    expect(await refusal('merge output/small/shard-1-of-2 b/shard-2-of-2', folder)).toContain(
      'say with --out',
    );
  });
});

describe('the number of a shard', () => {
  it.each(['0/3', '4/3', '3', '1/0', '1-3', '-1/3', '1.5/3'])(
    'is refused when it is %s',
    async (text) => {
      const folder = temporaryFolder();
      putSmallScenario(folder);
      expect(await refusal(`run small.yaml --shard ${text}`, folder)).toContain('Give i/n');
    },
  );
});
