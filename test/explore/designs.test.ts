import { describe, expect, test } from 'vitest';
import {
  grid,
  latinHypercube,
  mostSobolDimensions,
  sobolPoints,
  type UnitPoint,
} from '../../src/explore/designs.ts';

/** Whether each of `parts` equal parts of a dimension holds the same number of points. */
function isEven(points: readonly UnitPoint[], dimension: number, parts: number): boolean {
  const counts = new Array<number>(parts).fill(0);
  for (const point of points) counts[Math.floor(point[dimension]! * parts)]! += 1;
  return counts.every((count) => count === points.length / parts);
}

const bytesOf = (points: readonly UnitPoint[]): string =>
  points.map((point) => Buffer.from(point.buffer).toString('hex')).join();

describe('a grid', () => {
  test('holds every combination, ends included, the last factor fastest', () => {
    expect(grid([2, 3]).map((point) => [...point])).toEqual([
      [0, 0],
      [0, 0.5],
      [0, 1],
      [1, 0],
      [1, 0.5],
      [1, 1],
    ]);
    expect(grid([1, 2]).map((point) => [...point])).toEqual([
      [0, 0],
      [0, 1],
    ]);
  });
});

describe('a Latin hypercube', () => {
  const points = latinHypercube(50, 7, 'seed');

  test('has one point in each of as many parts of each dimension as it has points', () => {
    expect(points).toHaveLength(50);
    for (let dimension = 0; dimension < 7; dimension++)
      expect(isEven(points, dimension, 50)).toBe(true);
  });

  test('is the same for a seed and another for another', () => {
    expect(bytesOf(latinHypercube(50, 7, 'seed'))).toBe(bytesOf(points));
    expect(bytesOf(latinHypercube(50, 7, 'other'))).not.toBe(bytesOf(points));
  });

  test('estimates a mean with less spread than random points would', () => {
    const errors = Array.from({ length: 40 }, (_, run) => {
      const hypercube = latinHypercube(32, 3, `run ${run}`);
      return hypercube.reduce((sum, [x, y, z]) => sum + x! + y! + z!, 0) / 32 - 1.5;
    });
    const meanSquare = errors.reduce((sum, error) => sum + error * error, 0) / errors.length;
    // Random points would have 3 / 12 / 32.
    expect(meanSquare).toBeLessThan(3 / 12 / 32 / 100);
  });
});

describe("Sobol' points", () => {
  const dimensions = mostSobolDimensions;
  const points = sobolPoints(256, dimensions, 'seed');

  test('reach to at least 100 dimensions, each of them even', () => {
    expect(dimensions).toBeGreaterThanOrEqual(100);
    for (let dimension = 0; dimension < dimensions; dimension++)
      expect(isEven(points, dimension, 256)).toBe(true);
  });

  test('of the first two dimensions are a (0, m, 2)-net: every elementary box of area 1/256 holds one point', () => {
    for (let power = 0; power <= 8; power++) {
      const [across, down] = [2 ** power, 2 ** (8 - power)];
      const boxes = new Set(
        points.map(([x, y]) => Math.floor(x! * across) * down + Math.floor(y! * down)),
      );
      expect(boxes.size).toBe(256);
    }
  });

  test('go on: the first of more points are the same points', () => {
    expect(bytesOf(sobolPoints(300, 5, 'seed').slice(0, 256))).toBe(
      bytesOf(sobolPoints(256, 5, 'seed')),
    );
  });

  test('are the same for a seed and others for another, all inside the cube', () => {
    expect(bytesOf(sobolPoints(256, dimensions, 'seed'))).toBe(bytesOf(points));
    expect(bytesOf(sobolPoints(256, dimensions, 'other'))).not.toBe(bytesOf(points));
    expect(points.every((point) => point.every((x) => x > 0 && x < 1))).toBe(true);
  });

  test('integrate a product of ten factors far better than random points', () => {
    const integral =
      sobolPoints(4096, 10, 'integral').reduce(
        (sum, point) => sum + point.reduce((product, x) => product * (0.5 + x), 1),
        0,
      ) / 4096;
    // Of random points the standard error would be 0.018.
    expect(Math.abs(integral - 1)).toBeLessThan(0.002);
  });

  test('of different seeds are unbiased: the mean over seeds of one point is in the middle', () => {
    const firsts = Array.from({ length: 400 }, (_, seed) => sobolPoints(1, 2, String(seed))[0]!);
    for (const dimension of [0, 1]) {
      const mean = firsts.reduce((sum, point) => sum + point[dimension]!, 0) / 400;
      expect(Math.abs(mean - 0.5)).toBeLessThan(4 / Math.sqrt(12 * 400));
    }
  });
});
