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
  // By interval, in ascending order: a minute and whose it is, in one number
  readonly #starts: Int32Array;
  readonly #ends: Int32Array;
  readonly #lengths: Int32Array;

  /** @param pages of words, as the kernel keeps them (kernel/off-intervals.ts) */
  constructor(pages: readonly Int32Array[]) {
    const count = pages.reduce((sum, words) => sum + words.length / 2, 0);
    const starts = new Int32Array(count);
    const ends = new Int32Array(count);
    const lengths = new Int32Array(count);
    let place = 0;
    for (const words of pages)
      for (let at = 0; at < words.length; at += 2, place++) {
        const start = words[at]! << ownerBits;
        const lengthAndOwner = words[at + 1]!;
        starts[place] = start | ownerOf(lengthAndOwner);
        ends[place] = start + lengthAndOwner;
        lengths[place] = lengthAndOwner;
      }
    this.#starts = sortedByMinute(starts);
    this.#ends = sortedByMinute(ends);
    this.#lengths = sortedByMinute(lengths);
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
    let ended = 0;
    forEachMinute(this.#starts, (minute, from, until) => {
      for (; ended < this.#ends.length && minuteOf(this.#ends[ended]!) <= minute; ended++)
        add(now, segmentsOfOwner[ownerOf(this.#ends[ended]!)]!, -1);
      for (let place = from; place < until; place++)
        add(now, segmentsOfOwner[ownerOf(this.#starts[place]!)]!, 1);
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
    for (const length of this.#lengths) add(totals, segmentsOfSpell[ownerOf(length)]!, 1);
    const ranked = Array.from(totals, (total) => new RankedLengths(total));
    const passed = new Int32Array(names.length);
    const awaited = new Float64Array(names.length);
    forEachMinute(this.#lengths, (minutes, from, until) => {
      for (let place = from; place < until; place++)
        add(passed, segmentsOfSpell[ownerOf(this.#lengths[place]!)]!, 1);
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

function ownerOf(key: number): number {
  return key & ((1 << ownerBits) - 1);
}
function minuteOf(key: number): number {
  return key >> ownerBits;
}

const digitBits = 11;
const digits = 1 << digitBits;

/** Sorts by minute, below 2^22, in two passes: by its lower digit of 11 bits, then its upper one. */
function sortedByMinute(keys: Int32Array): Int32Array {
  const byLower = sortedByDigit(keys, ownerBits);
  return sortedByDigit(byLower, ownerBits + digitBits);
}

/** Sorts by the digit that begins at a bit; keys of one digit stay in order. */
function sortedByDigit(keys: Int32Array, bit: number): Int32Array {
  const next = new Int32Array(digits + 1);
  for (let place = 0; place < keys.length; place++)
    next[((keys[place]! >> bit) & (digits - 1)) + 1]! += 1;
  for (let digit = 0; digit < digits; digit++) next[digit + 1]! += next[digit]!;
  const sorted = new Int32Array(keys.length);
  for (let place = 0; place < keys.length; place++)
    sorted[next[(keys[place]! >> bit) & (digits - 1)]!++] = keys[place]!;
  return sorted;
}

/** Visits each minute of sorted keys, with the places of its first key and past its last. */
function forEachMinute(
  keys: Int32Array,
  visit: (minute: number, from: number, until: number) => void,
): void {
  for (let from = 0; from < keys.length;) {
    const minute = minuteOf(keys[from]!);
    let until = from + 1;
    while (until < keys.length && minuteOf(keys[until]!) === minute) until++;
    visit(minute, from, until);
    from = until;
  }
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
