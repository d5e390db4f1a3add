// What the build made (`npm ci` or `npm run build`): fails where there is none.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';

const dist = fileURLToPath(new URL('../dist/', import.meta.url));

/** What a built module and all of ours that it imports take from elsewhere. */
function takenFromElsewhere(entry: string): Set<string> {
  const elsewhere = new Set<string>();
  const seen = new Set<string>();
  const follow = (file: string): void => {
    if (seen.has(file)) return;
    seen.add(file);
    if (!existsSync(file)) throw new Error(`${file} is not there: npm run build makes it`);
    for (const [, name] of readFileSync(file, 'utf8').matchAll(
      file.endsWith('.cjs')
        ? /\brequire\(["']([^"']+)["']\)/gu
        : /^(?:import|export)\b[^;]*?["']([^"']+)["'];?$/gmu,
    ))
      if (name!.startsWith('.')) follow(path.resolve(path.dirname(file), name!));
      else elsewhere.add(name!);
  };
  follow(path.join(dist, entry));
  return elsewhere;
}

test('the library runs in a browser: it takes nothing from Node, and leaves its packages to whoever uses it', () => {
  const taken = [...takenFromElsewhere('index.js')];
  expect(taken.filter((name) => name.startsWith('node:'))).toEqual([]);
  expect(taken).toEqual(expect.arrayContaining(['yaml', 'zod', 'seedrandom']));
});

test('the command has its packages joined in, with the licence of each', () => {
  const taken = [
    ...takenFromElsewhere('program/command.cjs'),
    ...takenFromElsewhere('program/worker.cjs'),
    ...takenFromElsewhere('program/start-joined.js'),
  ];
  expect(taken).toContain('node:fs');
  expect(taken.filter((name) => !isBuiltin(name))).toEqual([]);
  const licences = readFileSync(path.join(dist, 'LICENSES.txt'), 'utf8').split('\n---\n');
  for (const licence of licences) expect(licence).toMatch(/copyright/iu);
  expect(licences.map((licence) => /^[a-z0-9@/-]+/mu.exec(licence)![0])).toEqual(
    expect.arrayContaining(['commander', 'seedrandom', 'yaml', 'zod']),
  );
});

test('the command takes the functions that this Node compiled at the build', () => {
  for (const name of ['command', 'worker']) {
    const file = path.join(dist, `program/${name}.cjs`);
    const { status, stderr } = spawnSync(process.execPath, [
      '--input-type=module',
      '--eval',
      `import { compileJoined } from ${JSON.stringify(pathToFileURL(path.join(dist, 'program/start-joined.js')).href)};
      process.exit(compileJoined(${JSON.stringify(name)}).script.cachedDataRejected === false ? 0 : 1);`,
    ]);
    expect(status, `${file}: ${stderr.toString()}`).toBe(0);
  }
});

test('the joined programs are ASCII, as which they are read', () => {
  for (const name of ['command', 'worker'])
    expect(readFileSync(path.join(dist, `program/${name}.cjs`), 'latin1')).toMatch(/^[\0-\x7f]*$/u);
});
