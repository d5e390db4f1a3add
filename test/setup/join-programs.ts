// Before the tests: joins the sources of the command and of a worker thread, one file each, for tests that start them. Each process and thread
// would else read and compile some hundred files, a second of processor time, and the tests start more than a hundred.
// Where they are, replication-worker.source.mjs and test/support/cli/program.ts are told.
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
    const file = path.join(folder, name);
    await build({
      input: path.join(root, source),
      platform: 'node',
      plugins,
      external: /^[^./]/u,
      output: { file, format: 'esm', codeSplitting: false },
    });
    return file;
  };
  process.env['OFFSUPPLY_JOINED_PROGRAM'] = await join('src/cli/main.ts', 'main.mjs');
  const worker = await join('src/files/replication-worker.ts', 'replication-worker.mjs');
  process.env['OFFSUPPLY_JOINED_WORKER'] = pathToFileURL(worker).href;
  return () => {
    rmSync(folder, { recursive: true });
  };
}
