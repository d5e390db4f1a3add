// Designs: sets of points of the unit cube to simulate. The same arguments, with the same seed,
// give the same bytes.
import { assert } from '../errors.ts';
import { secondWord, threefry, uniformOf } from '../kernel/random.ts';
import { seedKey, type Key } from '../random/streams.ts';
import { directionNumbers } from './direction-numbers.ts';

/** A coordinate for each factor, each from 0 to 1. */
export type UnitPoint = Float64Array;

export const designs = ['grid', 'lhs', 'sobol'] as const;
export type DesignName = (typeof designs)[number];

/**
 * Every combination of the levels of each factor, the last factor fastest.
 * @param levels how many, at least 1 each
 */
export function grid(levels: readonly number[]): readonly UnitPoint[] {
  const count = levels.reduce((product, one) => product * one, 1);
  return Array.from({ length: count }, (_, place) => {
    const point = new Float64Array(levels.length);
    let rest = place;
    for (let dimension = levels.length - 1; dimension >= 0; dimension--) {
      const own = levels[dimension]!;
      point[dimension] = own === 1 ? 0 : (rest % own) / (own - 1);
      rest = Math.floor(rest / own);
    }
    return point;
  });
}

/**
 * A random Latin hypercube: in each dimension one point in each of `count` equal parts.
 * M. D. McKay, R. J. Beckman and W. J. Conover, Technometrics 21, 239-245 (1979).
 */
export function latinHypercube(
  count: number,
  dimensions: number,
  seed: string,
): readonly UnitPoint[] {
  const draw = drawsOf(`latin hypercube ${seed}`);
  const points = Array.from({ length: count }, () => new Float64Array(dimensions));
  for (let dimension = 0; dimension < dimensions; dimension++) {
    const parts = Array.from({ length: count }, (_, part) => part);
    for (let left = count - 1; left > 0; left--) {
      const other = Math.floor(draw(left, 2 * dimension) * (left + 1));
      [parts[left], parts[other]] = [parts[other]!, parts[left]!];
    }
    for (const [place, point] of points.entries())
      point[dimension] = (parts[place]! + draw(place, 2 * dimension + 1)) / count;
  }
  return points;
}

/** Most dimensions of Sobol' points. */
export const mostSobolDimensions = directionNumbers.length + 1;

const bits = 32;

/**
 * The first `count` Sobol' points with the direction numbers of Joe and Kuo, scrambled as A. B.
 * Owen did (nested uniform scrambling, "Randomly permuted (t,m,s)-nets and (t,s)-sequences", 1995):
 * each digit is permuted by what the digits before it are. A count that is a power of 2 fills the
 * cube most evenly.
 */
export function sobolPoints(count: number, dimensions: number, seed: string): readonly UnitPoint[] {
  assert(
    dimensions <= mostSobolDimensions,
    `${dimensions} dimensions of Sobol' points are at most ${mostSobolDimensions}`,
  );
  const key = seedKey(`sobol ${seed}`);
  const points = Array.from({ length: count }, () => new Float64Array(dimensions));
  for (let dimension = 0; dimension < dimensions; dimension++) {
    const directions = directionsOf(dimension);
    let digits = 0;
    for (let place = 0; place < count; place++) {
      // Gray code: one direction number from one point to the next.
      if (place > 0) digits ^= directions[trailingZeros(place)]!;
      points[place]![dimension] = (scrambled(digits >>> 0, dimension, key) + 0.5) / 2 ** bits;
    }
  }
  return points;
}

/** Direction numbers of one dimension, the first digit highest. */
function directionsOf(dimension: number): Int32Array {
  const directions = new Int32Array(bits);
  if (dimension === 0) return directions.map((_, digit) => 1 << (bits - 1 - digit));
  const [degree, coefficients, ...first] = directionNumbers[dimension - 1]!.split(' ').map(
    Number,
  ) as [number, number, ...number[]];
  for (let digit = 0; digit < bits; digit++) {
    if (digit < degree) {
      directions[digit] = first[digit]! << (bits - 1 - digit);
      continue;
    }
    let next = directions[digit - degree]! ^ (directions[digit - degree]! >>> degree);
    for (let term = 1; term < degree; term++) {
      if (((coefficients >>> (degree - 1 - term)) & 1) === 1) next ^= directions[digit - term]!;
    }
    directions[digit] = next;
  }
  return directions;
}

function trailingZeros(value: number): number {
  return 31 - Math.clz32(value & -value);
}

/** Flips or keeps each binary digit by a random bit that depends on the digits before it. */
function scrambled(digits: number, dimension: number, { high, low }: Key): number {
  let turned = 0;
  for (let digit = 0; digit < bits; digit++) {
    const before = digit === 0 ? 0 : digits >>> (bits - digit);
    const coin = threefry(before, (dimension << 6) | digit, high | 0, low | 0) & 1;
    turned = (turned << 1) | (((digits >>> (bits - 1 - digit)) & 1) ^ coin);
  }
  return turned >>> 0;
}

/** Uniform numbers, addressed by place and stream. */
function drawsOf(text: string): (place: number, stream: number) => number {
  const { high, low } = seedKey(text);
  return (place, stream) => {
    const first = threefry(place, stream, high | 0, low | 0);
    return uniformOf(first, secondWord);
  };
}
