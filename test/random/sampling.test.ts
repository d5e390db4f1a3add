import { describe, expect, it } from 'vitest';
import { compileSampler, standardNormal, truncatedMass } from '../../src/random/sampling.ts';
import type { Distribution } from '../../src/scenario/distribution.ts';
import { seedKey, Streams } from '../../src/random/streams.ts';
import { truncatedLaws, wholeLaws } from '../support/random/example-laws.ts';
import { hashOfBits } from '../support/random/arithmetic-references.ts';

const everyLaw = [...wholeLaws.map(({ law }) => law), ...truncatedLaws];

describe('samplers', () => {
  it('treats a law without spread as a constant', () => {
    const flat: readonly Distribution[] = [
      { kind: 'constant', value: 4 },
      { kind: 'uniform', low: 4, high: 4 },
      { kind: 'triangular', low: 4, mode: 4, high: 4 },
      { kind: 'normal', mean: 4, sd: 0 },
      { kind: 'lognormal', median: 4, sigma: 0 },
      { kind: 'gamma', mean: 4, cv: 0 },
      { kind: 'discrete', values: [4, 9], weights: [1, 0] },
      { kind: 'empirical', values: [4, 4] },
      { kind: 'discrete', values: [1, 4], weights: [1, 1], min: 2 },
      { kind: 'mixture', parts: [{ weight: 1, of: { kind: 'constant', value: 4 } }] },
    ];
    for (const law of flat) {
      const sampler = compileSampler(law);
      expect([
        sampler.isConstant,
        sampler.quantile(0.01),
        sampler.quantile(0.99),
        sampler.mean,
      ]).toEqual([true, 4, 4, 4]);
    }
    expect(compileSampler({ kind: 'exponential', mean: 0 }).quantile(0.5)).toBe(0);
    expect(standardNormal.isConstant).toBe(false);
  });

  it('agrees with its table to one part in a hundred thousand', () => {
    for (const law of everyLaw) {
      const sampler = compileSampler(law);
      const scale = 0.01 * Math.abs(sampler.exactQuantile(0.75) - sampler.exactQuantile(0.25));
      let worst = 0;
      for (let index = 0; index < 20_000; index++) {
        const u = (index + 0.37) / 20_000;
        const exact = sampler.exactQuantile(u);
        const error = Math.abs(sampler.quantile(u) - exact);
        worst = Math.max(worst, error === 0 ? 0 : error / Math.max(Math.abs(exact), scale));
      }
      expect(worst, JSON.stringify(law)).toBeLessThan(1e-6);
    }
  });

  it('is exact in the tails', () => {
    for (const u of [2 ** -53, 2 ** -40, 1e-5, 0.001, 0.9999, 1 - 2 ** -53]) {
      expect(standardNormal.quantile(u)).toBe(standardNormal.exactQuantile(u));
    }
  });

  it('stays within the bounds, at any u', () => {
    for (const law of truncatedLaws) {
      const sampler = compileSampler(law);
      expect(sampler.lowest).toBeGreaterThanOrEqual(law.min ?? -Infinity);
      expect(sampler.highest).toBeLessThanOrEqual(law.max ?? Infinity);
      for (const u of [2 ** -53, 1e-6, 0.1, 0.5, 0.9, 1 - 1e-6, 1 - 2 ** -53]) {
        expect(sampler.quantile(u), JSON.stringify(law)).toBeGreaterThanOrEqual(sampler.lowest);
        expect(sampler.quantile(u), JSON.stringify(law)).toBeLessThanOrEqual(sampler.highest);
      }
    }
  });

  it('adds the bound its caller implies', () => {
    const law: Distribution = { kind: 'normal', mean: 1, sd: 2, min: -1 };
    expect(compileSampler(law).lowest).toBe(-1);
    expect(compileSampler(law, { min: 0 }).lowest).toBe(0);
    expect(compileSampler(law, { min: -5 }).lowest).toBe(-1);
    expect(compileSampler(law, { min: 0 }).mean).toBeCloseTo(2.018320867674066, 12);
  });

  it('refuses truncation that leaves nothing', () => {
    const impossible: readonly Distribution[] = [
      { kind: 'uniform', low: 0, high: 1, min: 2 },
      { kind: 'constant', value: 3, max: 2 },
      { kind: 'normal', mean: 0, sd: 1, min: 2, max: 1 },
      { kind: 'normal', mean: 0, sd: 1, min: 60 },
      { kind: 'discrete', values: [1, 2], weights: [1, 1], min: 1.2, max: 1.8 },
      { kind: 'mixture', parts: [{ weight: 1, of: { kind: 'constant', value: 1 } }], max: 0 },
    ];
    for (const law of impossible) {
      expect(truncatedMass(law)).toBe(0);
      expect(() => compileSampler(law)).toThrow(/no value of a \w+ distribution lies between/);
    }
    expect(truncatedMass({ kind: 'uniform', low: 0, high: 10 }, { min: 4 })).toBeCloseTo(0.6, 15);
    expect(truncatedMass({ kind: 'exponential', mean: 9 }, { min: 0 })).toBe(1);
    expect(
      truncatedMass({
        kind: 'mixture',
        parts: [{ weight: 1, of: { kind: 'constant', value: 1, min: 2 } }],
      }),
    ).toBe(0);
  });

  it('makes one sampler of one distribution', () => {
    const law: Distribution = { kind: 'gamma', mean: 5, cv: 0.4 };
    expect(compileSampler(law)).toBe(compileSampler(law));
    expect(compileSampler(law, { min: 0 })).not.toBe(compileSampler(law));
  });

  it('gives the parts of a mixture their weights and all of their range', () => {
    const low: Distribution = { kind: 'uniform', low: 0, high: 1 };
    const sampler = compileSampler({
      kind: 'mixture',
      parts: [
        { weight: 1, of: low },
        { weight: 3, of: { kind: 'uniform', low: 10, high: 11 } },
      ],
    });
    expect([0.0625, 0.125, 0.1875].map((u) => sampler.quantile(u))).toEqual([0.25, 0.5, 0.75]);
    expect(sampler.quantile(0.250001)).toBeCloseTo(10, 4);
    expect(sampler.quantile(0.625)).toBe(10.5);
    expect(sampler.mean).toBe(8);
  });

  it('draws exactly the listed values, each as often as its weight says', () => {
    const sampler = compileSampler({ kind: 'discrete', values: [20, 5, 10], weights: [1, 2, 5] });
    const counts = new Map<number, number>();
    for (let index = 0; index < 80_000; index++) {
      const value = sampler.quantile((index + 0.5) / 80_000);
      counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    expect([...counts]).toEqual([
      [5, 20_000],
      [10, 50_000],
      [20, 10_000],
    ]);
  });

  it('copes with a large sample of observations', () => {
    const sampler = compileSampler({
      kind: 'empirical',
      values: Array.from({ length: 100_000 }, (_, index) => index / 8),
    });
    expect(sampler.quantile(0.500001)).toBe(50_000 / 8);
    expect([sampler.quantile(2 ** -53), sampler.quantile(1 - 2 ** -53)]).toEqual([0, 99_999 / 8]);
  });

  it('never changes a bit of a draw', () => {
    const streams = new Streams(seedKey('mp134a'), 3);
    const draws = everyLaw.flatMap((law, purpose) =>
      Array.from({ length: 3000 }, (_, entity) =>
        compileSampler(law).quantile(streams.uniform(entity, purpose, 0)),
      ),
    );
    expect(hashOfBits(draws)).toBe('5fbe99a6');
  });
});
