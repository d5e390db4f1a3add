// Finds where the limits are crossed, from the values tried, by inverting the confidence band. A
// value may be the crossing if the interval of its margin contains 0. So the value's interval ends
// where the band's upper and lower limits cross 0. At the true crossing the interval of the mean
// contains the limit in 95 of 100 searches, so the value's interval contains the true crossing as
// often. This holds although all values share random numbers.
import type { Margin, Standing, Tried } from './tried.ts';

/**
 * Part of a grid with one crossing: values below it are on one side of the limits, values above it
 * on the other. Indices, both included.
 */
export interface Region {
  readonly from: number;
  readonly to: number;
  /** Whether it is the values below the crossing that meet the limits. */
  readonly isMetBelow: boolean;
}

/**
 * Neighbours between which an end of the band crosses 0; one is absent if that is outside the
 * region.
 */
export interface Bracket {
  readonly left: Tried | undefined;
  readonly right: Tried | undefined;
  readonly end: keyof Margin;
}

/** Lower end of the interval, the mean's crossing, and upper end. */
export interface Edges {
  readonly lower: Bracket;
  readonly middle: Bracket;
  readonly upper: Bracket;
}

/** @param points of the region, ascending */
export function edgesOf(points: readonly Tried[], { isMetBelow }: Region): Edges {
  const [below, above]: readonly Standing[] = isMetBelow ? ['met', 'missed'] : ['missed', 'met'];
  let first = 0;
  while (points[first]?.standing === below) first += 1;
  let last = points.length;
  while (points[last - 1]?.standing === above) last -= 1;
  let crossed = 0;
  while (points[crossed]?.meanMeets === isMetBelow) crossed += 1;
  const bracket = (right: number, end: keyof Margin): Bracket => ({
    left: points[right - 1],
    right: points[right],
    end,
  });
  return {
    lower: bracket(first, isMetBelow ? 'high' : 'low'),
    middle: bracket(crossed, 'mean'),
    upper: bracket(last, isMetBelow ? 'low' : 'high'),
  };
}

/**
 * Index, perhaps fractional, at which the line between the neighbours crosses 0; the region's end
 * if a neighbour is absent.
 */
export function positionOf({ left, right, end }: Bracket, region: Region): number {
  if (left === undefined) return region.from;
  if (right === undefined) return region.to;
  const [before, after] = [left.margin[end], right.margin[end]];
  const share = before / (before - after);
  const isBetween = share >= 0 && share <= 1;
  return left.index + (isBetween ? share : 0.5) * (right.index - left.index);
}

/** Number of steps between the neighbours; 0 if one is absent. */
export function gapOf({ left, right }: Bracket): number {
  return left === undefined || right === undefined ? 0 : right.index - left.index;
}

/**
 * A value between the neighbours to try next: just beyond where the line crosses 0, on the side of
 * the farther neighbour, so that the gap shrinks from both sides; or the middle, which works for
 * any curve.
 */
export function splitOf(
  bracket: Bracket,
  region: Region,
  tolerance: number,
  isHalving: boolean,
): number {
  const [left, right] = [bracket.left!.index, bracket.right!.index];
  const crossing = positionOf(bracket, region);
  const beyond =
    crossing - left < right - crossing ? crossing + tolerance / 2 : crossing - tolerance / 2;
  const at = Math.round(isHalving ? (left + right) / 2 : beyond);
  return Math.min(right - 1, Math.max(left + 1, at));
}
