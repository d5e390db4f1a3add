// How often 95 % intervals hold the exact figure: 200 seeds each, of each single interval. `npm run
// docs:coverage` has more seeds.
import { describe, expect, test } from 'vitest';
import { elementaryEffects } from '../../../src/explore/sensitivity/elementary-effects.ts';
import { spreadTrajectories } from '../../../src/explore/sensitivity/trajectories.ts';
import { uniformsOf } from '../../../src/explore/sensitivity/uniforms.ts';
import {
  effectsOnGrid,
  functionsWithIndices,
  gFunction,
  morrisFunction,
  type KnownFunction,
} from '../../support/explore/known-functions.ts';
import {
  answersWith,
  coverageOf,
  heldShare,
  lucks,
  sobolCoverage,
  type Coverage,
} from '../../support/explore/sobol-coverage.ts';

const seeds = 200;
/** Of a share of 90 in 100 over 200 seeds: each single interval is held to 90 % but for these. */
const standardErrors = 1.5 * Math.sqrt((0.9 * 0.1) / seeds);

function expectNominal(found: readonly Coverage[]): void {
  const shares = found.map(heldShare);
  const text = shares.map((share) => share.toFixed(3)).join(' ');
  const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length;
  expect(mean, text).toBeGreaterThanOrEqual(0.92);
  // What does nothing, and what has no random variation, is known exactly.
  expect(mean, text).toBeLessThanOrEqual(0.985);
  expect(Math.min(...shares), text).toBeGreaterThan(0.9 - standardErrors);
}

describe("intervals of Sobol' indices hold the exact index", () => {
  const functions = functionsWithIndices();
  const small = functions.filter(({ first }) => first.length <= 5);
  const cases = [
    ...small.map((known) => ({ known, luckName: 'no luck' as const })),
    ...(['luck of its own', 'common luck', 'all luck'] as const).map((luckName) => ({
      known: functions[0]!,
      luckName,
    })),
  ];

  test.each(cases.map((one) => [one.known.name, one.luckName, one] as const))(
    '%s, %s',
    (_name, luckName, { known }) => {
      expectNominal(sobolCoverage(known, { rows: 64, seeds, luck: lucks[luckName], name: 'test' }));
    },
  );
});

describe('intervals of elementary effects hold the figure of the whole grid', () => {
  const four: KnownFunction = (point) =>
    morrisFunction([...point, ...Array.from({ length: 16 }, () => 0.3)]);
  const functions = [
    { name: 'Morris', of: four, factors: 4 },
    { name: 'g', of: gFunction([0, 1, 4.5]), factors: 3 },
  ] as const;
  const ownLucks = { ...lucks, 'luck of its own': { ...lucks['luck of its own'], own: 0.1 } };
  const cases = functions.flatMap((one) =>
    Object.entries(ownLucks).flatMap(([luckName, luck]) =>
      [10, 30].map((trajectories) => ({ ...one, luckName, luck, trajectories })),
    ),
  );

  test.each(cases)(
    '$name, $luckName, $trajectories trajectories',
    ({ of, factors, luck, trajectories }) => {
      const exact = effectsOnGrid(of, factors);
      const strongest = Math.max(...exact.map(({ muStar }) => muStar));
      const found = coverageOf(
        exact.flatMap(({ mu, muStar, sigma }) => [mu, muStar, sigma]),
        seeds,
        (seed) => {
          const made = spreadTrajectories(
            Array.from({ length: factors }, () => ({})),
            { trajectories, levels: 4, candidates: 0 },
            uniformsOf(`${seed}`),
          );
          const answers = made
            .flatMap(({ points }) => points)
            .map(answersWith(of, luck, strongest, String(seed)));
          return elementaryEffects(made, answers).flatMap(({ mu, muStar, sigma }) => [
            mu,
            muStar,
            sigma,
          ]);
        },
      );
      expectNominal(found);
    },
  );
});
