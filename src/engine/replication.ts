// One replication: household after household is drawn, lives its warm-up once, and then runs ahead alone under each policy, until it
// needs the contact centre, an engineer, or a ranking that hangs on everybody. Only those moments are ordered globally.
import { assert } from '../errors.ts';
import { Streams, type Key } from '../random/streams.ts';
import { noFailure, type Policy } from '../scenario/scenario.ts';
import { openGates } from '../model/gates.ts';
import { compileInstitutions, drawCourse, type CompiledInstitutions } from '../model/institutions.ts';
import { never } from '../model/money.ts';
import { compileRules, type Rules } from '../model/rules.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { openBooks } from './books.ts';
import { advance, beginWarmUp } from './household-run.ts';
import type { Ledger } from './ledger.ts';
import { Observations } from './observations.ts';
import { PolicyRun } from './policy-run.ts';
import { layTimes } from './policy-start.ts';
import { Ranks } from './ranks.ts';
import { Replication, Run } from './run.ts';
import { SharedLives } from './shared-lives.ts';

/** A scenario and the policies to run, made ready once for all replications. */
export interface Plan {
  readonly rules: Rules;
  readonly policies: readonly { readonly policy: Policy; readonly institutions: CompiledInstitutions }[];
  /** What stands in for institutions in the warm-up: the scenario's own support. */
  readonly ordinary: CompiledInstitutions;
}

/** `no-failure` is always among the policies, first. */
export function plan(scenario: Scenario): Plan {
  const chosen = scenario.policies;
  assert(chosen[0]?.id === noFailure, 'no-failure comes first');
  const policies = chosen.map((policy) => ({ policy, institutions: compileInstitutions(policy.institutions) }));
  return { rules: compileRules(scenario), policies, ordinary: policies[0]!.institutions };
}

export interface ReplicationOptions {
  readonly key: Key;
  /** 1 first. */
  readonly replication: number;
  readonly keepSpells?: boolean;
  readonly keepMeters?: boolean;
  /** Writes down the events of one household: its warm-up, then policy by policy. */
  readonly traced?: { readonly household: number; readonly ledgers: Map<string, Ledger> };
  /**
   * Lives only these households, ascending, as they live in the whole book: exact for those that never ring, call nobody out, and are not
   * ranked daily, since only there does one home's course hang on others.
   */
  readonly alone?: readonly number[];
  /** How often to tell how far it has come: after every so many households. */
  readonly onProgress?: (households: number) => void;
}

/** What was told under one policy. */
export interface PolicyOutcome {
  readonly policy: string;
  readonly told: Observations;
  readonly events: number;
}

/** Runs every policy of the plan; no-failure comes first in the result. */
export function simulateReplication({ rules, policies, ordinary }: Plan, options: ReplicationOptions): readonly PolicyOutcome[] {
  const { traced } = options;
  const streams = new Streams(options.key, options.replication);
  const replication = new Replication(rules, streams);
  const ranks = new Ranks(rules, streams);
  const { scenario } = rules;
  const runs = policies.map(({ policy, institutions }) => {
    const failed = policy.id !== noFailure;
    const course = failed ? drawCourse(institutions, streams) : null;
    const observations = new Observations({
      households: scenario.households,
      horizonMinute: rules.horizonMinute,
      gates: course?.gates ?? openGates,
      appointmentAt: course?.appointmentAt ?? null,
      keepSpells: options.keepSpells ?? false,
      keepMeters: options.keepMeters ?? false,
    });
    const run = new Run(replication, {
      institutions,
      gates: course?.gates ?? openGates,
      appointedAt: course?.appointmentAt ?? never,
      adviceFactor: failed ? rules.adviceFactor[policy.institutions.advice]! : 1,
      listener: observations,
    });
    return new PolicyRun(policy.id, run, observations, course === null ? null : { institutions, course, ranks });
  });
  const warmUp = new Run(replication, {
    institutions: ordinary,
    gates: openGates,
    appointedAt: never,
    adviceFactor: 1,
    listener: null,
  });
  const lives = new SharedLives(replication, runs);
  const { slots } = replication;
  for (const household of options.alone ?? everybody(scenario.households)) {
    const ledgers = traced?.household === household ? traced.ledgers : null;
    const slot = slots.take();
    replication.draw(slot, household);
    warmUp.ledger = ledgers === null ? null : open(ledgers, 'warm-up');
    beginWarmUp(warmUp, slot);
    advance(warmUp, slot, 0);
    openBooks(warmUp, slot);
    if (ledgers === null) lives.live(slot);
    else liveTraced(replication, slot, runs, ledgers);
    if (options.onProgress !== undefined && household % progressEvery === progressEvery - 1) options.onProgress(progressEvery);
  }
  return runs.map((run) => {
    run.finish(options.alone?.length ?? scenario.households);
    return { policy: run.policy, told: run.observations, events: run.run.events };
  });
}

function* everybody(households: number): Iterable<number> {
  for (let household = 0; household < households; household++) yield household;
}

/** A traced household lives by itself under each policy, each with its own ledger. Uses up the slot it came out of the warm-up in. */
function liveTraced(replication: Replication, warmSlot: number, runs: readonly PolicyRun[], ledgers: Map<string, Ledger>): void {
  const { slots } = replication;
  for (const policy of runs) {
    const slot = slots.take();
    slots.copy(warmSlot, slot);
    layTimes(policy.run, slot, policy.timesOf(slot), 0);
    policy.admit(slot, open(ledgers, policy.policy));
  }
  slots.giveBack(warmSlot);
}

const progressEvery = 1000;

function open(ledgers: Map<string, Ledger>, name: string): Ledger {
  const ledger: Ledger = [];
  ledgers.set(name, ledger);
  return ledger;
}
