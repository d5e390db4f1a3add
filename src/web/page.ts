/// <reference lib="dom" />
// The what-if page: hands what was chosen to the desk and the workers, and shows what comes back.
import { processors } from '../experiment/page-workers.ts';
import type { LoadedCases } from './cases.ts';
import { unpacked } from './deliver.ts';
import { deskName } from './desk-name.ts';
import { Desk } from './desk-client.ts';
import type { OwnScenario } from './protocol.ts';
import { WarmWorkers } from './warm-workers.ts';
import { WhatIf } from './what-if.ts';

const textIn = (id: string): string => document.getElementById(id)?.textContent ?? '';

const own = JSON.parse(textIn('own-scenario')) as OwnScenario | null;

/** Each holds some ten megabytes, and an answer has 20 replications to share out. */
const mostWorkers = 8;

async function start(): Promise<void> {
  const text = await unpacked(textIn('worker').trim());
  const address = URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
  const workers = new WarmWorkers(() => new Worker(address), Math.min(mostWorkers, processors()));
  const cases = JSON.parse(await unpacked(textIn('cases').trim())) as LoadedCases;
  const openDesk = (): Desk => new Desk(new Worker(address, { name: deskName }), own);
  new WhatIf({ openDesk, workers, own, cases }).start();
}

void start();
