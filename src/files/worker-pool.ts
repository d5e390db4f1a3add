// Runners of replications: worker threads, or this process itself. Who runs which is experiment/coordinate.ts.
import { availableParallelism } from 'node:os';
import { setImmediate } from 'node:timers/promises';
import type { Runner } from '../experiment/coordinate.ts';
import { prepareExperiment, runReplication, type Experiment } from '../experiment/experiment.ts';
import { encodeRecord } from '../experiment/record-codec.ts';
import type { Scenario } from '../scenario/scenario.ts';
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

/** A thread costs more processor time to start than it takes to simulate this many household-days, policies counted each. */
const shortHouseholdDays = 200_000;

/** How many runners a job is worth: one for each stretch of work that outweighs the start of a thread, never more than cores. */
export function workersFor({ scenario }: ReplicationJob, replications: number): number {
  const worthwhile = Math.ceil((householdDaysOf(scenario) * replications) / shortHouseholdDays);
  return Math.max(1, Math.min(availableParallelism(), replications, worthwhile));
}

/**
 * How each of `workers` runners is started: as a thread, so that signals are heard at any time. A single worker with short replications
 * is this process itself: hearing of signals between them is soon enough.
 */
export function runnersFor(job: ReplicationJob, workers: number): () => Runner {
  const isShort = householdDaysOf(job.scenario) < shortHouseholdDays;
  return () => (workers === 1 && isShort ? ownRunner(job) : new RunnerThread(job));
}

/** Of one replication, policies counted each. */
function householdDaysOf({ households, horizonMinutes, warmUpMinutes, policies }: Scenario): number {
  return households * policies.length * ((horizonMinutes + warmUpMinutes) / minutesPerDay);
}
