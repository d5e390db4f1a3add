// Runners of replications: worker threads, or this process itself. Who runs which is experiment/coordinate.ts.
import { setImmediate } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { Runner } from '../experiment/coordinate.ts';
import { prepareExperiment, runReplication, type Experiment } from '../experiment/experiment.ts';
import { encodeRecord } from '../experiment/record-codec.ts';
import { minutesPerDay } from '../scenario/units.ts';
import type { ConsumerSide, Scenario } from '../scenario/scenario.ts';

/** What a runner runs replications of. Plain data: it is sent to the worker as it is. */
export interface ReplicationJob {
  /** With the policies to run, and no others. */
  readonly scenario: Scenario;
  readonly keepSpells: boolean;
  readonly keepMeters: boolean;
  readonly contentKey: string;
  /** What the consumers are under each set of uncertain parameters. */
  readonly alternatives?: readonly ConsumerSide[];
}

/** What a worker says; it is told nothing but numbers of replications. */
export type WorkerMessage =
  | { readonly kind: 'households'; readonly households: number }
  | { readonly kind: 'record'; readonly bytes: Uint8Array }
  | { readonly kind: 'failed'; readonly error: unknown };

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

/**
 * A worker thread. One that ends while it runs a replication, for whatever reason, fails that replication.
 * @param entry module the thread runs; tests put one here that dies
 */
export function threadRunner(job: ReplicationJob, entry: URL = workerEntry): Runner {
  const worker = new Worker(entry, { workerData: job, ...(runsFromSources ? { execArgv: [] } : {}) });
  let settle: Settle | undefined;
  let ended: unknown;
  const end = (error: unknown): void => {
    ended ??= error;
    settle?.reject(error);
  };
  worker.on('message', (message: WorkerMessage) => {
    if (message.kind === 'households') settle?.onHouseholds(message.households);
    else if (message.kind === 'record') settle?.resolve(message.bytes);
    else settle?.reject(message.error);
  });
  worker.on('messageerror', end);
  worker.on('error', end);
  worker.on('exit', (code) => {
    end(new Error(`its worker ended with code ${code}`));
  });
  return {
    run: (replication, onHouseholds) =>
      new Promise((resolve, reject) => {
        settle = { resolve, reject, onHouseholds };
        if (ended === undefined) worker.postMessage(replication);
        else end(ended);
      }),
    async stop() {
      await worker.terminate();
    },
  };
}

/** Household-days that one replication lives through, policies counted each, below which it is over before a person has waited. */
const shortHouseholdDays = 200_000;

/**
 * How runners for `workers` at once are started: threads, so that signals are heard at any time, but for a single worker with replications
 * so short that hearing of signals between them is soon enough.
 */
export function runnersFor(job: ReplicationJob, workers: number): () => Runner {
  const { households, horizonMinutes, warmUpMinutes, policies } = job.scenario;
  const householdDays = households * policies.length * ((horizonMinutes + warmUpMinutes) / minutesPerDay);
  return workers === 1 && householdDays < shortHouseholdDays ? () => ownRunner(job) : () => threadRunner(job);
}

interface Settle {
  readonly resolve: (bytes: Uint8Array) => void;
  readonly reject: (error: unknown) => void;
  readonly onHouseholds: (households: number) => void;
}

const runsFromSources = import.meta.url.endsWith('.ts');

const workerEntry = runsFromSources
  ? new URL('./replication-worker.source.mjs', import.meta.url)
  : new URL('../files/replication-worker.js', import.meta.url);
