// Sobol' indices of a model that carries random variation, from the points of Saltelli's scheme by
// Jansen's estimators: halves of mean squares of differences between points that share factors.
// Jansen, "Analysis of variance designs for model output", Computer Physics Communications 117 (1999).
import { assert } from '../../errors.ts';
import { crossProduct } from './cross-product.ts';
import { intervalOf, jackknife, noEstimate, sharedVariance, type Estimate } from './estimate.ts';
import { placeOfAWith, placeOfBWith, pointsPerRow, type SaltelliScheme } from './saltelli.ts';

/** Answers of a model: for each point one figure a replication. */
export type Responses = readonly Float64Array[];

/** Two factors that act together, by their places. */
interface PairIndex extends Estimate {
  readonly first: number;
  readonly second: number;
}

export interface SobolIndices {
  /** Variance of the expected answer over the ranges, in squares of its unit. */
  readonly variance: number;
  /** By factor: the share of the variance that knowing the factor alone would take away. */
  readonly first: readonly Estimate[];
  /** By factor: the share left when all other factors are known. */
  readonly total: readonly Estimate[];
  /** By pair: the share of the two acting together, beyond each alone. Empty without second order. */
  readonly pairs: readonly PairIndex[];
}

/** Half squares of a difference: for each row without random variation, and for each replication with it. */
interface HalfSquares {
  readonly clean: Float64Array;
  readonly own: Float64Array;
}

/** What the indices are ratios to. */
interface TotalVariance {
  readonly value: number;
  /** What it comes to without each row. */
  readonly without: Float64Array;
  /** Squares about the mean of each replication, by row and replication. */
  readonly own: Float64Array;
}

/**
 * Indices of the expected answer: the variance of random variation is estimated from the replications and taken
 * off. Intervals are Student's t about the estimate, with the jackknife over rows and the variation common to
 * rows. Points of a low-discrepancy sequence are spread better than chance, so that intervals are wide rather
 * than narrow. Every index is NaN where the answers do not vary.
 * @param responses in the order of `saltelliPoints`; every point with as many replications
 */
export function sobolIndices(scheme: SaltelliScheme, responses: Responses): SobolIndices {
  const block = pointsPerRow(scheme);
  assert(responses.length % block === 0, `whole rows of ${block} points`);
  const rows = responses.length / block;
  const centred = withoutMean(responses);
  const at = (row: number, place: number): Float64Array => centred[row * block + place]!;
  const half = (one: (row: number) => Float64Array, other: (row: number) => Float64Array): HalfSquares =>
    halfSquares(rows, one, other);
  const a = (row: number): Float64Array => at(row, 0);
  const b = (row: number): Float64Array => at(row, 1);
  const aWith = (factor: number) => (row: number) => at(row, placeOfAWith(factor));
  const bWith = (factor: number) => (row: number) => at(row, placeOfBWith(factor, scheme));
  const factors = Array.from({ length: scheme.factors }, (_, factor) => factor);
  // Points that share one factor; points that share all others; points that share two.
  const sharing = factors.map((factor) =>
    scheme.secondOrder ? average(half(b, aWith(factor)), half(a, bWith(factor))) : half(b, aWith(factor)),
  );
  const differing = factors.map((factor) =>
    scheme.secondOrder ? average(half(a, aWith(factor)), half(b, bWith(factor))) : half(a, aWith(factor)),
  );
  const variance = totalVariance(rows, a, b);
  const total = differing.map((squares) => ratioEstimate(0, squares, variance));
  // Points A and B share nothing: half their squared difference is the variance on average. Taking it in as far as an index may be small
  // makes the estimate exactly 0 for a factor that does nothing, and takes most of the chance out of it for a weak one.
  const nothing = half(a, b);
  const weights = total.map(({ value }) => 1 - Math.min(1, Math.max(0, value)));
  const first = sharing.map((squares, factor) => {
    const weight = weights[factor]!;
    return ratioEstimate(1 - weight, combined([nothing, weight], [squares, -1]), variance);
  });
  const pairs = scheme.secondOrder
    ? factors.flatMap((one) =>
        factors.slice(one + 1).map((other): PairIndex => {
          const both = average(half(bWith(one), aWith(other)), half(bWith(other), aWith(one)));
          const weight = Math.max(weights[one]!, weights[other]!);
          const sum = combined([sharing[one]!, 1], [sharing[other]!, 1], [both, -1], [nothing, -weight]);
          return { first: one, second: other, ...ratioEstimate(weight - 1, sum, variance) };
        }),
      )
    : [];
  return { variance: variance.value, first, total, pairs };
}

