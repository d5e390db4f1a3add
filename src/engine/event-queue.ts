// The global event queue: households that need something shared, by minute. A calendar with one bucket a minute, each a linked list over
// households' numbers, small ones of the caller's choice (a household waits for one thing at a time); within a minute callers choose the order.
import { assert } from '../errors.ts';
import { never } from '../model/money.ts';

export class EventQueue {
  readonly #first: number;
  readonly #head: Int32Array;
  #next = new Int32Array(64);
  #cursor: number;
  #size = 0;

  /** Minutes `first` to `last`, both included. */
  constructor(first: number, last: number) {
    this.#first = first;
    this.#cursor = first;
    this.#head = new Int32Array(last - first + 1).fill(-1);
  }

  /** `minute` may not be earlier than the last one taken. */
  add(minute: number, household: number): void {
    assert(minute >= this.#cursor, `minute ${minute} is not past`);
    if (household >= this.#next.length) {
      const grown = new Int32Array(Math.max(household + 1, 2 * this.#next.length));
      grown.set(this.#next);
      this.#next = grown;
    }
    const bucket = minute - this.#first;
    this.#next[household] = this.#head[bucket]!;
    this.#head[bucket] = household;
    this.#size++;
  }

  /** Adds the households of the earliest minute before `until` to `into` and returns that minute; `never` where there is none. */
  take(until: number, into: number[]): number {
    if (this.#size === 0) return never;
    while (this.#cursor < until && this.#head[this.#cursor - this.#first] === -1) this.#cursor++;
    if (this.#cursor >= until) return never;
    this.takeOf(this.#cursor, into);
    return this.#cursor;
  }

  /** Adds the households of one minute to `into`; false where there are none. */
  takeOf(minute: number, into: number[]): boolean {
    const bucket = minute - this.#first;
    const before = into.length;
    for (let one = this.#head[bucket]!; one !== -1; one = this.#next[one]!) into.push(one);
    this.#head[bucket] = -1;
    this.#size -= into.length - before;
    return into.length > before;
  }
}
