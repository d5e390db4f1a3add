// How often 95 % intervals hold the exact figure: 200 seeds each, between 90 and 98 % of them.
import { describe, expect, test } from 'vitest';
import { elementaryEffects } from '../../../src/explore/sensitivity/elementary-effects.ts';
import type { Estimate } from '../../../src/explore/sensitivity/estimate.ts';
import { saltelliPoints } from '../../../src/explore/sensitivity/saltelli.ts';
import { sobolIndices } from '../../../src/explore/sensitivity/sobol-indices.ts';
import { spreadTrajectories } from '../../../src/explore/sensitivity/trajectories.ts';
import { uniformsOf } from '../../../src/explore/sensitivity/uniforms.ts';
import {
  effectsOnGrid,
  gFunction,
  gIndices,
  ishigami,
  ishigamiIndices,
  morrisFunction,
  normalsOf,
  type KnownFunction,
} from '../../support/explore/known-functions.ts';

const seeds = 200;

/** What a replication adds to a point: its own luck, luck common to all points, and luck that goes with the last factor. */
interface Luck {
  readonly own: number;
  readonly common: number;
  readonly withFactor: number;
  readonly replications: number;
}

const noLuck: Luck = { own: 0, common: 0, withFactor: 0, replications: 1 };
const luckOfItsOwn: Luck = { own: 1, common: 0, withFactor: 0, replications: 2 };
const commonLuck: Luck = { own: 0, common: 3, withFactor: 0, replications: 2 };
const allLuck: Luck = { own: 0.3, common: 3, withFactor: 0.5, replications: 4 };

function answersWith(of: KnownFunction, { own, common, withFactor, replications }: Luck, scale: number, seed: number) {
  const normal = normalsOf(`luck ${seed}`);
  const shared = Array.from({ length: replications }, normal);
  const slopes = Array.from({ length: replications }, normal);
  return (point: readonly number[]): Float64Array =>
    Float64Array.from({ length: replications }, (_, replication) => {
      const luck =
        own * normal() +
        common * shared[replication]! +
        withFactor * slopes[replication]! * Math.sqrt(12) * (point.at(-1)! - 0.5);
      return of(point) + scale * luck;
    });
}

/** Shares of seeds in which each interval holds its exact figure. */
function coverage(exact: readonly number[], intervals: (seed: number) => readonly Estimate[]): readonly number[] {
  const held = exact.map(() => 0);
  for (let seed = 0; seed < seeds; seed += 1)
    intervals(seed).forEach(({ ciLow, ciHigh }, index) => {
      if (ciLow - 1e-9 <= exact[index]! && exact[index]! <= ciHigh + 1e-9) held[index]! += 1 / seeds;
    });
  return held;
}

function expectNominal(shares: readonly number[]): void {
  const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length;
  expect(mean, shares.join(' ')).toBeGreaterThanOrEqual(0.9);
  expect(mean, shares.join(' ')).toBeLessThanOrEqual(0.98);
  // A single one of many: three standard errors of 200 seeds below and above.
  expect(Math.min(...shares), shares.join(' ')).toBeGreaterThan(0.85);
}

describe("intervals of Sobol' indices hold the exact index", () => {
  const weights = [0, 1, 4.5, 9, 99];
  const functions = [
    { name: 'Ishigami', of: ishigami, factors: 3, exact: ishigamiIndices },
    { name: 'g', of: gFunction(weights), factors: 5, exact: gIndices(weights) },
  ] as const;
  const lucks = { 'no luck': noLuck, 'luck of its own': luckOfItsOwn, 'common luck': commonLuck, 'all luck': allLuck };
  const cases = functions.flatMap((one) => Object.entries(lucks).map(([luckName, luck]) => ({ ...one, luckName, luck })));

  test.each(cases)('$name, $luckName', ({ of, factors, exact, luck }) => {
    const all = [...exact.first, ...exact.total, ...exact.pairs];
    const shares = coverage(all, (seed) => {
      const scheme = { factors, secondOrder: true };
      const uniform = uniformsOf(`${seed}`);
      const points = saltelliPoints(
        scheme,
        Array.from({ length: 128 }, () => Array.from({ length: 2 * factors }, uniform)),
      );
      const { first, total, pairs } = sobolIndices(scheme, points.map(answersWith(of, luck, Math.sqrt(exact.variance), seed)));
      return [...first, ...total, ...pairs];
    });
    expectNominal(shares);
  });
});

describe('intervals of elementary effects hold the figure of the whole grid', () => {
  const four: KnownFunction = (point) => morrisFunction([...point, ...Array.from({ length: 16 }, () => 0.3)]);
  const functions = [
    { name: 'Morris', of: four, factors: 4 },
    { name: 'g', of: gFunction([0, 1, 4.5]), factors: 3 },
  ] as const;
  const lucks = { 'no luck': noLuck, 'luck of its own': { ...luckOfItsOwn, own: 0.1 }, 'common luck': commonLuck };
  const cases = functions.flatMap((one) =>
    Object.entries(lucks).flatMap(([luckName, luck]) =>
      [10, 30].map((trajectories) => ({ ...one, luckName, luck, trajectories })),
    ),
  );

  test.each(cases)('$name, $luckName, $trajectories trajectories', ({ of, factors, luck, trajectories }) => {
    const exact = effectsOnGrid(of, factors);
    const strongest = Math.max(...exact.map(({ muStar }) => muStar));
    const shares = coverage(
      exact.flatMap(({ mu, muStar, sigma }) => [mu, muStar, sigma]),
      (seed) => {
        const made = spreadTrajectories(
          Array.from({ length: factors }, () => ({})),
          { trajectories, levels: 4, candidates: 0 },
          uniformsOf(`${seed}`),
        );
        const answers = made.flatMap(({ points }) => points).map(answersWith(of, luck, strongest, seed));
        return elementaryEffects(made, answers).flatMap(({ mu, muStar, sigma }) => [mu, muStar, sigma]);
      },
    );
    expectNominal(shares);
  });
});
