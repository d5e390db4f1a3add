// One factor moved at a time from the unchanged scenario, and the effect on the outcome, paired by
// replication.
import { pairedDifference } from '../../experiment/statistics.ts';
import type { Estimate } from './estimate.ts';
import type { GridFactor } from './trajectories.ts';

/**
 * A factor at one end of its span, or at one value of its list; the others are as the scenario has
 * them.
 */
export interface SingleChange {
  /** Place of the factor. */
  readonly factor: number;
  /** Place in its range, from 0 to 1. */
  readonly at: number;
}

/**
 * Most values of a list that are tried; of longer lists, such as sets of fitted habits, this many,
 * evenly spaced.
 */
const valuesMost = 12;

/** Both ends of every span, and the values of every list. */
export function singleChanges(factors: readonly GridFactor[]): readonly SingleChange[] {
  return factors.flatMap(({ values }, factor) => {
    const count = Math.min(values ?? 0, valuesMost);
    const places =
      values === undefined
        ? [0, 1]
        : Array.from({ length: count }, (_, index) => (index + 0.5) / count);
    return places.map((at) => ({ factor, at }));
  });
}

/**
 * The effect of a change, with its 95 % interval by Student's t over paired replications; no
 * interval for one replication.
 */
export function effectOfChange(changed: Float64Array, base: Float64Array): Estimate {
  const { difference, ciLow, ciHigh } = pairedDifference(changed, base);
  return { value: difference, ciLow, ciHigh };
}
