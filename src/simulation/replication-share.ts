// A share of one replication, run in one kernel. First it simulates households under all policies,
// each until it needs something shared (the contact centre, an engineer, a ranking). Then it serves
// the waiting households of some of the policies. Households before their first need are
// independent of each other, and so are policies: so one share can do all, or several a part each.
import { assert } from '../errors.ts';
import { energyNotConserved, moneyNotConserved, moneyNotWhole } from '../kernel/household-run.ts';
import type { Host } from '../kernel/platform.ts';
import type { Key } from '../random/streams.ts';
import { countsOf, type Counts } from './counts.ts';
import { beginReplication, bestEngine, kernelOf, type Engine } from './kernel-builds.ts';
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
import { newWords } from './record-store.ts';
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
  /** Which build of the kernel: by default WASM, where it can be made. */
  readonly engine?: Engine;
  readonly keepSpells?: boolean;
  readonly keepMeters?: boolean;
  /** Records the events of one household: its warm-up, then policy by policy. */
  readonly traced?: { readonly household: number; readonly ledgers: Map<string, Ledger> };
  /** Whether other threads are to read the records of households that wait. */
  readonly isShared?: boolean;
}

/** Households from one number up to another, not included. */
export interface HouseholdRange {
  readonly from: number;
  readonly until: number;
}

/** Results of households that have been simulated until their first shared need. */
export interface Ahead {
  readonly waiting: WaitingHouseholds;
  /** By policy. */
  readonly kept: readonly KeptRows[];
}

/** Splits a range into the blocks of `size` households that the kernel simulates in one call. */
export function blocksOf({ from, until }: HouseholdRange, size = 250): readonly HouseholdRange[] {
  return Array.from({ length: Math.ceil((until - from) / size) }, (_, block) => {
    const start = from + block * size;
    return { from: start, until: Math.min(until, start + size) };
  });
}

export class ReplicationShare {
  readonly plan: Plan;
  readonly #isShared: boolean;
  readonly #keeper: ReplicationHost;
  readonly #kernel: Kernel;
  #book = new WaitingBook([]);

  /** No other share may begin on the same build of the kernel before this one's counts are read. */
  constructor(plan: Plan, options: ShareOptions) {
    const { key, replication, keepSpells = false, keepMeters = false, traced } = options;
    const engine = options.engine ?? bestEngine();
    const laid = planReplication(plan, key, replication, kernelOf(engine, plan));
    plan.settings.keepsSpells = keepSpells;
    plan.settings.keepsMeters = keepMeters;
    laid.tracedHousehold = traced?.household ?? -1;
    this.plan = plan;
    this.#isShared = options.isShared ?? false;
    this.#keeper = new ReplicationHost(plan, this.#isShared, traced?.ledgers);
    this.#kernel = beginReplication(engine, plan, laid, this.#keeper.host);
    this.#keeper.open(this.#kernel);
  }

  /**
   * Simulates blocks of households, in ascending order, under every policy until each needs what
   * households share.
   * @param onProgress called with the number of further households simulated
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

  /** Whether DCC carries messages to the meters of a household. */
  isReached(household: number): boolean {
    return this.#kernel.isHouseholdReached(household);
  }

  /** Takes the waiting households of all parts of the book, in order, to serve them. */
  takeOver(parts: readonly WaitingHouseholds[]): void {
    this.#book = new WaitingBook(parts);
  }

  /**
   * Serves the households that wait under these policies, given by place, in the order of time,
   * until each is at the horizon. Returns their rows, by policy as given.
   */
  finishPolicies(places: readonly number[]): readonly KeptRows[] {
    const { policies } = this.plan;
    const isRanked = (place: number): boolean => policies[place]!.settings.isRankedDaily;
    const together = places.filter((place) => !isRanked(place));
    if (together.length > 0) this.#serve(together);
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

  /** The share's counts: valid until it continues, or another share begins. */
  counts(): Counts {
    return countsOf(this.#kernel, this.#keeper.takeOffIntervals());
  }
}

/** The kernel's own checks. */
const checks: Readonly<Record<number, string>> = {
  [moneyNotConserved]: 'money is conserved on every meter',
  [energyNotConserved]: 'energy is conserved on every meter',
  [moneyNotWhole]: 'accounts hold whole micropounds',
};

/**
 * The kernel's host during a replication: collects waiting households, spells, meters and events.
 */
class ReplicationHost {
  /** Receives households that start to wait. */
  waiting: WaitingRoom = new WaitingList(0, false);
  /** Decides the outcome of a household's turn. */
  queues: SharedQueues | undefined;
  readonly host: Host;
  readonly reader = new RecordReader();
  /** By policy. */
  readonly #rows: { spells: SpellRecord[]; meters: MeterRecord[] }[];
  readonly #plan: Plan;
  readonly #isShared: boolean;
  readonly #ledgers: Map<string, Ledger> | undefined;
  /** By policy. */
  readonly #offIntervals: Int32Array[][];
  #kernel: Kernel | undefined;

  constructor(plan: Plan, isShared: boolean, ledgers: Map<string, Ledger> | undefined) {
    this.#plan = plan;
    this.#isShared = isShared;
    this.#ledgers = ledgers;
    this.#rows = plan.policies.map(() => ({ spells: [], meters: [] }));
    this.#offIntervals = plan.policies.map(() => []);
    for (const name of ['warm-up', ...plan.policies.map(({ policy }) => policy.id)])
      ledgers?.set(name, []);
    this.host = this.#makeHost();
  }

  /** Sets the kernel, before it runs. */
  open(kernel: Kernel): void {
    this.#kernel = kernel;
  }

  /** The rows kept under a policy since they were last taken. */
  takeRows(policy: number): KeptRows {
    const rows = this.#rows[policy]!;
    this.#rows[policy] = { spells: [], meters: [] };
    return rows;
  }

  /** Every interval off supply, by policy: words (kernel/off-intervals.ts), page after page. */
  takeOffIntervals(): readonly (readonly Int32Array[])[] {
    for (const policy of this.#offIntervals.keys()) this.#kernel!.handOverOffIntervals(policy);
    return this.#offIntervals;
  }

  #keepOffIntervals(policy: number, count: number): void {
    if (count === 0) return;
    const words = this.#kernel!.offIntervalsOf(policy).subarray(0, 2 * count);
    const kept = newWords(words.length, this.#isShared);
    kept.set(words);
    this.#offIntervals[policy]!.push(kept);
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
      keepOffIntervals: (policy, count) => {
        this.#keepOffIntervals(policy, count);
      },
      keepMeter: (policy, isGas) => {
        this.#rows[policy]!.meters.push(meterRecord(read(), isGas));
      },
      keepEvent: (policy, ...event) => {
        const name = policy < 0 ? 'warm-up' : this.#plan.policies[policy]!.policy.id;
        this.#ledgers?.get(name)?.push(ledgerLine(...event));
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
