// The problem that `solve` answers: at which values of one input do the means of some figures meet
// their limits?
import type { Comparison } from '../../experiment/threshold.ts';

/** Values that can be tried: `first + index × step`, for an index from 0 to `lastIndex`. */
export interface ValueGrid {
  readonly first: number;
  /** Above 0, in the unit of `first`. */
  readonly step: number;
  readonly lastIndex: number;
  /**
   * Whether only these values make sense, such as whole numbers of people. If false, the steps are
   * just the finest resolution.
   */
  readonly isStepped: boolean;
}

/** A figure's limit, in the figure's unit. */
export interface Limit {
  readonly comparison: Comparison;
  readonly limit: number;
}

/**
 * Half-width wanted for the interval of the value, as a share of the value or in the value's unit.
 */
export type ValuePrecision =
  | { readonly kind: 'share'; readonly share: number }
  | { readonly kind: 'amount'; readonly amount: number };

export interface Problem {
  readonly grid: ValueGrid;
  /** At least one limit; all have to be met. */
  readonly limits: readonly Limit[];
  /** Replications of each value at first; at least 2. */
  readonly replications: number;
  /** Replications of one value at most; at least `replications`. */
  readonly atMost: number;
  /**
   * Absent on a stepped grid: the search ends when neighbouring values are surely on different
   * sides.
   */
  readonly precision?: ValuePrecision;
  /** Values of the coarse scan, ends included; at least 2. */
  readonly scanned: number;
}

/** A value to be tried, and the total number of replications it needs, from 1. */
export interface Wanted {
  readonly index: number;
  readonly replications: number;
}

/** The figure of a limit in each replication, in order. */
export interface FigureSample {
  readonly values: readonly number[];
  /**
   * Upper bound of the figure, with lower bound 0; for a difference, bound of its absolute value.
   * Absent: no bound.
   */
  readonly most?: number;
  readonly isDifference?: boolean;
}

/**
 * The figures of a value that was tried, one sample for each limit. Replication r has the same
 * random numbers at every value, so that figures of two values can be compared in pairs.
 */
export type Sample = readonly FigureSample[];

/** The value at an index, rounded so that it is 0.3 and not 0.30000000000000004. */
export function valueOnGrid({ first, step }: ValueGrid, index: number): number {
  return Number((first + step * index).toFixed(Math.max(decimalsOf(step), decimalsOf(first))));
}

/** Digits after the point that write a number; at most 12. */
function decimalsOf(value: number): number {
  let digits = 0;
  for (
    let scale = 1;
    digits < 12 && Math.abs(Math.round(value * scale) - value * scale) > 1e-6;
    scale *= 10
  )
    digits += 1;
  return digits;
}
