// Households that wait for what they share with others when each has been simulated ahead as far as
// it goes alone: plain data, which can be handed to another thread.
import { firstNumbers, RecordStore } from './record-store.ts';

export interface WaitingHouseholds {
  /** The words of their records. A record is kept once for all policies that wait with it. */
  readonly blocks: readonly Int32Array[];
  /**
   * The record of each household that waits, then the minute its turn comes, below 0 for the first
   * ranking; in the order of households.
   */
  readonly turns: Int32Array;
  /** By policy: how many wait under it. */
  readonly counts: Int32Array;
}

/** Where households are put that come to wait. */
export interface WaitingRoom {
  readonly records: RecordStore;
  /** A household waits as a record, for its turn at a minute; below 0, for a ranking. */
  wait(record: number, minute: number): void;
}

/** Gathers households as they come to wait. */
export class WaitingList implements WaitingRoom {
  readonly records: RecordStore;
  readonly #counts: Int32Array;
  #turns = new Int32Array(64);
  #length = 0;

  /** @param isShared whether other threads are to read the records */
  constructor(policies: number, isShared: boolean) {
    this.records = new RecordStore({ isShared });
    this.#counts = new Int32Array(policies);
  }

  wait(record: number, minute: number): void {
    if (this.#length === this.#turns.length) {
      const longer = new Int32Array(2 * this.#length);
      longer.set(this.#turns);
      this.#turns = longer;
    }
    this.#turns[this.#length++] = record;
    this.#turns[this.#length++] = minute;
    for (const policy of this.records.membersOf(record)) this.#counts[policy]!++;
  }

  households(): WaitingHouseholds {
    const turns = this.#turns.slice(0, this.#length);
    return { blocks: this.records.blocks, turns, counts: this.#counts };
  }
}

/** Those who wait, put together from parts of the book, in order. */
export class WaitingBook {
  /** Holds what the parts left, and what comes to wait later. */
  readonly records: RecordStore;
  readonly #parts: readonly WaitingHouseholds[];
  readonly #firstNumbers: readonly number[];

  constructor(parts: readonly WaitingHouseholds[]) {
    this.records = new RecordStore({ given: parts.flatMap(({ blocks }) => blocks) });
    this.#parts = parts;
    this.#firstNumbers = firstNumbers(parts.map(({ blocks }) => blocks.length));
  }

  /** Tells of each that waits under one of the policies, by place. */
  forEach(policies: ReadonlySet<number>, tell: (record: number, minute: number) => void): void {
    this.#parts.forEach(({ turns }, part) => {
      for (let turn = 0; turn < turns.length; turn += 2) {
        const record = this.#firstNumbers[part]! + turns[turn]!;
        if (this.records.membersOf(record).some((policy) => policies.has(policy)))
          tell(record, turns[turn + 1]!);
      }
    });
  }
}
