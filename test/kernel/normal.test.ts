import { describe, expect, it } from 'vitest';
import { normalCumulative, normalDensity, normalQuantile } from '../../src/kernel/normal.ts';
import { references } from '../support/random/arithmetic-references.ts';

describe('the normal law', () => {
  it('has the right probabilities, in the tails too', () => {
    for (const [z, probability] of references.normalCumulative) {
      const relativeError = Math.abs(normalCumulative(z!) / probability! - 1);
      expect(relativeError, `at ${z}`).toBeLessThan(2e-15);
    }
  });

  it('has the quantiles of those probabilities', () => {
    for (const [z, probability] of references.normalCumulative) {
      // Where the probability is near 1, its own last place is what limits the quantile.
      const rounding = (1.2e-16 * probability!) / normalDensity(z!);
      expect(Math.abs(normalQuantile(probability!) - z!), `at ${z}`).toBeLessThan(
        1e-15 * Math.abs(z!) + rounding,
      );
    }
  });

  it('is symmetric, and ends where it should', () => {
    for (const u of [2 ** -53, 2 ** -30, 1 / 64, 1 / 16, 0.25])
      expect(normalQuantile(1 - u)).toBe(-normalQuantile(u));
    expect([0, 1, 0.5, -1, NaN].map(normalQuantile)).toEqual([-Infinity, Infinity, 0, NaN, NaN]);
    expect([-Infinity, Infinity, 0, NaN, -50].map(normalCumulative)).toEqual([0, 1, 0.5, NaN, 0]);
    expect(normalDensity(0)).toBe(0.3989422804014327);
    expect(normalDensity(-3) / 0.0044318484119380075).toBeCloseTo(1, 14);
  });
});
