// Joins the program's modules, and the packages they use, into a few files, dist/: the engine runs about a seventh faster than from one file a
// module, since what a module imports is then a constant to the compiler, and a command starts in two thirds of the time. Types come from
// tsc (tsconfig.build.json).
import { chmodSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'rolldown';

const { output } = await build({
  input: {
    index: 'src/index.ts',
    'files/index': 'src/files/index.ts',
    'files/replication-worker': 'src/files/replication-worker.ts',
    'cli/main': 'src/cli/main.ts',
  },
  platform: 'node',
  // `never` and its like are then numbers to the compiler, wherever they are used.
  optimization: { inlineConst: { mode: 'all', pass: 2 } },
  output: {
    dir: 'dist',
    format: 'esm',
    entryFileNames: '[name].js',
    // As deep as the sources: what lies beside the package is found two folders up (src/files/scenario-files.ts, src/cli/version.ts).
    chunkFileNames: 'parts/[name].js',
  },
});
chmodSync('dist/cli/main.js', 0o755);
writeFileSync('dist/LICENSES.txt', licences(output.flatMap(({ moduleIds = [] }) => moduleIds)));

/** The licences of the packages that modules come from. */
function licences(modules) {
  const folders = new Set(modules.map((module) => /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/u.exec(module)?.[0]));
  folders.delete(undefined);
  return [...folders]
    .sort()
    .map((folder) => {
      const { name, version, license } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
      const file = readdirSync(folder).find((one) => /^licen[cs]e/iu.test(one));
      const text = file === undefined ? '' : readFileSync(path.join(folder, file), 'utf8').trim();
      return `${name} ${version}: ${license}\n\n${text}\n`;
    })
    .join('\n---\n\n');
}
