// Figures from counts by minute and group of households (kernel/minute-counts.ts): the most off at
// once, and quantiles of spell length, by segment.
import { pageMinutes } from '../kernel/minute-counts.ts';
import type { Segments } from './segments.ts';

/** What is needed of the segments. */
export type CountedSegments = Pick<Segments, 'names' | 'groups' | 'remainders'>;

/** Counts by minute and group, as pages. */
export interface MinutePages {
  /** By page of minutes: its place, -1 where nothing was counted. */
  readonly pageOf: Int32Array;
  readonly pages: readonly Int32Array[];
}

/** Adds counts, in new pages that lie side by side. */
export function addMinutePages(all: readonly MinutePages[]): MinutePages {
  const pageOf = new Int32Array(all[0]!.pageOf.length).fill(-1);
  let used = 0;
  for (let place = 0; place < pageOf.length; place++)
    if (all.some((one) => one.pageOf[place]! >= 0)) pageOf[place] = used++;
  const pageLength = all.find(({ pages }) => pages.length > 0)?.pages[0]!.length ?? 0;
  const sums = new Int32Array(used * pageLength);
  const pages = Array.from({ length: used }, (_, page) =>
    sums.subarray(page * pageLength, (page + 1) * pageLength),
  );
  for (const one of all)
    one.pageOf.forEach((page, place) => {
      if (page >= 0) add(pages[pageOf[place]!]!, one.pages[page]!);
    });
  return { pageOf, pages };
}

function add(sums: Int32Array, values: Int32Array): void {
  for (let index = 0; index < sums.length; index++) sums[index]! += values[index]!;
}

/**
 * Visits, in order of time, every minute in which a count is not 0, with its counts by segment. The
 * array is reused for each minute.
 */
function forEachMinute(
  { pageOf, pages }: MinutePages,
  segments: CountedSegments,
  visit: (minute: number, counts: Int32Array) => void,
): void {
  const counts = new Int32Array(segments.names.length);
  const groupCount = segments.groups.length;
  for (let place = 0; place < pageOf.length; place++) {
    if (pageOf[place]! < 0) continue;
    const values = pages[pageOf[place]!]!;
    for (let minute = 0; minute < pageMinutes; minute++) {
      if (readCounts(values, minute * groupCount, segments, counts))
        visit(place * pageMinutes + minute, counts);
    }
  }
}

/**
 * Fills in counts by segment from those at `start`. Returns false, and fills in nothing, if all are
 * 0.
 */
function readCounts(
  values: Int32Array,
  start: number,
  { groups, remainders }: CountedSegments,
  counts: Int32Array,
): boolean {
  let bits = 0;
  for (let group = 0; group < groups.length; group++) bits |= values[start + group]!;
  if (bits === 0) return false;
  for (let group = 0; group < groups.length; group++)
    counts[groups[group]!] = values[start + group]!;
  for (const { segment, without } of remainders) {
    let left = counts[0]!;
    for (const other of without) left -= counts[other]!;
    counts[segment] = left;
  }
  return true;
}

export interface Peak {
  readonly most: number;
  /** When that was first reached; NaN where nobody was ever off. */
  readonly minute: number;
}

/**
 * The most off at once in each segment, from the change at each minute. A spell's first minute
 * counts; the minute in which it ends does not.
 * @rule C9
 */
export function peaks(changes: MinutePages, segments: CountedSegments): readonly Peak[] {
  const now = new Int32Array(segments.names.length);
  const most = new Int32Array(segments.names.length);
  const at = new Float64Array(segments.names.length).fill(NaN);
  forEachMinute(changes, segments, (minute, counts) => {
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

/**
 * Quantiles of spell length in each segment, in minutes, from how many spells had each length. They
 * interpolate between the two nearest lengths (type 7).
 */
export function spellLengths(
  lengths: MinutePages,
  segments: CountedSegments,
): readonly SpellLengths[] {
  const totals = new Float64Array(segments.names.length);
  forEachMinute(lengths, segments, (_, counts) => {
    for (let segment = 0; segment < counts.length; segment++) totals[segment]! += counts[segment]!;
  });
  const ranked = Array.from(totals, (total) => new RankedLengths(total));
  const passed = new Float64Array(segments.names.length);
  const awaited = new Float64Array(segments.names.length);
  forEachMinute(lengths, segments, (minutes, counts) => {
    for (let segment = 0; segment < counts.length; segment++) {
      passed[segment]! += counts[segment]!;
      if (passed[segment]! > awaited[segment]!)
        awaited[segment] = ranked[segment]!.pass(minutes, passed[segment]!);
    }
  });
  return ranked.map((one) => ({
    median: one.quantile(0),
    p95: one.quantile(1),
    max: one.quantile(2),
  }));
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
