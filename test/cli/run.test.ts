import { mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { sha256 } from '../../src/files/output-directory.ts';
import { reportPaths } from '../../src/outputs/file-names.ts';
import { temporaryFolder } from '../support/files/temporary-folder.ts';
import { problemsOfResource, type Package } from '../support/outputs/check-data-package.ts';
import { command, putSmallScenario } from '../support/cli/run-command.ts';
import { resultsIn } from '../support/cli/result-files.ts';

const tables = [
  ...[
    'assumptions.csv',
    'comparison.csv',
    'cuts-by-hour.csv',
    'replications.csv',
    'spell-gates.csv',
    'spell-lengths.csv',
    'stories.csv',
  ],
  ...['summary.csv', 'timeline.csv', 'timeseries.csv'],
];
/** Of a run that draws no assumptions. */
const pictures = reportPaths.filter((name) => name !== 'chart-sources.svg');
const covers = ['README.csv', 'csv-metadata.json'];
const files = ['datapackage.json', 'run.json', ...covers, ...tables, ...pictures].sort();

interface RunJson {
  readonly files: readonly { path: string; bytes: number; sha256: string }[];
  readonly scenario: { readonly policies: readonly { id: string }[] };
  readonly scenarioSha256: string;
  environment: Record<string, unknown>;
}

function folderWithScenario(): string {
  const folder = temporaryFolder();
  putSmallScenario(folder);
  return folder;
}

describe('a run', () => {
  it('writes its files under the current folder and prints the table alone on stdout', async () => {
    const folder = folderWithScenario();
    const { exitCode, stdout, stderr } = await command(
      'run small.yaml --workers 1 --progress none',
      { cwd: folder },
    );
    expect(exitCode).toBe(0);
    expect(readdirSync(path.join(folder, 'output', 'small')).sort()).toEqual(files);
    expect(stdout.split('\n').slice(0, 2)).toEqual([
      'A small book',
      '60 households · 4 replications · 21 days from 2022-01-10 · ± is the 95 % interval',
    ]);
    expect(stdout).toMatch(
      /^No failure .*\nNo intervention .*\nHeld .*\n\n.*\n.*\n± covers random variation alone.*\nIds, from the top: .*\nThe reference is No intervention/mu,
    );
    expect(stderr).toMatch(
      /^26 files in output\/small\/ after \d+\.\d s: summary\.csv, .*, run\.json\n$/u,
    );
  });

  it('writes the same bytes with 1, 2 and 4 workers', async () => {
    const folder = folderWithScenario();
    const results = [];
    for (const workers of [1, 2, 4]) {
      const { exitCode } = await command(
        `run small.yaml --spells --meters --workers ${workers} --out by-${workers}`,
        {
          cwd: folder,
        },
      );
      expect(exitCode).toBe(0);
      results.push(resultsIn(path.join(folder, `by-${workers}`)));
    }
    expect(Object.keys(results[0]!).sort()).toEqual([...files, 'meters.csv', 'spells.csv'].sort());
    expect(results[1]).toEqual(results[0]);
    expect(results[2]).toEqual(results[0]);
  });

  it('describes every file it wrote', async () => {
    const folder = folderWithScenario();
    await command('run small.yaml --spells --meters --workers 1 --out here', { cwd: folder });
    const text = (name: string): string => readFileSync(path.join(folder, 'here', name), 'utf8');
    const dataPackage = JSON.parse(text('datapackage.json')) as Package;
    const described = dataPackage.resources.map((resource) => resource.path);
    expect([...described, 'datapackage.json'].sort()).toEqual(
      readdirSync(path.join(folder, 'here')).sort(),
    );
    for (const resource of dataPackage.resources.filter(
      ({ profile }) => profile === 'tabular-data-resource',
    ))
      expect(problemsOfResource(resource, text(resource.path))).toEqual([]);
    const record = JSON.parse(text('run.json')) as RunJson;
    for (const file of record.files) expect(sha256(text(file.path))).toBe(file.sha256);
    expect(record.scenarioSha256).toBe(sha256(JSON.stringify(record.scenario)));
    expect(Object.keys(record.environment).sort()).toEqual([
      'commandLine',
      // Where there is a repository, as in every checkout.
      'commit',
      'engine',
      'finishedAt',
      'node',
      'platform',
      'startedAt',
      'wallSeconds',
      'workers',
    ]);
  });

  it('takes the place of an earlier run in its folder, whole', async () => {
    const folder = folderWithScenario();
    await command('run small.yaml --workers 1 --meters --out here', { cwd: folder });
    await command('run small.yaml --workers 1 --seed other --out here', { cwd: folder });
    expect(readdirSync(path.join(folder, 'here')).sort()).toEqual(files);
    await command('run small.yaml --workers 1 --seed other --out there', { cwd: folder });
    expect(resultsIn(path.join(folder, 'here'))).toEqual(resultsIn(path.join(folder, 'there')));
  });

  it('is one JSON document with --json', async () => {
    const folder = folderWithScenario();
    const { stdout } = await command('run small.yaml --workers 1 --json --out here', {
      cwd: folder,
    });
    const document = JSON.parse(stdout) as Record<string, unknown>;
    expect(document).toMatchObject({
      title: 'A small book',
      replications: 4,
      households: 60,
      reference: 'no-intervention',
      out: 'here',
    });
    expect((document['policies'] as { policy: string }[]).map(({ policy }) => policy)).toEqual([
      'no-failure',
      'no-intervention',
      'held',
    ]);
    expect((document['files'] as { path: string }[]).map((file) => file.path)).toContain(
      'here/summary.csv',
    );
  });

  it('tells its progress as JSON lines if asked', async () => {
    const folder = folderWithScenario();
    const { stderr } = await command('run small.yaml --workers 1 --progress json', { cwd: folder });
    const events = stderr
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { event: string });
    expect(events.map(({ event }) => event)).toContain('message');
    expect(events.find(({ event }) => event === 'finished')).toMatchObject({
      done: 4,
      total: 4,
      unit: 'replications',
    });
  });

  it('tells its failure as a JSON line too if asked', async () => {
    const folder = folderWithScenario();
    const { exitCode, stderr } = await command('run nowhere.yaml --progress json', { cwd: folder });
    expect(exitCode).toBe(2);
    expect(JSON.parse(stderr)).toMatchObject({
      event: 'failed',
      exitCode: 2,
      text: expect.stringContaining('nowhere.yaml') as string,
    });
  });

  it('takes values from options, the later winning', async () => {
    const folder = folderWithScenario();
    const line =
      'run small.yaml --households 30 --replications 2 --horizon 7d --seed 5 --set ' +
      'households=20 --set onboarding.starts=3d --workers 1 --json';
    const document = JSON.parse((await command(line, { cwd: folder })).stdout) as Record<
      string,
      unknown
    >;
    expect(document).toMatchObject({ households: 20, replications: 2, horizonDays: 7 });
    const record = JSON.parse(readFileSync(path.join(folder, 'output/small/run.json'), 'utf8')) as {
      seed: string;
    };
    expect(record.seed).toBe('5');
  });

  it('extends the shipped defaults, or a shipped scenario by name, from any folder', async () => {
    const folder = temporaryFolder();
    const { exitCode } = await command(
      'run reference-summer.yaml --households 20 --replications 1 --horizon 2d --workers 1',
      {
        cwd: folder,
      },
    );
    expect(exitCode).toBe(0);
    expect(readdirSync(path.join(folder, 'output'))).toEqual(['reference-summer']);
  });

  it('gives a policy the same results whichever others are run', async () => {
    const folder = folderWithScenario();
    await command('run small.yaml --workers 1 --out all', { cwd: folder });
    const { stderr } = await command('run small.yaml --workers 1 --policies held --out one', {
      cwd: folder,
    });
    expect(stderr).toContain(
      'The reference, no-intervention, is run too: figures are compared with it.',
    );
    const rowsOf = (out: string): string[] =>
      resultsIn(path.join(folder, out))
        ['summary.csv']!.split('\n')
        // What it costs for each home kept on is against the reference, which the second run has
        // not.
        .filter((row) => row.startsWith('held,') && !row.includes(',cost_per_household_kept_on,'));
    expect(rowsOf('one')).toEqual(rowsOf('all'));
    const record = JSON.parse(readFileSync(path.join(folder, 'one/run.json'), 'utf8')) as RunJson;
    expect(record.scenario.policies.map(({ id }) => id)).toEqual([
      'no-failure',
      'no-intervention',
      'held',
    ]);
  });

  it('refuses a link and a file in place of its folder', async () => {
    const folder = folderWithScenario();
    mkdirSync(path.join(folder, 'real'));
    symlinkSync('real', path.join(folder, 'link'));
    expect((await command('run small.yaml --out link', { cwd: folder })).exitCode).toBe(2);
    expect(readdirSync(path.join(folder, 'real'))).toEqual([]);
  });
});
