// Sobol' indices of a model with random variation, from the points of Saltelli's scheme by Jansen's
// estimators: halves of mean squares of differences between points that share factors. Jansen,
// "Analysis of variance designs for model output", Computer Physics Communications 117 (1999).
import { assert } from '../../errors.ts';
import type { Estimate } from './estimate.ts';
import {
  ratioSumEstimate,
  skewedRatioEstimate,
  ratioOf,
  rowSquares,
  type Ratio,
  type RowSquares,
  type UnweightedRatio,
} from './ratio-estimate.ts';
import { placeOfAWith, placeOfBWith, pointsPerRow, type SaltelliScheme } from './saltelli.ts';

/** Figures of a model: for each point, one per replication. */
export type Responses = readonly Float64Array[];

/** Two factors that act together, by their places. */
interface PairIndex extends Estimate {
  readonly first: number;
  readonly second: number;
}

export interface SobolIndices {
  /** Variance of the expected outcome over the ranges, in its unit squared. */
  readonly variance: number;
  /** By factor: the share of the variance that knowing the factor alone would take away. */
  readonly first: readonly Estimate[];
  /** By factor: the share left when all other factors are known. */
  readonly total: readonly Estimate[];
  /**
   * By pair: the share of the two acting together, beyond each alone. Empty without second order.
   */
  readonly pairs: readonly PairIndex[];
}

/** Places of two points within a row. */
type PointPair = readonly [number, number];

/**
 * Indices of the expected outcome: random variation is estimated from the replications and
 * subtracted. Each half square is divided by the variance of the same points, so that chance in
 * both cancels (Janon, Klein, Lagnoux, Nodet and Prieur, "Asymptotic normality and efficiency of
 * two Sobol index estimators", ESAIM: Probability and Statistics 18, 2014). Every index is NaN
 * where the outcome does not vary.
 * @param responses in the order of `saltelliPoints`, whose rows are drawn independently; the same
 * number of replications for every point
 */
export function sobolIndices(scheme: SaltelliScheme, responses: Responses): SobolIndices {
  const block = pointsPerRow(scheme);
  assert(responses.length % block === 0, `whole rows of ${block} points`);
  const ratio = halfSquareRatios(withoutMean(responses), block);
  const [a, b] = [0, 1];
  const aWith = placeOfAWith;
  const bWith = (factor: number): number => placeOfBWith(factor, scheme);
  const factors = Array.from({ length: scheme.factors }, (_, factor) => factor);
  const mirrored = (pair: PointPair, mirror: PointPair): readonly PointPair[] =>
    scheme.secondOrder ? [pair, mirror] : [pair];
  // Points that share one factor; points that share all others.
  const sharing = factors.map((factor) => ratio(mirrored([b, aWith(factor)], [a, bWith(factor)])));
  const differing = factors.map((factor) =>
    ratio(mirrored([a, aWith(factor)], [b, bWith(factor)])),
  );
  const total = differing.map((squares) => withinShares(skewedRatioEstimate(squares)));
  // Points A and B share no factor, so this ratio is 1 on average. It serves as a control: an index
  // of a factor without effect is then exactly 0, and that of a weak factor varies little.
  const nothing = ratio([[a, b]]);
  const weights = differing.map((squares) => 1 - Math.min(1, Math.max(0, ratioOf(squares))));
  const first = sharing.map((squares, factor) => {
    const weight = weights[factor]!;
    return withinShares(
      ratioSumEstimate({
        constant: 1 - weight,
        ratios: [weighted(nothing, weight), weighted(squares, -1)],
      }),
    );
  });
  const pairs = scheme.secondOrder
    ? factors.flatMap((one) =>
        factors.slice(one + 1).map((other): PairIndex => {
          // Points that share the two.
          const both = ratio([
            [bWith(one), aWith(other)],
            [bWith(other), aWith(one)],
          ]);
          const weight = Math.max(weights[one]!, weights[other]!);
          const alone = [weighted(sharing[one]!, 1), weighted(sharing[other]!, 1)];
          const ratios = [...alone, weighted(both, -1), weighted(nothing, -weight)];
          return {
            first: one,
            second: other,
            ...ratioSumEstimate({ constant: weight - 1, ratios }),
          };
        }),
      )
    : [];
  return { variance: meanOf(nothing.by), first, total, pairs };
}

/** A share of the variance is between 0 and 1, so its interval may be cut off there. */
function withinShares({ value, ciLow, ciHigh }: Estimate): Estimate {
  const within = (figure: number): number => Math.min(1, Math.max(0, figure));
  return { value: within(value), ciLow: within(ciLow), ciHigh: within(ciHigh) };
}

const weighted = (ratio: UnweightedRatio, weight: number): Ratio => ({ ...ratio, weight });

const meanOf = ({ clean }: RowSquares): number =>
  clean.reduce((sum, value) => sum + value, 0) / clean.length;

/** Figures minus their mean, so that sums of squares lose no digits. */
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

/** Half the squared differences of pairs of points, by the variance of these points. */
function halfSquareRatios(
  responses: Responses,
  block: number,
): (pairs: readonly PointPair[]) => UnweightedRatio {
  const rows = responses.length / block;
  const at = (row: number, place: number): Float64Array => responses[row * block + place]!;
  return (pairs) => {
    const places = pairs.flat();
    const means = new Float64Array(responses[0]!.length);
    for (let row = 0; row < rows; row += 1)
      for (const place of places)
        at(row, place).forEach(
          (value, replication) => (means[replication]! += value / (rows * places.length)),
        );
    const differences = (row: number): readonly Float64Array[] =>
      pairs.map(([one, other]) =>
        at(row, one).map(
          (value, replication) => (value - at(row, other)[replication]!) * Math.SQRT1_2,
        ),
      );
    const deviations = (row: number): readonly Float64Array[] =>
      places.map((place) =>
        at(row, place).map((value, replication) => value - means[replication]!),
      );
    return { squares: rowSquares(rows, differences), by: rowSquares(rows, deviations) };
  };
}
