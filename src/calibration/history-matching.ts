// History matching: sets of values that the published figures do not rule out, found in waves. The
// first wave is spread over all ranges; each later one is proposed from the nearest sets so far,
// screened by an emulator, and simulated. A set is accepted only on its simulated figures: each
// must be less than 3 standard deviations, of observation and model together, from the published
// one. Depends on a seed, and not on what is fitted.
import { seedKey, Streams } from '../random/streams.ts';
import { emulate, type Emulator } from './emulator.ts';

/**
 * A set that was simulated: its point, one number from 0 to 1 per parameter, and the distance of
 * each figure from the published one.
 */
export interface Evaluation {
  readonly point: Float64Array;
  readonly misses: Float64Array;
}

export interface Matching {
  readonly dimensions: number;
  readonly seed: string;
  /** Accepted sets that are wanted. */
  readonly goal: number;
  /** Sets in the first wave, and in each later one. */
  readonly firstWave: number;
  readonly laterWave: number;
  /** Sets that are simulated at most. */
  readonly most: number;
}

/** Sets with a figure as far as this are ruled out. */
const implausible = 3;

export const largestMiss = ({ misses }: Evaluation): number =>
  misses.reduce((most, miss) => Math.max(most, Math.abs(miss)), 0);
export const distanceOf = ({ misses }: Evaluation): number =>
  Math.sqrt(misses.reduce((sum, miss) => sum + miss * miss, 0) / misses.length);
export const isAccepted = (evaluation: Evaluation): boolean =>
  largestMiss(evaluation) < implausible;

/** Score of a set, smaller is better: the overall distance, and the largest single miss. */
const scoreOf = (evaluation: Evaluation): number =>
  distanceOf(evaluation) + 0.5 * largestMiss(evaluation);

/** The points of the next wave, given all sets simulated so far; none when the search is over. */
export function nextWave(
  matching: Matching,
  before: readonly Evaluation[],
): readonly Float64Array[] {
  const { dimensions, goal, firstWave, laterWave, most, seed } = matching;
  const accepted = before.filter(isAccepted);
  const count = Math.min(before.length < firstWave ? firstWave : laterWave, most - before.length);
  if (accepted.length >= goal || count <= 0) return [];
  // Each wave has draws of its own, so that a search continues in the same way after a stop between
  // waves.
  const draws = drawsOf(new Streams(seedKey(seed), before.length));
  if (before.length < firstWave) return latinHypercube(draws, count, dimensions);
  const ranked = before.toSorted((a, b) => scoreOf(a) - scoreOf(b));
  const isFound = accepted.length >= parents;
  const population = (isFound ? accepted : ranked.slice(0, parents)).map(({ point }) => point);
  const emulator = emulate(
    ranked.slice(0, emulated).map(({ point, misses }) => ({ point, figures: misses })),
  );
  return Array.from({ length: count }, () => proposal(draws, population, emulator, isFound));
}

/** Sets that proposals start from. */
const parents = 120;
/** Sets, the nearest ones, that the emulator learns from. */
const emulated = 1500;
/** Proposals the emulator chooses from. */
const tries = 40;

/**
 * Until enough sets are accepted, the proposal with the best prediction; then the first one
 * predicted to be accepted, so that sets spread.
 */
function proposal(
  draws: () => number,
  population: readonly Float64Array[],
  emulator: Emulator,
  isFound: boolean,
): Float64Array {
  let best: Float64Array | undefined;
  let least = Infinity;
  for (let attempt = 0; attempt < tries; attempt++) {
    const point = offspring(draws, population);
    const misses = emulator.predict(point);
    const promised = { point, misses };
    if (isFound && largestMiss(promised) < implausible) return point;
    const score = scoreOf(promised);
    if (score < least) [least, best] = [score, point];
  }
  return best!;
}

/**
 * A set moved by a part of the difference of two others (differential evolution), and a little at
 * random.
 */
function offspring(draws: () => number, population: readonly Float64Array[]): Float64Array {
  const one = (): Float64Array => population[Math.floor(draws() * population.length)]!;
  const [from, a, b] = [one(), one(), one()];
  const length = 0.2 + 0.8 * draws();
  return from.map((value, index) =>
    reflect(value + length * (a[index]! - b[index]!) + 0.1 * (draws() - 0.5)),
  );
}

/** Back into 0 to 1 at its ends. */
function reflect(value: number): number {
  const folded = Math.abs(value) % 2;
  return folded > 1 ? 2 - folded : folded;
}

/** Uniform numbers one after another. */
function drawsOf(streams: Streams): () => number {
  let number = 0;
  return () => streams.uniform(number++, 1, 0);
}

/** One point in each of `count` equal parts of every dimension's range. */
function latinHypercube(
  draws: () => number,
  count: number,
  dimensions: number,
): readonly Float64Array[] {
  const points = Array.from({ length: count }, () => new Float64Array(dimensions));
  for (let dimension = 0; dimension < dimensions; dimension++) {
    const order = points
      .map((_, index) => ({ index, rank: draws() }))
      .sort((a, b) => a.rank - b.rank);
    order.forEach(({ index }, cell) => {
      points[index]![dimension] = (cell + draws()) / count;
    });
  }
  return points;
}
