// Before the tests: joins the sources of the command and of a worker thread into a few files, for
// tests that start them, with the packages they use, as the build does. Each process and thread
// would else read and compile some hundred files, a second of processor time, and the tests start
// more than a hundred. Where they are, replication-worker.source.mjs and
// test/support/cli/program.ts are told.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'rolldown';
import { compileKernel, kernelCode } from '../../compile-kernel.js';
import { keepsItsPlace } from './keeps-its-place.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

export default async function joinPrograms(): Promise<() => void> {
  // Inside the project, so that its packages are found.
  const cache = path.join(root, 'node_modules/.cache');
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(path.join(cache, 'offsupply-tests-'));
  const plugins = [kernelCode(await compileKernel()), keepsItsPlace];
  const join = async (source: string, name: string): Promise<string> => {
    const dir = path.join(folder, name);
    await build({
      input: { [name]: path.join(root, source) },
      platform: 'node',
      plugins,
      // Its ES modules, as in the build.
      resolve: { alias: { yaml: path.join(root, 'node_modules/yaml/browser/index.js') } },
      output: { dir, format: 'esm', entryFileNames: '[name].mjs', chunkFileNames: '[name].mjs' },
    });
    return path.join(dir, `${name}.mjs`);
  };
  process.env['OFFSUPPLY_JOINED_PROGRAM'] = await join('src/cli/main.ts', 'main');
  const worker = await join('src/files/replication-worker.ts', 'replication-worker');
  process.env['OFFSUPPLY_JOINED_WORKER'] = pathToFileURL(worker).href;
  return () => {
    rmSync(folder, { recursive: true });
  };
}
