// One hash of the results in every supported version of Node, in Chromium and in Firefox, with both
// builds of the kernel.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import { compileKernel, kernelCode } from '../../compile-kernel.js';
import { browserPrograms, type BrowserProgram } from './browser-programs.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
/** A browser that has told nothing by then is taken to have failed. */
const patienceMs = 120_000;

/** What one engine of JavaScript told: a line for each build of the kernel. */
export interface Told {
  readonly by: string;
  readonly lines: string;
}

/** @param programs versions of Node, by name */
export async function hashesOf(
  programs: readonly { readonly version: string; readonly program: string }[],
): Promise<readonly Told[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'offsupply-hash-'));
  try {
    const code = await joinedProgram();
    const file = path.join(folder, 'hash.mjs');
    writeFileSync(file, code);
    const told: Told[] = programs.map(({ version, program }) => ({
      by: `Node ${version}`,
      lines: toldByNode(program, file),
    }));
    for (const browser of browserPrograms())
      told.push({ by: browser.version, lines: await toldByBrowser(browser, code, folder) });
    return told;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** hash-of-results.ts with all it uses, in one file. */
async function joinedProgram(): Promise<string> {
  const bundle = await rolldown({
    input: path.join(root, 'test/nodes/hash-of-results.ts'),
    platform: 'browser',
    // Its paths lead to types.
    tsconfig: false,
    plugins: [kernelCode(await compileKernel())],
    resolve: { alias: { 'offsupply/scenarios': path.join(root, 'dist/scenarios.js') } },
  });
  const { output } = await bundle.generate({ format: 'esm' });
  return output[0].code;
}

function toldByNode(program: string, file: string): string {
  const { status, stdout, stderr } = spawnSync(program, [file], { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : stderr.trim();
}

/** The browser opens a page that runs the program and sends what it told. */
async function toldByBrowser(
  { program, words }: BrowserProgram,
  code: string,
  folder: string,
): Promise<string> {
  const server = createServer();
  const told = toldTo(server, code);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const profile = mkdtempSync(path.join(folder, 'profile-'));
  const child = spawn(program, [...words(profile), `http://127.0.0.1:${port}/`], {
    stdio: 'ignore',
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const late = new AbortController();
  const nothing = setTimeout(patienceMs, `nothing was told in ${patienceMs / 1000} s`, {
    signal: late.signal,
  }).catch(() => '');
  const answer = await Promise.race([told, nothing]);
  late.abort();
  child.kill();
  await ended;
  server.closeAllConnections();
  server.close();
  return answer;
}

/** Serves the page and its program. What the page sends back. */
function toldTo(server: Server, code: string): Promise<string> {
  return new Promise((resolve) => {
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      if (request.method === 'POST') {
        resolve(text(request));
        response.end();
        return;
      }
      const isCode = request.url === '/hash.js';
      response.setHeader('Content-Type', isCode ? 'text/javascript' : 'text/html');
      response.end(
        isCode
          ? code
          : '<!doctype html><title>Hash</title><script type="module" src="hash.js"></script>',
      );
    });
  });
}
