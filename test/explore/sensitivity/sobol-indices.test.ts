import { describe, expect, test } from 'vitest';
import { excludesZero, type Estimate } from '../../../src/explore/sensitivity/estimate.ts';
import { saltelliPoints } from '../../../src/explore/sensitivity/saltelli.ts';
import { sobolIndices, type SobolIndices } from '../../../src/explore/sensitivity/sobol-indices.ts';
import { uniformsOf } from '../../../src/explore/sensitivity/uniforms.ts';
import {
  gFunction,
  gIndices,
  ishigami,
  ishigamiIndices,
  normalsOf,
  type KnownFunction,
} from '../../support/explore/known-functions.ts';

interface Plan {
  readonly factors: number;
  readonly rows?: number;
  readonly secondOrder?: boolean;
  readonly replications?: number;
  readonly luck?: (point: readonly number[], replication: number) => number;
}

function indicesOf(
  of: KnownFunction,
  { factors, rows = 2048, secondOrder = true, replications = 1, luck = () => 0 }: Plan,
): SobolIndices {
  const scheme = { factors, secondOrder };
  const uniform = uniformsOf('indices');
  const points = saltelliPoints(
    scheme,
    Array.from({ length: rows }, () => Array.from({ length: 2 * factors }, uniform)),
  );
  const responses = points.map((point) =>
    Float64Array.from(
      { length: replications },
      (_, replication) => of(point) + luck(point, replication),
    ),
  );
  return sobolIndices(scheme, responses);
}

function expectNear(
  estimates: readonly Estimate[],
  exact: readonly number[],
  within: number,
): void {
  expect(estimates).toHaveLength(exact.length);
  estimates.forEach(({ value }, index) => {
    expect(
      Math.abs(value - exact[index]!),
      `index ${index}: ${value} for ${exact[index]!}`,
    ).toBeLessThan(within);
  });
}

describe("Saltelli's points", () => {
  test('are A, B, A with one factor of B, and B with one factor of A', () => {
    expect(saltelliPoints({ factors: 2, secondOrder: true }, [[1, 2, 3, 4]])).toEqual([
      [1, 2],
      [3, 4],
      [3, 2],
      [1, 4],
      [1, 4],
      [3, 2],
    ]);
    expect(saltelliPoints({ factors: 2, secondOrder: false }, [[1, 2, 3, 4]])).toHaveLength(4);
  });
});

describe("Sobol' indices", () => {
  test("of Ishigami's function are those of the closed form, of pairs too", () => {
    for (const secondOrder of [false, true]) {
      const found = indicesOf(ishigami, { factors: 3, secondOrder });
      expect(found.variance / ishigamiIndices.variance).toBeCloseTo(1, 1);
      expectNear(found.first, ishigamiIndices.first, 0.05);
      expectNear(found.total, ishigamiIndices.total, 0.05);
      expectNear(found.pairs, secondOrder ? ishigamiIndices.pairs : [], 0.06);
    }
  });

  test('of the g-function are those of the closed form', () => {
    const weights = [0, 1, 4.5, 9, 99];
    const exact = gIndices(weights);
    const found = indicesOf(gFunction(weights), { factors: 5 });
    expectNear(found.first, exact.first, 0.05);
    expectNear(found.total, exact.total, 0.05);
    expectNear(found.pairs, exact.pairs, 0.06);
  });

  test('of a straight line are the squares of its slopes; first and total are equal', () => {
    const found = indicesOf(([x, y, z]) => 1 + 3 * x! - 4 * y! + 0 * z!, { factors: 3 });
    expectNear(found.first, [9 / 25, 16 / 25, 0], 0.04);
    expectNear(found.total, [9 / 25, 16 / 25, 0], 0.04);
    expect(found.total[2]).toEqual({ value: 0, ciLow: 0, ciHigh: 0 });
    expect(found.variance / (25 / 12)).toBeCloseTo(1, 1);
  });

  test('of a sum of curves add up to 1, with nothing for pairs', () => {
    const found = indicesOf(([x, y]) => 4 * x! ** 2 + Math.sin(6 * y!), { factors: 2 });
    expect(found.first[0]!.value + found.first[1]!.value).toBeCloseTo(1, 1);
    expect(excludesZero(found.pairs[0]!)).toBe(false);
  });

  test('of a product leave a share to the two together: 1/7 of x·y', () => {
    // Variance of x·y is 1/9 − 1/16 = 7/144; of each alone 3/144.
    const found = indicesOf(([x, y]) => x! * y!, { factors: 2 });
    expectNear(found.first, [3 / 7, 3 / 7], 0.05);
    expectNear(found.total, [4 / 7, 4 / 7], 0.05);
    expectNear(found.pairs, [1 / 7], 0.05);
  });

  const variance = ishigamiIndices.variance;
  test('are those of the expected answer where each point has luck of its own, as large as all factors together', () => {
    const normal = normalsOf('own');
    const luck = (): number => Math.sqrt(variance) * normal();
    const found = indicesOf((point) => ishigami(point), { factors: 4, replications: 3, luck });
    expect(found.variance / variance).toBeCloseTo(1, 0);
    expectNear(found.first, [...ishigamiIndices.first, 0], 0.06);
    expectNear(found.total, [...ishigamiIndices.total, 0], 0.06);
    for (const estimate of [found.first[3]!, found.total[3]!])
      expect(excludesZero(estimate)).toBe(false);
  });

  test('do not change where all points share their luck, whatever its size', () => {
    const shared = [50, -20];
    const alone = indicesOf(ishigami, { factors: 3, rows: 64, replications: 2 });
    const lucky = indicesOf(ishigami, {
      factors: 3,
      rows: 64,
      replications: 2,
      luck: (_, replication) => shared[replication]!,
    });
    lucky.total.forEach(({ value, ciHigh }, factor) => {
      expect(value).toBeCloseTo(alone.total[factor]!.value, 9);
      expect(ciHigh).toBeCloseTo(alone.total[factor]!.ciHigh, 9);
    });
  });

  test('are told from chance only beyond the luck that the replications share', () => {
    const slopes = [1, -0.7, 0.1, 0.4];
    const luck: Plan['luck'] = (point, replication) => slopes[replication]! * point[1]!;
    const found = indicesOf(([x]) => x!, { factors: 2, replications: 4, luck });
    expect(excludesZero(found.total[1]!)).toBe(false);
    expect(excludesZero(found.total[0]!)).toBe(true);
  });

  test('are empty where the answer does not vary, or there is none', () => {
    for (const of of [() => 3, () => NaN])
      expect(indicesOf(of, { factors: 2, rows: 8 }).total.map(({ value }) => value)).toEqual([
        NaN,
        NaN,
      ]);
  });
});
