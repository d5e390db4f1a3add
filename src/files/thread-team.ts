// Several worker threads that run one replication together: a large one, where there are more workers than replications.
import type { Runner } from '../experiment/coordinate.ts';
import { partsOf, runInShares } from '../experiment/replication-in-shares.ts';
import { RunnerThread, type ReplicationJob } from './runner-thread.ts';

/** So many that no thread waits long for the last part of another. */
const partsPerThread = 8;

export class ThreadTeam implements Runner {
  readonly #threads: readonly RunnerThread[];
  readonly #households: number;

  constructor(job: ReplicationJob, threads: number) {
    this.#threads = Array.from({ length: threads }, () => new RunnerThread(job));
    this.#households = job.scenario.households;
  }

  run(replication: number, onHouseholds: (households: number) => void): Promise<Uint8Array> {
    const parts = partsOf(this.#households, partsPerThread * this.#threads.length);
    return runInShares(this.#threads, replication, parts, onHouseholds);
  }

  async stop(): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.stop()));
  }
}
