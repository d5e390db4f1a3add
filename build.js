// Joins the program's modules into a few files, dist/: the engine runs about a seventh faster than
// from one file a module, since what a module imports is then a constant to the compiler. The
// command has the packages it uses joined in, too, and is one file; the library leaves them to
// whoever uses it, in a browser perhaps. Types come from tsc (tsconfig.build.json).
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'rolldown';
import { buildPage } from './build-page.js';
import { compileKernel, kernelCode } from './compile-kernel.js';
import { joinPrograms } from './join-programs.js';

const kernel = kernelCode(await compileKernel());
const common = {
  platform: 'node',
  plugins: [kernel],
  // `never` and its like are then numbers to the compiler, wherever they are used.
  optimization: { inlineConst: { mode: 'all', pass: 2 } },
};

await build({
  ...common,
  input: { index: 'src/index.ts', 'files/index': 'src/files/index.ts' },
  // Packages stay outside: what is not a path of ours.
  external: /^[^./]/u,
  // Parts lie as deep as the sources: what lies beside the package is found two folders up
  // (src/files/scenario-files.ts, src/cli/version.ts). So do the joined programs.
  output: {
    dir: 'dist',
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: 'parts/[name].js',
  },
});
writeScenarios();
writeFileSync(
  'dist/what-if.html',
  await buildPage([kernel], JSON.parse(readFileSync('package.json', 'utf8')).version),
);
const programs = await joinPrograms('dist', common);
writeFileSync('dist/LICENSES.txt', licences(programs.flatMap(({ moduleIds }) => moduleIds)));
writeFileSync(
  'dist/build.json',
  `${JSON.stringify({ build: checksum(programs), commit: commit() })}\n`,
);

/**
 * The scenario files as a module, for programs that have no disk: `import { shippedScenarios } from
 * 'offsupply/scenarios'`.
 */
function writeScenarios() {
  const names = readdirSync('scenarios', { recursive: true }).filter((name) =>
    name.endsWith('.yaml'),
  );
  const texts = names
    .sort()
    .map((name) => [
      name.replaceAll('\\', '/'),
      readFileSync(path.join('scenarios', name), 'utf8'),
    ]);
  writeFileSync(
    'dist/scenarios.js',
    `export const shippedScenarios = ${JSON.stringify(Object.fromEntries(texts), null, 1)};\n`,
  );
  copyFileSync('shipped-scenarios.d.ts', 'dist/scenarios.d.ts');
}

/**
 * Of the programs' code: what tells this build from another (src/cli/build-identity.ts).
 */
function checksum(files) {
  const texts = files.map(({ fileName, code }) => `${fileName}\n${code}`);
  return createHash('sha256').update(texts.join('\n')).digest('hex');
}

/** With `-changed` where files differ from it; absent where there is no repository. */
function commit() {
  const git = (...words) => {
    const { status, stdout } = spawnSync('git', words, { encoding: 'utf8' });
    return status === 0 ? stdout.trim() : undefined;
  };
  const head = git('rev-parse', 'HEAD');
  if (head === undefined) return undefined;
  return git('status', '--porcelain', '--untracked-files=no') === '' ? head : `${head}-changed`;
}

/** The licences of the packages that modules come from. */
function licences(modules) {
  const folders = new Set(
    modules.map((module) => /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/u.exec(module)?.[0]),
  );
  folders.delete(undefined);
  return [...folders]
    .sort()
    .map((folder) => {
      const { name, version, license } = JSON.parse(
        readFileSync(path.join(folder, 'package.json'), 'utf8'),
      );
      return `${name} ${version}: ${license}\n\n${licenceIn(folder)}\n`;
    })
    .join('\n---\n\n');
}

/** A file of its own, or the section of that name at the end of the package's readme. */
function licenceIn(folder) {
  const files = readdirSync(folder);
  const text = (name) => readFileSync(path.join(folder, name), 'utf8').trim();
  const own = files.find((name) => /^licen[cs]e/iu.test(name));
  if (own !== undefined) return text(own);
  const section = /^#*\s*licen[cs]e[^]*$/imu.exec(
    text(files.find((name) => /^readme/iu.test(name))),
  );
  if (section === null)
    throw new Error(`${folder}: no licence is found, and what is joined in must have it`);
  return section[0];
}
