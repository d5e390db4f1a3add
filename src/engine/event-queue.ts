// The global event queue: households that need something shared, by minute. A calendar with one bucket a minute, each a linked list over
// slots (a household waits for one thing at a time); within a minute callers choose the order.

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

  get size(): number {
    return this.#size;
  }

  /** `minute` may not be earlier than the last one taken. */
  add(minute: number, slot: number): void {
    if (slot >= this.#next.length) {
      const grown = new Int32Array(Math.max(slot + 1, 2 * this.#next.length));
      grown.set(this.#next);
      this.#next = grown;
    }
    const bucket = minute - this.#first;
    this.#next[slot] = this.#head[bucket]!;
    this.#head[bucket] = slot;
    this.#size++;
  }

  /** Empties the earliest bucket before `until` into `into` and returns its minute, or -Infinity where there is none. */
  takeMinute(until: number, into: number[]): number {
    into.length = 0;
    const end = Math.min(until - this.#first, this.#head.length);
    let bucket = this.#cursor - this.#first;
    while (bucket < end && (this.#size === 0 || this.#head[bucket] === -1)) bucket = this.#size === 0 ? end : bucket + 1;
    this.#cursor = bucket + this.#first;
    if (bucket >= end) return -Infinity;
    for (let slot = this.#head[bucket]!; slot !== -1; slot = this.#next[slot]!) into.push(slot);
    this.#head[bucket] = -1;
    this.#size -= into.length;
    return bucket + this.#first;
  }
}
