// Households that wait for something shared, each after its first stop: plain data, which can be
// sent to another thread.
import { firstNumbers, RecordStore } from './record-store.ts';

export interface WaitingHouseholds {
  /** The words of their records. A record is kept once for all policies that wait with it. */
  readonly blocks: readonly Int32Array[];
  /**
   * For each waiting household, in order: its record, then the minute of its turn, negative for the
   * first ranking.
   */
  readonly turns: Int32Array;
  /** By policy: how many wait under it. */
  readonly counts: Int32Array;
}

/** Receives households that start to wait. */
export interface WaitingRoom {
  readonly records: RecordStore;
  /**
   * Adds a household, as a record, with the minute of its turn; negative if it waits for a ranking.
   */
  wait(record: number, minute: number): void;
}

/** Collects households that start to wait. */
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

/** The waiting households of all parts of the book, in order. */
export class WaitingBook {
  /** Holds the records of the parts, and of households that wait again later. */
  readonly records: RecordStore;
  readonly #parts: readonly WaitingHouseholds[];
  readonly #firstNumbers: readonly number[];

  constructor(parts: readonly WaitingHouseholds[]) {
    this.records = new RecordStore({ given: parts.flatMap(({ blocks }) => blocks) });
    this.#parts = parts;
    this.#firstNumbers = firstNumbers(parts.map(({ blocks }) => blocks.length));
  }

  /**
   * Calls `tell` for each household that waits under one of the policies, which are given by place.
   */
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
