// One factor moved at a time from the scenario as it stands, and what that changes, paired by replication.
import { pairedDifference } from '../../experiment/statistics.ts';
import type { Estimate } from './estimate.ts';
import type { GridFactor } from './trajectories.ts';

/** A factor at one end of its span, or at one value of its list; the others are as the scenario has them. */
export interface SingleChange {
  /** Place of the factor. */
  readonly factor: number;
  /** Place in its range, from 0 to 1. */
  readonly at: number;
}

/** Values of a list that are tried: of longer ones, such as sets of fitted habits, so many evenly. */
const valuesMost = 12;

/** Both ends of every span, and the values of every list. */
export function singleChanges(factors: readonly GridFactor[]): readonly SingleChange[] {
  return factors.flatMap(({ values }, factor) => {
    const count = Math.min(values ?? 0, valuesMost);
    const places = values === undefined ? [0, 1] : Array.from({ length: count }, (_, index) => (index + 0.5) / count);
    return places.map((at) => ({ factor, at }));
  });
}

/** What a change does to the answer: 95 % interval by Student's t over paired replications; empty for one replication. */
export function effectOfChange(changed: Float64Array, base: Float64Array): Estimate {
  const { difference, ciLow, ciHigh } = pairedDifference(changed, base);
  return { value: difference, ciLow, ciHigh };
}
