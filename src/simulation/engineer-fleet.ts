// The engineers: so many visits a day, asked for in order of time, each taking its turn and then
// its own length.

import { minutesPerDay } from '../kernel/time.ts';

export class EngineerFleet {
  readonly #minutesPerVisit: number;
  /**
   * When the fleet was last idle, and the turns given since: counted, not added up, so that no
   * rounding gathers.
   */
  #busySince = -Infinity;
  #turns = 0;

  constructor(visitsPerDay: number) {
    this.#minutesPerVisit = minutesPerDay / visitsPerDay;
  }

  /** A request at `minute`, no earlier than any before it. Returns the minute the visit ends. */
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
