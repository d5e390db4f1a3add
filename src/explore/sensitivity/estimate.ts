// Estimates over a sample of rows (base points, trajectories), each simulated in every replication.
// Their 95 % intervals cover both the choice of rows and the random variation of replications.
import { pow } from '../../kernel/arithmetic.ts';
import { studentTQuantile } from '../../experiment/student-t.ts';

/** A figure with its 95 % confidence interval; NaN where there are too few rows, or no figure. */
export interface Estimate {
  readonly value: number;
  readonly ciLow: number;
  readonly ciHigh: number;
}

export const noEstimate: Estimate = { value: NaN, ciLow: NaN, ciHigh: NaN };

/**
 * Whether an interval does not contain 0: then the figure differs from 0 beyond random variation.
 */
export function excludesZero({ ciLow, ciHigh }: Estimate): boolean {
  return ciLow > 0 || ciHigh < 0;
}

/**
 * Whether one of several effects of a factor differs from 0 beyond random variation. Corrected for
 * their number (Bonferroni), so that a factor without effect is reported in 5 % of cases, not in 5
 * % for each value.
 * @param count number of effects
 * @param replications number behind the 95 % interval by Student's t
 */
export function excludesZeroAmong(
  { value, ciHigh }: Estimate,
  count: number,
  replications: number,
): boolean {
  const freedom = replications - 1;
  const wider = studentTQuantile(1 - 0.025 / count, freedom) / studentTQuantile(0.975, freedom);
  return Math.abs(value) > (ciHigh - value) * wider;
}

/** Limits of a 95 % interval. */
export interface Limits {
  readonly low: number;
  readonly high: number;
}

/** A part of the variance of an estimate, and the degrees of freedom of that part. */
export interface VariancePart {
  readonly variance: number;
  readonly freedom: number;
}

/** Mean squares of a table of rows by replications. */
interface MeanSquares {
  readonly mean: number;
  readonly rows: number;
  readonly replications: number;
  /** Residual mean square, which neither row nor replication explains; 0 for one replication. */
  readonly cells: number;
}

/** @param table `count` replications for each row of the sample */
function meanSquaresOf(table: Float64Array, count: number): MeanSquares {
  const rows = table.length / count;
  const byRow = new Float64Array(rows);
  const byReplication = new Float64Array(count);
  for (let row = 0; row < rows; row += 1)
    for (let replication = 0; replication < count; replication += 1) {
      byRow[row]! += table[row * count + replication]! / count;
      byReplication[replication]! += table[row * count + replication]! / rows;
    }
  let mean = 0;
  for (const value of byRow) mean += value / rows;
  const squaresAbout = (values: Float64Array): number =>
    values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0);
  let within = 0;
  for (let row = 0; row < rows; row += 1)
    for (let replication = 0; replication < count; replication += 1) {
      const left =
        table[row * count + replication]! - byRow[row]! - byReplication[replication]! + mean;
      within += left * left;
    }
  return {
    mean,
    rows: (count * squaresAbout(byRow)) / (rows - 1),
    replications: count === 1 ? 0 : (rows * squaresAbout(byReplication)) / (count - 1),
    cells: count === 1 ? 0 : within / ((rows - 1) * (count - 1)),
  };
}

/**
 * Residual variance of one cell, which neither row nor replication explains; 0 for one replication.
 */
export function residualVariance(table: Float64Array, count: number): number {
  return meanSquaresOf(table, count).cells;
}

/**
 * Variance of a mean over the table due to random variation that all rows share: more replications
 * reduce it, more rows do not. Variation that rows do not share is part of the spread of rows and
 * not counted here.
 */
export function sharedVariance(table: Float64Array, count: number): VariancePart {
  if (count === 1) return { variance: 0, freedom: Infinity };
  const { replications, cells } = meanSquaresOf(table, count);
  return { variance: Math.max(0, replications - cells) / table.length, freedom: count - 1 };
}

/**
 * Interval about a value by Student's t, with Satterthwaite's degrees of freedom for the sum of the
 * parts.
 */
export function intervalOf(value: number, parts: readonly VariancePart[]): Estimate {
  const variance = parts.reduce((sum, part) => sum + part.variance, 0);
  if (variance === 0) return { value, ciLow: value, ciHigh: value };
  if (!(variance > 0)) return { value, ciLow: NaN, ciHigh: NaN };
  const weight = parts.reduce(
    (sum, part) => sum + (part.variance * part.variance) / part.freedom,
    0,
  );
  const half = studentTQuantile(0.975, (variance * variance) / weight) * Math.sqrt(variance);
  return { value, ciLow: value - half, ciHigh: value + half };
}

/**
 * An interval for the choice of rows, perhaps asymmetric, widened by the variation that rows share:
 * the distances to each limit are added as independent errors are (Zou and Donner, "Construction of
 * confidence limits about effect measures", Statistics in Medicine 27, 2008).
 */
export function besideShared(value: number, { low, high }: Limits, shared: VariancePart): Estimate {
  const half = shared.variance > 0 ? studentTQuantile(0.975, shared.freedom) : 0;
  const squared = half * half * shared.variance;
  return {
    value,
    ciLow: value - Math.sqrt((value - low) * (value - low) + squared),
    ciHigh: value + Math.sqrt((high - value) * (high - value) + squared),
  };
}

/** The mean of a table of rows by replications. */
export function meanOverTable(table: Float64Array, count: number): Estimate {
  const { mean, rows } = meanSquaresOf(table, count);
  if (table.length / count < 2) return { value: mean, ciLow: NaN, ciHigh: NaN };
  const own: VariancePart = { variance: rows / table.length, freedom: table.length / count - 1 };
  return intervalOf(mean, [own, sharedVariance(table, count)]);
}

/** The jackknife variance of a figure, from its values without each row in turn. */
export function jackknife(without: Float64Array): VariancePart {
  const rows = without.length;
  const mean = without.reduce((sum, value) => sum + value, 0) / rows;
  const squares = without.reduce((sum, value) => sum + (value - mean) * (value - mean), 0);
  return { variance: (squares * (rows - 1)) / rows, freedom: rows - 1 };
}

/** The cube root, of numbers below 0 too. */
export function cubeRoot(value: number): number {
  return value === 0 ? 0 : Math.sign(value) * pow(Math.abs(value), 1 / 3);
}
