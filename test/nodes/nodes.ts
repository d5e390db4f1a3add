// `npm run test:nodes`: the same bytes of every file on every supported version of Node, for any
// number of workers and with every engine the build has; and one hash of what is recorded, in each
// of them, in Chromium and in Firefox. Versions that are not the machine's own come from the
// package `node` of the registry npm is set up with, into node_modules/.cache. Needs a build (the
// script makes one).
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { enginesOffered, type EngineChoice } from '../builds/engines.ts';
import { resultsIn } from '../support/cli/result-files.ts';
import { hashesOf } from './one-hash.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const command = join(root, 'dist/cli/main.js');
const cache = join(root, 'node_modules/.cache/offsupply-nodes');

/** One of each supported line. */
const versions = ['20.20.2', '22.23.3', '24.21.0', '26.10.0'] as const;
const workers = [1, 2, 4] as const;
const runs = [
  'reference-winter.yaml --households 40 --replications 4 --seed one',
  'levers.yaml --households 12 --replications 4 --seed two',
  'green-2021.yaml --households 40 --replications 4 --seed three',
] as const;

/** The program of a version of Node; fetched where the machine has another. */
function nodeProgram(version: string): string {
  if (process.version === `v${version}`) return process.execPath;
  const folder = join(cache, version);
  const program = join(
    folder,
    'node_modules/node/bin',
    process.platform === 'win32' ? 'node.exe' : 'node',
  );
  if (!existsSync(program)) {
    mkdirSync(folder, { recursive: true });
    const words = [
      'install',
      '--prefix',
      folder,
      '--no-save',
      '--no-package-lock',
      '--ignore-scripts=false',
      `node@${version}`,
    ];
    const npm = spawnSync('npm', words, {
      cwd: folder,
      encoding: 'utf8',
      shell: process.platform === 'win32',
    });
    if (npm.status !== 0)
      fail(version, `npm ${words.join(' ')} ended with code ${npm.status}:\n${npm.stderr}`);
  }
  const told = spawnSync(program, ['--version'], { encoding: 'utf8' });
  if (told.stdout?.trim() !== `v${version}`) {
    fail(version, `${program} says ${told.stdout?.trim() || (told.error?.message ?? told.stderr)}`);
  }
  return program;
}

function fail(version: string, why: string): never {
  console.error(
    `Node ${version} cannot be had: ${why}\n` +
      'Nothing was skipped: without it this test fails. What to do: see that npm reaches a ' +
      `registry with the package node (npm view node@${version} version), remove ${cache}, and ` +
      'run it again. Or install that version of Node and run npm run test:nodes with it.',
  );
  process.exit(1);
}

/** Every file of a run; of run.json all but what may differ. */
function filesOf(
  program: string,
  run: string,
  workerCount: number,
  engine: EngineChoice,
): Readonly<Record<string, string>> {
  const folder = mkdtempSync(join(tmpdir(), 'offsupply-nodes-'));
  try {
    const words = [
      'run',
      ...run.split(' '),
      ...engine.words,
      '--spells',
      '--meters',
      '--workers',
      String(workerCount),
      '--out',
      folder,
      '--progress',
      'none',
    ];
    const child = spawnSync(program, [command, ...words], { cwd: root, encoding: 'utf8' });
    if (child.status !== 0)
      throw new Error(
        `${program} ${words.join(' ')} ended with code ${child.status}:\n${child.stderr}`,
      );
    return resultsIn(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const engines = enginesOffered(command, 'run');
const programs = versions.map((version) => ({ version, program: nodeProgram(version) }));
let failed = 0;
let passed = 0;
for (const run of runs) {
  const first = filesOf(programs[0]!.program, run, workers[0], engines[0]!);
  for (const { version, program } of programs) {
    for (const workerCount of workers) {
      for (const engine of engines) {
        const files = filesOf(program, run, workerCount, engine);
        const names = [...new Set([...Object.keys(first), ...Object.keys(files)])];
        const moved = names.filter((name) => files[name] !== first[name]);
        if (moved.length === 0) passed += 1;
        else failed += 1;
        const verdict =
          moved.length === 0
            ? `the same ${names.length} files`
            : `OTHER BYTES in ${moved.join(', ')}`;
        const scenario = run.split(' ')[0]!.padEnd(22);
        const setting = `Node ${version.padEnd(8)} ${workerCount} workers, ${engine.name}`;
        console.log(`${scenario} ${setting}: ${verdict}`);
      }
    }
  }
}
const told = await hashesOf(programs);
for (const { by, lines } of told) {
  const isSame =
    lines === told[0]!.lines &&
    new Set(lines.split('\n').map((line) => line.split(' ')[1])).size === 1;
  if (isSame) passed += 1;
  else failed += 1;
  console.log(
    `${by}: ${isSame ? 'one hash with both builds' : 'ANOTHER HASH'}\n  ` +
      lines.replaceAll('\n', '\n  '),
  );
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
