// The main process's side of a worker thread that runs replications or shares of them. Its own side
// is replication-worker.ts.
import { Worker } from 'node:worker_threads';
import type { Runner } from '../experiment/coordinate.ts';
import type { Member } from '../experiment/replication-in-shares.ts';
import type { Answer, Task, TaskKind } from '../experiment/replication-member.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { Engine } from '../simulation/kernel-builds.ts';
import { movableBuffers } from './movable-buffers.ts';

/** The job of a runner. Plain data, which is sent to the worker. */
export interface ReplicationJob {
  /** With the policies to run, and no others. */
  readonly scenario: Scenario;
  /** Build of the kernel; by default the fastest that can be used. */
  readonly engine?: Engine;
  readonly keepSpells: boolean;
  readonly keepMeters: boolean;
  readonly contentKey: string;
  /** Places of the segments whose figures are wanted; all by default. */
  readonly segments?: readonly number[];
}

/** Runs replications of one job after another. */
export interface JobRunner extends Runner {
  /** Sets the job of the next tasks. */
  take(job: ReplicationJob): void;
}

/** Messages from a worker. */
export type WorkerMessage =
  | { readonly kind: 'households'; readonly households: number }
  | { readonly kind: 'answer'; readonly answer: Answer }
  | { readonly kind: 'failed'; readonly error: unknown };

/** Runs tasks of a job in a worker thread, one at a time. If the thread ends, its task fails. */
export class RunnerThread implements JobRunner, Member {
  readonly #worker: Worker;
  #settle: Settle | undefined;
  #ended: unknown;

  /** @param entry module that the thread runs; tests pass one that crashes */
  constructor(job: ReplicationJob, entry: URL = workerEntry) {
    this.#worker = new Worker(entry, runsFromSources ? { execArgv: [] } : {});
    const end = (error: unknown): void => {
      this.#ended ??= error;
      this.#settle?.reject(error);
    };
    this.#worker.on('message', (message: WorkerMessage) => {
      if (message.kind === 'households') this.#settle?.onHouseholds(message.households);
      else if (message.kind === 'answer') this.#settle?.resolve(message.answer);
      else this.#settle?.reject(message.error);
    });
    this.#worker.on('messageerror', end);
    this.#worker.on('error', end);
    this.#worker.on('exit', (code) => {
      end(new Error(`its worker ended with code ${code}`));
    });
    this.#worker.postMessage(job);
  }

  take(job: ReplicationJob): void {
    this.#worker.postMessage(job);
  }

  run(replication: number, onHouseholds: (households: number) => void): Promise<Uint8Array> {
    return this.ask({ kind: 'whole', replication }, onHouseholds);
  }

  ask<Kind extends TaskKind>(
    task: Task<Kind>,
    onHouseholds: (households: number) => void = () => undefined,
  ): Promise<Answer<Kind>> {
    return new Promise((resolve, reject) => {
      this.#settle = { resolve, reject, onHouseholds };
      // Only a `join` task is sent to a single thread, so that its memory can be moved.
      const moved = task.kind === 'join' ? movableBuffers(task) : [];
      if (this.#ended === undefined) this.#worker.postMessage(task, moved);
      else this.#settle.reject(this.#ended);
    });
  }

  async stop(): Promise<void> {
    await this.#worker.terminate();
  }
}

interface Settle {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
  readonly onHouseholds: (households: number) => void;
}

const runsFromSources = import.meta.url.endsWith('.ts');

const workerEntry = runsFromSources
  ? new URL('./replication-worker.source.mjs', import.meta.url)
  : new URL('../files/replication-worker.js', import.meta.url);
