import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../support/files/temporary-folder.ts';
import { compareResults } from './compare-results.ts';

function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'files'));
  for (const [name, text] of Object.entries(files))
    writeFileSync(join(folder, 'files', name), text);
  return folder;
}

/** @returns what is reported of each file that differs */
function differences(
  old: Readonly<Record<string, string>>,
  now: Readonly<Record<string, string>>,
  ending?: string,
): string[] {
  const { differences: found } = compareResults(folderWith(old), folderWith(now), ending);
  return found.map(({ file, what }) => `${file}: ${what}`);
}

const record = (seed: string, wall: number): string =>
  JSON.stringify({ seed, environment: { commandLine: ['run'], wallSeconds: wall } }, null, 2);

describe('two folders of results', () => {
  it('are the same when every byte is', () => {
    const files = { 'a.csv': 'x,1\n', 'b.csv': '' };
    expect(compareResults(folderWith(files), folderWith(files))).toEqual({
      files: 2,
      bytes: 4,
      differences: [],
    });
  });

  it('differ at the first line where a byte does', () => {
    expect(differences({ 'a.csv': 'x\n1,2\n3\n' }, { 'a.csv': 'x\n1,5\n4\n' })).toEqual([
      'files/a.csv: line 2, column 3\n    old: 1,2\n    new: 1,5',
    ]);
  });

  it('differ where one file is longer, be it by the newline at its end', () => {
    expect(differences({ 'a.csv': 'x' }, { 'a.csv': 'x\ny' })[0]).toContain(
      'line 1, column 2\n    old: (the file ends here)',
    );
  });

  it('differ when a file is on one side only', () => {
    expect(differences({ 'a.csv': '' }, { 'b.csv': '' })).toEqual([
      'files/a.csv: only the old build writes it',
      'files/b.csv: only the new build writes it',
    ]);
  });

  it('report the files closest to the engine first', () => {
    const old = { 'assumptions.csv': '1', 'spells.csv': '1', 'meters.csv': '1' };
    const now = { 'assumptions.csv': '2', 'spells.csv': '2', 'meters.csv': '2' };
    expect(differences(old, now).map((line) => line.split(':')[0])).toEqual([
      'files/meters.csv',
      'files/spells.csv',
      'files/assumptions.csv',
    ]);
  });

  it('may differ in the environment that run.json records, and in nothing else of it', () => {
    expect(differences({ 'run.json': record('a', 1) }, { 'run.json': record('a', 2) })).toEqual([]);
    expect(
      differences({ 'run.json': record('a', 1) }, { 'run.json': record('b', 1) }),
    ).toHaveLength(1);
    expect(differences({ 'x.json': record('a', 1) }, { 'x.json': record('a', 2) })).toHaveLength(1);
  });

  it('are compared in files of one ending where that is asked for', () => {
    expect(
      differences({ 'a.csv': '1', 'b.html': '1' }, { 'a.csv': '1', 'b.html': '2' }, '.csv'),
    ).toEqual([]);
  });
});
