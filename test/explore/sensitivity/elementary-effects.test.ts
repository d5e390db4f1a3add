import { describe, expect, test } from 'vitest';
import {
  elementaryEffects,
  type ElementaryEffects,
} from '../../../src/explore/sensitivity/elementary-effects.ts';
import { excludesZero } from '../../../src/explore/sensitivity/estimate.ts';
import {
  candidatesFor,
  spreadTrajectories,
} from '../../../src/explore/sensitivity/trajectories.ts';
import { uniformsOf } from '../../../src/explore/sensitivity/uniforms.ts';
import {
  effectsOnGrid,
  gFunction,
  morrisFunction,
  normalsOf,
  type KnownFunction,
} from '../../support/explore/known-functions.ts';

interface Plan {
  readonly factors: number;
  readonly trajectories?: number;
  readonly replications?: number;
  /** Added to the answer of a point in a replication. */
  readonly luck?: (point: readonly number[], replication: number) => number;
}

function effectsOf(
  of: KnownFunction,
  { factors, trajectories = 10, replications = 1, luck = () => 0 }: Plan,
): readonly ElementaryEffects[] {
  const made = spreadTrajectories(
    Array.from({ length: factors }, () => ({})),
    { trajectories, levels: 4, candidates: candidatesFor(factors) },
    uniformsOf('effects'),
  );
  const responses = made.flatMap(({ points }) =>
    points.map((point) =>
      Float64Array.from(
        { length: replications },
        (_, replication) => of(point) + luck(point, replication),
      ),
    ),
  );
  return elementaryEffects(made, responses);
}

describe('elementary effects', () => {
  test('of a straight line are its slopes, without spread and without doubt', () => {
    const slopes = [3, -2, 0];
    const line: KnownFunction = (point) =>
      point.reduce((sum, value, factor) => sum + slopes[factor]! * value, 7);
    effectsOf(line, { factors: 3 }).forEach(({ mu, muStar, sigma }, factor) => {
      expect(mu.value).toBeCloseTo(slopes[factor]!, 10);
      expect(muStar.value).toBeCloseTo(Math.abs(slopes[factor]!), 10);
      expect(sigma.ciHigh).toBeLessThan(1e-4);
      expect(mu.ciHigh - mu.ciLow).toBeLessThan(1e-8);
    });
  });

  test('of a sum of curves spread where the factor bends, and of a product where others matter', () => {
    const [straight, bent] = effectsOf(([x, y]) => x! + y! ** 2, { factors: 2 });
    expect(straight!.sigma.value).toBeLessThan(1e-6);
    expect(excludesZero(bent!.sigma)).toBe(true);
    const product = effectsOf(([x, y]) => x! * y!, { factors: 2, trajectories: 400 });
    const exact = effectsOnGrid(([x, y]) => x! * y!, 2);
    product.forEach(({ mu, sigma }, factor) => {
      expect(mu.value).toBeCloseTo(exact[factor]!.mu, 1);
      expect(sigma.value).toBeCloseTo(exact[factor]!.sigma, 1);
    });
  });

  test("of Morris's function find its ten strong factors, and which of them act together or bend", () => {
    const effects = effectsOf(morrisFunction, { factors: 20, trajectories: 20 });
    const strongest = effects
      .map(({ muStar }, index) => ({ factor: index + 1, size: muStar.value }))
      .sort((one, other) => other.size - one.size)
      .slice(0, 10)
      .map(({ factor }) => factor);
    expect(strongest.sort((one, other) => one - other)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    const spread = (from: number, to: number): readonly number[] =>
      effects.slice(from - 1, to).map(({ sigma }) => sigma.value);
    expect(Math.max(...spread(8, 20))).toBeLessThan(Math.min(...spread(1, 7)));
  });

  test('agree with all moves of the grid', () => {
    const g = gFunction([0, 1, 4.5, 9]);
    const exact = effectsOnGrid(g, 4);
    effectsOf(g, { factors: 4, trajectories: 400 }).forEach(({ mu, muStar, sigma }, factor) => {
      expect(mu.ciLow).toBeLessThan(exact[factor]!.mu);
      expect(mu.ciHigh).toBeGreaterThan(exact[factor]!.mu);
      expect(muStar.value / exact[factor]!.muStar).toBeCloseTo(1, 1);
      expect(sigma.value / exact[factor]!.sigma).toBeCloseTo(1, 0);
    });
  });

  test('of a factor that does nothing are exactly 0 where every point meets the same luck', () => {
    const shared = [4, -1, 2];
    const [, dead] = effectsOf(([x]) => x!, {
      factors: 2,
      replications: 3,
      luck: (_, replication) => shared[replication]!,
    });
    for (const { value, ciLow, ciHigh } of [dead!.mu, dead!.muStar, dead!.sigma])
      expect([value, ciLow, ciHigh]).toEqual([0, 0, 0]);
  });

  test('of a factor that does nothing hold 0 where luck is its own at every point', () => {
    const normal = normalsOf('own luck');
    const [strong, dead] = effectsOf(([x]) => 5 * x!, {
      factors: 2,
      replications: 4,
      luck: normal,
    });
    expect(excludesZero(strong!.muStar)).toBe(true);
    for (const estimate of [dead!.mu, dead!.muStar, dead!.sigma])
      expect(excludesZero(estimate)).toBe(false);
  });

  test('of a factor that moves only luck hold 0: the same two replications in every trajectory are two, not twenty', () => {
    const slopes = [1, -0.6, 0.2];
    const luck: Plan['luck'] = ([, y], replication) => slopes[replication]! * y!;
    const [, lucky] = effectsOf(([x]) => x!, {
      factors: 2,
      trajectories: 20,
      replications: 3,
      luck,
    });
    expect(lucky!.mu.value).toBeCloseTo(0.2, 6);
    expect(excludesZero(lucky!.mu)).toBe(false);
  });

  test('are empty where the model has no answer', () => {
    const [effect] = effectsOf(() => NaN, { factors: 1 });
    expect([effect!.mu.value, effect!.muStar.ciLow, effect!.sigma.ciHigh]).toEqual([NaN, NaN, NaN]);
  });
});
