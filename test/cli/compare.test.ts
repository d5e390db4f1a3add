import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { metrics, segments } from '../../src/experiment/metrics.ts';
import { command, putSmallScenario, type Outcome } from '../support/cli/run-command.ts';

let folder: string;
const compare = (options: string): Promise<Outcome> =>
  command(`compare ${options}`, { cwd: folder });

/**
 * Four runs: the first, one with another input and fewer replications, one with another seed and
 * policy, one to spoil.
 */
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'offsupply-test-'));
  putSmallScenario(folder);
  const runs = [
    '--out before',
    '--out after --replications 3 --set onboarding.starts=3d',
    '--out otherwise --seed other --policies no-intervention',
    '--out spoilt --replications 2',
  ];
  for (const options of runs) {
    const { exitCode } = await command(`run small.yaml --workers 1 --households 30 ${options}`, {
      cwd: folder,
    });
    expect(exitCode).toBe(0);
  }
}, 60_000);
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('two runs of one seed', () => {
  it('are compared in pairs, inputs first', async () => {
    const { exitCode, stdout, stderr } = await compare('before after');
    expect([exitCode, stderr]).toEqual([0, '']);
    const [head, ...tables] = stdout
      .replaceAll(/version \S+/gu, 'version V')
      .split(/\n\n(?=no-failure|no-intervention|held)/u);
    expect(head)
      .toBe(`A  before: A small book · 30 households · 4 replications · seed small · version V
B  after: A small book · 30 households · 3 replications · seed small · version V

What changed in the inputs, from A to B
  replications: 4 → 3
  onboarding.starts: 0d → 3d

What changed in the results
  All households. Paired by replication, because the seed is the same: both have the same households, weather
    and chance events in the 3 replications that both have; ± is half the 95 % interval.`);
    expect(tables).toHaveLength(3);
    expect(tables[0]).toMatch(
      /^no-failure +A +B +B − A +change\nhouseholds_off +[\d.]+ +[\d.]+ +0\.0 ± 0\.0 +0\.0 % +the same\n/u,
    );
    expect(tables[1]).toMatch(
      /^no-intervention .*\n(?:.*\n)*hours_off_total +[\d,.]+ +[\d,.]+ +[+−][\d,.]+ ± [\d,.]+ +[+−][\d.]+ % +(?:higher|lower|no clear difference)\n/u,
    );
  });

  it('give the same in Markdown, for a pull request', async () => {
    const { stdout } = await compare(
      'before after --format markdown --metrics hours_off_total,households_off_share',
    );
    expect(stdout).toMatch(/^- \*\*A\*\* before: .*\n- \*\*B\*\* after: /u);
    expect(stdout).toContain('\n- onboarding.starts: 0d → 3d\n');
    expect(stdout).toMatch(
      /\| held \| A \| B \| B − A \| change \|  \|\n\| --- \|(?: ---: \|){4} --- \|\n\| households\\_off/u,
    );
  });

  it('give every policy, segment and metric as CSV, each difference the mean of the differences by replication', async () => {
    const { stdout } = await compare('before after --format csv');
    const lines = stdout
      .trimEnd()
      .split('\n')
      .map((line) => line.split(','));
    // Every single segment, and the eight crossings of the defaults.
    expect(lines).toHaveLength(1 + 3 * (segments.length + 8) * metrics.length);
    const valuesOf = (run: string): number[] => {
      const rows = readFileSync(path.join(folder, run, 'replications.csv'), 'utf8')
        .split('\n')
        .map((line) => line.split(','));
      const column = rows[0]!.indexOf('hours_off_total');
      return rows
        .filter(([policy, , segment]) => policy === 'held' && segment === 'all')
        .map((row) => Number(row[column]));
    };
    const [before, after] = [valuesOf('before'), valuesOf('after')];
    const mean = after.reduce((sum, value, index) => sum + (value - before[index]!) / 3, 0);
    const row = lines.find(
      ([policy, segment, metric]) =>
        `${policy} ${segment} ${metric}` === 'held all hours_off_total',
    )!;
    expect(Number(row[6])).toBeCloseTo(mean, 3);
    expect(row.slice(10)).toEqual(['3', '3', 'paired']);
  });

  it('are the same run when they are', async () => {
    const { stdout } = await compare('before before --metrics all --segment vulnerable=yes');
    expect(stdout).toContain('Nothing: both ran the same scenario with the same version.');
    expect(stdout).not.toMatch(/higher|lower|told apart/u);
  });
});

