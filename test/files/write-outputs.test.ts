import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { memoryStore, type RecordStore } from '../../src/experiment/record-store.ts';
import { fileStore } from '../../src/files/record-files.ts';
import { writeOutputs, type Extra, type OutputOptions } from '../../src/files/write-outputs.ts';
import { fakePolicies, fakeReplication, fakeScenario } from '../support/experiment/fake-records.ts';
import { problemsOfResource, type Package } from '../support/outputs/check-data-package.ts';
import { filesFailingAt } from '../support/files/failing-files.ts';
import { temporaryFolder } from '../support/files/temporary-folder.ts';

const order = [1, 2, 3];

function filled(store: RecordStore, replications: readonly number[]): RecordStore {
  for (const replication of replications) store.put(fakeReplication(replication, 20));
  return store;
}

function optionsFor(directory: string, changes: Partial<OutputOptions> = {}): OutputOptions {
  return {
    directory,
    scenario: fakeScenario,
    scenarioSha256: 'f'.repeat(64),
    version: '0.1.0',
    store: changes.store ?? filled(memoryStore(), order),
    spells: true,
    meters: true,
    environment: { node: 'v20', workers: 2 },
    ...changes,
  };
}

function contents(folder: string): Readonly<Record<string, string>> {
  const names = readdirSync(folder).filter((name) => statSync(path.join(folder, name)).isFile());
  return Object.fromEntries(
    names.sort().map((name) => [name, readFileSync(path.join(folder, name), 'utf8')]),
  );
}

interface RunJson {
  readonly events: Readonly<Record<string, number>>;
  readonly replications: number;
  readonly files: readonly {
    readonly path: string;
    readonly bytes: number;
    readonly sha256: string;
  }[];
  readonly scenario: { readonly title: string };
  readonly environment: unknown;
}

const extra = (text: string): Extra => ({
  path: 'report.html',
  title: 'The report',
  description: 'A page.',
  text,
});

describe('the files of a run', () => {
  it('are those of the contract', async () => {
    const folder = path.join(temporaryFolder(), 'not', 'there', 'yet');
    await writeOutputs(optionsFor(folder));
    expect(readdirSync(folder).sort()).toEqual([
      'comparison.csv',
      'cuts-by-hour.csv',
      'datapackage.json',
      'meters.csv',
      'replications.csv',
      'run.json',
      'spells.csv',
      'summary.csv',
      'timeseries.csv',
    ]);
  });

  it('are all documented in the data package, truly, with their hashes', async () => {
    const folder = temporaryFolder();
    await writeOutputs(optionsFor(folder, { extras: () => [extra('<p>done')] }));
    const texts = contents(folder);
    const { profile, resources } = JSON.parse(texts['datapackage.json']!) as Package;
    expect(profile).toBe('data-package');
    expect(resources.map(({ path: name }) => name).sort()).toEqual(
      Object.keys(texts).filter((name) => name !== 'datapackage.json'),
    );
    const run = resources.find(({ path: name }) => name === 'run.json')!;
    expect(run).toMatchObject({
      profile: 'data-resource',
      name: 'run',
      format: 'json',
      mediatype: 'application/json',
    });
    // run.json holds the checksum of the data package.
    expect(run).not.toHaveProperty('hash');
    const report = resources.find(({ path: name }) => name === 'report.html')!;
    expect(report).toMatchObject({
      name: 'report',
      title: 'The report',
      format: 'html',
      mediatype: 'text/html',
    });
    for (const resource of resources.filter(({ path: name }) => name !== 'run.json')) {
      const text = texts[resource.path]!;
      expect(
        resource.path.endsWith('.csv') ? problemsOfResource(resource, text) : [],
        resource.path,
      ).toEqual([]);
      expect(resource.hash).toBe(`sha256:${createHash('sha256').update(text).digest('hex')}`);
      expect(resource.bytes).toBe(Buffer.byteLength(text));
    }
  });

  it('are all listed in run.json with their hashes, but for itself', async () => {
    const folder = temporaryFolder();
    const extras = () => [extra('<p>done')];
    const written = await writeOutputs(optionsFor(folder, { extras }));
    const texts = contents(folder);
    const run = JSON.parse(texts['run.json']!) as RunJson;
    expect(written.map((file) => file.path).at(-1)).toBe('run.json');
    expect(run.files).toEqual(written.slice(0, -1));
    for (const file of run.files)
      expect(file.sha256).toBe(createHash('sha256').update(texts[file.path]!).digest('hex'));
    expect(run).toMatchObject({
      replications: 3,
      scenario: { title: fakeScenario.title },
      environment: { node: 'v20', workers: 2 },
    });
    const events = order.reduce(
      (sum, replication) => sum + fakeReplication(replication, 20).policies[2]!.events,
      0,
    );
    expect(run.events[fakePolicies[2]]).toBe(events);
  });

  it('are the same bytes whatever the order replications came in, and wherever they were kept', async () => {
    const [one, other] = [temporaryFolder(), temporaryFolder()];
    await writeOutputs(optionsFor(one));
    const store = filled(
      fileStore({ folder: path.join(other, '.replications'), contentKey: 'key' }),
      [3, 1, 2],
    );
    await writeOutputs(optionsFor(other, { store }));
    expect(contents(other)).toEqual(contents(one));
  });

  it('do not depend on the order of keys in the scenario', async () => {
    const [one, other] = [temporaryFolder(), temporaryFolder()];
    await writeOutputs(optionsFor(one));
    const scenario = Object.fromEntries(
      Object.entries(fakeScenario).reverse(),
    ) as unknown as typeof fakeScenario;
    await writeOutputs(optionsFor(other, { scenario }));
    expect(contents(other)).toEqual(contents(one));
  });

  it('of an environment that differs differ in run.json alone, and there under one key', async () => {
    const [one, other] = [temporaryFolder(), temporaryFolder()];
    await writeOutputs(optionsFor(one));
    await writeOutputs(optionsFor(other, { environment: { node: 'v26', seconds: 3.5 } }));
    const [before, after] = [contents(one), contents(other)];
    expect(Object.keys(before).filter((name) => before[name] !== after[name])).toEqual([
      'run.json',
    ]);
    const [a, b] = [before, after].map((texts) => ({
      ...(JSON.parse(texts['run.json']!) as RunJson),
      environment: null,
    }));
    expect(a).toEqual(b);
  });

  it('of an earlier run that this one does not write are gone, and other files are left alone', async () => {
    const folder = temporaryFolder();
    await writeOutputs(optionsFor(folder, { extras: () => [extra('old')] }));
    writeFileSync(path.join(folder, 'notes.txt'), 'mine');
    await writeOutputs(optionsFor(folder, { spells: false, meters: false }));
    expect(readdirSync(folder).sort()).toEqual([
      'comparison.csv',
      'cuts-by-hour.csv',
      'datapackage.json',
      'notes.txt',
      'replications.csv',
      'run.json',
      'summary.csv',
      'timeseries.csv',
    ]);
  });

  it('are line feeds only, UTF-8 without a byte order mark', async () => {
    const folder = temporaryFolder();
    await writeOutputs(optionsFor(folder));
    for (const [name, text] of Object.entries(contents(folder))) {
      expect(text.endsWith('\n'), name).toBe(true);
      expect(text.includes('\r') || text.startsWith('\ufeff'), name).toBe(false);
    }
  });
});

