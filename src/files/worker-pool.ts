// Runners of replications: worker threads, or this process itself. Who runs which is experiment/coordinate.ts.
import { setImmediate } from 'node:timers/promises';
import type { Runner } from '../experiment/coordinate.ts';
import { prepareExperiment, runReplication, type Experiment } from '../experiment/experiment.ts';
import { encodeRecord } from '../experiment/record-codec.ts';
import { minutesPerDay } from '../scenario/units.ts';
import { RunnerThread, type ReplicationJob } from './runner-thread.ts';

/** One replication of a job, as the bytes of its record. */
export function encodedReplication(
  experiment: Experiment,
  { contentKey }: ReplicationJob,
  replication: number,
  onHouseholds: (households: number) => void,
): Uint8Array {
  return encodeRecord(runReplication(experiment, replication, onHouseholds), contentKey);
}

/** Runs in this process. It hears of signals between replications only: while one runs, nothing else does. */
export function ownRunner(job: ReplicationJob): Runner {
  const experiment = prepareExperiment(job.scenario, job);
  let stopped = false;
  return {
    async run(replication, onHouseholds) {
      await setImmediate();
      if (stopped) throw new Error('it was stopped');
      return encodedReplication(experiment, job, replication, onHouseholds);
    },
    stop() {
      stopped = true;
      return Promise.resolve();
    },
  };
}

/** Household-days that one replication lives through, policies counted each, below which it is over before a person has waited. */
const shortHouseholdDays = 200_000;

/**
 * How runners for `workers` at once are started: threads, so that signals are heard at any time, but for a single worker with replications
 * so short that hearing of signals between them is soon enough. The first is `started`, where a thread is there already.
 */
export function runnersFor(job: ReplicationJob, workers: number, started?: RunnerThread): () => Runner {
  const { households, horizonMinutes, warmUpMinutes, policies } = job.scenario;
  const householdDays = households * policies.length * ((horizonMinutes + warmUpMinutes) / minutesPerDay);
  if (workers === 1 && householdDays < shortHouseholdDays) {
    void started?.stop();
    return () => ownRunner(job);
  }
  let first = started;
  return () => {
    const thread = first ?? new RunnerThread();
    first = undefined;
    return thread.runnerOf(job);
  };
}
