// Trajectories of Morris's method: from a random corner of a grid each factor is moved once, in
// random order. Of many random ones those furthest from each other are kept. Morris, "Factorial
// sampling plans for preliminary computational experiments", Technometrics 33 (1991); Campolongo,
// Cariboni and Saltelli, "An effective screening design", Environmental Modelling & Software 22
// (2007).
import type { UnitPoint } from './saltelli.ts';
import type { Uniforms } from './uniforms.ts';

/** The move of one factor between two points that follow each other in a trajectory. */
interface Step {
  readonly factor: number;
  /**
   * Change as a share of its range, negative if it fell; 1 or -1 from one value of a list to
   * another.
   */
  readonly by: number;
}

export interface Trajectory {
  /** One more point than factors. */
  readonly points: readonly UnitPoint[];
  /** One a factor. Step s leads from point s to point s + 1. */
  readonly steps: readonly Step[];
}

/** A factor on the grid. `values`: number of values of its list, absent for a span. */
export interface GridFactor {
  readonly values?: number;
}

export interface TrajectoryOptions {
  readonly trajectories: number;
  /** Number of levels of a span, even: a move goes over half of them. */
  readonly levels: number;
  /** Number of random trajectories to choose from; `trajectories` for no choice. */
  readonly candidates: number;
}

/**
 * How many random trajectories to choose from. Those furthest apart start from opposite corners,
 * which with few factors is no longer a fair sample: σ of a sum squared comes out 40 % too large
 * for two factors, 20 % for ten, 8 % for twenty. So a choice is made from twenty factors up, where
 * few trajectories have much to cover.
 */
export function candidatesFor(factors: number): number {
  return factors < 20 ? 0 : 500;
}

/** Trajectories that are far apart, the same for the same random numbers. */
export function spreadTrajectories(
  factors: readonly GridFactor[],
  { trajectories, levels, candidates }: TrajectoryOptions,
  uniform: Uniforms,
): readonly Trajectory[] {
  const random = Array.from({ length: Math.max(candidates, trajectories) }, () =>
    randomTrajectory(factors, levels, uniform),
  );
  return mostDistant(random, trajectories);
}

function randomTrajectory(
  factors: readonly GridFactor[],
  levels: number,
  uniform: Uniforms,
): Trajectory {
  const order = shuffled(factors.length, uniform);
  const moves = factors.map((factor) =>
    factor.values === undefined ? spanMove(levels, uniform) : listMove(factor.values, uniform),
  );
  const points: UnitPoint[] = [moves.map(({ from }) => from)];
  for (const factor of order) points.push(points.at(-1)!.with(factor, moves[factor]!.to));
  return { points, steps: order.map((factor) => ({ factor, by: moves[factor]!.by })) };
}

interface Move {
  readonly from: number;
  readonly to: number;
  readonly by: number;
}

/**
 * A move between two levels that are half of all levels apart, so that every level is equally
 * likely.
 */
function spanMove(levels: number, uniform: Uniforms): Move {
  const lower = Math.floor(uniform() * (levels / 2)) / (levels - 1);
  const higher = lower + levels / 2 / (levels - 1);
  return uniform() < 0.5
    ? { from: lower, to: higher, by: higher - lower }
    : { from: higher, to: lower, by: lower - higher };
}

/**
 * Between any two different values of a list, each in the middle of its part of the range from 0 to
 * 1.
 */
function listMove(values: number, uniform: Uniforms): Move {
  const from = Math.floor(uniform() * values);
  const other = Math.floor(uniform() * (values - 1));
  const to = other < from ? other : other + 1;
  return { from: (from + 0.5) / values, to: (to + 0.5) / values, by: Math.sign(to - from) };
}

/** 0 to count − 1 in random order (Fisher and Yates). */
function shuffled(count: number, uniform: Uniforms): readonly number[] {
  const order = Array.from({ length: count }, (_, index) => index);
  for (let last = count - 1; last > 0; last -= 1) {
    const chosen = Math.floor(uniform() * (last + 1));
    [order[last], order[chosen]] = [order[chosen]!, order[last]!];
  }
  return order;
}

/**
 * `count` of the candidates with the greatest sum of distances: added one by one, then exchanged
 * while that helps.
 */
function mostDistant(candidates: readonly Trajectory[], count: number): readonly Trajectory[] {
  if (candidates.length <= count) return candidates;
  const distances = candidates.map((): Float64Array | undefined => undefined);
  const distancesFrom = (one: number): Float64Array =>
    (distances[one] ??= Float64Array.from(candidates, (other, index) =>
      index === one ? 0 : distance(candidates[one]!, other),
    ));
  const sums = new Float64Array(candidates.length);
  const chosen: number[] = [];
  const add = (index: number): void => {
    chosen.push(index);
    distancesFrom(index).forEach((value, other) => (sums[other]! += value));
  };
  const furthest = (): number => {
    let best = -1;
    for (let index = 0; index < candidates.length; index += 1)
      if (!chosen.includes(index) && (best < 0 || sums[index]! > sums[best]!)) best = index;
    return best;
  };
  add(0);
  while (chosen.length < count) add(furthest());
  for (let unchanged = 0; unchanged < count;) {
    const left = chosen.shift()!;
    distancesFrom(left).forEach((value, other) => (sums[other]! -= value));
    const best = furthest();
    // A small margin, so that rounding cannot make exchanges go on for ever.
    const next = sums[best]! > sums[left]! * (1 + 1e-12) ? best : left;
    unchanged = next === left ? unchanged + 1 : 0;
    add(next);
  }
  return chosen.sort((one, other) => one - other).map((index) => candidates[index]!);
}

/**
 * Sum of the straight distances between every point of one and every point of the other, as in
 * Campolongo (2007). A step moves one factor, so that each squared distance follows from the one
 * before.
 */
function distance(one: Trajectory, other: Trajectory): number {
  let sum = 0;
  let atStart = squaredDistance(one.points[0]!, other.points[0]!);
  for (let point = 0; point < one.points.length; point += 1) {
    const here = one.points[point]!;
    if (point > 0) {
      const { factor } = one.steps[point - 1]!;
      atStart += changeOfSquare(
        other.points[0]![factor]!,
        one.points[point - 1]![factor]!,
        here[factor]!,
      );
    }
    let squared = atStart;
    sum += Math.sqrt(Math.max(0, squared));
    for (let step = 0; step < other.steps.length; step += 1) {
      const { factor } = other.steps[step]!;
      squared += changeOfSquare(
        here[factor]!,
        other.points[step]![factor]!,
        other.points[step + 1]![factor]!,
      );
      sum += Math.sqrt(Math.max(0, squared));
    }
  }
  return sum;
}

function squaredDistance(one: UnitPoint, other: UnitPoint): number {
  return one.reduce(
    (sum, value, factor) => sum + (value - other[factor]!) * (value - other[factor]!),
    0,
  );
}

/** Of the squared distance from `fixed` when the other end moves. */
function changeOfSquare(fixed: number, before: number, after: number): number {
  return (after - fixed) * (after - fixed) - (before - fixed) * (before - fixed);
}
