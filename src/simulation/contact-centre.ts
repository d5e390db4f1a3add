// The contact centre: a number of agents, opening hours, callers with limited patience, first come
// first served. Calls come in the order of their instants. The outcome of a call depends on earlier
// calls alone, so it is known when the call comes. Times are real-valued minutes (decision 0009).
import { endOfWindow } from '../kernel/calendar.ts';
import type { DayWindow } from '../scenario/scenario.ts';

export class ContactCentre {
  readonly #hours: DayWindow;
  /** When each agent is next free: a binary heap, earliest first. */
  readonly #freeAt: Float64Array;

  /**
   * @param hours by the local clock
   * @param opensAt minute from which anybody answers
   */
  constructor(agents: number, hours: DayWindow, opensAt = 0) {
    this.#hours = hours;
    this.#freeAt = new Float64Array(agents).fill(opensAt);
  }

  /**
   * Takes a call at an instant within opening hours, not earlier than the call before. Returns the
   * instant at which the conversation ends, or NaN if the caller gives up: no agent is free within
   * their patience, or before the lines close.
   * @rule S2
   */
  call(instant: number, patienceMinutes: number, lengthMinutes: number): number {
    if (this.#freeAt.length === 0) return NaN;
    const start = Math.max(instant, this.#freeAt[0]!);
    const closes = endOfWindow(this.#hours.startMinute, this.#hours.endMinute, Math.floor(instant));
    if (start - instant > patienceMinutes || start >= closes) return NaN;
    this.#occupy(start + lengthMinutes);
    return start + lengthMinutes;
  }

  /** Gives the earliest free agent a conversation that ends at `until`. */
  #occupy(until: number): void {
    const heap = this.#freeAt;
    let parent = 0;
    for (;;) {
      let child = 2 * parent + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && heap[child + 1]! < heap[child]!) child++;
      if (heap[child]! >= until) break;
      heap[parent] = heap[child]!;
      parent = child;
    }
    heap[parent] = until;
  }
}
