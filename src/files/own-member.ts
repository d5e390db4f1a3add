// Runs replications in this process, if there are too few for threads to be worthwhile. Signals are
// handled only between tasks.
import { setImmediate } from 'node:timers/promises';
import { prepareExperiment } from '../experiment/experiment.ts';
import {
  ReplicationMember,
  type Answer,
  type Task,
  type TaskKind,
} from '../experiment/replication-member.ts';
import type { JobRunner, ReplicationJob } from './runner-thread.ts';

export class OwnMember implements JobRunner {
  #member: ReplicationMember;
  #stopped = false;

  constructor(job: ReplicationJob) {
    this.#member = memberOf(job);
  }

  take(job: ReplicationJob): void {
    this.#member = memberOf(job);
  }

  run(replication: number, onHouseholds: (households: number) => void): Promise<Uint8Array> {
    return this.ask({ kind: 'whole', replication }, onHouseholds);
  }

  /** Other work runs before each task. */
  async ask<Kind extends TaskKind>(
    task: Task<Kind>,
    onHouseholds: (households: number) => void,
  ): Promise<Answer<Kind>> {
    await setImmediate();
    if (this.#stopped) throw new Error('it was stopped');
    return this.#member.do(task, onHouseholds);
  }

  stop(): Promise<void> {
    this.#stopped = true;
    return Promise.resolve();
  }
}

const memberOf = (job: ReplicationJob): ReplicationMember =>
  new ReplicationMember(prepareExperiment(job.scenario, job), job.contentKey);
