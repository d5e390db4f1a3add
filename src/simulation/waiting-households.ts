// Households that wait for what they share with others when each has been simulated ahead as far as
// it goes alone: plain data, which can be handed to another thread.
import { firstNumbers, RecordStore } from './record-store.ts';

export interface WaitingHouseholds {
  /** The words of their records. A record is kept once for all policies that wait with it. */
  readonly blocks: readonly Int32Array[];
  /**
   * By policy: the record of each household that waits, then the minute its turn comes, below 0
   * for the first ranking; in the order of households.
   */
  readonly turns: readonly Int32Array[];
}

/** Gathers households as they come to wait. */
export class WaitingList {
  readonly records: RecordStore;
  readonly #turns: readonly Turns[];

  /** @param isShared whether other threads are to read the records */
  constructor(policies: number, isShared: boolean) {
    this.records = new RecordStore({ isShared });
    this.#turns = Array.from({ length: policies }, () => new Turns());
  }

  add(policy: number, record: number, minute: number): void {
    this.#turns[policy]!.add(record, minute);
  }

  households(): WaitingHouseholds {
    return { blocks: this.records.blocks, turns: this.#turns.map((turns) => turns.all()) };
  }
}

class Turns {
  #words = new Int32Array(64);
  #length = 0;

  add(record: number, minute: number): void {
    if (this.#length === this.#words.length) {
      const longer = new Int32Array(2 * this.#length);
      longer.set(this.#words);
      this.#words = longer;
    }
    this.#words[this.#length++] = record;
    this.#words[this.#length++] = minute;
  }

  all(): Int32Array {
    return this.#words.slice(0, this.#length);
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

  /** Tells of each that waits under a policy. */
  forEach(policy: number, tell: (record: number, minute: number) => void): void {
    this.#parts.forEach(({ turns }, part) => {
      const words = turns[policy]!;
      for (let turn = 0; turn < words.length; turn += 2)
        tell(this.#firstNumbers[part]! + words[turn]!, words[turn + 1]!);
    });
  }
}