/** Figures about their mean, so that no digits are lost in sums of squares. */
function withoutMean(responses: Responses): Responses {
  let sum = 0;
  let count = 0;
  for (const values of responses)
    for (const value of values) {
      sum += value;
      count += 1;
    }
  return responses.map((values) => values.map((value) => value - sum / count));
}

function halfSquares(rows: number, one: (row: number) => Float64Array, other: (row: number) => Float64Array): HalfSquares {
  const count = one(0).length;
  const clean = new Float64Array(rows);
  const own = new Float64Array(rows * count);
  for (let row = 0; row < rows; row += 1) {
    const reference = other(row);
    const differences = one(row).map((value, replication) => value - reference[replication]!);
    clean[row] = crossProduct(differences) / 2;
    own.set(
      differences.map((difference) => (difference * difference) / 2),
      row * count,
    );
  }
  return { clean, own };
}

function combined(...terms: readonly (readonly [HalfSquares, weight: number])[]): HalfSquares {
  const sum = (of: (squares: HalfSquares) => Float64Array): Float64Array =>
    of(terms[0]![0]).map((_, index) => terms.reduce((total, [squares, weight]) => total + weight * of(squares)[index]!, 0));
  return { clean: sum(({ clean }) => clean), own: sum(({ own }) => own) };
}

const average = (one: HalfSquares, other: HalfSquares): HalfSquares => combined([one, 0.5], [other, 0.5]);

/** Of all points A and B, from products of different replications. */
function totalVariance(rows: number, a: (row: number) => Float64Array, b: (row: number) => Float64Array): TotalVariance {
  const count = a(0).length;
  const sums = new Float64Array(count);
  let products = 0;
  for (let row = 0; row < rows; row += 1)
    for (const values of [a(row), b(row)]) {
      products += crossProduct(values);
      values.forEach((value, replication) => (sums[replication]! += value));
    }
  const from = (squares: number, totals: Float64Array, points: number): number =>
    (squares - crossProduct(totals) / points) / (points - 1);
  const without = new Float64Array(rows);
  const own = new Float64Array(rows * count);
  for (let row = 0; row < rows; row += 1) {
    const [first, second] = [a(row), b(row)];
    const rest = sums.map((sum, replication) => sum - first[replication]! - second[replication]!);
    without[row] = from(products - crossProduct(first) - crossProduct(second), rest, 2 * rows - 2);
    for (let replication = 0; replication < count; replication += 1) {
      const mean = sums[replication]! / (2 * rows);
      const deviations = [first[replication]! - mean, second[replication]! - mean];
      own[row * count + replication] = (deviations[0]! * deviations[0]! + deviations[1]! * deviations[1]!) / 2;
    }
  }
  return { value: from(products, sums, 2 * rows), without, own };
}

/** `constant` + mean of the half squares ÷ variance. */
function ratioEstimate(constant: number, { clean, own }: HalfSquares, variance: TotalVariance): Estimate {
  const rows = clean.length;
  if (!(variance.value > 0)) return noEstimate;
  const sum = clean.reduce((total, value) => total + value, 0);
  const ratio = sum / rows / variance.value;
  if (Number.isNaN(ratio) || rows < 3) return { ...noEstimate, value: constant + ratio };
  const without = clean.map((value, row) => (sum - value) / (rows - 1) / variance.without[row]!);
  // How each row and replication moves the ratio, to first order.
  const moves = own.map((value, cell) => (value - ratio * variance.own[cell]!) / variance.value);
  return intervalOf(constant + ratio, [jackknife(without), sharedVariance(moves, own.length / rows)]);
}
