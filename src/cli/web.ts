// `offsupply web`: serves the what-if page to this machine, with the texts of one scenario in it.
import { readFileSync } from 'node:fs';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, dirname, isAbsolute, relative, sep } from 'node:path';
import { UsageError } from '../errors.ts';
import { thresholdMistake } from '../experiment/threshold.ts';
import { shippedScenarios } from '../files/scenario-files.ts';
import { loadScenario } from '../scenario/load.ts';
import type { OwnScenario } from '../web/protocol.ts';
import { exitCodes, type Host } from './host.ts';
import { scenarioFilesFor } from './scenario-source.ts';

export interface WebOptions {
  readonly port: number;
}

/** Nobody else on the network is served. */
const loopback = '127.0.0.1';

/** @param path of a scenario file; without one the page has its own cases alone */
export async function web(
  path: string | undefined,
  { port }: WebOptions,
  host: Host,
): Promise<number> {
  const page = pageWith(path === undefined ? null : ownScenario(path, host));
  const signal = host.interruption();
  const { createServer } = await import('node:http'); // no other command needs it
  const server = createServer((request, response) => {
    answer(request, response, page);
  });
  const { port: listening } = await listen(server, port);
  host.stdout.write(`http://${loopback}:${listening}/\n`);
  host.stderr.write('Open the address in a browser. Ctrl-C stops this command.\n');
  await new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    else
      signal.addEventListener(
        'abort',
        () => {
          resolve();
        },
        { once: true },
      );
  });
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  host.stderr.write('stopped\n');
  return exitCodes.done;
}

/** @throws ScenarioError with all that is wrong with it */
function ownScenario(path: string, host: Host): OwnScenario {
  const files = scenarioFilesFor(host);
  const { files: read, pages } = loadScenario(path, files, { checkThreshold: thresholdMistake });
  const root = read[0]!;
  const own: Record<string, string> = {};
  const shipped: Record<string, string> = {};
  const tables: Record<string, OwnScenario['tables'][string]> = {};
  for (const file of read) {
    const text = files.read(file) as string;
    const ofPackage = nameInPackage(file);
    if (ofPackage === undefined) own[withSlashes(relative(dirname(root), file))] = text;
    else shipped[ofPackage] = text;
    if (!pages.some(({ name }) => name === file)) tables[text] = files.rows(text);
  }
  return { name: path, file: nameInPackage(root) ?? basename(root), files: own, shipped, tables };
}

/** Of a shipped file; undefined for one of the user's own. */
function nameInPackage(file: string): string | undefined {
  const name = relative(shippedScenarios, file);
  return isAbsolute(file) && !name.startsWith('..') && !isAbsolute(name)
    ? withSlashes(name)
    : undefined;
}

const withSlashes = (path: string): string => path.replaceAll(sep, '/');

/** Two folders up from here, in a checkout (src/cli) and when built (dist/cli). */
const pageFile = new URL('../../dist/what-if.html', import.meta.url);

function pageWith(own: OwnScenario | null): string {
  let page: string;
  try {
    page = readFileSync(pageFile, 'utf8');
  } catch {
    throw new UsageError('the page is not there: dist/what-if.html is made by npm run build');
  }
  // In a script element of data, of which a < could be the end.
  const data = JSON.stringify(own).replaceAll('<', '\\u003c');
  return page.replace(
    /(<script type="application\/json" id="own-scenario">)null/u,
    (_, start: string) => `${start}${data}`,
  );
}

function listen(server: Server, port: number): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const why = {
        EADDRINUSE: 'another program listens there',
        EACCES: 'you have no permission to listen there',
      }[error.code ?? ''];
      const fix = 'give another one, or --port 0 for any that is free';
      reject(why === undefined ? error : new UsageError(`--port ${port}: ${why}; ${fix}`));
    });
    server.listen(port, loopback, () => {
      resolve(server.address() as AddressInfo);
    });
  });
}

function answer(
  { method, url, headers }: IncomingMessage,
  response: ServerResponse,
  page: string,
): void {
  const refuse = (status: number, text: string): void => {
    response
      .writeHead(status, {
        'content-type': 'text/plain; charset=utf-8',
        'x-content-type-options': 'nosniff',
      })
      .end(`${text}\n`);
  };
  // A name that somebody else has pointed at this machine is not its own.
  if (!/^(?:127\.0\.0\.1|localhost)(?::\d+)?$/u.test(headers.host ?? ''))
    refuse(403, 'this address is served to this machine alone');
  else if (url?.split('?')[0] !== '/') refuse(404, 'there is one page here, at /');
  else if (method !== 'GET' && method !== 'HEAD')
    refuse(405, 'the page can be read, and nothing else');
  else {
    response.writeHead(200, headersOf(page));
    response.end(method === 'HEAD' ? undefined : page);
  }
}

/** The page's own policy, and what only a header can say. */
function headersOf(page: string): Readonly<Record<string, string>> {
  const policy = /<meta http-equiv="Content-Security-Policy" content="([^"]+)">/u.exec(page)![1]!;
  return {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': `${policy}; frame-ancestors 'none'`,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'no-store',
  };
}
