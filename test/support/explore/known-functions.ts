// Functions whose sensitivity is known, on the unit cube.
import { uniformsOf } from '../../../src/explore/sensitivity/uniforms.ts';
import { crossed, type Point } from './grid.ts';

export type KnownFunction = (point: Point) => number;

/** Standard normal numbers (Box and Muller). */
export function normalsOf(seed: number | string): () => number {
  const uniform = uniformsOf(String(seed));
  return () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
}

/** Ishigami and Homma (1990), with a = 7 and b = 0.1. */
export const ishigami: KnownFunction = (point) => {
  const [x, y, z] = point.map((u) => Math.PI * (2 * u - 1)) as [number, number, number];
  return Math.sin(x) + 7 * Math.sin(y) ** 2 + 0.1 * z ** 4 * Math.sin(x);
};

const ishigamiParts = {
  x: 0.5 * (1 + (0.1 * Math.PI ** 4) / 5) ** 2,
  y: 49 / 8,
  xz: 0.01 * Math.PI ** 8 * (1 / 18 - 1 / 50),
};
const ishigamiVariance = ishigamiParts.x + ishigamiParts.y + ishigamiParts.xz;

/** In closed form. */
export const ishigamiIndices = {
  variance: ishigamiVariance,
  first: [ishigamiParts.x / ishigamiVariance, ishigamiParts.y / ishigamiVariance, 0],
  total: [
    (ishigamiParts.x + ishigamiParts.xz) / ishigamiVariance,
    ishigamiParts.y / ishigamiVariance,
    ishigamiParts.xz / ishigamiVariance,
  ],
  pairs: [0, ishigamiParts.xz / ishigamiVariance, 0],
};

/** Sobol' g-function. */
export function gFunction(weights: readonly number[]): KnownFunction {
  return (point) =>
    point.reduce((product, u, factor) => (product * (Math.abs(4 * u - 2) + weights[factor]!)) / (1 + weights[factor]!), 1);
}

/** In closed form: 1 + variance is the product of 1 + v over the factors, v = 1 / (3 (1 + weight)²). */
export function gIndices(weights: readonly number[]) {
  const own = weights.map((weight) => 1 / (3 * (1 + weight) ** 2));
  const variance = own.reduce((product, one) => product * (1 + one), 1) - 1;
  return {
    variance,
    first: own.map((one) => one / variance),
    total: own.map((one) => (one * (1 + variance)) / (1 + one) / variance),
    pairs: own.flatMap((one, first) => own.slice(first + 1).map((other) => (one * other) / variance)),
  };
}

/**
 * Morris's function of 20 factors (1991): 1 to 7 act together or bend, 8 to 10 are straight and strong, the rest
 * are weak. The small coefficients, random there, alternate here.
 */
export const morrisFunction: KnownFunction = (point) => {
  const w = point.map((x, index) => ([2, 4, 6].includes(index) ? 2 * ((1.1 * x) / (x + 0.1) - 0.5) : 2 * (x - 0.5)));
  let sum = 0;
  for (let i = 0; i < 20; i += 1) {
    sum += (i < 10 ? 20 : (-1) ** (i + 1)) * w[i]!;
    for (let j = i + 1; j < 20; j += 1) {
      sum += (j < 6 ? -15 : (-1) ** (i + j)) * w[i]! * w[j]!;
      if (j >= 5) continue;
      for (let l = j + 1; l < 5; l += 1) {
        sum += -10 * w[i]! * w[j]! * w[l]!;
        for (let s = l + 1; s < 4; s += 1) sum += 5 * w[i]! * w[j]! * w[l]! * w[s]!;
      }
    }
  }
  return sum;
};

/** Elementary effects over every base point and move of the grid: what μ, μ* and σ are estimates of. */
export function effectsOnGrid(of: KnownFunction, factors: number, levels = 4) {
  const step = levels / 2 / (levels - 1);
  const grid = crossed(
    factors,
    Array.from({ length: levels }, (_, level) => level / (levels - 1)),
  );
  return Array.from({ length: factors }, (_, factor) => {
    const effects = grid
      .filter((point) => point[factor]! < 0.5)
      .map((point) => (of(point.with(factor, point[factor]! + step)) - of(point)) / step);
    const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
    const mu = mean(effects);
    return { mu, muStar: mean(effects.map(Math.abs)), sigma: Math.sqrt(mean(effects.map((effect) => (effect - mu) ** 2))) };
  });
}
