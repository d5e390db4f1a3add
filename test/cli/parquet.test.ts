// `--parquet`: the bulk tables as Parquet, read back with DuckDB and held against the CSV beside
// them.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, it } from 'vitest';
import { sha256 } from '../../src/files/output-directory.ts';
import { done, folderWithSmallScenario } from '../support/cli/exploration.ts';
import { resultsIn } from '../support/cli/result-files.ts';
import { command } from '../support/cli/run-command.ts';
import type { Package } from '../support/outputs/check-data-package.ts';

const small = 'small.yaml --replications 2 --horizon 7d --workers 1 --progress none --no-report';
const bulk = ['meters', 'replications', 'spells', 'timeseries'];
const duckTypes: Readonly<Record<string, string>> = {
  ...{ string: 'VARCHAR', integer: 'BIGINT', number: 'DOUBLE', boolean: 'BOOLEAN' },
  datetime: 'TIMESTAMP WITH TIME ZONE',
};

async function query(sql: string): Promise<readonly Record<string, unknown>[]> {
  const connection = await (await DuckDBInstance.create()).connect();
  return (await connection.runAndReadAll(sql)).getRowObjectsJson();
}

describe('run --parquet', () => {
  it('writes what the CSV says, with the types that datapackage.json says', async () => {
    const cwd = folderWithSmallScenario();
    await done(`run ${small} --spells --meters --parquet --out here`, { cwd });
    const here = path.join(cwd, 'here');
    const { resources } = JSON.parse(
      readFileSync(path.join(here, 'datapackage.json'), 'utf8'),
    ) as Package;
    const run = JSON.parse(readFileSync(path.join(here, 'run.json'), 'utf8')) as {
      files: { path: string; sha256: string }[];
    };
    for (const name of bulk) {
      const file = path.join(here, `${name}.parquet`);
      const described = resources.find((one) => one.path === `${name}.parquet`)!;
      const types = described.schema.fields.map(
        (field) => [field.name, duckTypes[field.type]!] as const,
      );
      const found = await query(`describe select * from '${file}'`);
      expect(found.map((column) => [column['column_name'], column['column_type']])).toEqual(types);
      expect(run.files.find((one) => one.path === `${name}.parquet`)?.sha256).toBe(
        sha256(readFileSync(file)),
      );
      const columns = `{${types.map(([column, type]) => `'${column}': '${type}'`).join(', ')}}`;
      const csv = `read_csv('${path.join(here, `${name}.csv`)}', header = true, columns = ${columns})`;
      const [counts] = await query(
        `select (select count(*) from '${file}') as here, (select count(*) from ${csv}) as there,
           (select count(*) from (select * from '${file}' except all select * from ${csv})) as others`,
      );
      expect(Number(counts!['here']), name).toBeGreaterThan(0);
      expect(counts, name).toMatchObject({ here: counts!['there'], others: '0' });
    }
  });

  it('writes the same bytes for any number of workers and shards, and goes with the run that it is of', async () => {
    const cwd = folderWithSmallScenario();
    await done(`run ${small} --parquet --out one`, { cwd });
    await done(`run ${small} --parquet --out two --workers 2`, { cwd });
    for (const index of [1, 2])
      await done(
        'run small.yaml --replications 2 --horizon 7d --workers 1 --progress none --out ' +
          `parts --shard ${index}/2`,
        {
          cwd,
        },
      );
    await done('merge parts/shard-1-of-2 parts/shard-2-of-2 --no-report --parquet', { cwd });
    const one = resultsIn(path.join(cwd, 'one'));
    expect(Object.keys(one)).toEqual(
      expect.arrayContaining(['replications.parquet', 'timeseries.parquet']),
    );
    expect(Object.keys(one)).not.toContain('spells.parquet');
    expect(resultsIn(path.join(cwd, 'two'))).toEqual(one);
    expect(resultsIn(path.join(cwd, 'parts'))).toMatchObject(one);
    await done(`run ${small} --out one`, { cwd });
    expect(readdirSync(path.join(cwd, 'one')).filter((name) => name.endsWith('.parquet'))).toEqual(
      [],
    );
  });

  it('stays described when the report is made again', async () => {
    const cwd = folderWithSmallScenario();
    await done(`run ${small.replace(' --no-report', '')} --parquet --out here`, { cwd });
    const before = resultsIn(path.join(cwd, 'here'));
    await done('report here', { cwd });
    expect(resultsIn(path.join(cwd, 'here'))).toEqual(before);
  });

  it('says what to do where no bulk table is written', async () => {
    const cwd = folderWithSmallScenario();
    const { exitCode, stderr } = await command('run small.yaml --parquet --files summary', { cwd });
    expect(exitCode).toBe(2);
    expect(stderr).toContain('--files names none of them: name one, or leave --parquet out');
  });
});
