// Hands whole replications to runners and keeps what they bring back, by replication: nothing depends on who finishes first.
// What a runner is (this process, a worker thread, a page's worker) is deliberately elsewhere: files/worker-pool.ts.

import type { RecordStore } from './record-store.ts';

/** Runs one replication at a time. */
export interface Runner {
  /**
   * Bytes of the replication's record, made by `encodeRecord` with the store's content key. Rejects when the replication fails or the
   * runner dies, also when it is stopped.
   * @param onHouseholds told now and then of how many more households have been lived through
   */
  run(replication: number, onHouseholds: (households: number) => void): Promise<Uint8Array>;
  /** Ends it, whatever it is doing. Safe to call more than once. */
  stop(): Promise<void>;
}

/** Where runners' bytes go: a RecordStore, or a store of other things that are numbered as replications are. */
export interface RunnerStore {
  has(replication: number): boolean;
  putEncoded(bytes: Uint8Array, replication: number): void;
}

/** Which replications are run, by what, and where their records go. */
export interface Coordination<Store extends RunnerStore = RecordStore> {
  /** Numbers of the replications to have, in the order to hand them out. Those the store has are not run again. */
  readonly replications: readonly number[];
  /** How many runners at once, at most. */
  readonly runners: number;
  /** Makes a runner; called again for one that has failed. */
  readonly startRunner: () => Runner;
  readonly store: Store;
  /** Households in a replication, to tell how far one is. */
  readonly households: number;
  /** Replications done, parts of those under way included. */
  readonly onProgress?: (done: number) => void;
  /** A replication failed and is about to be run once more. */
  readonly onRetry?: (replication: number, error: unknown) => void;
  readonly signal?: AbortSignal;
}

/** A replication failed twice. `cause` is what it failed of. */
export class ReplicationError extends Error {
  override readonly name = 'ReplicationError';
  readonly replication: number;
  constructor(replication: number, cause: unknown) {
    super(`replication ${replication} failed twice: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    this.replication = replication;
  }
}

/**
 * Resolves when every replication is in the store.
 * @throws ReplicationError; the signal's reason when it is aborted. No runner is left at work.
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
  // Every lane is waited for, so that none is at work when the first failure is told.
  await Promise.allSettled(lanes);
  signal?.removeEventListener('abort', stop);
  giveUp.signal.throwIfAborted();
}

/** One runner after another, each with replication after replication. */
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
    for (let replication = waiting.shift(); replication !== undefined; replication = waiting.shift()) {
      let bytes: Uint8Array | undefined;
      for (let attempt = 1; bytes === undefined; attempt += 1) {
        giveUp.signal.throwIfAborted();
        runner ??= startRunner();
        try {
          bytes = await runner.run(replication, progress.part(replication));
        } catch (error) {
          // A runner that failed is not to be trusted with another replication.
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
  /** To be told of the households of one replication. */
  part(replication: number): (households: number) => void;
  done(replication: number): void;
  lost(replication: number): void;
}

/** @param kept how many were there before */
function partsUnderWay({ households, onProgress }: Coordination<RunnerStore>, kept: number): Progress {
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
