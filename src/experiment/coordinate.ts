// Gives replications to runners and stores their results by replication, so that nothing depends on
// which finishes first. What a runner is (this process, a worker thread, a page's worker) is in
// files/worker-pool.ts.

import type { RecordStore } from './record-store.ts';

/** Runs one replication at a time. */
export interface Runner {
  /**
   * Bytes of the replication's record, made by `encodeRecord` with the store's content key. Rejects
   * when the replication fails or the runner dies, also when it is stopped.
   * @param onHouseholds called from time to time with the number of further households simulated
   */
  run(replication: number, onHouseholds: (households: number) => void): Promise<Uint8Array>;
  /** Ends the runner, whatever it is doing. Safe to call more than once. */
  stop(): Promise<void>;
}

/**
 * Stores the bytes of runners: a RecordStore, or a store of other things that are numbered like
 * replications.
 */
export interface RunnerStore {
  has(replication: number): boolean;
  putEncoded(bytes: Uint8Array, replication: number): void;
}

/** What to run, by which runners, and where records are stored. */
export interface Coordination<Store extends RunnerStore = RecordStore> {
  /**
   * Numbers of the replications wanted, in the order in which they are given out. Those in the
   * store are not run again.
   */
  readonly replications: readonly number[];
  /** Most runners at a time. */
  readonly runners: number;
  /** Makes a runner; called again for one that has failed. */
  readonly startRunner: () => Runner;
  readonly store: Store;
  /** Households in a replication, to compute progress. */
  readonly households: number;
  /** Called with the replications done, including parts of those that are running. */
  readonly onProgress?: (done: number) => void;
  /** Called when a replication failed and is about to be run again. */
  readonly onRetry?: (replication: number, error: unknown) => void;
  readonly signal?: AbortSignal;
}

/** A replication failed twice. `cause` is the second error. */
export class ReplicationError extends Error {
  override readonly name = 'ReplicationError';
  readonly replication: number;
  constructor(replication: number, cause: unknown) {
    super(
      `replication ${replication} failed twice: ` +
        (cause instanceof Error ? cause.message : String(cause)),
      { cause },
    );
    this.replication = replication;
  }
}

/**
 * Resolves when every replication is in the store.
 * @throws ReplicationError; the signal's reason when it is aborted. All runners have stopped by
 * then.
 */
export async function coordinate(coordination: Coordination<RunnerStore>): Promise<void> {
  const { replications, signal } = coordination;
  signal?.throwIfAborted();
  const giveUp = new AbortController();
  const stop = (): void => {
    giveUp.abort(signal?.reason);
  };
  signal?.addEventListener('abort', stop, { once: true });
  const waiting = replications.filter((replication) => !coordination.store.has(replication));
  const progress = partsUnderWay(coordination, replications.length - waiting.length);
  const lanes = Array.from({ length: Math.min(coordination.runners, waiting.length) }, () =>
    runLane(coordination, waiting, progress, giveUp).catch((error: unknown) => {
      giveUp.abort(error);
      throw error;
    }),
  );
  // Waits for all lanes, so that none is running when the first failure is thrown.
  await Promise.allSettled(lanes);
  signal?.removeEventListener('abort', stop);
  giveUp.signal.throwIfAborted();
}

/** Runs one replication after another, with a new runner after each failure. */
async function runLane(
  { startRunner, store, onRetry }: Coordination<RunnerStore>,
  waiting: number[],
  progress: Progress,
  giveUp: AbortController,
): Promise<void> {
  let runner: Runner | undefined;
  const stop = (): void => void runner?.stop();
  giveUp.signal.addEventListener('abort', stop);
  try {
    for (
      let replication = waiting.shift();
      replication !== undefined;
      replication = waiting.shift()
    ) {
      let bytes: Uint8Array | undefined;
      for (let attempt = 1; bytes === undefined; attempt += 1) {
        giveUp.signal.throwIfAborted();
        runner ??= startRunner();
        try {
          bytes = await runner.run(replication, progress.part(replication));
        } catch (error) {
          // A runner that failed is not used again.
          await runner.stop();
          runner = undefined;
          giveUp.signal.throwIfAborted();
          progress.lost(replication);
          if (attempt === 2) throw new ReplicationError(replication, error);
          onRetry?.(replication, error);
        }
      }
      store.putEncoded(bytes, replication);
      progress.done(replication);
    }
  } finally {
    giveUp.signal.removeEventListener('abort', stop);
    await runner?.stop();
  }
}

interface Progress {
  /** The progress callback of one replication. */
  part(replication: number): (households: number) => void;
  done(replication: number): void;
  lost(replication: number): void;
}

/** @param kept number of replications that were stored before */
function partsUnderWay(
  { households, onProgress }: Coordination<RunnerStore>,
  kept: number,
): Progress {
  const under = new Map<number, number>();
  let done = kept;
  const tell = (): void => {
    let sum = done;
    for (const lived of under.values()) sum += Math.min(0.999, lived / households);
    onProgress?.(sum);
  };
  return {
    part: (replication) => (more) => {
      under.set(replication, (under.get(replication) ?? 0) + more);
      tell();
    },
    done(replication) {
      under.delete(replication);
      done += 1;
      tell();
    },
    lost: (replication) => void under.delete(replication),
  };
}
