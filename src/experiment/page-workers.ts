// Replications in the workers of a web page: what the page calls, and what each worker runs.
// Threads of Node are files/worker-pool.ts.
import type { Scenario } from '../scenario/scenario.ts';
import { coordinate, type Runner } from './coordinate.ts';
import { prepareExperiment, withPolicies, type ExperimentOptions } from './experiment.ts';
import { memoryStore, type RecordStore } from './record-store.ts';
import { ReplicationMember } from './replication-member.ts';

/** What is needed of a page's `Worker`; it is one. */
export interface PageWorker {
  /** Sends it a message. */
  postMessage(message: unknown): void;
  /** Has its messages told. */
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
  /** Has it told when it fails. */
  addEventListener(type: 'error' | 'messageerror', listener: (event: object) => void): void;
  /** Ends it, whatever it is doing. */
  terminate(): void;
}

/** How replications are shared out, and who is told. */
export interface PageWorkersOptions extends ExperimentOptions {
  /**
   * Starts a worker whose module calls `serveReplications`. Written like this, bundlers find the
   * module: `() => new Worker(new URL('./worker.js', import.meta.url), { type: 'module' })`.
   */
  readonly startWorker: () => PageWorker;
  /**
   * How many at once, at most; by default as many as the machine has processors, and never more
   * than replications.
   */
  readonly workers?: number;
  /**
   * Told now and then of how many replications are done, parts of those under way included: 0 to
   * `scenario.replications`.
   */
  readonly onProgress?: (done: number) => void;
  /**
   * Told of each replication once it is done, in whatever order that is, and of where all so far
   * are kept.
   */
  readonly onRecord?: (replication: number, store: RecordStore) => void;
  /** Ends all workers when it is aborted. */
  readonly signal?: AbortSignal;
}

/** The page to a worker: the job first, then one replication after another. */
type Asked =
  | {
      readonly job: Pick<ExperimentOptions, 'engine' | 'keepSpells' | 'keepMeters'> & {
        readonly scenario: Scenario;
      };
    }
  | { readonly replication: number };
/** A worker to the page. */
type Told =
  | { readonly households: number }
  | { readonly record: Uint8Array }
  | { readonly failed: string };

/**
 * Runs all replications of a scenario in workers of a web page: what `simulate` does, without
 * holding the page up. The records are those of `simulate`, byte for byte, for any number of
 * workers.
 * @throws ReplicationError for a replication that failed twice; the signal's reason when it is
 * aborted. No worker is left
 */
export async function simulateInWorkers(
  scenario: Scenario,
  options: PageWorkersOptions,
): Promise<RecordStore> {
  const {
    startWorker,
    workers = processors(),
    onProgress,
    onRecord,
    signal,
    ...experimentOptions
  } = options;
  const { policies, engine, keepSpells, keepMeters } = experimentOptions;
  const chosen = withPolicies(scenario, policies);
  const kept = { ...(keepSpells && { keepSpells }), ...(keepMeters && { keepMeters }) };
  // Each worker prepares it: the page is not held up by that.
  const job = { scenario: chosen, ...(engine && { engine }), ...kept };
  const store = memoryStore();
  await coordinate({
    replications: Array.from({ length: chosen.replications }, (_, place) => place + 1),
    runners: workers,
    startRunner: () => new PageRunner(startWorker(), { job }),
    store: {
      has: (replication) => store.has(replication),
      putEncoded(bytes, replication) {
        store.putEncoded(bytes);
        onRecord?.(replication, store);
      },
    },
    households: chosen.households,
    ...(onProgress && { onProgress }),
    ...(signal && { signal }),
  });
  return store;
}

/**
 * What the module of a worker calls, once and with nothing after it: it then answers
 * `simulateInWorkers`.
 */
export function serveReplications(): void {
  const scope = globalThis as unknown as {
    postMessage(message: Told, transfer: ArrayBuffer[]): void;
    addEventListener(type: 'message', listener: (event: { readonly data: Asked }) => void): void;
  };
  let member: ReplicationMember | undefined;
  scope.addEventListener('message', ({ data }) => {
    try {
      if ('job' in data) {
        const { scenario, ...options } = data.job;
        member = new ReplicationMember(prepareExperiment(scenario, options), '');
        return;
      }
      const record = member!.do({ kind: 'whole', replication: data.replication }, (households) => {
        scope.postMessage({ households }, []);
      });
      scope.postMessage({ record }, [record.buffer as ArrayBuffer]);
    } catch (error) {
      scope.postMessage({ failed: error instanceof Error ? error.message : String(error) }, []);
    }
  });
}

/** How many processors the page may use. */
export function processors(): number {
  const { navigator } = globalThis as {
    readonly navigator?: { readonly hardwareConcurrency?: number };
  };
  return navigator?.hardwareConcurrency ?? 2;
}

interface Waiting {
  readonly resolve: (record: Uint8Array) => void;
  readonly reject: (error: unknown) => void;
  readonly onHouseholds: (households: number) => void;
}

class PageRunner implements Runner {
  readonly #worker: PageWorker;
  #waiting: Waiting | undefined;
  #ended: Error | undefined;

  constructor(worker: PageWorker, job: Asked) {
    this.#worker = worker;
    worker.addEventListener('message', ({ data }) => {
      this.#hear(data as Told);
    });
    const fail = (event: object): void => {
      const message =
        'message' in event && typeof event.message === 'string'
          ? event.message
          : 'it could not be started';
      this.#end(new Error(`a worker failed: ${message}`));
    };
    worker.addEventListener('error', fail);
    worker.addEventListener('messageerror', fail);
    worker.postMessage(job);
  }

  run(replication: number, onHouseholds: (households: number) => void): Promise<Uint8Array> {
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject, onHouseholds };
      if (this.#ended === undefined) this.#worker.postMessage({ replication } satisfies Asked);
      else reject(this.#ended);
    });
  }

  stop(): Promise<void> {
    this.#worker.terminate();
    this.#end(new Error('it was stopped'));
    return Promise.resolve();
  }

  #hear(told: Told): void {
    if ('households' in told) this.#waiting?.onHouseholds(told.households);
    else if ('record' in told) this.#waiting?.resolve(told.record);
    else this.#waiting?.reject(new Error(told.failed));
  }

  #end(error: Error): void {
    this.#ended ??= error;
    this.#waiting?.reject(error);
  }
}