describe('a run whose files cannot all be written', () => {
  it.each(['ENOSPC', 'EIO'])(
    'for %s at any call has no run.json, whole files only, and a message that names the file',
    async (code) => {
      const whole = temporaryFolder();
      await writeOutputs(optionsFor(whole));
      const expected = contents(whole);
      const store = filled(memoryStore(), order);
      for (let at = 1; ; at += 1) {
        const folder = path.join(temporaryFolder(), 'out');
        const { files, hasFailed } = filesFailingAt(at, code);
        const error = await writeOutputs(optionsFor(folder, { files, store })).then(
          () => undefined,
          (reason: unknown) => reason as Error,
        );
        if (!hasFailed()) break;
        expect(error?.message).toMatch(
          new RegExp(`^could not (?:write|make) .*out(?:/\\S+)?: ${code}`, 'u'),
        );
        if (!existsSync(folder)) continue;
        const texts = contents(folder);
        for (const [name, text] of Object.entries(texts))
          expect(text, `${name} at call ${at}`).toBe(expected[name]);
        // Only the very last calls, which make the name of run.json itself lasting, can fail with
        // everything there.
        if ('run.json' in texts) expect(texts).toEqual(expected);
      }
    },
  );

  it('does not keep the run.json of the run before', async () => {
    const folder = temporaryFolder();
    await writeOutputs(optionsFor(folder));
    const extras = (): never => {
      throw new Error('no report');
    };
    await expect(writeOutputs(optionsFor(folder, { extras }))).rejects.toThrow('no report');
    expect(existsSync(path.join(folder, 'run.json'))).toBe(false);
  });

  it('because it was interrupted leaves nothing half written', async () => {
    const folder = temporaryFolder();
    await expect(
      writeOutputs(optionsFor(folder, { signal: AbortSignal.abort(new Error('interrupted')) })),
    ).rejects.toThrow('interrupted');
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('the output folder', () => {
  it('is refused when it is a symbolic link or a file', async () => {
    const folder = temporaryFolder();
    mkdirSync(path.join(folder, 'real'));
    symlinkSync(path.join(folder, 'real'), path.join(folder, 'link'));
    writeFileSync(path.join(folder, 'file'), '');
    await expect(writeOutputs(optionsFor(path.join(folder, 'link')))).rejects.toThrow(
      'is a symbolic link',
    );
    await expect(writeOutputs(optionsFor(path.join(folder, 'file')))).rejects.toThrow(
      'is not a folder',
    );
    expect(readdirSync(path.join(folder, 'real'))).toEqual([]);
  });

  it('is cleared of what a killed run had written aside, and of nothing else', async () => {
    const folder = temporaryFolder();
    writeFileSync(path.join(folder, '.spells.csv.tmp-99'), 'half');
    writeFileSync(path.join(folder, '.mine.tmp-99'), 'mine');
    await writeOutputs(optionsFor(folder));
    expect(readdirSync(folder).filter((name) => name.startsWith('.'))).toEqual(['.mine.tmp-99']);
  });
});
