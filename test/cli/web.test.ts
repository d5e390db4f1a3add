// `offsupply web` as a browser and its neighbours on the network meet it.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { request } from 'node:http';
import { networkInterfaces, tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OwnScenario } from '../../src/web/protocol.ts';
import { command, putSmallScenario, type Outcome } from '../support/cli/run-command.ts';

let cwd = '';
beforeAll(() => {
  cwd = mkdtempSync(path.join(tmpdir(), 'offsupply-web-'));
  mkdirSync(path.join(cwd, 'study'));
  putSmallScenario(path.join(cwd, 'study'), 'base.yaml');
  writeFileSync(path.join(cwd, 'study/seen.csv'), 'pounds\n5\n10\n20\n');
  const own =
    'title: </script><script>alert(1)</script>\nextends: base.yaml\nbehaviour: { ' +
    'vendAmount: { empirical: { csv: seen.csv, column: pounds } } }\n';
  writeFileSync(path.join(cwd, 'study/mine.yaml'), own);
});
afterAll(() => {
  rmSync(cwd, { recursive: true, force: true });
});

interface Served {
  readonly address: string;
  readonly stop: () => Promise<Outcome>;
}

async function serve(words = ''): Promise<Served> {
  const asked = new AbortController();
  let told: (address: string) => void = () => undefined;
  const address = new Promise<string>((resolve) => (told = resolve));
  const line = `web ${words} --port 0`.replace('  ', ' ');
  const ended = command(line, {
    cwd,
    signal: asked.signal,
    onOutput: (text) => {
      told(text.trim());
    },
  });
  const failed = ended.then(({ stderr }) => Promise.reject(new Error(`it ended: ${stderr}`)));
  failed.catch(() => undefined);
  return {
    address: await Promise.race([address, failed]),
    stop: () => {
      asked.abort();
      return ended;
    },
  };
}

function statusOf(
  address: string,
  { method = 'GET', host }: { method?: string; host?: string } = {},
): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = host === undefined ? {} : { host };
    request(address, { method, headers }, ({ statusCode }) => {
      resolve(statusCode!);
    })
      .on('error', reject)
      .end();
  });
}

const ownIn = (page: string): OwnScenario | null =>
  JSON.parse(
    /<script type="application\/json" id="own-scenario">([^]*?)<\/script>/u.exec(page)![1]!,
  ) as OwnScenario | null;

describe('offsupply web', () => {
  it('prints its address, serves the page with the policy of the page as a header, and stops when asked', async () => {
    const { address, stop } = await serve();
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/u);
    const response = await fetch(address);
    const page = await response.text();
    expect(ownIn(page)).toBeNull();
    const policy = response.headers.get('content-security-policy')!;
    expect(policy).toMatch(
      /^default-src 'none'; script-src 'sha256-[^;]+' 'wasm-unsafe-eval'; .*frame-ancestors 'none'$/u,
    );
    expect(page).toContain(`content="${policy.replace("; frame-ancestors 'none'", '')}"`);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('referrer-policy')).toBe('no-referrer');
    expect(await stop()).toMatchObject({
      exitCode: 0,
      stdout: `${address}\n`,
      stderr: expect.stringContaining('stopped') as string,
    });
    await expect(fetch(address)).rejects.toThrow();
  });

  it('serves that one page, to be read, and to this machine alone', async () => {
    const { address, stop } = await serve();
    expect(await statusOf(address)).toBe(200);
    expect(await statusOf(address, { method: 'HEAD' })).toBe(200);
    expect(await statusOf(address, { method: 'POST' })).toBe(405);
    expect(await statusOf(`${address}../../package.json`)).toBe(404);
    expect(await statusOf(`${address}favicon.ico`)).toBe(404);
    expect(await statusOf(address, { host: 'elsewhere.example' })).toBe(403);
    const others = Object.values(networkInterfaces()).flatMap((all) =>
      (all ?? []).filter(({ family, internal }) => family === 'IPv4' && !internal),
    );
    for (const { address: other } of others)
      await expect(statusOf(address.replace('127.0.0.1', other))).rejects.toThrow();
    await stop();
  });

  it('puts a scenario into it with every file it is made of, as data that no text can break out of', async () => {
    const { address, stop } = await serve('study/mine.yaml');
    const page = await (await fetch(address)).text();
    await stop();
    expect(page).not.toContain('<script>alert(1)');
    const own = ownIn(page)!;
    expect(own).toMatchObject({ name: 'study/mine.yaml', file: 'mine.yaml' });
    expect(Object.keys(own.files).sort()).toEqual(['base.yaml', 'mine.yaml', 'seen.csv']);
    expect(Object.keys(own.shipped)).toEqual(['defaults.yaml']);
    expect(Object.values(own.tables)).toEqual([
      expect.arrayContaining([{ line: 4, cells: ['20'] }]),
    ]);
  });

  it('says what is wrong with a scenario, or that a port is taken', async () => {
    expect(await command('web none.yaml', { cwd })).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('no such file') as string,
    });
    writeFileSync(path.join(cwd, 'wrong.yaml'), 'households: -1\n');
    expect(await command('web wrong.yaml', { cwd })).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('wrong.yaml:1:13') as string,
    });
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as AddressInfo;
    expect(await command(`web --port ${port}`, { cwd })).toMatchObject({
      exitCode: 2,
      stderr:
        `error: --port ${port}: another program listens there; give another one, or --port 0 ` +
        `for any that is free\n`,
    });
    other.close();
  });
});
