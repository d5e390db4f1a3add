// The engineers: so many visits a day, asked for in order of time, each taking its turn and then its own length.

import { minutesPerDay } from '../model/money.ts';

export class EngineerFleet {
  readonly #minutesPerVisit: number;
  #nextFreeAt = -Infinity;

  constructor(visitsPerDay: number) {
    this.#minutesPerVisit = minutesPerDay / visitsPerDay;
  }

  /** A request at `minute`, no earlier than any before it. Returns the minute the visit ends. */
  request(minute: number, visitMinutes: number): number {
    const start = Math.max(minute, this.#nextFreeAt);
    this.#nextFreeAt = start + this.#minutesPerVisit;
    return Math.ceil(start + visitMinutes);
  }
}
