import { describe, expect, it } from 'vitest';
import { meanOfQuantiles } from '../../src/random/mean-of-quantiles.ts';
import { compileSampler } from '../../src/random/sampling.ts';
import type { Distribution } from '../../src/scenario/distribution.ts';

/**
 * Laws cut down to so little of themselves that neighbouring quantiles are one and the same double,
 * or jump.
 */
const slivers: Record<string, Distribution & { min: number; max: number }> = {
  'a normal law around its middle': {
    kind: 'normal',
    mean: 0,
    sd: 29.5,
    min: -3.5e-9,
    max: 3.1e-14,
  },
  'a normal law far from its middle': {
    kind: 'normal',
    mean: -100,
    sd: 3.1,
    min: 4e-323,
    max: 4.7e-5,
  },
  'a triangular law at its foot': {
    kind: 'triangular',
    low: 0,
    mode: 14.5,
    high: 14.6,
    min: 0,
    max: 2.5e-159,
  },
  'a uniform law': { kind: 'uniform', low: -2.7e-5, high: 0.01, min: -1e-16, max: 3e-17 },
  'an exponential law at its last doubles': { kind: 'exponential', mean: 0.68, min: 500, max: 600 },
  'a gamma law at its first doubles': { kind: 'gamma', mean: 464, cv: 0.84, min: 0, max: 4.5e-223 },
};

describe('the mean of quantiles', () => {
  it('is that of a curve with a kink', () => {
    const kinked = (u: number): number => (u < 0.3 ? u * u : 0.09 + 5 * (u - 0.3));
    expect(meanOfQuantiles(kinked, (v) => kinked(1 - v))).toBeCloseTo(
      0.009 + 0.063 + 2.5 * 0.49,
      12,
    );
  });

  it('takes no more than a bounded effort where quantiles are a staircase too fine to follow', () => {
    let asked = 0;
    const staircase = (u: number): number => {
      asked += 1;
      return Math.floor(u * 1e5) / 1e5;
    };
    expect(meanOfQuantiles(staircase, (v) => staircase(1 - v))).toBeCloseTo(0.5, 4);
    expect(asked).toBeLessThan(150_000);
  });

  it.each(Object.entries(slivers))(
    'lies within %s cut to a sliver',
    { timeout: 10_000 },
    (_, law) => {
      const { mean } = compileSampler(law);
      expect(mean).toBeGreaterThanOrEqual(law.min);
      expect(mean).toBeLessThanOrEqual(law.max);
    },
  );
});
