// A share of one replication, in one kernel: simulates households ahead under all policies, each
// until it needs what it shares with others (the contact centre, an engineer, a ranking), then
// serves those who wait under some of the policies. Households ahead of their first need are
// independent of each other, and so are policies: one share may do it all, or many a part each.
import { assert } from '../errors.ts';
import { energyNotConserved, moneyNotConserved, moneyNotWhole } from '../kernel/household-run.ts';
import type { Host } from '../kernel/platform.ts';
import type { Key } from '../random/streams.ts';
import { countsOf, type Counts } from './counts.ts';
import { beginReplication, bestEngine, type Engine } from './kernel-builds.ts';
import type { Kernel } from './kernel-interface.ts';
import { planReplication, type Plan } from './plan.ts';
import {
  ledgerLine,
  meterRecord,
  RecordReader,
  spellRecord,
  type KeptRows,
  type Ledger,
  type MeterRecord,
  type SpellRecord,
} from './reports.ts';
import { SharedQueues } from './shared-queues.ts';
import {
  WaitingBook,
  WaitingList,
  type WaitingHouseholds,
  type WaitingRoom,
} from './waiting-households.ts';

export interface ShareOptions {
  readonly key: Key;
  /** 1 first. */
  readonly replication: number;
  /** Which build of the kernel: WASM where it can be made; TypeScript where events are traced. */
  readonly engine?: Engine;
  readonly keepSpells?: boolean;
  readonly keepMeters?: boolean;
  /** Writes down the events of one household: its warm-up, then policy by policy. */
  readonly traced?: { readonly household: number; readonly ledgers: Map<string, Ledger> };
  /** Whether other threads are to read the records of households that wait. */
  readonly isShared?: boolean;
}

/** Households from one number up to another, not included. */
export interface HouseholdRange {
  readonly from: number;
  readonly until: number;
}

/** What households leave that have been simulated ahead. */
export interface Ahead {
  readonly waiting: WaitingHouseholds;
  /** By policy. */
  readonly kept: readonly KeptRows[];
}

/** Households that are simulated in one call of the kernel. */
const blockHouseholds = 250;

/** A range in blocks that the kernel simulates at a time. */
export function blocksOf({ from, until }: HouseholdRange): readonly HouseholdRange[] {
  return Array.from({ length: Math.ceil((until - from) / blockHouseholds) }, (_, block) => {
    const start = from + block * blockHouseholds;
    return { from: start, until: Math.min(until, start + blockHouseholds) };
  });
}

export class ReplicationShare {
  readonly plan: Plan;
  readonly #isShared: boolean;
  readonly #keeper: Keeper;
  readonly #kernel: Kernel;
  #book = new WaitingBook([]);

  /** Until its counts have been read, no other share may begin on the same build of the kernel. */
  constructor(plan: Plan, options: ShareOptions) {
    const { key, replication, keepSpells = false, keepMeters = false, traced } = options;
    const laid = planReplication(plan, key, replication);
    plan.settings.keepsSpells = keepSpells;
    plan.settings.keepsMeters = keepMeters;
    laid.tracedHousehold = traced?.household ?? -1;
    this.plan = plan;
    this.#isShared = options.isShared ?? false;
    this.#keeper = new Keeper(plan, traced?.ledgers);
    const engine = options.engine ?? (traced === undefined ? bestEngine() : 'typescript');
    this.#kernel = beginReplication(engine, plan, laid, this.#keeper.host);
    this.#keeper.open(this.#kernel);
  }

