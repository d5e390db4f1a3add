import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileSampler, truncatedMass } from '../../src/random/sampling.ts';
import type { Distribution } from '../../src/scenario/distribution.ts';

const positive = fc.double({ min: 0.01, max: 1000, noNaN: true });
const spread = fc.double({ min: 0.02, max: 3, noNaN: true });
const range = fc.tuple(fc.double({ min: -100, max: 100, noNaN: true }), positive, positive);

const whole: fc.Arbitrary<Distribution> = fc.oneof(
  range.map(([low, width]): Distribution => ({ kind: 'uniform', low, high: low + width })),
  range.map(([low, rise, fall]): Distribution => ({
    kind: 'triangular',
    low,
    mode: low + rise,
    high: low + rise + fall,
  })),
  range.map(([mean, sd]): Distribution => ({ kind: 'normal', mean, sd })),
  fc
    .tuple(positive, spread)
    .map(([median, sigma]): Distribution => ({ kind: 'lognormal', median, sigma })),
  positive.map((mean): Distribution => ({ kind: 'exponential', mean })),
  fc.tuple(positive, spread).map(([mean, cv]): Distribution => ({ kind: 'gamma', mean, cv })),
  fc
    .array(fc.tuple(positive, positive), { minLength: 1, maxLength: 30 })
    .map((pairs): Distribution => ({
      kind: 'discrete',
      values: pairs.map(([value]) => value),
      weights: pairs.map(([, weight]) => weight),
    })),
  fc
    .array(positive, { minLength: 1, maxLength: 300 })
    .map((values): Distribution => ({ kind: 'empirical', values })),
);

const bound = fc.option(fc.double({ min: -50, max: 500, noNaN: true }), { nil: undefined });
const truncated: fc.Arbitrary<Distribution> = fc
  .tuple(whole, bound, bound)
  .map(([law, min, max]): Distribution => ({
    ...law,
    ...(min === undefined ? {} : { min }),
    ...(max === undefined ? {} : { max }),
  }))
  .filter((law) => truncatedMass(law) > 0);

/** What a law's values are reckoned from: near 0, far from these, they are rounded as these are. */
function reckonedFrom(law: Distribution): number {
  switch (law.kind) {
    case 'normal':
      return Math.abs(law.mean);
    case 'uniform':
    case 'triangular':
      return Math.max(Math.abs(law.low), Math.abs(law.high));
    default:
      return 0;
  }
}

const unit = fc.integer({ min: 0, max: 2 ** 52 - 1 }).map((k) => (2 * k + 1) / 2 ** 53);

describe('samplers of any law', () => {
  it('never falls as u rises, beyond the rounding of the last place', () => {
    fc.assert(
      fc.property(truncated, fc.array(unit, { minLength: 20, maxLength: 60 }), (law, uniforms) => {
        const sampler = compileSampler(law);
        const values = uniforms.sort((a, b) => a - b).map((u) => sampler.quantile(u));
        // Of a law cut down to the last doubles above 0, probabilities have few digits left.
        const lastPlace = 1e-14 + (100 * Number.MIN_VALUE) / truncatedMass(law);
        const scale = Math.max(
          Math.abs(sampler.quantile(0.25)),
          Math.abs(sampler.quantile(0.75)),
          reckonedFrom(law),
        );
        values.forEach((value, index) => {
          const rounding = lastPlace * Math.max(Math.abs(value), scale);
          expect(value).toBeGreaterThanOrEqual((values[index - 1] ?? -Infinity) - rounding);
          expect(value).toBeGreaterThanOrEqual(sampler.lowest);
          expect(value).toBeLessThanOrEqual(sampler.highest);
        });
      }),
      { numRuns: 200 },
    );
  });

  it('has its mean between its ends', () => {
    fc.assert(
      fc.property(truncated, (law) => {
        const sampler = compileSampler(law);
        expect(sampler.mean).toBeGreaterThanOrEqual(sampler.lowest);
        expect(sampler.mean).toBeLessThanOrEqual(sampler.highest);
      }),
      { numRuns: 100 },
    );
  });
});
