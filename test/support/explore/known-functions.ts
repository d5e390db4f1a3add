// Functions whose sensitivity is known, on the unit cube.
import { uniformsOf } from '../../../src/explore/sensitivity/uniforms.ts';
import { crossed, type Point } from './grid.ts';

/** Sobol' indices in closed form, by factor; of pairs in the order 1 with 2, 1 with 3 and so on. */
export interface KnownIndices {
  readonly variance: number;
  readonly first: readonly number[];
  readonly total: readonly number[];
  readonly pairs: readonly number[];
}

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
export const ishigamiIndices: KnownIndices = {
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
    point.reduce(
      (product, u, factor) =>
        (product * (Math.abs(4 * u - 2) + weights[factor]!)) / (1 + weights[factor]!),
      1,
    );
}

/** In closed form. */
export const gIndices = (weights: readonly number[]): KnownIndices =>
  productIndices(weights.map((weight) => 1 / (3 * (1 + weight) ** 2)));

/**
 * Of a product of factors' own functions with these variances for a mean of 1: 1 + variance is the
 * product of 1 + own.
 */
function productIndices(own: readonly number[]): KnownIndices {
  const variance = own.reduce((product, one) => product * (1 + one), 1) - 1;
  return {
    variance,
    first: own.map((one) => one / variance),
    total: own.map((one) => (one * (1 + variance)) / (1 + one) / variance),
    pairs: own.flatMap((one, first) =>
      own.slice(first + 1).map((other) => (one * other) / variance),
    ),
  };
}

/** Of a sum of factors' own functions with these variances. */
function sumIndices(own: readonly number[]): KnownIndices {
  const variance = own.reduce((sum, one) => sum + one, 0);
  const shares = own.map((one) => one / variance);
  return {
    variance,
    first: shares,
    total: shares,
    pairs: own.flatMap((_, first) => own.slice(first + 1).map(() => 0)),
  };
}

/** A coefficient for a set of factors whose values are multiplied. */
type Term = readonly [factors: readonly number[], coefficient: number];

/**
 * Of a sum of products of independent values with these means and variances, each at most once in a
 * product.
 */
function multilinearIndices(
  terms: readonly Term[],
  values: readonly { mean: number; variance: number }[],
): KnownIndices {
  // About their means: a product of deviations for each set of factors.
  const deviations = new Map<string, number>();
  for (const [factors, coefficient] of terms)
    for (let chosen = 0; chosen < 1 << factors.length; chosen += 1) {
      const kept = factors.filter((_, place) => ((chosen >> place) & 1) === 1);
      const rest = factors.filter((_, place) => ((chosen >> place) & 1) === 0);
      const part = rest.reduce((product, factor) => product * values[factor]!.mean, coefficient);
      deviations.set(kept.join(), (deviations.get(kept.join()) ?? 0) + part);
    }
  const parts = [...deviations].flatMap(([key, coefficient]) => {
    if (key === '') return [];
    const factors = key.split(',').map(Number);
    return [
      {
        key,
        factors,
        variance: factors.reduce(
          (product, factor) => product * values[factor]!.variance,
          coefficient ** 2,
        ),
      },
    ];
  });
  const variance = parts.reduce((sum, part) => sum + part.variance, 0);
  const shareWhere = (wanted: (part: (typeof parts)[number]) => boolean): number =>
    parts.filter(wanted).reduce((sum, part) => sum + part.variance, 0) / variance;
  return {
    variance,
    first: values.map((_, factor) => shareWhere(({ key }) => key === String(factor))),
    total: values.map((_, factor) => shareWhere(({ factors }) => factors.includes(factor))),
    pairs: values.flatMap((_, first) =>
      values
        .slice(first + 1)
        .map((_value, step) => shareWhere(({ key }) => key === `${first},${first + 1 + step}`)),
    ),
  };
}

const slopes = [1, 2, 3, 4, 0];
/** For a mean of 1, of from + by × x. */
const ownOfLine = (from: number, by: number): number => (by * by) / 12 / (from + by / 2) ** 2;
const bratleyTerms = Array.from({ length: 5 }, (_, last): Term => [
  Array.from({ length: last + 1 }, (_factor, factor) => factor),
  (-1) ** (last + 1),
]);

