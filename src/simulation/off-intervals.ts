// Figures from the times off supply that the kernel keeps one by one: the most off at once, and
// quantiles of spell length, by segment.
import { ownerBits } from '../kernel/off-intervals.ts';
import { ownersOfClass } from '../kernel/tally.ts';
import type { Segments } from './segments.ts';

/** What is needed of the segments. */
export type CountedSegments = Pick<Segments, 'names' | 'segmentsOfOwner'>;

export interface Peak {
  readonly most: number;
  /** When that was first reached; NaN where nobody was ever off. */
  readonly minute: number;
}

export interface SpellLengths {
  /** Minutes; NaN where there is no spell. */
  readonly median: number;
  readonly p95: number;
  readonly max: number;
}
const probabilities = [0.5, 0.95, 1] as const;

/** The times off supply of one policy. */
export class OffTimes {
  readonly #starts: Int32Array;
  readonly #ends: Int32Array;
  readonly #lengths: Int32Array;
  /** Whose each is (kernel/tally.ts). */
  readonly #owners: Uint8Array;

  /** @param pages of words, as the kernel keeps them (kernel/off-intervals.ts) */
  constructor(pages: readonly Int32Array[]) {
    const count = pages.reduce((sum, words) => sum + words.length / 2, 0);
    this.#starts = new Int32Array(count);
    this.#ends = new Int32Array(count);
    this.#lengths = new Int32Array(count);
    this.#owners = new Uint8Array(count);
    let place = 0;
    for (const words of pages)
      for (let at = 0; at < words.length; at += 2, place++) {
        const length = words[at + 1]! >> ownerBits;
        this.#starts[place] = words[at]!;
        this.#ends[place] = words[at]! + length;
        this.#lengths[place] = length;
        this.#owners[place] = words[at + 1]! & ((1 << ownerBits) - 1);
      }
  }

  /**
   * The most off at once in each segment. An interval's first minute counts; the minute in which it
   * ends does not.
   * @rule C9
   */
  peaks({ names, segmentsOfOwner }: CountedSegments): readonly Peak[] {
    const now = new Int32Array(names.length);
    const most = new Int32Array(names.length);
    const at = new Float64Array(names.length).fill(NaN);
    const starts = inOrder(this.#starts, this.#owners);
    const ends = inOrder(this.#ends, this.#owners);
    let ended = 0;
    forEachMinute(starts, (minute, from, until) => {
      for (const over = countBefore(ends, minute + 1); ended < over; ended++)
        add(now, segmentsOfOwner[ends.owners[ended]!]!, -1);
      for (let place = from; place < until; place++)
        add(now, segmentsOfOwner[starts.owners[place]!]!, 1);
      for (let segment = 0; segment < now.length; segment++) {
        if (now[segment]! <= most[segment]!) continue;
        most[segment] = now[segment]!;
        at[segment] = minute;
      }
    });
    return Array.from(most, (value, segment) => ({ most: value, minute: at[segment]! }));
  }

  /**
   * Quantiles of the length of spells in each segment, interpolated between the two nearest lengths
   * (type 7). A meter's spell counts in the segments of the meter and of its home. Times at which
   * any meter of a home is off are not spells.
   */
  spellLengths({ names, segmentsOfOwner }: CountedSegments): readonly SpellLengths[] {
    const segmentsOfSpell = segmentsOfOwner.map((ofMeter, owner) => {
      const home = owner - (owner % ownersOfClass);
      return owner === home ? noSegments : Uint8Array.of(...ofMeter, ...segmentsOfOwner[home]!);
    });
    const totals = new Int32Array(names.length);
    for (let place = 0; place < this.#owners.length; place++)
      add(totals, segmentsOfSpell[this.#owners[place]!]!, 1);
    const ranked = Array.from(totals, (total) => new RankedLengths(total));
    const passed = new Int32Array(names.length);
    const awaited = new Float64Array(names.length);
    const lengths = inOrder(this.#lengths, this.#owners);
    forEachMinute(lengths, (minutes, from, until) => {
      for (let place = from; place < until; place++)
        add(passed, segmentsOfSpell[lengths.owners[place]!]!, 1);
      for (let segment = 0; segment < passed.length; segment++)
        if (passed[segment]! > awaited[segment]!)
          awaited[segment] = ranked[segment]!.pass(minutes, passed[segment]!);
    });
    return ranked.map((one) => ({
      median: one.quantile(0),
      p95: one.quantile(1),
      max: one.quantile(2),
    }));
  }
}

const noSegments = Uint8Array.of();

function add(counts: Int32Array, segments: Uint8Array, change: number): void {
  for (let place = 0; place < segments.length; place++) counts[segments[place]!]! += change;
}

/** Owners of intervals in order of a minute. */
interface Ordered {
  readonly owners: Uint8Array;
  /** By minute: where its owners begin. One more at the end: how many there are. */
  readonly from: Int32Array;
}

/** Orders the owners of intervals by a minute each, at least 0. */
function inOrder(minutes: Int32Array, owners: Uint8Array): Ordered {
  let last = -1;
  for (let place = 0; place < minutes.length; place++) last = Math.max(last, minutes[place]!);
  const from = new Int32Array(last + 2);
  for (let place = 0; place < minutes.length; place++) from[minutes[place]! + 1]! += 1;
  for (let minute = 0; minute <= last; minute++) from[minute + 1]! += from[minute]!;
  const next = from.slice();
  const ordered = new Uint8Array(owners.length);
  for (let place = 0; place < owners.length; place++)
    ordered[next[minutes[place]!]!++] = owners[place]!;
  return { owners: ordered, from };
}

/** How many owners come before a minute. */
function countBefore({ from }: Ordered, minute: number): number {
  return from[Math.min(minute, from.length - 1)]!;
}

/** Visits each minute that has owners, in order of time, with where they begin and end. */
function forEachMinute(
  { from }: Ordered,
  visit: (minute: number, from: number, until: number) => void,
): void {
  for (let minute = 0; minute + 1 < from.length; minute++)
    if (from[minute + 1]! > from[minute]!) visit(minute, from[minute]!, from[minute + 1]!);
}

/**
 * Finds the lengths nearest to quantiles, among lengths of spells that are passed in ascending
 * order.
 */
class RankedLengths {
  /**
   * By probability: its position among the lengths, 0 for the smallest, usually between two; and
   * those two lengths.
   */
  readonly #positions: readonly number[];
  readonly #lower: number[] = probabilities.map(() => NaN);
  readonly #upper: number[] = probabilities.map(() => NaN);

  constructor(total: number) {
    this.#positions = probabilities.map((probability) => (total - 1) * probability);
  }

  /**
   * Takes the next length; `passed` lengths have been taken, this one included. Returns how many
   * more may be skipped before the next that matters.
   */
  pass(minutes: number, passed: number): number {
    const keep = (kept: number[], index: number, rank: number): number => {
      if (passed <= rank) return rank;
      if (Number.isNaN(kept[index]!)) kept[index] = minutes;
      return Infinity;
    };
    const left = this.#positions.map((position, index) =>
      Math.min(
        keep(this.#lower, index, Math.floor(position)),
        keep(this.#upper, index, Math.ceil(position)),
      ),
    );
    return Math.min(...left);
  }

  /** NaN where there are no lengths. */
  quantile(index: number): number {
    const position = this.#positions[index]!;
    return (
      this.#lower[index]! +
      (this.#upper[index]! - this.#lower[index]!) * (position - Math.floor(position))
    );
  }
}
