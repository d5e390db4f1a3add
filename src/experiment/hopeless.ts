// When a run may stop early because it fails anyway: one of its thresholds can no longer be met.
// This is checked after numbers of replications that are fixed beforehand, so that a run stops at
// the same one for any number of workers.
import type { PerhapsDrawn } from './drawn-worlds.ts';
import type { FigureRows } from './figures.ts';
import { isDisproven, judge, type Threshold } from './threshold.ts';

/** A run that stopped before it had all its replications. */
export interface Stopped {
  /** Replications in the run: 1 to this. */
  readonly replications: number;
  /** Replications asked for. */
  readonly of: number;
  /** Thresholds that could no longer be met, as written. */
  readonly hopeless: readonly string[];
}

const firstLook = 4;

/** Numbers of replications after which to check: 4, 8, 16 …, below `all`. */
export function looksBefore(all: number): readonly number[] {
  const looks: number[] = [];
  for (let look = firstLook; look < all; look *= 2) looks.push(look);
  return looks;
}

/**
 * Thresholds whose whole 95 % interval is on the wrong side of the limit, as written. To be met
 * after all, the whole interval would have to move to the other side: fewer than 1 run of 100 is
 * stopped that would have met its threshold (test/theory/hopeless.theory.ts).
 */
export function hopelessOf(
  thresholds: readonly Threshold[],
  rows: FigureRows,
  drawn: PerhapsDrawn = {},
): readonly string[] {
  return thresholds
    .filter((threshold) => {
      const { ciLow, ciHigh } = judge(threshold, rows, drawn);
      return isDisproven(threshold.comparison, ciLow, ciHigh, threshold.limit);
    })
    .map(({ text }) => text);
}
