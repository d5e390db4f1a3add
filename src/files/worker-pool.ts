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

/** Household-days, each policy counted, that are simulated in less time than a thread takes to start. */
const shortHouseholdDays = 200_000;

/** How many runners a job is worth: each must outweigh its start; never more than cores or replications. */
export function workersFor({ scenario }: ReplicationJob, replications: number): number {
  const worthwhile = Math.ceil((householdDaysOf(scenario) * replications) / shortHouseholdDays);
  return Math.max(1, Math.min(availableParallelism(), replications, worthwhile));
}

/**
 * How each of `workers` runners is started: as a thread, so that signals are heard at any time. A
 * single worker with short replications is this process: signals between them are soon enough.
 */
export function runnersFor(job: ReplicationJob, workers: number): () => Runner {
  const isShort = householdDaysOf(job.scenario) < shortHouseholdDays;
  return () => (workers === 1 && isShort ? ownRunner(job) : new RunnerThread(job));
}

/** Of one replication, policies counted each. */
function householdDaysOf({ households, horizonMinutes, warmUpMinutes, policies }: Scenario): number {
  return households * policies.length * ((horizonMinutes + warmUpMinutes) / minutesPerDay);
}
