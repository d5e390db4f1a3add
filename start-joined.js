// Copied to dist/program: starts a program that build.js has joined into one file there, the command
// or its worker, in ASCII. Beside it is what V8 made of its functions at the build (code-cache.js),
// which saves a short run a tenth of its processor time. V8 takes it only if it is from the same
// version with the same flags, and compiles the functions itself otherwise (decision 0029).
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { Script } from 'node:vm';

/**
 * Flags of V8 by the major version of Node, for short runs; a run of thousands of homes is as fast.
 * V8 optimizes a function of JavaScript after 24 times (Node 22: three times) as much use, and one
 * of the kernel after much more: by default its compilers take a third of the processor time of a
 * short run. The memory of young objects grows at once.
 * Only versions that were measured: V8 complains about flags it does not know.
 */
const flags = {
  20: {
    both: ['--interrupt-budget=1600000', '--semi-space-growth-factor=16'],
    // The command simulates short replications itself, and leaves others to workers: half a second
    // of use, and a thirtieth of that.
    command: ['--wasm-tiering-budget=1000000000'],
    worker: ['--wasm-tiering-budget=30000000'],
  },
  22: { both: ['--invocation-count-for-turbofan=10000'] },
};

/**
 * @param {'command' | 'worker'} name
 * @returns the script, and the file of its compiled functions
 */
export function startJoined(name) {
  const { script, file, cache } = compileJoined(name);
  const module = { exports: {} };
  const run = script.runInThisContext();
  run(module.exports, createRequire(file), module, file, path.dirname(file));
  return { script, cache };
}

/**
 * @param {'command' | 'worker'} name
 */
export function compileJoined(name) {
  const { both = [], [name]: own = [] } = flags[process.versions.node.split('.')[0]] ?? {};
  for (const flag of [...both, ...own]) setFlagsFromString(flag);
  const file = fileURLToPath(new URL(`${name}.cjs`, import.meta.url));
  const cache = `${file}.cache`;
  const cachedData = read(cache);
  const names = ['exports', 'require', 'module', '__filename', '__dirname'];
  const script = new Script(`(function (${names.join()}) {${readFileSync(file, 'latin1')}\n})`, {
    filename: file,
    ...(cachedData !== undefined && { cachedData }),
  });
  return { script, file, cache };
}

/** A file's bytes; undefined where there is none. */
function read(file) {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}
