// The global event queue: homes that need something shared, by minute. A calendar with one bucket a minute, each a linked list of entries;
// within a minute callers choose the order.
import { assert } from '../errors.ts';
import { never } from '../model/money.ts';
import { grown } from './grown.ts';

const none = -1;

export class EventQueue {
  readonly #first: number;
  readonly #head: Int32Array;
  /** By entry: which home it is of, and the entry after it, in its minute or among the free ones. */
  #home = new Int32Array(64);
  #next = new Int32Array(64);
  #free = none;
  #entries = 0;
  #cursor: number;
  #size = 0;

  /** Minutes `first` to `last`, both included. */
  constructor(first: number, last: number) {
    this.#first = first;
    this.#cursor = first;
    this.#head = new Int32Array(last - first + 1).fill(none);
  }

  /** `minute` may not be earlier than the last one taken. */
  add(minute: number, home: number): void {
    assert(minute >= this.#cursor, `minute ${minute} is not past`);
    const entry = this.#newEntry();
    const bucket = minute - this.#first;
    this.#home[entry] = home;
    this.#next[entry] = this.#head[bucket]!;
    this.#head[bucket] = entry;
    this.#size++;
  }

  #newEntry(): number {
    const entry = this.#free;
    if (entry !== none) {
      this.#free = this.#next[entry]!;
      return entry;
    }
    if (this.#entries === this.#next.length) {
      this.#home = grown(this.#home, 2 * this.#entries);
      this.#next = grown(this.#next, 2 * this.#entries);
    }
    return this.#entries++;
  }

  /** Adds the homes of the earliest minute before `until` to `into` and returns that minute; `never` where there is none. */
  take(until: number, into: number[]): number {
    if (this.#size === 0) return never;
    while (this.#cursor < until && this.#head[this.#cursor - this.#first] === none) this.#cursor++;
    if (this.#cursor >= until) return never;
    this.takeOf(this.#cursor, into);
    return this.#cursor;
  }

  /** Adds the homes of one minute to `into`; false where there are none. */
  takeOf(minute: number, into: number[]): boolean {
    const bucket = minute - this.#first;
    const before = into.length;
    for (let entry = this.#head[bucket]!; entry !== none;) {
      into.push(this.#home[entry]!);
      const next = this.#next[entry]!;
      this.#next[entry] = this.#free;
      this.#free = entry;
      entry = next;
    }
    this.#head[bucket] = none;
    this.#size -= into.length - before;
    return into.length > before;
  }
}
