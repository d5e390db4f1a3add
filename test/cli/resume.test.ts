import { readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { Interruption } from '../../src/cli/host.ts';
import { nodeFiles, type FileOperations } from '../../src/files/file-operations.ts';
import { temporaryFolder } from '../support/files/temporary-folder.ts';
import { command, putSmallScenario, type Outcome } from '../support/cli/run-command.ts';
import { resultsIn } from '../support/cli/result-files.ts';

const run = 'run small.yaml --workers 1 --progress none --spells --out here';

function folderWithScenario(): string {
  const folder = temporaryFolder();
  putSmallScenario(folder);
  return folder;
}

/** Runs until this many replications are kept, and interrupts it then. */
function interrupted(
  line: string,
  cwd: string,
  after: number,
  by: 'SIGINT' | 'SIGTERM' = 'SIGINT',
): Promise<Outcome> {
  const stop = new AbortController();
  let kept = 0;
  const renameSync: FileOperations['renameSync'] = (from, to) => {
    nodeFiles.renameSync(from, to);
    if (to.endsWith('.bin')) kept += 1;
    if (kept === after) stop.abort(new Interruption(by));
  };
  return command(line, { cwd, signal: stop.signal, files: { ...nodeFiles, renameSync } });
}

async function uninterrupted(options = ''): Promise<Record<string, string>> {
  const folder = folderWithScenario();
  expect((await command(`${run}${options}`, { cwd: folder })).exitCode).toBe(0);
  return resultsIn(path.join(folder, 'here'));
}

const keptIn = (folder: string): string[] =>
  readdirSync(path.join(folder, 'here/.replications')).sort();

describe('a run that is interrupted', () => {
  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)(
    'by %s ends with %i, keeps what is finished and says how to go on',
    async (by, code) => {
      const folder = folderWithScenario();
      const { exitCode, stdout, stderr } = await interrupted(run, folder, 3, by);
      expect(exitCode).toBe(code);
      expect(stdout).toBe('');
      expect(stderr).toBe(
        `interrupted by ${by} after 3 of 4 replications, which are kept in here/\n` +
          `to go on: offsupply ${run}\n` +
          `to finish with the first 3 alone: offsupply ${run} --replications 3\n`,
      );
      expect(readdirSync(path.join(folder, 'here'))).toEqual(['.replications']);
      expect(keptIn(folder)).toEqual([1, 2, 3].map((number) => `replication-00000${number}.bin`));
    },
  );

  it.each(['--replications 4', '--replications=9 --replications 4'])(
    'is gone on with %s once',
    async (option) => {
      const { stderr } = await interrupted(
        run.replace('small.yaml', `small.yaml ${option}`),
        folderWithScenario(),
        3,
      );
      expect(stderr).toContain(`to go on: offsupply ${run} --replications 4\n`);
      expect(stderr).toContain(
        `to finish with the first 3 alone: offsupply ${run} --replications 3\n`,
      );
    },
  );

  it('before anything is finished leaves nothing behind', async () => {
    const folder = folderWithScenario();
    const stop = AbortSignal.abort(new Interruption('SIGTERM'));
    const { exitCode, stderr } = await command(run, { cwd: folder, signal: stop });
    expect(exitCode).toBe(143);
    expect(stderr).toBe(
      'interrupted by SIGTERM after 0 of 4 replications; there is nothing to keep\n',
    );
    expect(readdirSync(folder)).toEqual(['small.yaml']);
  });

  it('leaves the results of the run before as they were', async () => {
    const folder = folderWithScenario();
    await command(`${run} --seed before`, { cwd: folder });
    const before = resultsIn(path.join(folder, 'here'));
    await interrupted(run, folder, 2);
    expect(resultsIn(path.join(folder, 'here'))).toMatchObject(before);
  });

  it('while files are written has no run.json, and is resumed to the same bytes', async () => {
    const folder = folderWithScenario();
    const stop = new AbortController();
    const renameSync: FileOperations['renameSync'] = (from, to) => {
      nodeFiles.renameSync(from, to);
      if (to.endsWith('timeseries.csv')) stop.abort(new Interruption('SIGINT'));
    };
    const files = { ...nodeFiles, renameSync };
    const { exitCode, stderr } = await command(run, { cwd: folder, signal: stop.signal, files });
    expect(exitCode).toBe(130);
    expect(stderr).toContain('after 4 of 4 replications');
    expect(readdirSync(path.join(folder, 'here'))).not.toContain('run.json');
    await command(run, { cwd: folder });
    expect(resultsIn(path.join(folder, 'here'))).toEqual(await uninterrupted());
  });
});

