// Elementary effects of Morris's method: what moving one factor changes, for each of its whole range, in each trajectory.
import { assert } from '../../errors.ts';
import { crossProduct } from './cross-product.ts';
import { cubeRoot, intervalOf, jackknife, meanOverTable, type Estimate } from './estimate.ts';
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
 * over trajectories and replications. The size of an effect that is smaller than its random variation is rather under- than overstated.
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
    muStar: meanOverTable(sizesOf(table, count), count),
    sigma: spreadOf(table, count),
  }));
}

/**
 * Each effect with the sign that the other replications of its trajectory give it. The mean of sizes would take random variation for an
 * effect; of a factor that does nothing these are as often below 0 as above.
 */
function sizesOf(table: Float64Array, count: number): Float64Array {
  return table.map((effect, cell) => {
    if (count === 1) return Math.abs(effect);
    const start = cell - (cell % count);
    let others = -effect;
    for (let replication = 0; replication < count; replication += 1) others += table[start + replication]!;
    return Math.sign(others) * effect;
  });
}

/**
 * The standard deviation over trajectories. Its interval is that of the cube root of the variance, which is near normal (Wilson and Hilferty):
 * by the jackknife, and never narrower than for effects that are normal, since the jackknife sees too little where effects take two values.
 */
function spreadOf(table: Float64Array, count: number): Estimate {
  const rows = table.length / count;
  const all = varianceOverRows(table, count, -1);
  const value = Math.sqrt(Math.max(0, all));
  if (rows < 3 || Number.isNaN(all)) return { value, ciLow: NaN, ciHigh: NaN };
  const without = Float64Array.from({ length: rows }, (_, row) => cubeRoot(varianceOverRows(table, count, row)));
  const root = cubeRoot(all);
  const normal = (root * root * 2) / (9 * (rows - 1));
  const { variance, freedom } = jackknife(without);
  const { ciLow, ciHigh } = intervalOf(root, [{ variance: Math.max(variance, normal), freedom }]);
  const back = (end: number): number => Math.sqrt(Math.max(0, end * end * end));
  return { value, ciLow: back(ciLow), ciHigh: back(ciHigh) };
}

/** Of what the replications of a row have in common; below 0 where chance alone moves the rows. */
function varianceOverRows(table: Float64Array, count: number, leftOut: number): number {
  const sums = new Float64Array(count);
  let products = 0;
  let rows = 0;
  for (let row = 0; row < table.length / count; row += 1) {
    if (row === leftOut) continue;
    const values = table.subarray(row * count, (row + 1) * count);
    products += crossProduct(values);
    values.forEach((value, replication) => (sums[replication]! += value));
    rows += 1;
  }
  return (products - crossProduct(sums) / rows) / (rows - 1);
}