describe('two runs of different seeds', () => {
  it('are compared as independent samples, over the policies both have', async () => {
    const { stdout } = await compare('before otherwise --json');
    const { how, inputs, differences } = JSON.parse(stdout) as {
      how: string;
      inputs: { path: string }[];
      differences: { policy: string; pairing: string }[];
    };
    expect(how).toContain('independent samples, because their seeds differ');
    expect(inputs.map((one) => one.path)).toEqual(['seed', 'policies.held']);
    expect(new Set(differences.map((one) => `${one.policy} ${one.pairing}`))).toEqual(
      new Set(['no-failure independent', 'no-intervention independent']),
    );
  });
});

describe('more than two runs', () => {
  interface Comparisons {
    readonly comparisons: readonly {
      readonly b: { readonly name: string };
      readonly differences: readonly {
        policy: string;
        segment: string;
        metric: string;
        difference: number;
        pairing: string;
      }[];
    }[];
  }

  it('are each compared with the first, sorted by the difference of a metric over runs and policies', async () => {
    const { exitCode, stdout } = await compare(
      'before after otherwise --metrics hours_off_total,households_off_share',
    );
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^Compared with {2}before: A small book/u);
    expect(stdout).toMatch(
      /^after: A small book .*\n {2}replications: 4 → 3\n {2}onboarding\.starts: 0d → 3d$/mu,
    );
    expect(stdout).toMatch(
      /^after: All households\. Paired by replication[^]*^otherwise: All households\. Compared as independent/mu,
    );
    const { comparisons } = JSON.parse(
      (await compare('before after otherwise --json')).stdout,
    ) as Comparisons;
    const expected = comparisons
      .flatMap(({ b, differences }) => differences.map((one) => ({ ...one, run: b.name })))
      .filter(({ segment, metric }) => segment === 'all' && metric === 'hours_off_total')
      .sort((one, other) => one.difference - other.difference)
      .map(({ run, policy }) => `${run}  ${policy}`);
    expect(expected).toHaveLength(5);
    const [, table = ''] = stdout.split(/^hours_off_total .*\n/mu);
    const rows = table.split('\n\n')[0]!.split('\n');
    expect(rows.map((row) => /^\S+ {2}\S+/u.exec(row)![0])).toEqual(expected);
    expect(table).toMatch(/^otherwise {2}no-failure .*[+−][\d.]+ ± [\d.]+ points +[+−][\d.]+ %/mu);
  });

  it('are told in Markdown, and as CSV with a column for the run', async () => {
    const { stdout } = await compare(
      'before after otherwise --format markdown --metrics hours_off_total',
    );
    expect(stdout).toMatch(
      /^\| hours\\_off\\_total \| first run \| this run \| difference \| relative \| {2}\|$/mu,
    );
    const csv = (await compare('before after otherwise --format csv')).stdout.trimEnd().split('\n');
    expect(csv[0]).toMatch(/^run,policy,segment,metric,/u);
    const both = await Promise.all(
      ['after', 'otherwise'].map((run) => compare(`before ${run} --format csv`)),
    );
    const pairs = both.map(({ stdout: one }) => one.trimEnd().split('\n').slice(1));
    expect(csv.slice(1)).toEqual([
      ...pairs[0]!.map((row) => `after,${row}`),
      ...pairs[1]!.map((row) => `otherwise,${row}`),
    ]);
  });
});

describe('a comparison', () => {
  it('goes to a file with --out', async () => {
    const { stdout, stderr } = await compare('before after --out difference.txt');
    expect([stdout, stderr]).toEqual(['', 'wrote difference.txt\n']);
    expect(readFileSync(path.join(folder, 'difference.txt'), 'utf8')).toContain('B − A');
  });

  it.each([
    ['before nowhere', 'nowhere is not there: give the folder of a run'],
    ['before small.yaml', 'small.yaml is a file: give the folder of a run'],
    ['. before', '. is not a finished run: it has no run.json, which is written last.'],
    ['before after --metrics hours_of_total', 'Did you mean hours_off_total?'],
    ['before after --segment vulnerable', 'Both have all, fuel=electricity'],
  ])('is told what is wrong: %s', async (line, message) => {
    const { exitCode, stdout, stderr } = await compare(line);
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
  });

  it('refuses a run that is not as it was written', async () => {
    appendFileSync(path.join(folder, 'spoilt/replications.csv'), '\n');
    expect((await compare('before spoilt')).stderr).toContain(
      'spoilt/replications.csv has changed since it was written',
    );
    rmSync(path.join(folder, 'spoilt/replications.csv'));
    expect((await compare('before spoilt')).stderr).toContain('spoilt/replications.csv is missing');
    writeFileSync(path.join(folder, 'spoilt/run.json'), '{ "program": "offsup');
    const { exitCode, stderr } = await compare('before spoilt');
    expect(stderr).toContain('spoilt/run.json is not a record that offsupply has written');
    expect(exitCode).toBe(2);
  });
});
