// Ratios of sums over rows of Saltelli's scheme, corrected for random variation, with 95 %
// intervals.
import { crossProduct } from './cross-product.ts';
import {
  besideShared,
  intervalOf,
  jackknife,
  noEstimate,
  sharedVariance,
  type Estimate,
  type Limits,
  type VariancePart,
} from './estimate.ts';
import { uniformsOf } from './uniforms.ts';

/** Squares by row: without random variation, and for each replication with it. */
export interface RowSquares {
  readonly clean: Float64Array;
  /** A row of replications for each row of the sample. */
  readonly own: Float64Array;
}

/** The sum of the squares over the rows by the sum of others. */
export interface UnweightedRatio {
  readonly squares: RowSquares;
  readonly by: RowSquares;
}

export interface Ratio extends UnweightedRatio {
  readonly weight: number;
}

/** A constant and a sum of ratios. */
interface RatioSum {
  readonly constant: number;
  readonly ratios: readonly Ratio[];
}

/**
 * Squares of one value a row and replication, each row the mean over the vectors that `of` gives
 * it.
 */
export function rowSquares(rows: number, of: (row: number) => readonly Float64Array[]): RowSquares {
  const count = of(0)[0]!.length;
  const clean = new Float64Array(rows);
  const own = new Float64Array(rows * count);
  for (let row = 0; row < rows; row += 1) {
    const vectors = of(row);
    for (const vector of vectors) {
      clean[row]! += crossProduct(vector) / vectors.length;
      vector.forEach(
        (value, replication) =>
          (own[row * count + replication]! += (value * value) / vectors.length),
      );
    }
  }
  return { clean, own };
}

const sumOf = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0);

export const ratioOf = ({ squares, by }: UnweightedRatio): number =>
  sumOf(squares.clean) / sumOf(by.clean);

const valueOf = ({ constant, ratios }: RatioSum): number =>
  ratios.reduce((sum, ratio) => sum + ratio.weight * ratioOf(ratio), constant);

/**
 * For sums that are near symmetric about their mean, such as differences of squares: Student's t
 * with the jackknife over rows, and the variation common to rows.
 */
export function ratioSumEstimate(sum: RatioSum): Estimate {
  if (!isDefined(sum)) return noEstimate;
  const value = valueOf(sum);
  const rows = sum.ratios[0]!.squares.clean.length;
  if (Number.isNaN(value) || rows < 3) return { ...noEstimate, value };
  return intervalOf(value, [jackknife(withoutEachRow(sum, rows)), variationShared(sum)]);
}

/**
 * For a mean of squares by another, which is skewed: the bootstrap-t over rows (Hall, "Theoretical
 * comparison of bootstrap confidence intervals", Annals of Statistics 16, 1988), and beside it the
 * variation common to rows.
 */
export function skewedRatioEstimate({ squares, by }: UnweightedRatio): Estimate {
  const sum = { constant: 0, ratios: [{ weight: 1, squares, by }] };
  if (!isDefined(sum)) return noEstimate;
  const value = valueOf(sum);
  if (Number.isNaN(value) || squares.clean.length < 3) return { ...noEstimate, value };
  return besideShared(value, studentizedLimits(squares.clean, by.clean), variationShared(sum));
}

const isDefined = ({ ratios }: RatioSum): boolean => ratios.every(({ by }) => sumOf(by.clean) > 0);

function withoutEachRow({ constant, ratios }: RatioSum, rows: number): Float64Array {
  const without = new Float64Array(rows).fill(constant);
  for (const { weight, squares, by } of ratios) {
    const [above, below] = [sumOf(squares.clean), sumOf(by.clean)];
    for (let row = 0; row < rows; row += 1)
      without[row]! += (weight * (above - squares.clean[row]!)) / (below - by.clean[row]!);
  }
  return without;
}

/** Computed from the first-order influence of each row and replication on the sum. */
function variationShared({ ratios }: RatioSum): VariancePart {
  const { clean, own } = ratios[0]!.squares;
  const moves = new Float64Array(own.length);
  for (const { weight, squares, by } of ratios) {
    const mean = sumOf(by.clean) / clean.length;
    const ratio = ratioOf({ squares, by });
    moves.forEach(
      (_, cell) => (moves[cell]! += (weight * (squares.own[cell]! - ratio * by.own[cell]!)) / mean),
    );
  }
  return sharedVariance(moves, own.length / clean.length);
}

/** Number of bootstrap samples. */
const drawnAgain = 999;

/** Samples for the number of rows used last, which is the same for every outcome of a study. */
let kept: { readonly rows: number; readonly samples: readonly Int32Array[] } | undefined;

/** Bootstrap samples: how often each row occurs in each. The same for the same number of rows. */
function resamples(rows: number): readonly Int32Array[] {
  if (kept?.rows === rows) return kept.samples;
  const uniform = uniformsOf(`rows drawn again ${rows}`);
  const samples = Array.from({ length: drawnAgain }, () => {
    const times = new Int32Array(rows);
    for (let drawn = 0; drawn < rows; drawn += 1) times[Math.floor(uniform() * rows)]! += 1;
    return times;
  });
  kept = { rows, samples };
  return samples;
}

function studentizedLimits(squares: Float64Array, by: Float64Array): Limits {
  const all = studentized(squares, by, new Int32Array(squares.length).fill(1));
  if (!(all.error > 0)) return { low: all.ratio, high: all.ratio };
  const ratios = resamples(squares.length).map((times) => studentized(squares, by, times));
  // A sample whose rows are all equal has no standard error, and is left out.
  const told = ratios
    .filter(({ error }) => error > 0)
    .map(({ ratio, error }) => (ratio - all.ratio) / error);
  const sorted = Float64Array.from(told).sort();
  if (sorted.length === 0) return { low: NaN, high: NaN };
  const quantile = (share: number): number =>
    sorted[Math.min(sorted.length, Math.ceil(share * (sorted.length + 1))) - 1]!;
  return {
    low: all.ratio - quantile(0.975) * all.error,
    high: all.ratio - quantile(0.025) * all.error,
  };
}

/**
 * The ratio of sums over rows, each as often as `times` says, and its standard error to first
 * order.
 */
function studentized(
  squares: Float64Array,
  by: Float64Array,
  times: Int32Array,
): { ratio: number; error: number } {
  let above = 0;
  let below = 0;
  for (let row = 0; row < times.length; row += 1) {
    above += times[row]! * squares[row]!;
    below += times[row]! * by[row]!;
  }
  const ratio = above / below;
  let spread = 0;
  for (let row = 0; row < times.length; row += 1) {
    const move = squares[row]! - ratio * by[row]!;
    spread += times[row]! * move * move;
  }
  return {
    ratio,
    error: below > 0 ? Math.sqrt((spread * times.length) / (times.length - 1)) / below : NaN,
  };
}
