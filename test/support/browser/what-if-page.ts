// The what-if page as the sources make it, on disk for a browser.
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildPage } from '../../../build-page.js';
import { compileKernel, kernelCode } from '../../../compile-kernel.js';

let made: Promise<string> | undefined;

/** Its file. Made once, for all files of tests that a process runs. */
export function whatIfFile(): Promise<string> {
  return (made ??= make());
}

export async function whatIfAddress(): Promise<string> {
  return pathToFileURL(await whatIfFile()).href;
}

async function make(): Promise<string> {
  const { version } = JSON.parse(readFileSync(path.resolve('package.json'), 'utf8')) as {
    version: string;
  };
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'offsupply-what-if-')), 'what-if.html');
  writeFileSync(file, await buildPage([kernelCode(await compileKernel())], version));
  return file;
}
