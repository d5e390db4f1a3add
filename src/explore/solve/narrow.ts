// Narrows the interval of one crossing. Tries values between the neighbours of its ends, and adds
// replications once these no longer narrow it.
import {
  edgesOf,
  gapOf,
  positionOf,
  splitOf,
  type Bracket,
  type Edges,
  type Region,
} from './edges.ts';
import { valueOnGrid, type Problem, type Wanted } from './problem.ts';
import type { Tried, TriedValues } from './tried.ts';

/** A value at which the limits stop or start being met, in the unit of the values. */
export interface Crossing {
  /** Whether it is the values below that meet the limits. */
  readonly isMetBelow: boolean;
  /** Interval, at 95 %, of the last value that meets them (the first, where values above do). */
  readonly low: number;
  readonly high: number;
  /** Whether the interval may extend beyond the range asked for. */
  readonly isOpenBelow: boolean;
  readonly isOpenAbove: boolean;
  /** The nearest values tried that surely meet the limits, and that surely do not. */
  readonly surelyMet: number | undefined;
  readonly surelyMissed: number | undefined;
  /** Replications of the values that the interval is computed from. */
  readonly replications: number;
  /** Whether it is as narrow as was asked for. */
  readonly isNarrow: boolean;
}

interface View extends Edges {
  readonly region: Region;
  /** Indices, perhaps fractional. */
  readonly low: number;
  readonly crossing: number;
  readonly high: number;
}

/**
 * Yields values to be tried before it is resumed. Returns undefined if the region turns out to have
 * no crossing.
 */
export function* narrow(
  problem: Problem,
  tried: TriedValues,
  region: Region,
): Generator<readonly Wanted[], Crossing | undefined, void> {
  let { replications } = problem;
  for (let step = 1; ; step += 1) {
    const view = viewOf(tried, region, replications);
    // On a stepped grid the crossing of the mean adds nothing to the two ends.
    const brackets = problem.grid.isStepped
      ? [view.lower, view.upper]
      : [view.lower, view.middle, view.upper];
    const stale = tried.missing(endsToRefresh(problem, tried, brackets, region), replications);
    if (stale.length > 0) {
      yield stale;
      continue;
    }
    const tolerance = toleranceOf(problem, view, replications);
    const wide = brackets.filter(
      (bracket) => gapOf(bracket) > (bracket === view.middle ? 2 : 1) * tolerance,
    );
    if (wide.length > 0) {
      const splits = wide.map((bracket) => splitOf(bracket, region, tolerance, step % 3 === 0));
      yield tried.missing(splits, replications);
      continue;
    }
    if (isNarrow(problem, view) || replications >= problem.atMost)
      return crossingOf(problem, view, replications);
    const next = nextReplications(problem, view, replications);
    yield tried.missing(nextValues(problem, tried, view, { replications, next, tolerance }), next);
    replications = next;
  }
}

/**
 * The interval from values with enough replications, and values that are surely on one side with
 * fewer.
 */
function viewOf(tried: TriedValues, region: Region, replications: number): View {
  const isOf = (one: Tried): boolean =>
    one.index >= region.from &&
    one.index <= region.to &&
    (one.replications >= replications || one.standing !== 'unsure');
  const edges = edgesOf(tried.all().filter(isOf), region);
  const [low, crossing, high] = [edges.lower, edges.middle, edges.upper].map((bracket) =>
    positionOf(bracket, region),
  );
  return { ...edges, region, low: low!, crossing: crossing!, high: high! };
}

/**
 * Neighbours that still need `replications`. On a stepped grid values that are surely on one side
 * do not: the confidence level of each look allows for that.
 */
function endsToRefresh(
  { grid }: Problem,
  tried: TriedValues,
  brackets: readonly Bracket[],
  { from, to }: Region,
): readonly number[] {
  const ends = brackets.flatMap(({ left, right }) => [left?.index ?? from, right?.index ?? to]);
  return grid.isStepped
    ? ends.filter((index) => (tried.at(index)?.standing ?? 'unsure') === 'unsure')
    : ends;
}

/** Half-width asked for, in steps. */
function targetOf({ precision, grid }: Problem, { crossing }: View): number {
  if (precision === undefined) return 0;
  const value = Math.abs(grid.first + crossing * grid.step);
  return (precision.kind === 'share' ? precision.share * value : precision.amount) / grid.step;
}

