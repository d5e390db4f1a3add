// An experiment: policies × replications of one scenario, with common random numbers. One
// replication at a time, nothing read or written: who runs them where (this process, workers,
// shards) is decided by the caller.
import { bestEngine, type Engine } from '../simulation/kernel-builds.ts';
import { plan, type Plan } from '../simulation/plan.ts';
import { simulateReplication, type PolicyOutcome } from '../simulation/replication.ts';
import { seedKey, type Key } from '../random/streams.ts';
import { deepFrozen } from '../scenario/frozen.ts';
import { noFailure, type Scenario } from '../scenario/scenario.ts';
import { memoryStore, type RecordStore } from './record-store.ts';
import type { ReplicationRecord } from './records.ts';
import { replicateToPrecision, type PrecisionOutcome } from './replicate-to-precision.ts';
import { policyRecord } from './replication-record.ts';
import type { PrecisionTarget } from './stopping-rule.ts';

/** What is run and what is kept of it. */
export interface ExperimentOptions {
  /**
   * Ids of the policies to run; all of the scenario's by default. `no-failure` and the reference
   * are always run.
   */
  readonly policies?: readonly string[];
  /** Which build of the kernel simulates; the best that can be made by default. */
  readonly engine?: Engine;
  readonly keepSpells?: boolean;
  readonly keepMeters?: boolean;
  /**
   * Places of the segments whose figures are wanted; all by default. The others have no figures.
   */
  readonly segments?: readonly number[];
}

/** A scenario prepared for any number of replications. */
export interface Experiment {
  readonly scenario: Scenario;
  readonly plan: Plan;
  readonly key: Key;
  readonly engine: Engine;
  readonly keepSpells: boolean;
  readonly keepMeters: boolean;
  readonly segments: readonly number[] | undefined;
}

/** Prepares a scenario, once for all its replications. */
export function prepareExperiment(scenario: Scenario, options: ExperimentOptions = {}): Experiment {
  const chosen = withPolicies(scenario, options.policies);
  return {
    scenario: chosen,
    plan: plan(chosen, options.segments),
    key: seedKey(chosen.seed),
    engine: options.engine ?? bestEngine(),
    keepSpells: options.keepSpells ?? false,
    keepMeters: options.keepMeters ?? false,
    segments: options.segments,
  };
}

/**
 * The scenario with only these policies, and the two that figures are compared with: `no-failure`
 * and the reference. Frozen.
 */
export function withPolicies(scenario: Scenario, policies?: readonly string[]): Scenario {
  if (policies === undefined) return scenario;
  const kept = [noFailure, scenario.reference, ...policies];
  return deepFrozen({
    ...scenario,
    policies: scenario.policies.filter(({ id }) => kept.includes(id)),
  });
}

/**
 * One replication (1 first) of every policy. `onProgress` is called from time to time with the
 * number of further households simulated.
 */
export function runReplication(
  experiment: Experiment,
  replication: number,
  onProgress?: (households: number) => void,
): ReplicationRecord {
  const { key, engine, keepSpells, keepMeters } = experiment;
  const outcomes = simulateReplication(experiment.plan, {
    key,
    replication,
    engine,
    keepSpells,
    keepMeters,
    ...(onProgress === undefined ? {} : { onProgress }),
  });
  return recordOf(experiment, outcomes, replication);
}

/** The record of a replication, from what was reported under each policy. */
export function recordOf(
  { scenario, segments }: Experiment,
  outcomes: readonly PolicyOutcome[],
  replication: number,
): ReplicationRecord {
  const twin = outcomes[0]!.observed;
  const reference = outcomes.find(({ policy }) => policy === scenario.reference)!.observed;
  return {
    replication,
    policies: outcomes.map(({ policy, observed }) =>
      policyRecord(
        policy,
        observed,
        { twin: observed === twin ? null : twin, reference },
        scenario,
        segments,
      ),
    ),
  };
}

/**
 * Runs all replications of a scenario, in this process and in memory: what `offsupply run` does,
 * without files. The same scenario gives the same records on any machine. `summaryRows` and
 * `comparisonRows` give the figures. They need a scenario all of whose policies were run: to run
 * some only, use `withPolicies` first.
 */
export function simulate(scenario: Scenario, options: ExperimentOptions = {}): RecordStore {
  const experiment = prepareExperiment(scenario, options);
  const store = memoryStore();
  simulateUpTo(scenario.replications, experiment, store);
  return store;
}

/**
 * Runs as many replications as a precision takes, in this process and in memory. Ignores the
 * scenario's own number.
 */
export function simulateToPrecision(
  scenario: Scenario,
  target: PrecisionTarget,
  options: ExperimentOptions = {},
): { readonly store: RecordStore; readonly precision: PrecisionOutcome } {
  const experiment = prepareExperiment(scenario, options);
  const store = memoryStore();
  const looks = replicateToPrecision(experiment.scenario, store, target);
  for (;;) {
    const step = looks.next();
    if (step.done === true) return { store, precision: step.value };
    simulateUpTo(step.value, experiment, store);
  }
}

function simulateUpTo(replications: number, experiment: Experiment, store: RecordStore): void {
  for (let replication = 1; replication <= replications; replication++) {
    if (!store.has(replication)) store.put(runReplication(experiment, replication));
  }
}
