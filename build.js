// Joins the program's modules into a few files, dist/: the engine runs about a seventh faster than from one file a module, since what a
// module imports is then a constant to the compiler, and the command starts sooner. Types come from tsc (tsconfig.build.json).
import { chmodSync } from 'node:fs';
import { build } from 'rolldown';

await build({
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
