// The engineers: a number of visits per day. Requests come in order of time; each waits for its
// turn, and then the visit takes its own length.

import { minutesPerDay } from '../kernel/time.ts';

export class EngineerFleet {
  readonly #minutesPerVisit: number;
  /**
   * When the fleet was last idle, and the turns given since. They are counted, since added times
   * would accumulate rounding errors.
   */
  #busySince = -Infinity;
  #turns = 0;

  constructor(visitsPerDay: number) {
    this.#minutesPerVisit = minutesPerDay / visitsPerDay;
  }

  /**
   * Takes a request at `minute`, not earlier than the one before. Returns the minute at which the
   * visit ends.
   */
  request(minute: number, visitMinutes: number): number {
    let start = this.#busySince + this.#turns * this.#minutesPerVisit;
    if (minute >= start) {
      this.#busySince = minute;
      this.#turns = 0;
      start = minute;
    }
    this.#turns++;
    return Math.ceil(start + visitMinutes);
  }
}
