// Several worker threads that run one large replication together, if there are more workers than
// replications.
import { partsOf, runInShares } from '../experiment/replication-in-shares.ts';
import { RunnerThread, type JobRunner, type ReplicationJob } from './runner-thread.ts';

/** Enough parts that no thread waits long for another's last one. */
const partsPerThread = 8;

export class ThreadTeam implements JobRunner {
  readonly #threads: readonly RunnerThread[];
  readonly #households: number;

  constructor(job: ReplicationJob, threads: number) {
    this.#threads = Array.from({ length: threads }, () => new RunnerThread(job));
    this.#households = job.scenario.households;
  }

  take(job: ReplicationJob): void {
    for (const thread of this.#threads) thread.take(job);
  }

  run(replication: number, onHouseholds: (households: number) => void): Promise<Uint8Array> {
    const parts = partsOf(this.#households, partsPerThread * this.#threads.length);
    return runInShares(this.#threads, replication, parts, onHouseholds);
  }

  async stop(): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.stop()));
  }
}
