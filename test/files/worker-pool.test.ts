import { describe, expect, it } from 'vitest';
import { coordinate } from '../../src/experiment/coordinate.ts';
import { memoryStore } from '../../src/experiment/record-store.ts';
import { RunnerThread, type ReplicationJob } from '../../src/files/runner-thread.ts';
import { ownRunner, runnersFor } from '../../src/files/worker-pool.ts';
import { load } from '../support/scenario/load-scenario-text.ts';

const scenario = load(`
title: For workers
start: 2022-01-10
horizon: 10d
warmUp: 3d
households: 2500
replications: 2
policies: { no-intervention: { label: No intervention } }
`).scenario;
const job: ReplicationJob = { scenario, keepSpells: true, keepMeters: true, contentKey: 'key' };

/** A module for a thread that does this when it is sent something, its job at the latest. */
function entry(act: string): URL {
  return new URL(
    `data:text/javascript,${encodeURIComponent(`import { parentPort } from 'node:worker_threads'; parentPort.on('message', () => { ${act} });`)}`,
  );
}

async function failureOf(act: string): Promise<string> {
  const retried: number[] = [];
  const failure = await coordinate({
    ...{ replications: [5], runners: 1, households: 1, store: memoryStore('key') },
    startRunner: () => new RunnerThread(entry(act)).runnerOf(job),
    onRetry: (replication) => void retried.push(replication),
  }).then(
    () => 'nothing',
    (error: unknown) => (error as Error).message,
  );
  expect(retried).toEqual([5]);
  return failure;
}

describe('a replication in a worker thread', () => {
  it('is, byte for byte, what this process makes of it', async () => {
    const thread = new RunnerThread().runnerOf(job);
    const own = ownRunner(job);
    try {
      for (const replication of [2, 1]) {
        const households: number[] = [];
        const bytes = await thread.run(replication, (more) => void households.push(more));
        expect(Buffer.compare(bytes, await own.run(replication, () => undefined))).toBe(0);
        expect(households).toEqual([1000, 1000]);
      }
    } finally {
      await thread.stop();
    }
  });

  it('ends when it is stopped, and says so to whoever waits', async () => {
    const thread = new RunnerThread().runnerOf(job);
    const waiting = thread.run(1, () => undefined);
    await Promise.all([thread.stop(), expect(waiting).rejects.toThrow('its worker ended')]);
    await expect(thread.run(2, () => undefined)).rejects.toThrow('its worker ended');
  });
});

describe('a thread that was started before its job was known', () => {
  it('is the first runner, and the next is another', async () => {
    const thread = new RunnerThread();
    const startRunner = runnersFor(job, 2, thread);
    const [first, second] = [startRunner(), startRunner()];
    try {
      expect(() => thread.runnerOf(job)).toThrow('a thread has one job');
      await thread.stop();
      await expect(first.run(1, () => undefined)).rejects.toThrow('its worker ended');
      await expect(second.run(1, () => undefined)).resolves.toBeInstanceOf(Uint8Array);
    } finally {
      await second.stop();
    }
  });

  it('is ended where this process runs a short job itself', async () => {
    const thread = new RunnerThread();
    const short = { ...job, scenario: { ...scenario, households: 5 } };
    await expect(runnersFor(short, 1, thread)().run(1, () => undefined)).resolves.toBeInstanceOf(Uint8Array);
    await expect(thread.runnerOf(job).run(1, () => undefined)).rejects.toThrow('its worker ended');
  });
});

describe('a worker that goes wrong fails its replication by name, after one more try', () => {
  it.each([
    ['ends', 'process.exit(7)', 'its worker ended with code 7'],
    ['throws', `throw new Error('out of luck')`, 'out of luck'],
    ['throws later', `setTimeout(() => { throw new Error('later') })`, 'later'],
    ['rejects', `Promise.reject(new Error('a promise broken'))`, 'a promise broken'],
    [
      'says it failed',
      `parentPort.postMessage({ kind: 'failed', error: new Error('assertion failed: x') })`,
      'assertion failed: x',
    ],
  ])(
    '%s',
    async (_, act, reason) => {
      expect(await failureOf(act)).toBe(`replication 5 failed twice: ${reason}`);
    },
    5000,
  );
});
