// Statistics over replications. Sums are exact and rounded once, so the order of replications does
// not matter. A replication in which a figure does not exist (NaN) is left out, and the count says
// how many were used.
import { fsum, quantileSorted } from 'd3-array';
import { studentTQuantile } from './student-t.ts';

/**
 * Statistics of a figure over replications, in its unit. NaN where too few have it: a mean needs
 * one, a spread two.
 */
export interface Summary {
  readonly mean: number;
  /** Standard deviation, n − 1 in the denominator. */
  readonly sd: number;
  /**
   * 95 % confidence interval of the mean, Student's t; inside the bounds of a figure that has them.
   */
  readonly ciLow: number;
  readonly ciHigh: number;
  readonly p05: number;
  readonly median: number;
  readonly p95: number;
  /** How many replications have the figure. */
  readonly replications: number;
}

/** A figure compared with a reference's, in pairs. NaN where there are too few. */
export interface Difference {
  /** Mean over replications of value minus reference value. */
  readonly difference: number;
  /** 95 % confidence interval of the difference, Student's t on the paired differences. */
  readonly ciLow: number;
  readonly ciHigh: number;
  /** Ratio of the means; NaN when the reference's mean is 0. */
  readonly ratio: number;
  /**
   * Share of replications in which the value is strictly below the reference's; a tie is not lower.
   */
  readonly shareLower: number;
  /** How many replications have both figures. */
  readonly replications: number;
}

const confidence = 0.95;

export function meanOf(values: ArrayLike<number>): number {
  return values.length === 0 ? NaN : sumOf(values) / values.length;
}

/**
 * The exact sum, rounded once. Counts, which are most, add up exactly by themselves, and so do two
 * figures of any kind.
 */
function sumOf(values: ArrayLike<number>): number {
  if (values.length === 1) return values[0]!;
  if (values.length === 2) return values[0]! + values[1]!;
  let sum = 0;
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index]!;
    sum += value;
    if (!Number.isInteger(value) || !Number.isSafeInteger(sum)) return fsum(values as number[]);
  }
  return sum;
}

/** Standard deviation about the mean, in two passes; NaN for fewer than two values. */
export function standardDeviationOf(values: ArrayLike<number>, mean = meanOf(values)): number {
  if (values.length < 2) return NaN;
  const squares = new Float64Array(values.length);
  for (let index = 0; index < values.length; index += 1)
    squares[index] = (values[index]! - mean) * (values[index]! - mean);
  return Math.sqrt(sumOf(squares) / (values.length - 1));
}

/** Half-width in standard deviations, by confidence level, then by count. */
const halfWidthFactors = new Map<number, Map<number, number>>();

/**
 * Half the width of the confidence interval of a mean of `count` values; NaN for fewer than two.
 * @param level above 0 and below 1: 0.95 for the 95 % interval
 */
export function halfWidthOf(sd: number, count: number, level = confidence): number {
  if (count < 2) return NaN;
  let factors = halfWidthFactors.get(level);
  if (factors === undefined) halfWidthFactors.set(level, (factors = new Map<number, number>()));
  let factor = factors.get(count);
  if (factor === undefined) {
    factor = studentTQuantile((1 + level) / 2, count - 1) / Math.sqrt(count);
    factors.set(count, factor);
  }
  return sd * factor;
}

/**
 * Limits of the 95 % interval of a mean that must be between 0 and `most`: Wilson's score interval,
 * with the variance over replications in place of the binomial one. It is the set of means that a t
 * test would not reject if the variance fell towards a bound as that of a share does. Far from the
 * bounds it is mean ± half.
 * @param half half the width of the plain interval
 * @param most Infinity where the figure only cannot be negative
 */
export function limitsWithin(
  mean: number,
  half: number,
  most: number,
): readonly [low: number, high: number] {
  const room = mean * (1 - mean / most);
  // No score interval exists for a mean at a bound or a width of 0: the plain one is cut off at the
  // bounds.
  if (!(half > 0 && room > 0)) return [Math.max(0, mean - half), Math.min(most, mean + half)];
  const stretch = (half * half) / room;
  const shrink = 1 + stretch / most;
  const high = (mean + stretch / 2 + Math.sqrt(stretch * (room + stretch / 4))) / shrink;
  // The product of both limits is mean² / shrink. Their difference would lose digits near 0.
  return [(mean * mean) / (shrink * high), Math.min(most, high)];
}

/** Type 7: linear between order statistics. `sorted` ascending, without NaN. NaN when empty. */
export function quantileOf(sorted: ArrayLike<number>, probability: number): number {
  return quantileSorted(sorted as number[], probability) ?? NaN;
}

/** A copy without NaN. */
function presentIn(values: ArrayLike<number>): Float64Array {
  const present = new Float64Array(values.length);
  let count = 0;
  for (let index = 0; index < values.length; index += 1) {
    if (!Number.isNaN(values[index]!)) present[count++] = values[index]!;
  }
  return count === values.length ? present : present.slice(0, count);
}

/**
 * Means of blocks of replications that share draws (drawn-worlds.ts): these, not the replications,
 * are independent of one another. An incomplete block is left out, and missing values within a
 * block. Returns the values themselves where nothing is shared.
 * @param length replications in a block
 */
export function blockMeans(values: ArrayLike<number>, length: number): ArrayLike<number> {
  if (length === 1) return values;
  const whole = Math.floor(values.length / length);
  const means = Array.from({ length: whole }, (_, block) =>
    meanOf(presentIn(Array.from({ length }, (_, turn) => values[block * length + turn]!))),
  );
  return presentIn(means);
}

