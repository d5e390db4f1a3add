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

  /** Visits every count that is not 0, minute by minute. */
  forEach(visit: (minute: number, segment: number, count: number) => void): void {
    const row = new Int32Array(segments.length);
    for (let pageful = 0; pageful < this.#pages.length; pageful++) {
      const page = this.#pages[pageful]!;
      if (page === none) continue;
      const block = this.#blocks[page >> blockBits]!;
      const start = (page & (blockPages - 1)) * pageLength;
      for (let minute = 0; minute < pageMinutes; minute++) {
        counted.forEach((segment, place) => (row[segment] = block[start + minute * stride + place]!));
        for (const { segment, without } of remainders) {
          row[segment] = without.reduce((left, other) => left - row[other]!, row[segmentBit.all]!);
        }
        for (let segment = 0; segment < segments.length; segment++) {
          if (row[segment] !== 0) visit(pageful * pageMinutes + minute, segment, row[segment]!);
        }
      }
    }
  }
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
  changes.forEach((minute, segment, change) => {
    now[segment]! += change;
    if (now[segment]! <= most[segment]!) return;
    most[segment] = now[segment]!;
    at[segment] = minute;
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
  lengths.forEach((_, segment, count) => {
    totals[segment]! += count;
  });
  const quantiles = segments.map((_, segment) => probabilities.map((probability) => new Quantile(totals[segment]!, probability)));
  const seen = new Float64Array(segments.length);
  lengths.forEach((minutes, segment, count) => {
    seen[segment]! += count;
    for (const quantile of quantiles[segment]!) quantile.pass(minutes, seen[segment]!);
  });
  return quantiles.map(([median, p95, max]) => ({ median: median!.value, p95: p95!.value, max: max!.value }));
}

/** A quantile of values that are passed in ascending order. */
class Quantile {
  readonly #below: number;
  readonly #weight: number;
  readonly #above: number;
  #lower = NaN;
  #upper = NaN;

  constructor(count: number, probability: number) {
    const rank = (count - 1) * probability;
    this.#below = Math.floor(rank);
    this.#weight = rank - this.#below;
    this.#above = Math.min(this.#below + 1, count - 1);
  }

  /** The values seen so far, so many, end with this one. */
  pass(value: number, seen: number): void {
    if (Number.isNaN(this.#lower) && seen > this.#below) this.#lower = value;
    if (Number.isNaN(this.#upper) && seen > this.#above) this.#upper = value;
  }

  get value(): number {
    return this.#lower + (this.#upper - this.#lower) * this.#weight;
  }
}
