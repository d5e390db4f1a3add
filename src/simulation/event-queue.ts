// The event queue shared by all homes: those that need something shared, by minute. It is a
// calendar queue with one bucket per minute, each a linked list; within a minute the caller chooses
// the order.
import { assert } from '../errors.ts';
import { never } from '../kernel/time.ts';
import { Rows } from './rows.ts';

const none = -1;
/** Columns of an entry: its home, and the next entry of the same minute. */
const column = { home: 0, next: 1 } as const;

export class EventQueue {
  readonly #first: number;
  readonly #head: Int32Array;
  readonly #entries = new Rows(Object.keys(column).length);
  #cursor: number;
  #size = 0;

  /** Minutes `first` to `last`, both included. */
  constructor(first: number, last: number) {
    this.#first = first;
    this.#cursor = first;
    this.#head = new Int32Array(last - first + 1).fill(none);
  }

  /** `minute` may not be earlier than the last one taken, nor past the last of all. */
  add(minute: number, home: number): void {
    assert(minute >= this.#cursor, 'the minute is not past');
    const entries = this.#entries;
    const entry = entries.take();
    const bucket = minute - this.#first;
    assert(bucket < this.#head.length, 'the minute is in the queue');
    entries.set(entry, column.home, home);
    entries.set(entry, column.next, this.#head[bucket]!);
    this.#head[bucket] = entry;
    this.#size++;
  }

  /**
   * Adds the homes of the earliest minute before `until` to `into` and returns that minute; `never`
   * where there is none.
   */
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
      into.push(this.#entries.get(entry, column.home));
      const next = this.#entries.get(entry, column.next);
      this.#entries.giveBack(entry);
      entry = next;
    }
    this.#head[bucket] = none;
    this.#size -= into.length - before;
    return into.length > before;
  }
}
