import { createRequire } from 'node:module';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Ajv from 'ajv';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sha256 } from '../../src/files/output-directory.ts';
import { command, putSmallScenario, type Outcome } from '../support/cli/run-command.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'offsupply-test-'));
const inFolder = (line: string): Promise<Outcome> => command(line, { cwd: folder });
const short = '--households 10 --replications 2 --horizon 7d --workers 1 --progress none';
const run = (options: string): Promise<Outcome> => inFolder(`run small.yaml ${short} ${options}`);
const filesIn = (out: string): readonly string[] => readdirSync(path.join(folder, out)).sort();
const textOf = (...names: string[]): string => readFileSync(path.join(folder, ...names), 'utf8');

beforeAll(async () => {
  putSmallScenario(folder);
  await run('--out whole --spells');
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** run.json and datapackage.json list what is there, and tables equal those of the whole run. */
function expectTruth(out: string): void {
  const { files } = JSON.parse(textOf(out, 'run.json')) as {
    files: { path: string; sha256: string }[];
  };
  expect(files.map((file) => file.path).sort()).toEqual(
    filesIn(out).filter((name) => name !== 'run.json'),
  );
  for (const file of files) expect(sha256(textOf(out, file.path)), file.path).toBe(file.sha256);
  const { resources } = JSON.parse(textOf(out, 'datapackage.json')) as {
    resources: { path: string }[];
  };
  expect(resources.map((resource) => resource.path).sort()).toEqual(
    filesIn(out).filter((name) => name !== 'datapackage.json'),
  );
  // The cover sheet tells of the tables there are.
  for (const name of filesIn(out).filter((one) => one.endsWith('.csv') && one !== 'README.csv'))
    expect(textOf(out, name)).toBe(textOf('whole', name));
}

describe('a run without a report', () => {
  it('writes every table but those that only the report needs', async () => {
    expect((await run('--no-report --out plain')).exitCode).toBe(0);
    expect(filesIn('plain')).toEqual([
      ...[
        'README.csv',
        'assumptions.csv',
        'comparison.csv',
        'csv-metadata.json',
        'cuts-by-hour.csv',
        'datapackage.json',
        'replications.csv',
        'run.json',
        'spell-gates.csv',
      ],
      ...['summary.csv', 'timeseries.csv'],
    ]);
    expectTruth('plain');
  });

  it('removes the report of an earlier run from the folder', async () => {
    await run('--out again');
    await run('--out again --no-report');
    expect(filesIn('again')).toEqual(filesIn('plain'));
  });

  it('cannot have its report made later, and says what is missing and what to do', async () => {
    const { exitCode, stderr } = await inFolder('report plain');
    expect(exitCode).toBe(2);
    expect(stderr).toContain(
      'plain was written without spell-lengths.csv, timeline.csv, stories.csv',
    );
    expect(stderr).toContain('make the run again without --no-report and --files');
  });
});

describe('a run of which files are named', () => {
  it('writes those tables, run.json and datapackage.json', async () => {
    expect((await run('--files summary,comparison.csv --out two')).exitCode).toBe(0);
    expect(filesIn('two')).toEqual([
      'comparison.csv',
      'datapackage.json',
      'run.json',
      'summary.csv',
    ]);
    expectTruth('two');
  });

  it('keeps spells and meters where their tables are named, and adds them where options ask for them', async () => {
    await run('--files spells --out named');
    await run('--files summary --spells --out added');
    expect(filesIn('named')).toEqual(['datapackage.json', 'run.json', 'spells.csv']);
    expect(filesIn('added')).toEqual(['datapackage.json', 'run.json', 'spells.csv', 'summary.csv']);
    expectTruth('named');
    expectTruth('added');
  });

  it('is refused for a name that is none, with the names there are', async () => {
    const { exitCode, stderr } = await run('--files summary,comparisn --out none');
    expect(exitCode).toBe(2);
    expect(stderr).toContain("option '--files <names>' argument 'summary,comparisn' is invalid");
    expect(stderr).toContain(
      'There is no table comparisn. Did you mean comparison? There are summary, comparison,',
    );
  });

  it('is refused for a table that the run does not have', async () => {
    const { exitCode, stderr } = await run('--files uncertainty --out none');
    expect(exitCode).toBe(2);
    expect(stderr).toContain(
      '--files uncertainty: uncertainty.csv is only written by a run with --uncertainty ' +
        'habits or all',
    );
  });

  it('cannot be compared without replications.csv, and says so', async () => {
    const { exitCode, stderr } = await inFolder('compare two whole');
    expect(exitCode).toBe(2);
    expect(stderr).toContain('two was written without replications.csv');
  });
});

describe('shards', () => {
  it('leave the choice of files to the command that merges them', async () => {
    const refused = await run('--shard 1/1 --no-report --out parts');
    expect(refused.exitCode).toBe(2);
    expect(refused.stderr).toContain('give them to offsupply merge');
    await run('--shard 1/1 --out parts');
    await inFolder('merge parts/shard-1-of-1 --files summary');
    rmSync(path.join(folder, 'parts', 'shard-1-of-1'), { recursive: true });
    expect(filesIn('parts')).toEqual(['datapackage.json', 'run.json', 'summary.csv']);
    expect(textOf('parts', 'summary.csv')).toBe(textOf('whole', 'summary.csv'));
  });
});

describe('--vega-lite', () => {
  /** Every text that stands under one of these keys, at any depth. */
  function textsUnder(value: unknown, keys: readonly string[]): readonly string[] {
    if (typeof value !== 'object' || value === null) return [];
    return Object.entries(value).flatMap(([key, part]: [string, unknown]) =>
      typeof part === 'string' && keys.includes(key) ? [part] : textsUnder(part, keys),
    );
  }

  it('writes a specification beside each picture, sound and of columns that the CSV file it names has', async () => {
    expect(
      (await run('--vega-lite --out drawn --replications 20 --uncertainty all')).exitCode,
    ).toBe(0);
    const pictures = filesIn('drawn').filter((name) => name.endsWith('.svg'));
    const specifications = filesIn('drawn').filter((name) => name.endsWith('.vl.json'));
    expect(pictures.length).toBeGreaterThan(9);
    expect(specifications).toEqual(pictures.map((name) => name.replace('.svg', '.vl.json')));
    const schema = readFileSync(
      createRequire(import.meta.url).resolve('vega-lite/vega-lite-schema.json'),
      'utf8',
    );
    const isSound = new Ajv({ unknownFormats: 'ignore', logger: false }).compile(
      JSON.parse(schema) as object,
    );
    for (const name of specifications) {
      const specification = JSON.parse(textOf('drawn', name)) as { data: { url: string } };
      expect(
        isSound(specification),
        `${name}: ${JSON.stringify(isSound.errors?.slice(0, 2))}`,
      ).toBe(true);
      expect(specification).toMatchObject({
        $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
      });
      const columns = textOf('drawn', specification.data.url).split('\n', 1)[0]!.split(',');
      const made = textsUnder(specification, ['as']).concat([
        'label',
        'measure',
        'part',
        'kind',
        'share',
        'source',
      ]);
      const used = textsUnder(specification, ['field', 'lookup']);
      expect(used.length).toBeGreaterThan(1);
      expect([...columns, ...made]).toEqual(expect.arrayContaining(used as string[]));
    }
  });

  it('is kept when the report is made again, and refused without one', async () => {
    const before = filesIn('drawn').map((name) => [name, textOf('drawn', name)]);
    expect((await inFolder('report drawn')).exitCode).toBe(0);
    expect(filesIn('drawn').map((name) => [name, textOf('drawn', name)])).toEqual(before);
    for (const other of ['--no-report', '--files summary']) {
      const { exitCode, stderr } = await run(`--vega-lite ${other} --out none`);
      expect([exitCode, stderr]).toEqual([
        2,
        'error: --vega-lite writes the charts of the report: leave out --no-report and ' +
          '--files, or --vega-lite\n',
      ]);
    }
  });
});
