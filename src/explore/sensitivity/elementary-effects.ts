// Elementary effects of Morris's method: what moving one factor changes, for each of its whole range, in each trajectory.
import { assert } from '../../errors.ts';
import { cubeRoot, intervalOf, jackknife, meanOverTable, residualVariance, type Estimate, type Limits } from './estimate.ts';
import type { Responses } from './sobol-indices.ts';
import type { Trajectory } from './trajectories.ts';

/** Of one factor, in the unit of the answer. */
export interface ElementaryEffects {
  /** Mean effect of moving the factor up over its whole range. */
  readonly mu: Estimate;
  /** Mean size of the effect, whichever way it goes: how strong the factor is. */
  readonly muStar: Estimate;
  /** Standard deviation of the effect over trajectories: whether it bends, or depends on other factors. */
  readonly sigma: Estimate;
}

/**
 * Effects on the expected answer, by factor: random variation is estimated from the replications and taken off. Intervals are Student's t
 * over trajectories and replications. No estimate of a size is right on average where random variation hides which way an effect goes, so
 * the interval of μ* is from an estimate that is rather too low to one that is rather too high: it holds the size in at least 95 of 100
 * cases, in more where effects are smaller than their random variation. Its value is the lower estimate, 0 on average for no effect.
 * @param responses points of the trajectories one after the other; every point with as many replications
 */
export function elementaryEffects(trajectories: readonly Trajectory[], responses: Responses): readonly ElementaryEffects[] {
  const factors = trajectories[0]!.steps.length;
  assert(responses.length === trajectories.length * (factors + 1), 'an answer for each point');
  const count = responses[0]!.length;
  const effects = Array.from({ length: factors }, () => new Float64Array(trajectories.length * count));
  trajectories.forEach(({ steps }, trajectory) => {
    steps.forEach(({ factor, by }, step) => {
      const before = responses[trajectory * (factors + 1) + step]!;
      const after = responses[trajectory * (factors + 1) + step + 1]!;
      for (let replication = 0; replication < count; replication += 1)
        effects[factor]![trajectory * count + replication] = (after[replication]! - before[replication]!) / by;
    });
  });
  return effects.map((table) => ({
    mu: meanOverTable(table, count),
    muStar: meanSizeOf(table, count),
    sigma: spreadOf(table, count),
  }));
}

/** The mean size of the effects, whose limits are those of its estimates from below and from above. */
function meanSizeOf(table: Float64Array, count: number): Estimate {
  const above = meanOverTable(signedByTrajectory(table, count, 'all'), count);
  if (count === 1) return above;
  const { value, ciLow } = meanOverTable(signedByTrajectory(table, count, 'others'), count);
  return { value, ciLow, ciHigh: above.ciHigh };
}

/**
 * Each effect with the sign that the mean effect of its trajectory has. The mean over all replications takes random variation for an
 * effect; the mean over the others is on the wrong side now and then, and for a factor that does nothing as often as not.
 */
function signedByTrajectory(table: Float64Array, count: number, replications: 'all' | 'others'): Float64Array {
  return table.map((effect, cell) => {
    const start = cell - (cell % count);
    let sum = replications === 'all' ? 0 : -effect;
    for (let replication = 0; replication < count; replication += 1) sum += table[start + replication]!;
    return Math.sign(sum) * effect;
  });
}

/**
 * The standard deviation over trajectories: of the variance of their means that of random variation is taken off. The limits of the two
 * variances make those of the difference (Zou and Donner, "Construction of confidence limits about effect measures", Statistics in
 * Medicine 27, 2008).
 */
function spreadOf(table: Float64Array, count: number): Estimate {
  const rows = table.length / count;
  const means = Float64Array.from({ length: rows }, (_, row) => meanOf(table.subarray(row * count, (row + 1) * count)));
  const variance = varianceOf(means);
  const noise = residualVariance(table, count) / count;
  const value = Math.sqrt(Math.max(0, variance - noise));
  if (rows < 3 || Number.isNaN(variance)) return { value, ciLow: NaN, ciHigh: NaN };
  const without = Float64Array.from({ length: rows }, (_, row) =>
    cubeRoot(varianceOf(means.filter((_, other) => other !== row))),
  );
  const over = varianceLimits(variance, rows - 1, jackknife(without).variance);
  const within = count === 1 ? { low: 0, high: 0 } : varianceLimits(noise, (rows - 1) * (count - 1), 0);
  const together = (one: number, other: number): number => Math.sqrt(one * one + other * other);
  const back = (end: number): number => Math.sqrt(Math.max(0, end));
  return {
    value,
    ciLow: back(variance - noise - together(variance - over.low, within.high - noise)),
    ciHigh: back(variance - noise + together(over.high - variance, noise - within.low)),
  };
}

/**
 * Limits of a variance: those of its cube root, which is near normal (Wilson and Hilferty), by the jackknife where there is one, and never
 * narrower than for values that are normal, since the jackknife sees too little where effects take two values.
 */
function varianceLimits(variance: number, freedom: number, ofRoot: number): Limits {
  const root = cubeRoot(variance);
  const normal = (root * root * 2) / (9 * freedom);
  const { ciLow, ciHigh } = intervalOf(root, [{ variance: Math.max(ofRoot, normal), freedom }]);
  const cube = (end: number): number => Math.max(0, end * end * end);
  return { low: cube(ciLow), high: cube(ciHigh) };
}

const meanOf = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;

function varianceOf(values: Float64Array): number {
  const mean = meanOf(values);
  return values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) / (values.length - 1);
}
