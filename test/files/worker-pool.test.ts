import { availableParallelism } from 'node:os';
import { describe, expect, it } from 'vitest';
import { coordinate } from '../../src/experiment/coordinate.ts';
import { memoryStore } from '../../src/experiment/record-store.ts';
import { RunnerThread, type ReplicationJob } from '../../src/files/runner-thread.ts';
import { ownRunner, runnersFor, workersFor } from '../../src/files/worker-pool.ts';
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
    startRunner: () => new RunnerThread(job, entry(act)),
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
    const thread = new RunnerThread(job);
    const own = ownRunner(job);
    try {
      for (const replication of [2, 1]) {
        const households: number[] = [];
        const bytes = await thread.run(replication, (more) => void households.push(more));
        expect(Buffer.compare(bytes, await own.run(replication, () => undefined))).toBe(0);
        // Told of block after block, to the last household.
        expect(households.length).toBeGreaterThan(2);
        expect(households.reduce((sum, more) => sum + more, 0)).toBe(job.scenario.households);
      }
    } finally {
      await thread.stop();
    }
  });

  it('ends when it is stopped, and says so to whoever waits', async () => {
    const thread = new RunnerThread(job);
    const waiting = thread.run(1, () => undefined);
    await Promise.all([thread.stop(), expect(waiting).rejects.toThrow('its worker ended')]);
    await expect(thread.run(2, () => undefined)).rejects.toThrow('its worker ended');
  });
});

describe('runners of a job', () => {
  it('are this process itself where one worker is enough for short replications, and threads elsewhere', async () => {
    const short = { ...job, scenario: { ...scenario, households: 5 } };
    expect(runnersFor(short, 1)()).not.toBeInstanceOf(RunnerThread);
    for (const [one, workers] of [
      [short, 2],
      [{ ...job, scenario: { ...scenario, households: 25_000 } }, 1],
    ] as const) {
      const runner = runnersFor(one, workers)();
      expect(runner).toBeInstanceOf(RunnerThread);
      await runner.stop();
    }
  });

  it('are one for little work, and never more than replications or cores for much', () => {
    expect(workersFor({ ...job, scenario: { ...scenario, households: 5 } }, 100)).toBe(1);
    expect(workersFor({ ...job, scenario: { ...scenario, households: 1_000_000 } }, 1)).toBe(1);
    expect(workersFor({ ...job, scenario: { ...scenario, households: 1_000_000 } }, 100_000)).toBe(availableParallelism());
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
