// The recipes that can be run here, on a run and a sweep of a few homes; what they print is what
// the files say.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { done } from '../support/cli/exploration.ts';
import { putSmallScenario } from '../support/cli/run-command.ts';

const recipes = path.join(import.meta.dirname, '../../docs/recipes');
const small =
  'small.yaml --households 30 --replications 2 --horizon 7d --workers 1 --progress none';
const varied = 'sweep/sweep.csv';

let cwd = '';
beforeAll(async () => {
  cwd = mkdtempSync(path.join(tmpdir(), 'offsupply-recipes-'));
  putSmallScenario(cwd);
  await done(`run ${small} --spells --parquet --files summary,spells --out run`, { cwd });
  await done(`sweep ${small} --vary agent.decision=0d,4d --out sweep`, { cwd });
});
afterAll(() => {
  rmSync(cwd, { recursive: true, force: true });
});

type Row = Readonly<Record<string, string>>;

function rowsOf(file: string, metric: string): readonly Row[] {
  const rows: Row[] = parse(readFileSync(path.join(cwd, file), 'utf8'), { columns: true });
  return rows.filter((row) => row['segment'] === 'all' && row['metric'] === metric);
}

const shares = (): readonly Row[] => rowsOf('run/summary.csv', 'excess_households_off_share');
const hours = (): readonly Row[] => rowsOf(varied, 'excess_hours_off');
const policies = ['no-failure', 'no-intervention', 'held'];

function python(file: string): string {
  const { status, stdout, stderr, error } = spawnSync(
    'python3',
    [path.join(recipes, file), 'run', varied],
    {
      cwd,
      encoding: 'utf8',
    },
  );
  if (error !== undefined)
    throw new Error(
      'python3 cannot be run, and recipes are tried with it: install it, such as with ' +
        `apt-get install python3 (${error.message})`,
    );
  expect(stderr).toBe('');
  expect(status).toBe(0);
  return stdout;
}

test('Python prints the table of the run, and that of the sweep; so does pandas, where it is there', () => {
  const [ofRun, ofSweep] = python('python.py').trimEnd().split('\n\n');
  expect(ofRun!.split('\n')).toEqual([
    'policy;share of homes;from;to',
    ...shares().map((row) => [row['policy'], row['mean'], row['ci_low'], row['ci_high']].join(';')),
  ]);
  const points = [...new Set(hours().map((row) => row['point']))].map((point) => {
    const own = hours().filter((row) => row['point'] === point);
    return [
      own[0]!['agent.decision'],
      ...policies.map((policy) => own.find((row) => row['policy'] === policy)!['mean']),
    ].join(';');
  });
  expect(ofSweep!.split('\n')).toEqual([['agent.decision', ...policies].join(';'), ...points]);
  const hasPandas = spawnSync('python3', ['-c', 'import pandas']).status === 0;
  if (hasPandas)
    for (const policy of policies) expect(python('pandas-tables.py')).toContain(policy);
});

test('DuckDB gives the table of the run, its longest interruptions from Parquet, and the table of the sweep', async () => {
  const sql = readFileSync(path.join(recipes, 'duckdb.sql'), 'utf8')
    .replace('output/reference-winter-sweep/sweep.csv', path.join(cwd, varied))
    .replace('output/reference-winter', path.join(cwd, 'run'));
  const connection = await (await DuckDBInstance.create()).connect();
  const results: (readonly Readonly<Record<string, unknown>>[])[] = [];
  for (const statement of sql.split(/;\n/u).filter((text) => /^(?:set|select|pivot)/mu.test(text)))
    results.push((await connection.runAndReadAll(statement)).getRowObjectsJson());
  const [ofRun, longest, ofSweep] = results.slice(-3);
  expect(ofRun!.map((row) => [row['policy'], Number(row['mean'])])).toEqual(
    shares().map((row) => [row['policy'], Number(row['mean'])]),
  );
  expect(longest).toHaveLength(5);
  const wide = ofSweep!.map((row) => policies.map((policy) => row[policy]));
  const told = [0, 1, 2].map((point) =>
    policies.map((policy) =>
      Number(
        hours().find((row) => row['point'] === `${point}` && row['policy'] === policy)!['mean'],
      ),
    ),
  );
  expect(wide).toEqual(told);
});
