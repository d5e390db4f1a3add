import { availableParallelism } from 'node:os';
import { describe, expect, it } from 'vitest';
import { coordinate } from '../../src/experiment/coordinate.ts';
import { memoryStore } from '../../src/experiment/record-store.ts';
import { RunnerThread, type ReplicationJob } from '../../src/files/runner-thread.ts';
import { ThreadTeam } from '../../src/files/thread-team.ts';
import { OwnMember } from '../../src/files/own-member.ts';
import { runnersFor, stagesFor, workersFor } from '../../src/files/worker-pool.ts';
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
    `data:text/javascript,${encodeURIComponent(`import { parentPort } from 'node:worker_threads'; parentPort.on('message', () => { ` + `${act} });`)}`,
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
    const own = new OwnMember(job);
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

describe('a replication in a team of threads', () => {
  it.each(['wasm', 'typescript'] as const)(
    'is, byte for byte, what this process makes of it: %s',
    async (engine) => {
      const small = { ...scenario, households: 600 };
      const own = new OwnMember({ ...job, scenario: small, engine });
      const team = new ThreadTeam({ ...job, scenario: small, engine }, 2);
      try {
        for (const replication of [2, 1]) {
          let households = 0;
          const bytes = await team.run(replication, (more) => (households += more));
          expect(Buffer.compare(bytes, await own.run(replication, () => undefined))).toBe(0);
          expect(households).toBe(600);
        }
      } finally {
        await team.stop();
      }
    },
  );

  it('ends when it is stopped, and says so to whoever waits', async () => {
    const team = new ThreadTeam(job, 2);
    const waiting = team.run(1, () => undefined);
    await Promise.all([team.stop(), expect(waiting).rejects.toThrow('its worker ended')]);
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

  it('are one for little work, and never more than cores for much, nor than replications that are not large', () => {
    expect(workersFor({ ...job, scenario: { ...scenario, households: 5 } }, 100)).toBe(1);
    expect(workersFor({ ...job, scenario: { ...scenario, households: 25_000 } }, 1)).toBe(1);
    expect(workersFor({ ...job, scenario: { ...scenario, households: 1_000_000 } }, 100_000)).toBe(
      availableParallelism(),
    );
  });
});

describe('stages of a job', () => {
  const large = { ...job, scenario: { ...scenario, households: 10_000_000 } };
  const kinds = (of: ReplicationJob, replications: readonly number[], workers: number) =>
    stagesFor(of, replications, workers).map((stage) => ({
      replications: stage.replications,
      runners: stage.runners,
    }));

  it('have a large replication run by all threads, and the last ones by those that would have nothing to do', () => {
    expect(kinds(large, [1], 2)).toEqual([{ replications: [1], runners: 1 }]);
    expect(kinds(large, [1, 2, 5], 2)).toEqual([
      { replications: [1, 2], runners: 2 },
      { replications: [5], runners: 1 },
    ]);
    expect(workersFor(large, 1)).toBe(availableParallelism());
  });

  it('are one where threads come out even, where there is one worker, and where replications are small', () => {
    for (const [of, replications, workers] of [
      [large, [1, 2, 3, 4], 2],
      [large, [1, 2, 3], 1],
      [job, [1, 2, 3], 2],
    ] as const)
      expect(kinds(of, replications, workers)).toEqual([{ replications, runners: workers }]);
    expect(kinds(large, [], 2)).toEqual([]);
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
