// Chooses the runners of replications: worker threads, or this process. experiment/coordinate.ts
// gives replications to them.
import { availableParallelism } from 'node:os';
import type { Runner } from '../experiment/coordinate.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { minutesPerDay } from '../scenario/units.ts';
import { OwnMember } from './own-member.ts';
import { RunnerThread, type JobRunner, type ReplicationJob } from './runner-thread.ts';
import { ThreadTeam } from './thread-team.ts';

/** Household-days, times policies, that take less time than starting a thread. */
const shortHouseholdDays = 200_000;
/** Household-days of a replication per additional thread that is worth starting for it. */
const largeHouseholdDays = 10_000_000;

/**
 * Number of runners for a job: each must save more time than its start takes. Never more than
 * cores, nor more than replications unless these are large enough for several threads each.
 */
export function workersFor(job: ReplicationJob, replications: number): number {
  const worthwhile = Math.ceil((householdDaysOf(job.scenario) * replications) / shortHouseholdDays);
  return Math.max(1, Math.min(availableParallelism(), replications * threadsMost(job), worthwhile));
}

/** Most threads for one replication. */
function threadsMost({ scenario }: ReplicationJob): number {
  return Math.max(1, Math.floor(householdDaysOf(scenario) / largeHouseholdDays));
}

/**
 * How to start each of `workers` runners: as a thread, so that signals are handled at any time. A
 * single worker with short replications is this process, since it can handle signals between them.
 */
export function runnersFor(
  job: ReplicationJob,
  workers: number,
  jobOf?: JobOfReplication,
): () => Runner {
  const isShort = householdDaysOf(job.scenario) < shortHouseholdDays;
  return () =>
    drawing(workers === 1 && isShort ? new OwnMember(job) : new RunnerThread(job), jobOf);
}

/** Gives the job of a replication whose scenario is drawn. Called just before it is run. */
export type JobOfReplication = (replication: number) => ReplicationJob;

/** A runner that gets the job of each replication before running it. */
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

/** A group of replications with one kind of runner. */
export interface Stage {
  readonly replications: readonly number[];
  readonly runners: number;
  readonly startRunner: () => Runner;
}

/**
 * Splits replications among `workers` threads: one thread each while at least as many replications
 * are left as threads; the last ones, if large enough, by several threads each.
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
    {
      replications: together,
      runners: last,
      startRunner: () => drawing(new ThreadTeam(job, threads), jobOf),
    },
  ];
  return stages.filter((stage) => stage.replications.length > 0);
}

/** Household-days of one replication, times policies. */
function householdDaysOf({
  households,
  horizonMinutes,
  warmUpMinutes,
  policies,
}: Scenario): number {
  return households * policies.length * ((horizonMinutes + warmUpMinutes) / minutesPerDay);
}
