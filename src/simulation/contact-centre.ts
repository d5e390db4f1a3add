// The contact centre: so many agents, first come first served, patience, opening hours. Calls come
// in the order of their instants, and what comes of a call depends on earlier calls alone, so it is
// known the moment it comes. Times are real-valued minutes (decision 0009).
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
   * A call at an instant, no earlier than any before it, within opening hours. Returns the instant
   * the conversation ends, or NaN where the caller gives up: no agent within their patience, or
   * none before the lines close.
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
