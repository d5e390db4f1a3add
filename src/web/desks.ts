// The desks of the page: workers that load scenarios.
import type { Desk } from './desk-client.ts';
import type { Wanted } from './protocol.ts';

export class Desks {
  readonly open: () => Desk;
  #quick: Desk | undefined;
  #slow: Desk | undefined;

  /** @param open begins a desk of its own */
  constructor(open: () => Desk) {
    this.open = open;
  }

  /** Loads scenarios; it has nothing else to do, so that it answers at once. */
  get quick(): Desk {
    return (this.#quick ??= this.open());
  }

  /** For what takes longer. */
  get slow(): Desk {
    return (this.#slow ??= this.open());
  }

  /** Makes the quick desk ready, where it is not. */
  warm(wanted: Wanted): void {
    if (this.#quick === undefined) void this.quick.ask('load', wanted);
  }
}
