// One replication: the kernel draws household after household, simulates its warm-up once, and then
// runs it ahead under the policies until it needs what it shares with others: the contact centre,
// an engineer, a ranking. Only those moments are ordered among households (shared-queues.ts).
import { assert } from '../errors.ts';
import { energyNotConserved, moneyNotConserved, moneyNotWhole } from '../kernel/household-run.ts';
import type { Host } from '../kernel/platform.ts';
import type { Key } from '../random/streams.ts';
import { beginReplication, bestEngine, type Engine } from './kernel-builds.ts';
import type { Kernel } from './kernel-interface.ts';
import { Observations } from './observations.ts';
import { planReplication, type Plan } from './plan.ts';
import { RecordStore } from './record-store.ts';
import {
  ledgerLine,
  meterRecord,
  RecordReader,
  spellRecord,
  type Ledger,
  type MeterRecord,
  type SpellRecord,
} from './reports.ts';
import { SharedQueues } from './shared-queues.ts';

export interface ReplicationOptions {
  readonly key: Key;
  /** 1 first. */
  readonly replication: number;
  /** Which build of the kernel: WASM where it can be made; TypeScript where events are traced. */
  readonly engine?: Engine;
  readonly keepSpells?: boolean;
  readonly keepMeters?: boolean;
  /** Writes down the events of one household: its warm-up, then policy by policy. */
  readonly traced?: { readonly household: number; readonly ledgers: Map<string, Ledger> };
  /**
   * Simulates only these households, ascending: exact for those that never call, call nobody out,
   * and are not ranked daily, since only there do others affect a household.
   */
  readonly alone?: readonly number[];
  /** Told of how many more households have been simulated ahead. */
  readonly onProgress?: (households: number) => void;
}

/** What was reported under one policy. */
export interface PolicyOutcome {
  readonly policy: string;
  readonly observed: Observations;
}

/** Households that are simulated in one call of the kernel. */
const blockHouseholds = 250;

/** Runs every policy of the plan; no-failure comes first in the result. */
export function simulateReplication(
  plan: Plan,
  options: ReplicationOptions,
): readonly PolicyOutcome[] {
  const { scenario, settings, policies, segments } = plan;
  const { key, replication, keepSpells = false, keepMeters = false, traced, alone } = options;
  const laid = planReplication(plan, key, replication);
  settings.keepsSpells = keepSpells;
  settings.keepsMeters = keepMeters;
  laid.tracedHousehold = traced?.household ?? -1;
  const keeper = new Keeper(plan, traced?.ledgers);
  const engine = options.engine ?? (traced === undefined ? bestEngine() : 'typescript');
  const kernel = beginReplication(engine, plan, laid, keeper.host);
  keeper.open(kernel);
  if (alone === undefined) simulateAll(kernel, scenario.households, options.onProgress);
  else for (const household of alone) kernel.simulateHouseholds(household, household + 1);
  for (const queues of keeper.queues) queues.finish();
  return policies.map(({ policy }, place) => ({
    policy: policy.id,
    observed: new Observations(kernel, place, segments, keeper.kept[place]!),
  }));
}

function simulateAll(
  kernel: Kernel,
  households: number,
  onProgress?: (households: number) => void,
): void {
  for (let from = 0; from < households; from += blockHouseholds) {
    const until = Math.min(households, from + blockHouseholds);
    kernel.simulateHouseholds(from, until);
    onProgress?.(until - from);
  }
}

/** The kernel's own checks. */
const checks: Readonly<Record<number, string>> = {
  [moneyNotConserved]: 'money is conserved on every meter',
  [energyNotConserved]: 'energy is conserved on every meter',
  [moneyNotWhole]: 'accounts hold whole micropounds',
};

/** Keeps what the kernel tells while it runs: waiting households, spells, meters, events. */
class Keeper {
  readonly kept: readonly { readonly spells: SpellRecord[]; readonly meters: MeterRecord[] }[];
  queues: readonly SharedQueues[] = [];
  readonly host: Host;
  readonly #plan: Plan;
  readonly #records = new RecordStore();
  readonly #reader = new RecordReader();
  readonly #ledgers: Map<string, Ledger> | undefined;
  #kernel: Kernel | undefined;

  constructor(plan: Plan, ledgers: Map<string, Ledger> | undefined) {
    this.#plan = plan;
    this.#ledgers = ledgers;
    this.kept = plan.policies.map(() => ({ spells: [], meters: [] }));
    for (const name of ['warm-up', ...plan.policies.map(({ policy }) => policy.id)])
      ledgers?.set(name, []);
    this.host = this.#makeHost();
  }

  /** From now on the kernel runs. */
  open(kernel: Kernel): void {
    this.#kernel = kernel;
    const shared = { kernel, records: this.#records, reader: this.#reader };
    this.queues = this.#plan.policies.map(
      ({ policy, settings }, place) =>
        new SharedQueues(shared, place, policy, settings, this.#plan.settings.horizonMinute),
    );
  }

  #words(): Int32Array {
    return this.#kernel!.recordWords(this.#kernel!.recordLength());
  }

  #makeHost(): Host {
    const read = () => this.#reader.read(this.#words());
    return {
      keepSpell: (policy, isGas, minute, endedBy, isCensored, shutGate) => {
        const end = { minute, endedBy, isCensored, shutGate };
        this.kept[policy]!.spells.push(spellRecord(read(), isGas, end));
      },
      keepMeter: (policy, isGas) => {
        this.kept[policy]!.meters.push(meterRecord(read(), isGas));
      },
      keepEvent: (policy, isGas, event, minute, amount) => {
        const name = policy < 0 ? 'warm-up' : this.#plan.policies[policy]!.policy.id;
        this.#ledgers?.get(name)?.push(ledgerLine(read(), isGas, { minute, event, amount }));
      },
      keepRecord: (length) => this.#records.keep(this.#kernel!.recordWords(length), length),
      wait: (policy, record, minute) => {
        this.queues[policy]!.wait(record, minute);
      },
      fail: (check) => {
        assert(false, checks[check] ?? 'the kernel checks itself');
      },
    };
  }
}
