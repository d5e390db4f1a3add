// H3 and H5 to H8: nobody's data is lost or mixed up, whatever is asked of a folder, and whoever
// stops reading.
import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { command, putSmallScenario, type Outcome } from '../support/cli/run-command.ts';
import { resultsIn } from '../support/cli/result-files.ts';
import { temporaryFolder } from '../support/files/temporary-folder.ts';
import { program } from '../support/cli/program.ts';

const run = 'run small.yaml --workers 1 --progress none --no-report';

function folderWithScenario(): string {
  const folder = temporaryFolder();
  putSmallScenario(folder);
  return folder;
}

async function succeed(line: string, cwd: string): Promise<Outcome> {
  const outcome = await command(line, { cwd });
  expect(outcome).toMatchObject({ exitCode: 0 });
  return outcome;
}

function everyFile(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return Object.fromEntries(
    names.map(({ parentPath, name }) => [
      path.join(parentPath, name),
      readFileSync(path.join(parentPath, name), 'latin1'),
    ]),
  );
}

/** Refuses with exit code 2, says so, and leaves every byte as it was. */
async function refuses(line: string, cwd: string, saying: RegExp): Promise<void> {
  const before = everyFile(cwd);
  const { exitCode, stderr } = await command(line, { cwd });
  expect(stderr).toMatch(saying);
  expect(exitCode).toBe(2);
  expect(everyFile(cwd)).toEqual(before);
}

describe('H3: shards of another build of the same version', () => {
  it('are refused', async () => {
    const folder = folderWithScenario();
    for (const index of [1, 2])
      await succeed(
        `run small.yaml --workers 1 --progress none --shard ${index}/2 --out s`,
        folder,
      );
    const file = path.join(folder, 's/shard-2-of-2/shard.json');
    writeFileSync(
      file,
      readFileSync(file, 'utf8').replace(
        /"build": "[0-9a-f]{64}"/u,
        `"build": "${'0'.repeat(64)}"`,
      ),
    );
    await refuses(
      'merge s/shard-1-of-2 s/shard-2-of-2',
      folder,
      /they differ in the build of offsupply/u,
    );
  });
});

describe('H5: files that no run has written', () => {
  it.each([
    'spells.csv',
    'meters.csv',
    'uncertainty.csv',
    'summary.csv',
    'report.html',
    'datapackage.json',
  ])('are neither overwritten nor removed: %s', async (name) => {
    const folder = folderWithScenario();
    mkdirSync(path.join(folder, 'mine'));
    writeFileSync(path.join(folder, 'mine', name), 'mine\n');
    await refuses(
      `${run} --out mine`,
      folder,
      /mine holds .*, and no finished run that wrote it: give another folder with --out, or --force/u,
    );
    await succeed(`${run} --out mine --force`, folder);
  });

  it('are left alone where their names are not those of results', async () => {
    const folder = folderWithScenario();
    mkdirSync(path.join(folder, 'mine'));
    writeFileSync(path.join(folder, 'mine/notes.txt'), 'mine\n');
    await succeed(`${run} --out mine`, folder);
    expect(readFileSync(path.join(folder, 'mine/notes.txt'), 'utf8')).toBe('mine\n');
  });

  it('nor does a folder without a name mean the current one to a command that explores', async () => {
    const cwd = folderWithScenario();
    const words = ['sweep', 'small.yaml', '--vary', 'agent.decision=2d,8d', '--out', ''];
    const { exitCode, stderr } = await command('', { cwd, words });
    expect(stderr).toContain('--out "": name a folder');
    expect(exitCode).toBe(2);
  });

  it('nor does a folder without a name mean the current one', async () => {
    const folder = folderWithScenario();
    const { exitCode, stderr } = await command('', {
      cwd: folder,
      words: ['run', 'small.yaml', '--out', ''],
    });
    expect(stderr).toContain('--out "": name a folder');
    expect(exitCode).toBe(2);
    writeFileSync(
      path.join(folder, '...yaml'),
      readFileSync(path.join(folder, 'small.yaml'), 'utf8'),
    );
    await refuses(
      'run ...yaml',
      folder,
      /\.\.\.yaml has no name to call its folder by: say with --out/u,
    );
  });
});

describe('a finished run', () => {
  it('is not overwritten by another scenario, nor by a smaller run, but with --force', async () => {
    const folder = folderWithScenario();
    const other = readFileSync(path.join(folder, 'small.yaml'), 'utf8').replace(
      'title: A small book',
      'title: Another',
    );
    writeFileSync(path.join(folder, 'other.yaml'), other);
    await succeed(`${run} --out here`, folder);
    await refuses(
      'run other.yaml --out here',
      folder,
      /here holds the finished run of another scenario, “A small book”/u,
    );
    await refuses(
      `${run} --out here --households 10`,
      folder,
      /of 60 homes and 4 replications, and this one is of 10 homes/u,
    );
    await refuses(
      `${run} --out here --replications 1`,
      folder,
      /and this one is of 60 homes and 1 replication:/u,
    );
    await succeed(`${run} --out here`, folder);
    await succeed(`${run} --out here --households 70`, folder);
    await succeed('run other.yaml --workers 1 --progress none --out here --force', folder);
    expect(readFileSync(path.join(folder, 'here/run.json'), 'utf8')).toContain(
      '"title": "Another"',
    );
  });
});

describe('H6: a shard that is finished', () => {
  it('is kept when its command is given again', async () => {
    const folder = folderWithScenario();
    const line = 'run small.yaml --workers 1 --progress none --shard 1/2 --out s';
    await succeed(line, folder);
    const before = resultsIn(path.join(folder, 's/shard-1-of-2/replications'));
    const { stderr } = await succeed(line, folder);
    expect(stderr).toContain('going on from 2 finished replications; --fresh begins anew');
    expect(resultsIn(path.join(folder, 's/shard-1-of-2/replications'))).toEqual(before);
  });

  it('and is not removed for another scenario', async () => {
    const folder = folderWithScenario();
    const line = 'run small.yaml --workers 1 --progress none --shard 1/2 --out s';
    await succeed(line, folder);
    await refuses(`${line} --seed other`, folder, /keeps 2 finished replications of another run/u);
  });
});

describe('H7: shards of a run whose parameters are drawn', () => {
  it('are merged to the bytes of a single run', async () => {
    const folder = temporaryFolder();
    const line =
      'run reference-winter.yaml --parameter-uncertainty --households 20 --replications 4 ' +
      '--horizon 3d --workers 1 --progress none';
    for (const index of [1, 2]) await succeed(`${line} --shard ${index}/2 --out s`, folder);
    await succeed('merge s/shard-1-of-2 s/shard-2-of-2 --out whole', folder);
    await succeed(`${line} --out single`, folder);
    expect(resultsIn(path.join(folder, 'whole'))).toEqual(resultsIn(path.join(folder, 'single')));
  });
});

describe('H8: a reader of messages who leaves', () => {
  it('does not end the run', async () => {
    const folder = folderWithScenario();
    const words = [
      program,
      'run',
      'small.yaml',
      '--workers',
      '1',
      '--out',
      'here',
      '--progress',
      'text',
    ];
    const exitCode = await new Promise((resolve) => {
      const child = spawn(process.execPath, words, {
        cwd: folder,
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      child.stderr.destroy();
      child.on('close', resolve);
    });
    expect(exitCode).toBe(0);
    expect(readdirSync(path.join(folder, 'here'))).toContain('run.json');
    expect(readdirSync(path.join(folder, 'here')).filter((name) => name.startsWith('.'))).toEqual(
      [],
    );
  });
});
