// How often the intervals of Sobol' indices hold the exact index, over seeds of their own.
import type { Estimate } from '../../../src/explore/sensitivity/estimate.ts';
import { saltelliPoints } from '../../../src/explore/sensitivity/saltelli.ts';
import { sobolIndices } from '../../../src/explore/sensitivity/sobol-indices.ts';
import { uniformsOf } from '../../../src/explore/sensitivity/uniforms.ts';
import { normalsOf, type KnownFunction, type KnownIndices } from './known-functions.ts';

/**
 * What a replication adds to a point: its own luck, luck common to all points, and luck that goes
 * with the last factor.
 */
export interface Luck {
  readonly own: number;
  readonly common: number;
  readonly withFactor: number;
  readonly replications: number;
}

export const lucks = {
  'no luck': { own: 0, common: 0, withFactor: 0, replications: 1 },
  'luck of its own': { own: 1, common: 0, withFactor: 0, replications: 2 },
  'common luck': { own: 0, common: 3, withFactor: 0, replications: 2 },
  'all luck': { own: 0.3, common: 3, withFactor: 0.5, replications: 4 },
} as const satisfies Readonly<Record<string, Luck>>;

/** @param scale of luck, in the unit of the answer */
export function answersWith(
  of: KnownFunction,
  { own, common, withFactor, replications }: Luck,
  scale: number,
  seed: string,
) {
  const normal = normalsOf(`luck ${seed}`);
  const shared = Array.from({ length: replications }, normal);
  const slopes = Array.from({ length: replications }, normal);
  return (point: readonly number[]): Float64Array => {
    const answer = of(point);
    return Float64Array.from({ length: replications }, (_, replication) => {
      const luck =
        (own === 0 ? 0 : own * normal()) +
        common * shared[replication]! +
        withFactor * slopes[replication]! * Math.sqrt(12) * (point.at(-1)! - 0.5);
      return answer + scale * luck;
    });
  };
}

/** Of one interval over all seeds. */
export interface Coverage {
  readonly exact: number;
  /** Shares of the seeds in which the interval is above the exact figure, and below it. */
  above: number;
  below: number;
  /** Means over the seeds. */
  width: number;
  bias: number;
}

/** Shares of seeds in which each interval holds its exact figure. */
export function coverageOf(
  exact: readonly number[],
  seeds: number,
  intervals: (seed: number) => readonly Estimate[],
): readonly Coverage[] {
  const found = exact.map((figure): Coverage => ({
    exact: figure,
    above: 0,
    below: 0,
    width: 0,
    bias: 0,
  }));
  for (let seed = 0; seed < seeds; seed += 1)
    intervals(seed).forEach(({ value, ciLow, ciHigh }, index) => {
      const one = found[index]!;
      if (ciLow - 1e-9 > one.exact) one.above += 1 / seeds;
      else if (!(ciHigh + 1e-9 >= one.exact)) one.below += 1 / seeds;
      one.width += (ciHigh - ciLow) / seeds;
      one.bias += (value - one.exact) / seeds;
    });
  return found;
}

export const heldShare = ({ above, below }: Coverage): number => 1 - above - below;

/** @param name of the seeds, apart from others */
export function sobolCoverage(
  { of, first, total, pairs, variance }: KnownIndices & { of: KnownFunction },
  { rows, seeds, luck, name }: { rows: number; seeds: number; luck: Luck; name: string },
): readonly Coverage[] {
  const scheme = { factors: first.length, secondOrder: true };
  return coverageOf([...first, ...total, ...pairs], seeds, (seed) => {
    const uniform = uniformsOf(`${name} ${seed}`);
    const points = saltelliPoints(
      scheme,
      Array.from({ length: rows }, () => Array.from({ length: 2 * first.length }, uniform)),
    );
    const found = sobolIndices(
      scheme,
      points.map(answersWith(of, luck, Math.sqrt(variance), `${name} ${seed}`)),
    );
    return [...found.first, ...found.total, ...found.pairs];
  });
}
