// Before the tests: joins the sources of the command and of a worker thread into one file each, for
// tests that start them, as the build does. Each process and thread would else read and compile
// some hundred files, a second of processor time, and the tests start more than a hundred. Where
// they are, replication-worker.source.mjs and test/support/cli/program.ts are told.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { compileKernel, kernelCode } from '../../compile-kernel.js';
import { joinPrograms as join, starts } from '../../join-programs.js';
import { keepsItsPlace } from './keeps-its-place.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

export default async function joinPrograms(): Promise<() => void> {
  // Inside the project, so that its packages are found.
  const cache = path.join(root, 'node_modules/.cache');
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(path.join(cache, 'offsupply-tests-'));
  process.env['OFFSUPPLY_JOINED_PROGRAM'] = path.join(folder, starts.command);
  process.env['OFFSUPPLY_JOINED_WORKER'] = pathToFileURL(path.join(folder, starts.worker)).href;
  await join(folder, { plugins: [kernelCode(await compileKernel()), keepsItsPlace] });
  return () => {
    rmSync(folder, { recursive: true });
  };
}
