// Figures from the times off supply that the kernel keeps one by one: the most off at once, and
// quantiles of spell length, by segment.
import { ownerBits } from '../kernel/off-intervals.ts';
import { ownersOfClass } from '../kernel/tally.ts';
import { sortByBits } from './digit-sort.ts';
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

/**
 * The times off supply of one policy. To be sorted, a minute and whose it is are put into one
 * number, which is positive since every horizon is below 2^22 minutes.
 */
export class OffTimes {
  readonly #pages: readonly Int32Array[];
  readonly #count: number;

  /** @param pages of words, as the kernel keeps them (kernel/off-intervals.ts) */
  constructor(pages: readonly Int32Array[]) {
    this.#pages = pages;
    this.#count = pages.reduce((sum, words) => sum + words.length / 2, 0);
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
    const { starts, ends } = this.#startsAndEnds();
    sortByBits(starts, ownerBits);
    sortByBits(ends, ownerBits);
    let ended = 0;
    forEachMinute(starts, (minute, from, until) => {
      for (; ended < ends.length && minuteOf(ends[ended]!) <= minute; ended++)
        add(now, segmentsOfOwner[ownerOf(ends[ended]!)]!, -1);
      for (let place = from; place < until; place++)
        add(now, segmentsOfOwner[ownerOf(starts[place]!)]!, 1);
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
    const lengths = this.#lengths();
    sortByBits(lengths, ownerBits);
    const totals = new Int32Array(names.length);
    for (let place = 0; place < lengths.length; place++)
      add(totals, segmentsOfSpell[ownerOf(lengths[place]!)]!, 1);
    const ranked = Array.from(totals, (total) => new RankedLengths(total));
    const passed = new Int32Array(names.length);
    const awaited = new Float64Array(names.length);
    forEachMinute(lengths, (length, from, until) => {
      for (let place = from; place < until; place++)
        add(passed, segmentsOfSpell[ownerOf(lengths[place]!)]!, 1);
      for (let segment = 0; segment < passed.length; segment++)
        if (passed[segment]! > awaited[segment]!)
          awaited[segment] = ranked[segment]!.pass(length, passed[segment]!);
    });
    return ranked.map((one) => ({
      median: one.quantile(0),
      p95: one.quantile(1),
      max: one.quantile(2),
    }));
  }

  #startsAndEnds(): { readonly starts: Int32Array; readonly ends: Int32Array } {
    const starts = new Int32Array(this.#count);
    const ends = new Int32Array(this.#count);
    let place = 0;
    for (const words of this.#pages)
      for (let at = 0; at < words.length; at += 2, place++) {
        const start = words[at]! << ownerBits;
        const lengthAndOwner = words[at + 1]!;
        starts[place] = start | ownerOf(lengthAndOwner);
        ends[place] = start + lengthAndOwner;
      }
    return { starts, ends };
  }

  #lengths(): Int32Array {
    const lengths = new Int32Array(this.#count);
    let place = 0;
    for (const words of this.#pages)
      for (let at = 1; at < words.length; at += 2) lengths[place++] = words[at]!;
    return lengths;
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
