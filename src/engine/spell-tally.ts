// How many spells lasted at least so long, and which gate was shut where no channel could sell credit: counts of one policy of one
// replication, kept instead of the spells themselves.
import { shutGates, type ShutGate } from '../model/gates.ts';
import { minutesPerHour } from '../model/money.ts';
import type { Run } from './run.ts';

/** Lengths spells are counted at, in hours. */
export const tallyHours = [
  0, 0.25, 0.5, 1, 2, 3, 4, 6, 8, 12, 16, 24, 36, 48, 60, 72, 96, 120, 144, 168, 240, 336, 504, 672, 840, 1008, 1344, 2016, 2688,
  4032, 6048, 8760,
] as const;

/** counts[length], then counts[tallyHours.length + gate]. */
export const tallyLength = tallyHours.length + shutGates.length;

export class SpellTally {
  readonly counts = new Float64Array(tallyLength);

  /** A spell that began at the meter's `offSince` and ended, or was still open, at a minute; `gate`: see `shutGateOf`. */
  add({ meters }: Run, gate: ShutGate | null, i: number, minute: number): void {
    const hours = (minute - meters.offSince(i)) / minutesPerHour;
    for (let length = 0; length < tallyHours.length && hours >= tallyHours[length]!; length++) this.counts[length]!++;
    if (gate !== null) this.counts[tallyHours.length + shutGates.indexOf(gate)]!++;
  }
}
