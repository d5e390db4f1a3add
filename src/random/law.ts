// The interface of a probability law, for the tabulation and the sampler. Truncation is by
// redrawing, which gives the conditional law.

/** A formula of the kernel (kernel/random.ts) and its parameters. */
export interface Formula {
  readonly form: number;
  readonly first: number;
  readonly second: number;
}

/** A law on the real line. `quantile` takes one uniform number and returns one value. */
export interface Law {
  /** Ends of the support. */
  readonly lowest: number;
  readonly highest: number;
  readonly mean: number;
  /** How many equal bins of u suit a table of quantiles; 0 when a table would not help. */
  readonly bins: number;
  /** The kernel's formula for its quantiles, if it has one. */
  readonly formula?: Formula | undefined;
  /** Values and cumulative probabilities, of a law of steps. */
  readonly values?: Float64Array;
  readonly cumulatives?: Float64Array;
  /**
   * Value at u in (0, 1). Non-decreasing in u, except for mixtures, where it is so within each
   * part.
   */
  quantile(u: number): number;
  /** Probability of a value of at most x. */
  cumulative(x: number): number;
  /** Whether the quantile has no jump and no kink between two values of u. */
  smoothBetween(lower: number, upper: number): boolean;
  /**
   * The law of values in [min, max], and the probability of such a value. Without a law if that is
   * 0.
   */
  within(min: number, max: number): Part;
}

export interface Part {
  readonly probability: number;
  readonly law: Law | undefined;
}

/** Keeps a rescaled uniform number inside (0, 1). */
export function insideUnit(u: number): number {
  return Math.min(Math.max(u, 5.551115123125783e-17), 0.9999999999999999);
}