/**
 * With fewer blocks the spread is so uncertain that an interval would be useless: there is none.
 */
const fewestBlocks = 5;

/**
 * Fewest replications for which a mean has an interval.
 * @param block replications in a block that shares draws
 */
export function fewestForInterval(block: number): number {
  return block === 1 ? 2 : fewestBlocks * block;
}

/**
 * Half the width of the 95 % interval of the mean.
 * @param sd of the values, all of which exist where nothing is shared
 */
function halfWidthOfMean(values: ArrayLike<number>, sd: number, block: number): number {
  if (block === 1) return halfWidthOf(sd, values.length);
  const means = blockMeans(values, block);
  return means.length < fewestBlocks ? NaN : halfWidthOf(standardDeviationOf(means), means.length);
}

/**
 * Mean and 95 % interval by Student's t over replications, or over blocks of them that share draws.
 * @param values one figure per replication, in order of replication; NaN where it does not exist
 * @param most upper bound of a figure that cannot be negative, Infinity for none; left out for a
 * figure that can be negative
 * @param block replications in a block that shares draws
 * @rule C8
 */
export function summarise(values: ArrayLike<number>, most?: number, block = 1): Summary {
  if (values.length === 1) return summaryOfOne(values[0]!);
  const present = presentIn(values);
  const mean = meanOf(present);
  const sd = standardDeviationOf(present, mean);
  const half = halfWidthOfMean(block === 1 ? present : values, sd, block);
  const [ciLow, ciHigh] =
    most === undefined ? [mean - half, mean + half] : limitsWithin(mean, half, most);
  const sorted = present.sort();
  return {
    mean,
    sd,
    ciLow,
    ciHigh,
    p05: quantileOf(sorted, 0.05),
    median: quantileOf(sorted, 0.5),
    p95: quantileOf(sorted, 0.95),
    replications: sorted.length,
  };
}

/** Of one replication: its value, and no spread. */
function summaryOfOne(value: number): Summary {
  return {
    mean: value,
    sd: NaN,
    ciLow: NaN,
    ciHigh: NaN,
    p05: value,
    median: value,
    p95: value,
    replications: Number.isNaN(value) ? 0 : 1,
  };
}

/**
 * Differences paired by replication: entry r of both lists is the same replication. Pairs with a
 * missing figure are left out.
 * @param most upper bound of figures that cannot be negative: their difference is from −most to
 * most
 * @param block replications in a block that shares draws
 */
export function pairedDifference(
  values: ArrayLike<number>,
  reference: ArrayLike<number>,
  most = Infinity,
  block = 1,
): Difference {
  if (values.length === 1) return differenceOfOne(values[0]!, reference[0] ?? NaN);
  const kept: number[] = [];
  const keptReference: number[] = [];
  const differences: number[] = [];
  let lower = 0;
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index]!;
    const other = reference[index] ?? NaN;
    if (Number.isNaN(value) || Number.isNaN(other)) continue;
    kept.push(value);
    keptReference.push(other);
    differences.push(value - other);
    if (value < other) lower += 1;
  }
  const count = kept.length;
  const difference = meanOf(differences);
  const inPlace =
    block === 1
      ? differences
      : Array.from(values, (value, index) => value - (reference[index] ?? NaN));
  const half = halfWidthOfMean(inPlace, standardDeviationOf(differences, difference), block);
  const referenceMean = meanOf(keptReference);
  return {
    difference,
    ciLow: Math.max(-most, difference - half),
    ciHigh: Math.min(most, difference + half),
    ratio: referenceMean === 0 ? NaN : meanOf(kept) / referenceMean,
    shareLower: count === 0 ? NaN : lower / count,
    replications: count,
  };
}

/** Of one replication: no spread. */
function differenceOfOne(value: number, reference: number): Difference {
  const difference = value - reference;
  const isMissing = Number.isNaN(difference);
  return {
    difference,
    ciLow: NaN,
    ciHigh: NaN,
    ratio: reference === 0 ? NaN : value / reference,
    shareLower: isMissing ? NaN : Number(value < reference),
    replications: isMissing ? 0 : 1,
  };
}

/**
 * Difference of the means of two independent samples, with Welch's interval: variances and sizes
 * may differ. Missing figures are left out. There is no interval where a sample has fewer than two.
 */
export function independentDifference(
  values: ArrayLike<number>,
  reference: ArrayLike<number>,
): Pick<Difference, 'difference' | 'ciLow' | 'ciHigh' | 'ratio'> {
  const own = summarise(values);
  const other = summarise(reference);
  const difference = own.mean - other.mean;
  const half = welchHalfWidth(own, other);
  return {
    difference,
    ciLow: difference - half,
    ciHigh: difference + half,
    ratio: other.mean === 0 ? NaN : own.mean / other.mean,
  };
}

/** With the degrees of freedom of Welch and Satterthwaite. */
function welchHalfWidth(one: Summary, other: Summary): number {
  const first = (one.sd * one.sd) / one.replications;
  const second = (other.sd * other.sd) / other.replications;
  const variance = first + second;
  if (!(variance > 0)) return variance; // 0, or NaN where one has fewer than two
  const parts =
    (first * first) / (one.replications - 1) + (second * second) / (other.replications - 1);
  return (
    studentTQuantile((1 + confidence) / 2, (variance * variance) / parts) * Math.sqrt(variance)
  );
}
