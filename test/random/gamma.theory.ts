import { describe, expect, it } from 'vitest';
import { StandardGamma } from '../../src/random/gamma.ts';
import { references } from '../support/random/arithmetic-references.ts';

describe('the gamma law', () => {
  it('has the right probabilities at both ends', () => {
    for (const [shape, x, below, above] of references.gammaCumulative) {
      const law = new StandardGamma(shape!);
      expect(
        Math.abs(law.below(x!) - below!) / Math.max(below!, 1e-290),
        `below, shape ${shape}, x ${x}`,
      ).toBeLessThan(2e-13);
      if (above! > 1e-17)
        expect(
          Math.abs(law.above(x!) - above!) / above!,
          `above, shape ${shape}, x ${x}`,
        ).toBeLessThan(above! < 1e-3 ? 2e-13 : 2e-12);
    }
  });

  it('has the quantiles of those probabilities', () => {
    for (const shape of [0.05, 0.25, 1, 3.7, 10, 400, 40_000]) {
      const law = new StandardGamma(shape);
      for (const p of [1e-12, 0.001, 0.2, 0.5]) {
        expect(law.below(law.quantile(p)) / p).toBeCloseTo(1, 11);
        expect(law.above(law.upperQuantile(p)) / p).toBeCloseTo(1, 11);
      }
    }
  });

  it('is the exponential law at shape 1', () => {
    const law = new StandardGamma(1);
    for (const p of [1e-300, 1e-9, 0.3, 0.5])
      expect(law.upperQuantile(p) / -Math.log(p)).toBeCloseTo(1, 13);
    expect([
      law.quantile(0),
      law.quantile(1),
      law.upperQuantile(0),
      law.upperQuantile(1),
      law.quantile(2),
    ]).toEqual([0, Infinity, Infinity, 0, NaN]);
  });

  it('is the power of its shape near 0', () => {
    for (const shape of [5, 21, 40]) {
      const law = new StandardGamma(shape);
      for (const x of [1e-12, 1e-10, 1e-7]) {
        if (law.below(x) < 1e-300) continue;
        const correction = 1 - (x * shape) / (shape + 1);
        expect(
          law.below(2 * x) / law.below(x) / 2 ** shape / correction,
          `shape ${shape}, x ${x}`,
        ).toBeCloseTo(1, 10);
      }
    }
  });

  it('does not lose its far tails', () => {
    expect(new StandardGamma(50).quantile(1e-300)).toBeCloseTo(1.948326167e-5, 13);
    expect(new StandardGamma(50).upperQuantile(1e-300)).toBeCloseTo(878.39376658, 7);
  });
});
