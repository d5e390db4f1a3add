// Off-supply intervals as growing columns, and what is read off them by segment: the most at once, and the lengths of spells.
import { quantileSorted } from 'd3-array';

export class Intervals {
  starts = new Int32Array(256);
  ends = new Int32Array(256);
  /** Segments the interval counts in, one bit each. */
  masks = new Uint16Array(256);
  count = 0;

  add(start: number, end: number, mask: number): void {
    if (this.count === this.starts.length) {
      this.starts = grown(this.starts, new Int32Array(2 * this.count));
      this.ends = grown(this.ends, new Int32Array(2 * this.count));
      this.masks = grown(this.masks, new Uint16Array(2 * this.count));
    }
    this.starts[this.count] = start;
    this.ends[this.count] = end;
    this.masks[this.count] = mask;
    this.count++;
  }
}
function grown<Column extends Int32Array | Uint16Array>(old: Column, larger: Column): Column {
  larger.set(old);
  return larger;
}

export interface Peak {
  readonly most: number;
  /** When that was first reached; NaN where nobody was ever off. */
  readonly minute: number;
}

const maskSteps = 1 << 13;
const fuelSegments = (1 << 1) | (1 << 2);

/** The most households off at once in each segment: households for most, meters for fuel=…, where only that meter counts. */
export function peakBySegment(households: Intervals, meters: Intervals, segments: number): readonly Peak[] {
  // One number a change: minute, then ends before starts, then the segments it changes. Sorted, they are swept once.
  const changes = new Float64Array(2 * (households.count + meters.count));
  let count = 0;
  const collect = (intervals: Intervals, segmentsOf: number): void => {
    for (let index = 0; index < intervals.count; index++) {
      const mask = intervals.masks[index]! & segmentsOf;
      changes[count++] = (intervals.starts[index]! * 2 + 1) * maskSteps + mask;
      changes[count++] = intervals.ends[index]! * 2 * maskSteps + mask;
    }
  };
  collect(households, ~fuelSegments);
  collect(meters, fuelSegments);
  changes.sort();
  const now = new Int32Array(segments);
  const most = new Int32Array(segments);
  const at = new Float64Array(segments).fill(NaN);
  for (const change of changes) {
    const step = Math.floor(change / maskSteps);
    let mask = change - step * maskSteps;
    const isStart = step % 2 === 1;
    for (let segment = 0; mask > 0; segment++, mask >>= 1) {
      if ((mask & 1) === 0) continue;
      now[segment]! += isStart ? 1 : -1;
      if (now[segment]! > most[segment]!) {
        most[segment] = now[segment]!;
        at[segment] = (step - 1) / 2;
      }
    }
  }
  return Array.from(most, (value, segment) => ({ most: value, minute: at[segment]! }));
}

export interface SpellLengths {
  /** Minutes; NaN where there is no spell. */
  readonly median: number;
  readonly p95: number;
  readonly max: number;
}

/** Quantiles of spell length by segment; its intervals are those of meters, their masks hold the fuel. */
export function spellLengths(spells: Intervals, segments: number): readonly SpellLengths[] {
  const sorted = new Float64Array(spells.count);
  for (let index = 0; index < spells.count; index++)
    sorted[index] = (spells.ends[index]! - spells.starts[index]!) * maskSteps + spells.masks[index]!;
  sorted.sort();
  // One array serves all segments, one after another.
  const lengths = new Float64Array(spells.count);
  return Array.from({ length: segments }, (_, segment) => {
    let count = 0;
    for (const spell of sorted) {
      const length = Math.floor(spell / maskSteps);
      if (((spell - length * maskSteps) & (1 << segment)) !== 0) lengths[count++] = length;
    }
    const quantile = (probability: number): number =>
      quantileSorted(lengths.subarray(0, count) as ArrayLike<number> as number[], probability) ?? NaN;
    return { median: quantile(0.5), p95: quantile(0.95), max: quantile(1) };
  });
}
