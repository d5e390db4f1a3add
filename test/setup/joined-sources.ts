// Joins the sources, and the reference implementation, into one module for the tests, as the build
// does for the command. With a module for each file, what one takes from another is looked up at
// each use, and each file is fetched by itself.
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type OutputChunk, type Plugin as RolldownPlugin } from 'rolldown';
import type { Plugin } from 'vitest/config';
import { keepsItsPlace } from './keeps-its-place.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const folders = ['src', 'test/reference'];
/** Where the joined modules would be. They are in memory only. */
const folder = path.join(root, 'joined');

/** These run when they are imported: they are loaded by themselves. */
const programs: readonly string[] = [
  'src/cli/main',
  'src/files/replication-worker',
  'src/web/no-eval',
  'src/web/page',
  'src/web/worker',
];

/**
 * A plugin of vitest: whoever imports a file of these folders is given it from the joined module.
 * Errors still point at the file, through the source map. A later change of a file would not be
 * seen, so tests that are run again at each change (`vitest --watch`) have a module for each file.
 * @param plugins for the sources
 */
export function joinedSources(...plugins: readonly RolldownPlugin[]): Plugin {
  let joined: Promise<ReadonlyMap<string, OutputChunk>> = Promise.resolve(new Map());
  return {
    name: 'joined-sources',
    enforce: 'pre',
    configureVitest({ vitest }) {
      if (!vitest.config.watch) joined = join(plugins);
    },
    async resolveId(id, importer) {
      if (importer === undefined || !id.startsWith('.')) return undefined;
      const file = path.resolve(path.dirname(importer), id);
      const place = path.join(folder, path.relative(root, file)).replace(/\.ts$/u, '.js');
      const known = await joined;
      return [file, place].find((name) => known.has(name));
    },
    load: async (id) => (await joined).get(id),
  };
}

/** What is joined, by the place it would have. */
async function join(plugins: readonly RolldownPlugin[]): Promise<ReadonlyMap<string, OutputChunk>> {
  const names = sourceModules();
  const { output } = await build({
    input: Object.fromEntries(names.map((name) => [name, path.join(root, `${name}.ts`)])),
    write: false,
    platform: 'node',
    plugins: [...plugins, keepsItsPlace],
    external: /^[^./]/u,
    output: {
      ...{ dir: folder, format: 'esm', entryFileNames: '[name].js', sourcemap: true },
      codeSplitting: { groups: [{ name: 'joined' }] },
    },
    // What is imported when it is needed is joined in like the rest.
    checks: { ineffectiveDynamicImport: false },
  });
  const chunks = output.filter((file) => file.type === 'chunk');
  return new Map(chunks.map((chunk) => [path.join(folder, chunk.fileName), chunk]));
}

/** Every file of the folders but programs and tests, without its ending. */
function sourceModules(): readonly string[] {
  return folders
    .flatMap((within) =>
      readdirSync(path.join(root, within), { recursive: true, encoding: 'utf8' }).map((name) =>
        path.join(within, name),
      ),
    )
    .filter((name) => name.endsWith('.ts') && !/\.(as|test|prop)\.ts$/u.test(name))
    .map((name) => name.slice(0, -'.ts'.length))
    .filter((name) => !programs.includes(name));
}
