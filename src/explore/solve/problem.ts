// What is looked for: the values of one input at which the means of some figures meet their limits.
import type { Comparison } from '../../experiment/threshold.ts';

/** Values that can be tried: `first + index × step`, for an index from 0 to `lastIndex`. */
export interface ValueGrid {
  readonly first: number;
  /** Above 0, in the unit of `first`. */
  readonly step: number;
  readonly lastIndex: number;
  /** True where only these values make sense, such as whole numbers of people; false where they are only as fine as values are tried. */
  readonly isStepped: boolean;
}

/** A figure's limit, in the figure's unit. */
export interface Limit {
  readonly comparison: Comparison;
  readonly limit: number;
}

/** How narrow the interval of the value shall be: its half-width, as a share of the value or in the value's unit. */
export type ValuePrecision =
  { readonly kind: 'share'; readonly share: number } | { readonly kind: 'amount'; readonly amount: number };

export interface Problem {
  readonly grid: ValueGrid;
  /** At least one; all have to be met. */
  readonly limits: readonly Limit[];
  /** Replications of each value at first; at least 2. */
  readonly replications: number;
  /** Replications of one value at most; at least `replications`. */
  readonly atMost: number;
  /** Absent on a stepped grid: the search goes on until neighbouring values are told apart. */
  readonly precision?: ValuePrecision;
  /** Values of the coarse scan, ends included; at least 2. */
  readonly scanned: number;
}

/** A value to be tried, and how many replications it needs in all, 1 to that number. */
export interface Wanted {
  readonly index: number;
  readonly replications: number;
}

/** The figure of a limit in each replication, in order. */
export interface FigureSample {
  readonly values: readonly number[];
  /** The most the figure can come to, the least being 0; of a difference, as far as it can be from 0. Absent: no bound. */
  readonly most?: number;
  readonly isDifference?: boolean;
}

/**
 * What trying a value gave, for each limit. Replication r has the same random numbers at every value, so that figures of two values can be
 * compared in pairs.
 */
export type Sample = readonly FigureSample[];

/** The value at an index, without the binary dust of a multiplication: 0.3, not 0.30000000000000004. */
export function valueOnGrid({ first, step }: ValueGrid, index: number): number {
  return Number((first + step * index).toFixed(Math.max(decimalsOf(step), decimalsOf(first))));
}

/** Digits after the point that write a number; at most 12. */
function decimalsOf(value: number): number {
  let digits = 0;
  for (let scale = 1; digits < 12 && Math.abs(Math.round(value * scale) - value * scale) > 1e-6; scale *= 10) digits += 1;
  return digits;
}
