// Joins the command and its worker thread into one file each, with the packages they use, ready to
// be started: for the build (build.js) and for the tests (test/setup/join-programs.ts).
import { chmodSync, copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'rolldown';
import { makeCodeCaches, starterOf } from './code-cache.js';

const root = fileURLToPath(new URL('./', import.meta.url));

/** Where a program starts, below the folder of all: as deep as its source. */
export const starts = { command: 'cli/main.js', worker: 'files/replication-worker.js' };
const sources = { command: 'src/cli/main.ts', worker: 'src/files/replication-worker.ts' };

/** Escapes all but ASCII: the text is then read without decoding it, which takes 10 ms less. */
const asciiOnly = {
  name: 'ascii-only',
  generateBundle(_, files) {
    for (const file of Object.values(files))
      file.code = file.code.replace(
        /[^\0-\x7f]/g,
        (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
      );
  },
};

/**
 * Loads what starts processes only when one is started: commander names it, for commands in files of
 * their own, and no run needs it.
 */
const childProcessWhenUsed = {
  name: 'child-process-when-used',
  resolveId: (id) => (id === 'node:child_process' ? '\0child-process' : null),
  load: (id) =>
    id === '\0child-process'
      ? `const whole = () => process.getBuiltinModule('node:child_process');
export const spawn = (...words) => whole().spawn(...words);
export const spawnSync = (...words) => whole().spawnSync(...words);`
      : null,
};

/**
 * @param {string} folder where the programs are to be
 * @param {object} options of rolldown, for both
 * @returns what rolldown made of each
 */
export async function joinPrograms(folder, options) {
  const joined = [];
  for (const [name, source] of Object.entries(sources)) {
    const { output } = await build({
      ...options,
      plugins: [...options.plugins, childProcessWhenUsed, asciiOnly],
      platform: 'node',
      // Its ES modules, of which only what is used is joined in; Node would be given the others.
      resolve: { alias: { yaml: path.join(root, 'node_modules/yaml/browser/index.js') } },
      input: path.join(root, source),
      output: {
        file: path.join(folder, `program/${name}.cjs`),
        format: 'cjs',
        codeSplitting: false,
      },
    });
    joined.push(output[0]);
  }
  await keepReading(folder, options);
  copyFileSync(path.join(root, 'start-joined.js'), path.join(folder, 'program/start-joined.js'));
  const starters = {};
  for (const [name, file] of Object.entries(starts)) {
    starters[name] = path.join(folder, file);
    mkdirSync(path.dirname(starters[name]), { recursive: true });
    writeFileSync(starters[name], starterOf(name));
  }
  makeCodeCaches(starters);
  chmodSync(starters.command, 0o755);
  return joined;
}

/** Reads the shipped defaults, and keeps what they say for the command (src/scenario/reading.ts). */
async function keepReading(folder, options) {
  const reader = path.join(folder, 'program/reading.mjs');
  await build({
    ...options,
    platform: 'node',
    external: /^[^./]/u,
    input: path.join(root, 'src/scenario/reading.ts'),
    output: { file: reader, format: 'esm' },
  });
  const { readingOf } = await import(pathToFileURL(reader).href);
  rmSync(reader);
  const name = 'defaults.yaml';
  const reading = readingOf(name, readFileSync(path.join(root, 'scenarios', name), 'utf8'));
  writeFileSync(path.join(folder, 'program/defaults.json'), JSON.stringify(reading));
}
