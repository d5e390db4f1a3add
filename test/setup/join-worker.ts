// Before the tests: joins the sources of a worker thread into one file. Each thread would else read and compile some hundred files, a second
// of processor time, and the tests start some hundred threads. Where it is, replication-worker.source.mjs is told.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'rolldown';
import { compileKernel, kernelCode } from '../../compile-kernel.js';

const root = fileURLToPath(new URL('../../', import.meta.url));

export default async function joinWorker(): Promise<() => void> {
  // Inside the project, so that its packages are found.
  const cache = path.join(root, 'node_modules/.cache');
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(path.join(cache, 'offsupply-tests-'));
  await build({
    input: path.join(root, 'src/files/replication-worker.ts'),
    platform: 'node',
    plugins: [kernelCode(await compileKernel())],
    external: /^[^./]/u,
    output: { dir: folder, format: 'esm', entryFileNames: 'replication-worker.mjs', sourcemap: 'inline' },
  });
  process.env['OFFSUPPLY_JOINED_WORKER'] = pathToFileURL(path.join(folder, 'replication-worker.mjs')).href;
  return () => {
    rmSync(folder, { recursive: true });
  };
}
