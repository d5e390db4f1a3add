// Runners of replications: worker threads, or this process itself. Who runs which is experiment/coordinate.ts.
import { availableParallelism } from 'node:os';
import type { Runner } from '../experiment/coordinate.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { minutesPerDay } from '../scenario/units.ts';
import { OwnMember } from './own-member.ts';
import { RunnerThread, type JobRunner, type ReplicationJob } from './runner-thread.ts';
import { ThreadTeam } from './thread-team.ts';

/** Household-days, each policy counted, that are simulated in less time than a thread takes to start. */
const shortHouseholdDays = 200_000;
/** Household-days of one replication from which on each thread that shares in it is worth its start. */
const largeHouseholdDays = 10_000_000;

/**
 * How many runners a job is worth: each must outweigh its start; never more than cores, nor more than replications unless these are large
 * enough for several threads each.
 */
export function workersFor(job: ReplicationJob, replications: number): number {
  const worthwhile = Math.ceil((householdDaysOf(job.scenario) * replications) / shortHouseholdDays);
  return Math.max(1, Math.min(availableParallelism(), replications * threadsMost(job), worthwhile));
}

/** How many threads one replication is worth. */
function threadsMost({ scenario }: ReplicationJob): number {
  return Math.max(1, Math.floor(householdDaysOf(scenario) / largeHouseholdDays));
}

/**
 * How each of `workers` runners is started: as a thread, so that signals are heard at any time. A
 * single worker with short replications is this process: signals between them are soon enough.
 */
export function runnersFor(job: ReplicationJob, workers: number, jobOf?: JobOfReplication): () => Runner {
  const isShort = householdDaysOf(job.scenario) < shortHouseholdDays;
  return () => drawing(workers === 1 && isShort ? new OwnMember(job) : new RunnerThread(job), jobOf);
}

/** The job of a replication, where its scenario is drawn for it. Called just before it is run. */
export type JobOfReplication = (replication: number) => ReplicationJob;

/** The runner, told the job of each replication before it runs it. */
function drawing(runner: JobRunner, jobOf: JobOfReplication | undefined): Runner {
  if (jobOf === undefined) return runner;
  return {
    async run(replication, onHouseholds) {
      runner.take(jobOf(replication));
      return runner.run(replication, onHouseholds);
    },
    stop: () => runner.stop(),
  };
}

/** Some replications, all by runners of one kind. */
export interface Stage {
  readonly replications: readonly number[];
  readonly runners: number;
  readonly startRunner: () => Runner;
}

/**
 * Replications by `workers` threads: a thread each as long as there are as many left as threads; the last ones, if they are large enough, by
 * several threads each.
 */
export function stagesFor(
  job: ReplicationJob,
  replications: readonly number[],
  workers: number,
  jobOf?: JobOfReplication,
): readonly Stage[] {
  const last = replications.length % workers;
  const threads = last === 0 ? 1 : Math.min(Math.floor(workers / last), threadsMost(job));
  const alone = threads === 1 ? replications : replications.slice(0, -last);
  const together = replications.slice(alone.length);
  const stages = [
    { replications: alone, runners: workers, startRunner: runnersFor(job, workers, jobOf) },
    { replications: together, runners: last, startRunner: () => drawing(new ThreadTeam(job, threads), jobOf) },
  ];
  return stages.filter((stage) => stage.replications.length > 0);
}

/** Of one replication, policies counted each. */
function householdDaysOf({ households, horizonMinutes, warmUpMinutes, policies }: Scenario): number {
  return households * policies.length * ((horizonMinutes + warmUpMinutes) / minutesPerDay);
}
