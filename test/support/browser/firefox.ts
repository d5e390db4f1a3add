/// <reference lib="dom" />
// Firefox as a tab, driven by WebDriver BiDi over its own socket. Playwright drives a Firefox of
// its own alone, which would be a download. Needs Node 22, or Node 20 with
// --experimental-websocket, as `npm run test:browsers` starts it.
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { browserPrograms } from '../../nodes/browser-programs.ts';
import { axeSource, runAxe } from './pages.ts';
import type { Tab } from './tab.ts';

interface Told {
  readonly id?: number;
  readonly type: 'success' | 'error' | 'event';
  readonly result?: unknown;
  readonly message?: string;
  readonly method?: string;
  readonly params?: Readonly<Record<string, unknown>>;
}

/** What a script gave back: a text, or what it threw. */
type ScriptResult =
  | { readonly type: 'success'; readonly result: { readonly value?: string } }
  | { readonly type: 'exception'; readonly exceptionDetails: { readonly text: string } };

export async function firefoxTab(): Promise<Tab> {
  const { program, version } = browserPrograms().find((one) => one.program.includes('firefox'))!;
  const profile = mkdtempSync(path.join(tmpdir(), 'offsupply-firefox-'));
  const words = [
    '--headless',
    '--no-remote',
    '--profile',
    profile,
    '--remote-debugging-port',
    '0',
    'about:blank',
  ];
  const process_ = spawn(program, words, { stdio: ['ignore', 'ignore', 'pipe'] });
  const happenings: string[] = [];
  let opened = '';
  const send = await connect(await addressOf(process_), ({ method, params }) => {
    const text = JSON.stringify(params).slice(0, 300);
    if (method !== 'network.beforeRequestSent') happenings.push(`${method ?? ''} ${text}`);
    else if (![opened, 'blob:'].some((start) => text.includes(`"url":"${start}`)))
      happenings.push(`request ${text}`);
  });
  await send('session.new', { capabilities: {} });
  // Without a screen the first window has no focus, and keys would press no buttons in it.
  const { context } = (await send('browsingContext.create', { type: 'window' })) as {
    context: string;
  };
  await send('browsingContext.activate', { context });
  await send('session.subscribe', {
    events: ['log.entryAdded', 'network.beforeRequestSent', 'browsingContext.userPromptOpened'],
  });
  const run = async (act: unknown, argument: unknown): Promise<unknown> => {
    const functionDeclaration = `async (text) => JSON.stringify((await (${String(act)})(JSON.parse(text))) ?? null)`;
    const given = [{ type: 'string', value: JSON.stringify(argument ?? null) }];
    const asked = {
      functionDeclaration,
      awaitPromise: true,
      target: { context },
      arguments: given,
    };
    const told = (await send('script.callFunction', asked)) as ScriptResult;
    if (told.type === 'exception') throw new Error(told.exceptionDetails.text);
    return JSON.parse(told.result.value!);
  };
  return {
    name: version.replace(/^Mozilla /u, ''),
    happenings,
    async goTo(address) {
      opened = address.split('#')[0]!;
      await send('browsingContext.navigate', { context, url: address, wait: 'complete' });
      happenings.length = 0;
    },
    run: (async (act: unknown, argument: unknown) => run(act, argument)) as Tab['run'],
    async press(key) {
      const value = keys[key] ?? key;
      const actions = ['keyDown', 'keyUp'].map((type) => ({ type, value }));
      await send('input.performActions', {
        context,
        actions: [{ type: 'key', id: 'keyboard', actions }],
      });
    },
    async resize(viewport) {
      await send('browsingContext.setViewport', { context, viewport });
    },
    async violations() {
      await send('script.evaluate', {
        expression: `${axeSource};0`,
        awaitPromise: false,
        target: { context },
      });
      return (await run(runAxe, null)) as readonly string[];
    },
    async close() {
      await send('browser.close', {});
      await new Promise((resolve) => process_.once('exit', resolve));
      rmSync(profile, { recursive: true, force: true });
    },
  };
}

/** As WebDriver writes them. */
const keys: Readonly<Record<string, string>> = {
  Tab: '\ue004',
  Enter: '\ue006',
  Space: ' ',
  ArrowLeft: '\ue012',
  ArrowRight: '\ue014',
  ArrowDown: '\ue015',
};

function addressOf({ stderr }: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    stderr!.on('data', (part) => {
      text += String(part);
      const address = /WebDriver BiDi listening on (ws:\S+)/u.exec(text)?.[1];
      if (address !== undefined) resolve(`${address}/session`);
    });
    setTimeout(() => {
      reject(new Error(`Firefox did not begin to listen:\n${text}`));
    }, 60_000).unref();
  });
}

type Send = (method: string, params: object) => Promise<unknown>;

async function connect(address: string, onEvent: (event: Told) => void): Promise<Send> {
  const socket = new WebSocket(address);
  const waiting = new Map<
    number,
    { resolve: (result: unknown) => void; reject: (error: Error) => void }
  >();
  let last = 0;
  socket.addEventListener('message', ({ data }) => {
    const told = JSON.parse(String(data)) as Told;
    if (told.type === 'event') {
      onEvent(told);
      return;
    }
    const asked = waiting.get(told.id!);
    waiting.delete(told.id!);
    if (told.type === 'success') asked?.resolve(told.result);
    else asked?.reject(new Error(told.message));
  });
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve, { once: true });
    socket.addEventListener('error', reject, { once: true });
  });
  return (method, params) =>
    new Promise((resolve, reject) => {
      const id = (last += 1);
      waiting.set(id, { resolve, reject });
      socket.send(JSON.stringify({ id, method, params }));
    });
}
