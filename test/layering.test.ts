// The house has floors: data flows one way, and nothing imports from a floor above its own
// (CONTRIBUTING.md, "The way through the house").
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

const source = resolve(import.meta.dirname, '../src');
/** From the ground up. */
const floors: Readonly<Record<string, number>> = {
  scenario: 0,
  kernel: 1,
  random: 2,
  simulation: 3,
  experiment: 4,
  calibration: 5,
  explore: 6,
  outputs: 7,
  files: 8,
  web: 9,
  cli: 10,
};
const mayImportNode = new Set(['files', 'cli']);

const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) =>
  /\.(ts|mjs)$/u.test(file),
);
function importsOf(file: string): readonly string[] {
  const text = readFileSync(join(source, file), 'utf8');
  return [
    ...text.matchAll(/^(?:import|export)[^;]*?from\s+'([^']+)'|\bimport\(\s*'([^']+)'/gmu),
  ].map((match) => match[1] ?? match[2]!);
}
function folderOf(file: string): string {
  const [folder, ...rest] = file.split('/');
  return rest.length === 0 ? '' : folder!;
}

describe('the layers of the source', () => {
  test('every folder has a floor', () => {
    const folders = new Set(files.map(folderOf).filter((folder) => folder !== ''));
    expect([...folders].filter((folder) => floors[folder] === undefined)).toEqual([]);
  });

  test('nothing imports from a floor above its own', () => {
    const upward = files.flatMap((file) => {
      const own = folderOf(file);
      if (own === '') return [];
      return importsOf(file)
        .filter((path) => path.startsWith('.'))
        .map((path) => relative(source, resolve(source, dirname(file), path)))
        .filter((target) => folderOf(target) !== '' && floors[folderOf(target)]! > floors[own]!)
        .map((target) => `${file} imports ${target}`);
    });
    expect(upward).toEqual([]);
  });

  test('the kernel imports nothing from outside its folder', () => {
    const outside = files
      .filter((file) => folderOf(file) === 'kernel')
      .flatMap((file) => importsOf(file).filter((path) => !path.startsWith('./')));
    expect(outside).toEqual([]);
  });

  test('only files and cli touch the machine', () => {
    const touching = files.filter(
      (file) =>
        !mayImportNode.has(folderOf(file)) &&
        importsOf(file).some((path) => path.startsWith('node:')),
    );
    expect(touching).toEqual([]);
  });

  test('the page runs in a browser: it takes nothing from the floor that has files', () => {
    const taking = files.filter(
      (file) =>
        folderOf(file) === 'web' && importsOf(file).some((path) => path.startsWith('../files/')),
    );
    expect(taking).toEqual([]);
  });

  test('the public API reads and writes no files but in the part that says so', () => {
    const touching = importsOf('index.ts').filter((path) =>
      /^\.\/(?:files|cli)\/|^node:/u.test(path),
    );
    expect(touching).toEqual([]);
  });

  test('only the command line prints or sets an exit code', () => {
    const printing = files.filter(
      (file) =>
        folderOf(file) !== 'cli' &&
        /\bconsole\.|process\.(exit|exitCode|stdout|stderr)\b/u.test(
          readFileSync(join(source, file), 'utf8'),
        ),
    );
    expect(printing).toEqual([]);
  });
});
