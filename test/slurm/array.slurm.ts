// A real Slurm array on this machine: the script of the guide, as it is, from submission to the
// merged files.
import { spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { resultsIn } from '../support/cli/result-files.ts';
import { startCluster, type Cluster } from '../support/slurm/slurm-cluster.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const script = join(root, 'docs/clusters/slurm.sh');
const run = [
  'reference-winter.yaml',
  '--households',
  '60',
  '--replications',
  '7',
  '--horizon',
  '10d',
  '--spells',
  '--meters',
];
const [scenario, ...options] = run as [string, ...string[]];

let cluster: Cluster;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'offsupply-array-'));
  cluster = await startCluster();
});
afterAll(async () => {
  await cluster.stop();
  rmSync(folder, { recursive: true, force: true });
});

function slurm(program: string, ...words: readonly string[]): SpawnSyncReturns<string> {
  return spawnSync(program, words, { cwd: root, env: cluster.environment, encoding: 'utf8' });
}

/** Waits for the job. Memory is not this machine's to give out. */
function submit(...words: readonly string[]): SpawnSyncReturns<string> {
  return slurm(
    'sbatch',
    '--wait',
    '--mem=0',
    '--cpus-per-task=1',
    `--output=${join(folder, '%A-%a.log')}`,
    ...words,
  );
}

function offsupply(...words: readonly string[]): void {
  const { status, stderr } = spawnSync(
    process.execPath,
    [join(root, 'dist/cli/main.js'), ...words],
    {
      cwd: root,
      encoding: 'utf8',
    },
  );
  expect(status, stderr).toBe(0);
}

describe('a Slurm array', () => {
  it('from docs/clusters/slurm.sh, merged, gives the bytes of a single run', () => {
    const out = join(folder, 'array');
    const submitted = submit('--parsable', '--array=1-3', script, scenario, out, ...options);
    const log = join(folder, `${submitted.stdout.trim()}-1.log`);
    expect(
      submitted.status,
      submitted.stderr + (submitted.status === 0 ? '' : readFileSync(log, 'utf8')),
    ).toBe(0);
    const shards = [1, 2, 3].map((index) => join(out, `shard-${index}-of-3`));
    offsupply('merge', ...shards, '--out', join(folder, 'merged'));
    offsupply('run', ...run, '--out', join(folder, 'single'), '--workers', '1');
    expect(Object.keys(resultsIn(join(folder, 'single')))).toEqual(
      expect.arrayContaining(['summary.csv', 'report.html']),
    );
    expect(resultsIn(join(folder, 'merged'))).toEqual(resultsIn(join(folder, 'single')));
  });

  it('may be numbered from 0 and in steps', () => {
    const out = join(folder, 'steps');
    expect(submit('--array=0-10:10', script, scenario, out, ...options).status).toBe(0);
    offsupply(
      'merge',
      join(out, 'shard-1-of-2'),
      join(out, 'shard-2-of-2'),
      '--out',
      join(folder, 'merged-steps'),
    );
    expect(resultsIn(join(folder, 'merged-steps'))).toEqual(resultsIn(join(folder, 'single')));
  });

  it('is followed by the merge as a job that waits for it, as the guide says', () => {
    const out = join(folder, 'followed');
    const array = slurm(
      ...([
        'sbatch',
        '--parsable',
        '--mem=0',
        '--cpus-per-task=1',
        '--array=1-2',
        `--output=${join(folder, '%A-%a.log')}`,
      ] as const),
      ...[script, scenario, out, ...options],
    );
    expect(array.status, array.stderr).toBe(0);
    const merge = `npx offsupply merge ${out}/shard-*`;
    const followed = submit(
      '--kill-on-invalid-dep=yes',
      `--dependency=afterok:${array.stdout.trim()}`,
      '--wrap',
      merge,
    );
    expect(followed.status, followed.stderr).toBe(0);
    const merged = Object.entries(resultsIn(out)).filter(([name]) => !name.startsWith('shard-'));
    expect(Object.fromEntries(merged)).toEqual(resultsIn(join(folder, 'single')));
  });

  it('passes on the exit code of a mistake in the command', () => {
    expect(
      submit('--array=1-2', script, scenario, join(folder, 'wrong'), '--households', '0').status,
    ).toBe(2);
  });
});
