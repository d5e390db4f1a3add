// A worker thread that runs replications, seen from the process that starts it. What runs in it is replication-worker.ts.
import { Worker } from 'node:worker_threads';
import { assert } from '../errors.ts';
import type { Runner } from '../experiment/coordinate.ts';
import type { ConsumerSide, Scenario } from '../scenario/scenario.ts';

/** What a runner runs replications of. Plain data: it is sent to the worker as it is. */
export interface ReplicationJob {
  /** With the policies to run, and no others. */
  readonly scenario: Scenario;
  readonly keepSpells: boolean;
  readonly keepMeters: boolean;
  readonly contentKey: string;
  /** What the consumers are under each set of uncertain parameters. */
  readonly alternatives?: readonly ConsumerSide[];
}

/** What a worker says; it is told its job, then numbers of replications. */
export type WorkerMessage =
  | { readonly kind: 'households'; readonly households: number }
  | { readonly kind: 'record'; readonly bytes: Uint8Array }
  | { readonly kind: 'failed'; readonly error: unknown };

/**
 * A worker thread, which may be started before its job is known: it loads its modules meanwhile, and does not keep the process from ending
 * until it has a job. One that ends while it runs a replication, for whatever reason, fails that replication.
 */
export class RunnerThread {
  readonly #worker: Worker;
  #settle: Settle | undefined;
  #ended: unknown;
  #hasJob = false;

  /** @param entry module the thread runs; tests put one here that dies */
  constructor(entry: URL = workerEntry) {
    this.#worker = new Worker(entry, runsFromSources ? { execArgv: [] } : {});
    const end = (error: unknown): void => {
      this.#ended ??= error;
      this.#settle?.reject(error);
    };
    this.#worker.on('message', (message: WorkerMessage) => {
      if (message.kind === 'households') this.#settle?.onHouseholds(message.households);
      else if (message.kind === 'record') this.#settle?.resolve(message.bytes);
      else this.#settle?.reject(message.error);
    });
    this.#worker.on('messageerror', end);
    this.#worker.on('error', end);
    this.#worker.on('exit', (code) => {
      end(new Error(`its worker ended with code ${code}`));
    });
    // Last: whoever listens for messages holds the process.
    this.#worker.unref();
  }

  /** A runner of replications of a job, the thread's only one. */
  runnerOf(job: ReplicationJob): Runner {
    assert(!this.#hasJob, 'a thread has one job');
    this.#hasJob = true;
    const worker = this.#worker;
    worker.postMessage(job);
    worker.ref();
    return {
      run: (replication, onHouseholds) =>
        new Promise((resolve, reject) => {
          this.#settle = { resolve, reject, onHouseholds };
          if (this.#ended === undefined) worker.postMessage(replication);
          else this.#settle.reject(this.#ended);
        }),
      stop: () => this.stop(),
    };
  }

  async stop(): Promise<void> {
    await this.#worker.terminate();
  }
}

interface Settle {
  readonly resolve: (bytes: Uint8Array) => void;
  readonly reject: (error: unknown) => void;
  readonly onHouseholds: (households: number) => void;
}

const runsFromSources = import.meta.url.endsWith('.ts');

const workerEntry = runsFromSources
  ? new URL('./replication-worker.source.mjs', import.meta.url)
  : new URL('../files/replication-worker.js', import.meta.url);