describe('a run that goes on', () => {
  it.each([1, 2, 3, 4])(
    'from %i replications ends in the bytes of an uninterrupted one, and runs what is missing alone',
    async (after) => {
      const folder = folderWithScenario();
      await interrupted(run, folder, after);
      let made = 0;
      const renameSync: FileOperations['renameSync'] = (from, to) => {
        nodeFiles.renameSync(from, to);
        if (to.endsWith('.bin')) made += 1;
      };
      const { exitCode, stderr } = await command(run, {
        cwd: folder,
        files: { ...nodeFiles, renameSync },
      });
      expect(exitCode).toBe(0);
      expect(stderr).toContain(`going on from ${after} finished replication`);
      expect(made).toBe(4 - after);
      expect(resultsIn(path.join(folder, 'here'))).toEqual(await uninterrupted());
    },
  );

  it('may ask for more replications, or for fewer', async () => {
    for (const number of [2, 6]) {
      const folder = folderWithScenario();
      await interrupted(run, folder, 3);
      await command(`${run} --replications ${number}`, { cwd: folder });
      expect(resultsIn(path.join(folder, 'here'))).toEqual(
        await uninterrupted(` --replications ${number}`),
      );
    }
  });

  it('may be a shard', async () => {
    const folder = folderWithScenario();
    await interrupted(`${run} --shard 1/2`, folder, 1);
    expect(readdirSync(path.join(folder, 'here/shard-1-of-2'))).toEqual(['replications']);
    expect((await command('merge here/shard-1-of-2', { cwd: folder })).stderr).toContain(
      'is not a finished shard',
    );
    for (const index of [1, 2]) await command(`${run} --shard ${index}/2`, { cwd: folder });
    await command('merge here/shard-1-of-2 here/shard-2-of-2 --out whole', { cwd: folder });
    expect(resultsIn(path.join(folder, 'whole'))).toEqual(await uninterrupted());
  });

  it('begins anew where nothing is kept', async () => {
    const folder = folderWithScenario();
    const { exitCode, stderr } = await command(run, { cwd: folder });
    expect(exitCode).toBe(0);
    expect(stderr).not.toContain('going on');
  });

  it('makes a replication again whose file is torn, and says so', async () => {
    const folder = folderWithScenario();
    await interrupted(run, folder, 3);
    truncateSync(path.join(folder, 'here/.replications/replication-000002.bin'), 1000);
    const { stderr } = await command(`${run} --resume`, { cwd: folder });
    expect(stderr).toContain(
      'replication-000002.bin cannot be used and is made again: 1000 bytes, where',
    );
    expect(resultsIn(path.join(folder, 'here'))).toEqual(await uninterrupted());
  });

  it.each(['--seed other', '--households 50', '--policies no-intervention', '--meters'])(
    'refuses what another run has kept, and loses none of it: %s',
    async (options) => {
      const folder = folderWithScenario();
      await interrupted(run, folder, 3);
      const kept = resultsIn(path.join(folder, 'here'));
      const { exitCode, stderr } = await command(`${run} ${options}`, { cwd: folder });
      expect(exitCode).toBe(2);
      expect(stderr).toContain('here keeps 3 finished replications of another run');
      expect(resultsIn(path.join(folder, 'here'))).toEqual(kept);
    },
  );
});

describe('a run with --fresh', () => {
  it('begins anew, and says what it has removed', async () => {
    const folder = folderWithScenario();
    await interrupted(run, folder, 3);
    const { stderr } = await command(`${run} --fresh --seed other`, { cwd: folder });
    expect(stderr).toContain('begun anew: 3 finished replications removed');
    expect(resultsIn(path.join(folder, 'here'))).toEqual(await uninterrupted(' --seed other'));
  });
});

describe('two runs into one folder', () => {
  it('are one too many: the second is refused and changes nothing', async () => {
    const folder = folderWithScenario();
    let second: Promise<Outcome> | undefined;
    const renameSync: FileOperations['renameSync'] = (from, to) => {
      nodeFiles.renameSync(from, to);
      second ??= command(run, { cwd: folder });
    };
    const first = await command(run, { cwd: folder, files: { ...nodeFiles, renameSync } });
    const { exitCode, stdout, stderr } = await second!;
    expect(exitCode).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(
      /^error: \S+here is in use by another run \(process \d+ on .*\): wait for it, or give another folder with --out\n$/u,
    );
    expect(first.exitCode).toBe(0);
    expect(resultsIn(path.join(folder, 'here'))).toEqual(await uninterrupted());
  });

  it('are allowed one after the other, also when the first was killed', async () => {
    const folder = folderWithScenario();
    await interrupted(run, folder, 2);
    const dead = {
      pid: 2 ** 22 + 1,
      host: 'gone',
      processSpace: '',
      life: '',
      since: '2020-01-01T00:00:00.000Z',
    };
    const lock = path.join(folder, 'here/.lock-1');
    writeFileSync(lock, JSON.stringify(dead));
    nodeFiles.utimesSync(lock, new Date(0), new Date(0));
    expect((await command(`${run} --resume`, { cwd: folder })).exitCode).toBe(0);
    expect(resultsIn(path.join(folder, 'here'))).toEqual(await uninterrupted());
    expect(readFileSync(path.join(folder, 'here/run.json'), 'utf8')).toContain('"replications": 4');
  });
});