  /**
   * Simulates blocks of households, ascending, under every policy as far as each goes alone.
   * @param onProgress told of how many more have been simulated
   */
  simulateAhead(
    blocks: readonly HouseholdRange[],
    onProgress?: (households: number) => void,
  ): Ahead {
    const list = new WaitingList(this.plan.policies.length, this.#isShared);
    this.#keeper.waiting = list;
    for (const { from, until } of blocks) {
      this.#kernel.simulateHouseholds(from, until);
      onProgress?.(until - from);
    }
    const kept = this.plan.policies.map((_, policy) => this.#keeper.takeRows(policy));
    return { waiting: list.households(), kept };
  }

  /** From now on serves those who wait. The parts of the book they come from are in order. */
  takeOver(parts: readonly WaitingHouseholds[]): void {
    this.#book = new WaitingBook(parts);
  }

  /**
   * Serves those who wait under these policies, by place, in the order of time, until each is at
   * the horizon. Returns what is reported of them, by policy as given.
   */
  finishPolicies(places: readonly number[]): readonly KeptRows[] {
    const { policies } = this.plan;
    const isRanked = (place: number): boolean => policies[place]!.settings.isRankedDaily;
    this.#serve(places.filter((place) => !isRanked(place)));
    for (const place of places.filter(isRanked)) this.#serve([place]);
    return places.map((place) => this.#keeper.takeRows(place));
  }

  #serve(places: readonly number[]): void {
    const { policies, settings } = this.plan;
    const { records } = this.#book;
    const shared = { kernel: this.#kernel, records, reader: this.#keeper.reader };
    const served = new Map(places.map((place) => [place, policies[place]!]));
    const queues = new SharedQueues(shared, served, settings.horizonMinute);
    this.#keeper.waiting = queues;
    this.#keeper.queues = queues;
    this.#book.forEach(new Set(places), (record, minute) => {
      queues.wait(record, minute);
    });
    queues.finish();
  }

  /** What has been counted: good until the share goes on, or another begins. */
  counts(): Counts {
    return countsOf(this.#kernel, this.plan.policies.length);
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
  /** Where households are put that come to wait. */
  waiting: WaitingRoom = new WaitingList(0, false);
  /** Whom a household asks whose turn has come. */
  queues: SharedQueues | undefined;
  readonly host: Host;
  readonly reader = new RecordReader();
  /** By policy. */
  readonly #rows: { spells: SpellRecord[]; meters: MeterRecord[] }[];
  readonly #plan: Plan;
  readonly #ledgers: Map<string, Ledger> | undefined;
  #kernel: Kernel | undefined;

  constructor(plan: Plan, ledgers: Map<string, Ledger> | undefined) {
    this.#plan = plan;
    this.#ledgers = ledgers;
    this.#rows = plan.policies.map(() => ({ spells: [], meters: [] }));
    for (const name of ['warm-up', ...plan.policies.map(({ policy }) => policy.id)])
      ledgers?.set(name, []);
    this.host = this.#makeHost();
  }

  /** From now on the kernel runs. */
  open(kernel: Kernel): void {
    this.#kernel = kernel;
  }

  /** The rows kept under a policy since they were last taken. */
  takeRows(policy: number): KeptRows {
    const rows = this.#rows[policy]!;
    this.#rows[policy] = { spells: [], meters: [] };
    return rows;
  }

  #words(): Int32Array {
    return this.#kernel!.recordWords(this.#kernel!.recordLength());
  }

  #makeHost(): Host {
    const read = () => this.reader.read(this.#words());
    return {
      keepSpell: (policy, isGas, minute, endedBy, isCensored, shutGate) => {
        const end = { minute, endedBy, isCensored, shutGate };
        this.#rows[policy]!.spells.push(spellRecord(read(), isGas, end));
      },
      keepMeter: (policy, isGas) => {
        this.#rows[policy]!.meters.push(meterRecord(read(), isGas));
      },
      keepEvent: (policy, isGas, event, minute, amount) => {
        const name = policy < 0 ? 'warm-up' : this.#plan.policies[policy]!.policy.id;
        this.#ledgers?.get(name)?.push(ledgerLine(read(), isGas, { minute, event, amount }));
      },
      keepRecord: (length) => this.waiting.records.keep(this.#kernel!.recordWords(length), length),
      wait: (record, minute) => {
        this.waiting.wait(record, minute);
      },
      call: (policy, instant, patience, length) =>
        this.queues!.call(policy, instant, patience, length),
      visit: (policy, minute, length) => this.queues!.visit(policy, minute, length),
      fail: (check) => {
        assert(false, checks[check] ?? 'the kernel checks itself');
      },
    };
  }
}