/**
 * Steps by which neighbours may be apart: small compared with the interval, not finer than asked
 * for, at least one.
 */
function toleranceOf(problem: Problem, view: View, replications: number): number {
  if (problem.grid.isStepped && replications >= problem.atMost) return 1;
  return Math.max(1, (view.high - view.low) / 4, targetOf(problem, view) / 2);
}

function isNarrow(problem: Problem, view: View): boolean {
  const target = targetOf(problem, view);
  const isOpen = view.lower.left === undefined || view.upper.right === undefined;
  if (isOpen) return false;
  if (problem.grid.isStepped) return unsureBetween(view) / 2 <= target;
  return (view.high - view.low) / 2 <= Math.max(1, target);
}

/** Values between those that are surely on either side. */
function unsureBetween({ lower, upper, region }: View): number {
  return (upper.right?.index ?? region.to + 1) - (lower.left?.index ?? region.from - 1) - 1;
}

function nextReplications(problem: Problem, view: View, replications: number): number {
  const ratio = (view.high - view.low) / 2 / Math.max(1, targetOf(problem, view));
  const factor = problem.grid.isStepped ? 2 : Math.min(4, Math.max(1.2, 1.1 * ratio * ratio));
  return Math.min(problem.atMost, Math.ceil(replications * factor));
}

/** If a stepped grid has at most this many unsure values, each gets more replications. */
const fewValues = 6;

interface Growth {
  readonly replications: number;
  readonly next: number;
  readonly tolerance: number;
}

function nextValues(
  problem: Problem,
  tried: TriedValues,
  view: View,
  { replications, next, tolerance }: Growth,
): readonly number[] {
  const between = unsureBetween(view);
  if (problem.grid.isStepped && between <= fewValues) {
    const first = (view.lower.left?.index ?? view.region.from - 1) + 1;
    return Array.from({ length: between }, (_, place) => first + place);
  }
  const expected = expectedEnds(view, Math.sqrt(replications / next), tolerance);
  return expected.map((index) => knownNear(index, tried, replications, tolerance / 4));
}

/** Values near the expected ends of the narrower interval, and near the crossing. */
function expectedEnds(
  { low, crossing, high, region }: View,
  shrinking: number,
  tolerance: number,
): readonly number[] {
  const apart = (tolerance * shrinking) / 2;
  const ends = [low, high].map((end) => crossing + (end - crossing) * shrinking);
  const about = ends.flatMap((end) => [Math.floor(end - apart), Math.ceil(end + apart)]);
  return [...about, Math.round(crossing)].map((index) =>
    Math.min(region.to, Math.max(region.from, index)),
  );
}

/**
 * A value within `distance` that has these replications already, if there is one: it needs fewer
 * new ones.
 */
function knownNear(
  index: number,
  tried: TriedValues,
  replications: number,
  distance: number,
): number {
  const known = tried
    .all()
    .filter((one) => one.replications >= replications && Math.abs(one.index - index) <= distance);
  return known.reduce(
    (best, one) => (Math.abs(one.index - index) < Math.abs(best - index) ? one.index : best),
    known[0]?.index ?? index,
  );
}

function crossingOf(
  { grid, ...problem }: Problem,
  view: View,
  replications: number,
): Crossing | undefined {
  const { lower, middle, upper, region } = view;
  // The whole region is surely on one side.
  if (lower.right === undefined || upper.left === undefined) return undefined;
  const { isMetBelow } = region;
  const { left } = lower;
  const { right } = upper;
  const valueOf = (index: number): number => grid.first + grid.step * index;
  const [low, high] = grid.isStepped
    ? isMetBelow
      ? [left?.index ?? region.from, (right?.index ?? region.to + 1) - 1]
      : [(left?.index ?? region.from - 1) + 1, right?.index ?? region.to]
    : [
        Math.min(view.low, middle.left?.index ?? region.from),
        Math.max(view.high, middle.right?.index ?? region.to),
      ];
  return {
    isMetBelow,
    low: Number.isInteger(low) ? valueOnGrid(grid, low) : valueOf(low),
    high: Number.isInteger(high) ? valueOnGrid(grid, high) : valueOf(high),
    isOpenBelow: left === undefined,
    isOpenAbove: right === undefined,
    surelyMet: (isMetBelow ? left : right)?.value,
    surelyMissed: (isMetBelow ? right : left)?.value,
    replications,
    isNarrow: isNarrow({ grid, ...problem }, view),
  };
}
