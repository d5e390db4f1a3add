// Elementary effects of Morris's method: the change of the outcome when one factor moves, per whole
// range of it, in each trajectory.
import { assert } from '../../errors.ts';
import {
  cubeRoot,
  intervalOf,
  jackknife,
  meanOverTable,
  residualVariance,
  type Estimate,
  type Limits,
} from './estimate.ts';
import type { Responses } from './sobol-indices.ts';
import type { Trajectory } from './trajectories.ts';

/** Indices of one factor, in the outcome's unit. */
export interface ElementaryEffects {
  /** Mean effect of moving the factor up over its whole range. */
  readonly mu: Estimate;
  /** Mean absolute effect: how strong the factor is. */
  readonly muStar: Estimate;
  /**
   * Standard deviation of the effect over trajectories: large if it is not linear, or depends on
   * other factors.
   */
  readonly sigma: Estimate;
}

/**
 * Effects on the expected outcome, by factor: random variation is estimated from the replications
 * and subtracted. Intervals are Student's t over trajectories and replications. No estimate of an
 * absolute effect is unbiased where random variation hides the sign, so the interval of μ* runs
 * from an estimate that is too low on average to one that is too high. It contains the true value
 * in at least 95 of 100 cases, in more where effects are smaller than their random variation. Its
 * value is the lower estimate, 0 on average for no effect.
 * @param responses figures of the points, trajectory after trajectory; the same number of
 * replications for every point
 */
export function elementaryEffects(
  trajectories: readonly Trajectory[],
  responses: Responses,
): readonly ElementaryEffects[] {
  const factors = trajectories[0]!.steps.length;
  assert(responses.length === trajectories.length * (factors + 1), 'an answer for each point');
  const count = responses[0]!.length;
  const effects = Array.from(
    { length: factors },
    () => new Float64Array(trajectories.length * count),
  );
  trajectories.forEach(({ steps }, trajectory) => {
    steps.forEach(({ factor, by }, step) => {
      const before = responses[trajectory * (factors + 1) + step]!;
      const after = responses[trajectory * (factors + 1) + step + 1]!;
      for (let replication = 0; replication < count; replication += 1)
        effects[factor]![trajectory * count + replication] =
          (after[replication]! - before[replication]!) / by;
    });
  });
  return effects.map((table) => ({
    mu: meanOverTable(table, count),
    muStar: meanSizeOf(table, count),
    sigma: spreadOf(table, count),
  }));
}

/** The mean absolute effect; its limits come from a low and a high estimate. */
function meanSizeOf(table: Float64Array, count: number): Estimate {
  const above = meanOverTable(signedByTrajectory(table, count, 'all'), count);
  if (count === 1) return above;
  const { value, ciLow } = meanOverTable(signedByTrajectory(table, count, 'others'), count);
  return { value, ciLow, ciHigh: above.ciHigh };
}

/**
 * Each effect times the sign of the mean effect of its trajectory. With the mean over all
 * replications the result is too high; with the mean over the other replications the sign is
 * sometimes wrong, for a factor without effect half of the time.
 */
function signedByTrajectory(
  table: Float64Array,
  count: number,
  replications: 'all' | 'others',
): Float64Array {
  return table.map((effect, cell) => {
    const start = cell - (cell % count);
    let sum = replications === 'all' ? 0 : -effect;
    for (let replication = 0; replication < count; replication += 1)
      sum += table[start + replication]!;
    return Math.sign(sum) * effect;
  });
}

/**
 * The standard deviation over trajectories: the variance of their means, minus that of random
 * variation. The limits of the two variances make those of the difference (Zou and Donner,
 * "Construction of confidence limits about effect measures", Statistics in Medicine 27, 2008).
 */
function spreadOf(table: Float64Array, count: number): Estimate {
  const rows = table.length / count;
  const means = Float64Array.from({ length: rows }, (_, row) =>
    meanOf(table.subarray(row * count, (row + 1) * count)),
  );
  const variance = varianceOf(means);
  const noise = residualVariance(table, count) / count;
  const value = Math.sqrt(Math.max(0, variance - noise));
  if (rows < 3 || Number.isNaN(variance)) return { value, ciLow: NaN, ciHigh: NaN };
  const without = Float64Array.from({ length: rows }, (_, row) =>
    cubeRoot(varianceOf(means.filter((_, other) => other !== row))),
  );
  const over = varianceLimits(variance, rows - 1, jackknife(without).variance);
  const within =
    count === 1 ? { low: 0, high: 0 } : varianceLimits(noise, (rows - 1) * (count - 1), 0);
  const together = (one: number, other: number): number => Math.sqrt(one * one + other * other);
  const back = (end: number): number => Math.sqrt(Math.max(0, end));
  return {
    value,
    ciLow: back(variance - noise - together(variance - over.low, within.high - noise)),
    ciHigh: back(variance - noise + together(over.high - variance, noise - within.low)),
  };
}

/**
 * Limits of a variance: those of its cube root, which is near normal (Wilson and Hilferty), by the
 * jackknife where there is one, and never narrower than for normal values, since the jackknife
 * underestimates where effects take only two values.
 */
function varianceLimits(variance: number, freedom: number, ofRoot: number): Limits {
  const root = cubeRoot(variance);
  const normal = (root * root * 2) / (9 * freedom);
  const { ciLow, ciHigh } = intervalOf(root, [{ variance: Math.max(ofRoot, normal), freedom }]);
  const cube = (end: number): number => Math.max(0, end * end * end);
  return { low: cube(ciLow), high: cube(ciHigh) };
}

const meanOf = (values: Float64Array): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

function varianceOf(values: Float64Array): number {
  const mean = meanOf(values);
  return (
    values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) / (values.length - 1)
  );
}
