// Counts by minute and segment, and what is read off them: the most off at once, and the lengths of spells. However large the book, there is
// one count for each minute of the horizon and each segment that is not the remainder of others; pages of them are laid out as they are
// first touched, so a small book has few.
import { assert } from '../errors.ts';
import { remainders, segmentBit, segments } from './segments.ts';

const pageBits = 4;
const pageMinutes = 1 << pageBits;
/** The segments counted, and by segment its place among them. */
const counted = [...segments.keys()].filter((segment) => !remainders.some((remainder) => remainder.segment === segment));
const countedMask = counted.reduce((mask, segment) => mask | (1 << segment), 0);
const placeOf = Uint8Array.from(segments, (_, segment) => counted.indexOf(segment));
const stride = counted.length;
const pageLength = pageMinutes * stride;
/** Pages are laid out in blocks, which never move, so growing copies nothing. */
const blockBits = 5;
const blockPages = 1 << blockBits;
const none = -1;

export class MinuteCounts {
  /** By pageful of minutes: the number of its page. */
  readonly #pages: Int32Array;
  readonly #blocks: Int32Array[] = [];
  #count = 0;

  /** Minutes 0 to `last`, both included. */
  constructor(last: number) {
    this.#pages = new Int32Array((last >> pageBits) + 1).fill(none);
  }

  /** Adds to the count of a minute in every segment of the mask, one bit each: those a home is in, or that of a fuel, or both. */
  add(minute: number, mask: number, change: number): void {
    let page = this.#pages[minute >> pageBits]!;
    if (!(page >= 0)) page = this.#layOut(minute >> pageBits);
    const block = this.#blocks[page >> blockBits]!;
    const start = (page & (blockPages - 1)) * pageLength + (minute & (pageMinutes - 1)) * stride;
    for (let rest = mask & countedMask; rest !== 0; rest &= rest - 1) {
      block[start + placeOf[31 - Math.clz32(rest & -rest)]!]! += change;
    }
  }

  #layOut(pageful: number): number {
    assert(this.#pages[pageful] === none, 'what is counted falls into the horizon');
    const page = this.#count++;
    if (page >> blockBits === this.#blocks.length) this.#blocks.push(new Int32Array(blockPages * pageLength));
    this.#pages[pageful] = page;
    return page;
  }

  /** Visits every minute in which a count is not 0, in order of time, with its counts by segment: one array, filled anew for each minute. */
  forEachMinute(visit: (minute: number, counts: Int32Array) => void): void {
    const counts = new Int32Array(segments.length);
    for (let pageful = 0; pageful < this.#pages.length; pageful++) {
      const page = this.#pages[pageful]!;
      if (page === none) continue;
      const block = this.#blocks[page >> blockBits]!;
      const start = (page & (blockPages - 1)) * pageLength;
      for (let minute = 0; minute < pageMinutes; minute++) {
        if (readCounts(block, start + minute * stride, counts)) visit(pageful * pageMinutes + minute, counts);
      }
    }
  }
}

/** Fills in counts by segment from those kept at `start`; false, and nothing filled in, where all are 0. */
function readCounts(block: Int32Array, start: number, counts: Int32Array): boolean {
  let bits = 0;
  for (let place = 0; place < stride; place++) bits |= block[start + place]!;
  if (bits === 0) return false;
  for (let place = 0; place < stride; place++) counts[counted[place]!] = block[start + place]!;
  for (let remainder = 0; remainder < remainders.length; remainder++) {
    const { segment, without } = remainders[remainder]!;
    let left = counts[segmentBit.all]!;
    for (let other = 0; other < without.length; other++) left -= counts[without[other]!]!;
    counts[segment] = left;
  }
  return true;
}

export interface Peak {
  readonly most: number;
  /** When that was first reached; NaN where nobody was ever off. */
  readonly minute: number;
}

/** The most at once in each segment, from how many more there were from each minute on. */
export function peaks(changes: MinuteCounts): readonly Peak[] {
  const now = new Int32Array(segments.length);
  const most = new Int32Array(segments.length);
  const at = new Float64Array(segments.length).fill(NaN);
  changes.forEachMinute((minute, counts) => {
    for (let segment = 0; segment < counts.length; segment++) {
      now[segment]! += counts[segment]!;
      if (now[segment]! <= most[segment]!) continue;
      most[segment] = now[segment]!;
      at[segment] = minute;
    }
  });
  return Array.from(most, (value, segment) => ({ most: value, minute: at[segment]! }));
}

export interface SpellLengths {
  /** Minutes; NaN where there is no spell. */
  readonly median: number;
  readonly p95: number;
  readonly max: number;
}
const probabilities = [0.5, 0.95, 1] as const;

/** Quantiles of spell length in each segment, between the two lengths next to them (type 7), from how many spells had each length. */
export function spellLengths(lengths: MinuteCounts): readonly SpellLengths[] {
  const totals = new Float64Array(segments.length);
  lengths.forEachMinute((_, counts) => {
    for (let segment = 0; segment < counts.length; segment++) totals[segment]! += counts[segment]!;
  });
  const ranked = Array.from(totals, (total) => new RankedLengths(total));
  const passed = new Float64Array(segments.length);
  const awaited = new Float64Array(segments.length);
  lengths.forEachMinute((minutes, counts) => {
    for (let segment = 0; segment < counts.length; segment++) {
      passed[segment]! += counts[segment]!;
      if (passed[segment]! > awaited[segment]!) awaited[segment] = ranked[segment]!.pass(minutes, passed[segment]!);
    }
  });
  return ranked.map((one) => ({ median: one.quantile(0), p95: one.quantile(1), max: one.quantile(2) }));
}

/** Of the lengths of so many spells, passed in ascending order, those next to the quantiles. */
class RankedLengths {
  /** By probability: where it falls among the lengths, 0 the least, between two as a rule; and those two. */
  readonly #positions: readonly number[];
  readonly #lower: number[] = probabilities.map(() => NaN);
  readonly #upper: number[] = probabilities.map(() => NaN);

  constructor(total: number) {
    this.#positions = probabilities.map((probability) => (total - 1) * probability);
  }

  /** The lengths passed so far, so many, end with this one. Returns how many may be passed before the next that is kept. */
  pass(minutes: number, passed: number): number {
    const keep = (kept: number[], index: number, rank: number): number => {
      if (passed <= rank) return rank;
      if (Number.isNaN(kept[index]!)) kept[index] = minutes;
      return Infinity;
    };
    const left = this.#positions.map((position, index) =>
      Math.min(keep(this.#lower, index, Math.floor(position)), keep(this.#upper, index, Math.ceil(position))),
    );
    return Math.min(...left);
  }

  /** NaN where there are no lengths. */
  quantile(index: number): number {
    const position = this.#positions[index]!;
    return this.#lower[index]! + (this.#upper[index]! - this.#lower[index]!) * (position - Math.floor(position));
  }
}