/** Functions with Sobol' indices in closed form. */
export function functionsWithIndices(): readonly (KnownIndices & {
  name: string;
  of: KnownFunction;
})[] {
  const uniform = { mean: 1 / 2, variance: 1 / 12 };
  return [
    { name: 'Ishigami', of: ishigami, ...ishigamiIndices },
    ...(
      [
        ['g', [0, 1, 4.5, 9, 99]],
        ['g of ten factors', [0, 0.5, 1, 2, 4, 4, 9, 9, 49, 99]],
      ] as const
    ).map(([name, weights]) => ({ name, of: gFunction(weights), ...gIndices(weights) })),
    {
      ...{
        name: 'linear with a dead factor',
        of: (point) => slopes.reduce((sum, slope, factor) => sum + slope * point[factor]!, 0),
      },
      ...sumIndices(slopes.map((slope) => (slope * slope) / 12)),
    },
    {
      ...{
        name: 'additive',
        of: ([x, y, z]) => 4 * x! ** 2 + Math.sin(6 * y!) + Math.exp(2 * z!) / 3,
      },
      ...sumIndices([
        (16 * 4) / 45,
        1 / 2 - Math.sin(12) / 24 - ((1 - Math.cos(6)) / 6) ** 2,
        (Math.exp(4) - 1) / 36 - ((Math.exp(2) - 1) / 6) ** 2,
      ]),
    },
    {
      ...{
        name: 'multiplicative',
        of: ([x, y, z, w]) => (1 + x!) * (1 + 2 * y!) * (0.5 + z!) * (3 + w!),
      },
      ...productIndices([ownOfLine(1, 1), ownOfLine(1, 2), ownOfLine(0.5, 1), ownOfLine(3, 1)]),
    },
    {
      name: 'Bratley',
      of: (point) =>
        bratleyTerms.reduce(
          (sum, [factors, sign]) =>
            sum + sign * factors.reduce((product, factor) => product * point[factor]!, 1),
          0,
        ),
      ...multilinearIndices(
        bratleyTerms,
        Array.from({ length: 5 }, () => uniform),
      ),
    },
    { name: 'Morris', of: morrisFunction, ...multilinearIndices(morrisTerms, morrisValues()) },
  ];
}

/**
 * Morris's function of 20 factors (1991): 1 to 7 act together or bend, 8 to 10 are straight and
 * strong, the rest are weak. The small coefficients, random there, alternate here.
 */
export const morrisFunction: KnownFunction = (point) => {
  const w = point.map((x, factor) => (bent.includes(factor) ? bend(x) : 2 * (x - 0.5)));
  return morrisTerms.reduce((sum, [factors, coefficient]) => {
    let product = coefficient;
    for (const factor of factors) product *= w[factor]!;
    return sum + product;
  }, 0);
};

const bent = [2, 4, 6];
const bend = (x: number): number => 2 * ((1.1 * x) / (x + 0.1) - 0.5);
const morrisTerms = Array.from({ length: 20 }, (_, factor) => factor).flatMap(
  (i): readonly Term[] => {
    const after = (factor: number, end: number): readonly number[] =>
      Array.from({ length: Math.max(0, end - factor - 1) }, (_, step) => factor + 1 + step);
    return [
      [[i], i < 10 ? 20 : (-1) ** (i + 1)],
      ...after(i, 20).flatMap((j): readonly Term[] => [
        [[i, j], j < 6 ? -15 : (-1) ** (i + j)],
        ...after(j, 5).flatMap((l): readonly Term[] => [
          [[i, j, l], -10],
          ...after(l, 4).map((s): Term => [[i, j, l, s], 5]),
        ]),
      ]),
    ];
  },
);

/** Mean and variance of what is multiplied: of x ÷ (x + 0.1) from its integral. */
function morrisValues(): readonly { mean: number; variance: number }[] {
  const log = Math.log(11);
  const mean = 1 - 0.1 * log;
  const square = 1 - 0.2 * log + 0.01 * (1 / 0.1 - 1 / 1.1);
  const ofBend = { mean: 2.2 * mean - 1, variance: 2.2 ** 2 * (square - mean * mean) };
  return Array.from({ length: 20 }, (_, factor) =>
    bent.includes(factor) ? ofBend : { mean: 0, variance: 1 / 3 },
  );
}

/**
 * Elementary effects over every base point and move of the grid: what μ, μ* and σ are estimates of.
 */
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
    const mean = (values: readonly number[]): number =>
      values.reduce((sum, value) => sum + value, 0) / values.length;
    const mu = mean(effects);
    return {
      mu,
      muStar: mean(effects.map(Math.abs)),
      sigma: Math.sqrt(mean(effects.map((effect) => (effect - mu) ** 2))),
    };
  });
}
