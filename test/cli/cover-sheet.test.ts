import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { metrics } from '../../src/experiment/metrics.ts';
import { command, putSmallScenario } from '../support/cli/run-command.ts';

interface Metadata {
  readonly '@context': readonly unknown[];
  readonly tables: readonly {
    readonly url: string;
    readonly tableSchema: {
      readonly columns: readonly {
        readonly name: string;
        readonly titles: string;
        readonly datatype: { readonly base: string };
        readonly required: boolean;
      }[];
      readonly primaryKey: readonly string[];
    };
  }[];
}

let folder: string;
const inRun = (name: string): string => readFileSync(path.join(folder, 'out', name), 'utf8');
const rowsOf = (text: string): readonly Record<string, string>[] => parse(text, { columns: true });
const tablesOf = (): readonly string[] =>
  readdirSync(path.join(folder, 'out')).filter(
    (name) => name.endsWith('.csv') && name !== 'README.csv',
  );
const headerOf = (name: string): readonly string[] => inRun(name).split('\n', 1)[0]!.split(',');

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'offsupply-test-'));
  putSmallScenario(folder);
  const { exitCode } = await command(
    'run small.yaml --workers 1 --households 20 --replications 2 --spells --meters --out out',
    {
      cwd: folder,
    },
  );
  expect(exitCode).toBe(0);
}, 30_000);
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('the cover sheet', () => {
  it('says what was run, what to keep in mind, and what each file, column and metric is', () => {
    const rows = rowsOf(inRun('README.csv'));
    const named = (item: string): readonly string[] =>
      rows.filter((row) => row['item'] === item).map((row) => row['name']!);
    const about = new Map(
      rows
        .filter((row) => row['item'] === 'about')
        .map((row) => [row['name']!, row['text']!] as const),
    );
    expect(Object.fromEntries(about)).toMatchObject({
      title: 'A small book',
      seed: 'small',
      households: '20',
      replications: '2',
      'policy held': 'Held',
    });
    expect(about.get('program')).toMatch(/^offsupply \d+\.\d+\.\d+$/u);
    expect(rows.find((row) => row['item'] === 'caveat')!['text']).toContain('A quick run');
    expect(named('file').toSorted()).toEqual(tablesOf().toSorted());
    expect(named('column').toSorted()).toEqual(
      tablesOf()
        .flatMap((name) => headerOf(name).map((column) => `${name}:${column}`))
        .toSorted(),
    );
    expect(named('metric')).toEqual(metrics.map(({ name }) => name));
    expect(rows.every((row) => row['text'] !== '' || row['name'] === 'description')).toBe(true);
  });

  it('is not written with --files, nor is the metadata', async () => {
    await command('run small.yaml --households 20 --replications 1 --files summary --out less', {
      cwd: folder,
    });
    expect(readdirSync(path.join(folder, 'less')).toSorted()).toEqual([
      'datapackage.json',
      'run.json',
      'summary.csv',
    ]);
  });

  it('stays as it is when the report is made again', async () => {
    const files = (): Record<string, string> =>
      Object.fromEntries(readdirSync(path.join(folder, 'out')).map((name) => [name, inRun(name)]));
    const before = files();
    expect((await command('report out', { cwd: folder })).exitCode).toBe(0);
    expect(files()).toEqual(before);
  });
});

describe('the CSVW metadata', () => {
  it('has every table with the columns of its header, their types, and a key that tells rows apart', () => {
    const { '@context': context, tables } = JSON.parse(inRun('csv-metadata.json')) as Metadata;
    expect(context[0]).toBe('http://www.w3.org/ns/csvw');
    expect(tables.map(({ url }) => url).toSorted()).toEqual(tablesOf().toSorted());
    const forms: Record<string, RegExp> = {
      string: /^/u,
      integer: /^-?\d+$/u,
      number: /^-?\d+(?:\.\d+)?$/u,
      boolean: /^(?:yes|no)$/u,
      dateTimeStamp: /^[-\d]+T[:\d]+Z$/u,
    };
    for (const { url, tableSchema } of tables) {
      const { columns, primaryKey } = tableSchema;
      expect(columns.map(({ titles }) => titles)).toEqual(headerOf(url));
      const rows = rowsOf(inRun(url));
      for (const { name, datatype, required } of columns) {
        const form = forms[datatype.base]!;
        expect(rows.every((row) => (row[name] === '' ? !required : form.test(row[name]!)))).toBe(
          true,
        );
      }
      expect(new Set(rows.map((row) => primaryKey.map((name) => row[name]).join('\n'))).size).toBe(
        rows.length,
      );
    }
  });

  it('is in the data package and in run.json, as the cover sheet is', () => {
    for (const name of ['datapackage.json', 'run.json']) {
      expect(inRun(name)).toContain('"path": "csv-metadata.json"');
      expect(inRun(name)).toContain('"path": "README.csv"');
    }
  });
});
