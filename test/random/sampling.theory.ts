import { describe, expect, it } from 'vitest';
import { compileSampler } from '../../src/random/sampling.ts';
import { seedKey, Streams } from '../../src/random/streams.ts';
import { truncatedLaws, wholeLaws } from '../support/random/example-laws.ts';

const draws = 100_000;
const streams = new Streams(seedKey('theory of sampling'), 0);
const name = (law: object): string => JSON.stringify(law).slice(0, 120);

describe('samplers against theory', () => {
  it('has the mean and spread of the law', () => {
    for (const [purpose, { law, mean, sd }] of wholeLaws.entries()) {
      const sampler = compileSampler(law);
      expect(sampler.mean, name(law)).toBeCloseTo(mean, 9);
      let [sum, squares] = [0, 0];
      for (let entity = 0; entity < draws; entity++) {
        const offset = sampler.quantile(streams.uniform(entity, purpose, 0)) - mean;
        sum += offset;
        squares += offset * offset;
      }
      expect(Math.abs(sum / draws), name(law)).toBeLessThanOrEqual((4 * sd) / Math.sqrt(draws));
      if (sd > 0)
        expect(Math.abs(Math.sqrt(squares / draws) / sd - 1), name(law)).toBeLessThan(0.03);
    }
  });

  it('follows the distribution function: Kolmogorov and Smirnov', () => {
    for (const [purpose, law] of [
      ...wholeLaws.map((whole) => whole.law),
      ...truncatedLaws,
    ].entries()) {
      const sampler = compileSampler(law);
      const values = Float64Array.from({ length: draws }, (_, entity) =>
        sampler.quantile(streams.uniform(entity, purpose, 1)),
      ).sort();
      let distance = 0;
      values.forEach((value, index) => {
        // At a value that repeats, only its last occurrence has the whole step below it.
        if (value !== values[index + 1])
          distance = Math.max(distance, Math.abs(sampler.cumulative(value) - (index + 1) / draws));
      });
      // Beyond 2.4 once in 50,000 laws.
      expect(distance * Math.sqrt(draws), name(law)).toBeLessThan(2.4);
    }
  });

  it('truncates to the conditional law', () => {
    for (const law of truncatedLaws) {
      const { min, max, ...wholeLaw } = law;
      const whole = compileSampler(wholeLaw);
      const truncated = compileSampler(law);
      // An atom at the lower bound stays: the mass below it is what is cut.
      const cut = min === undefined ? 0 : whole.cumulative(min - 1e-12 * Math.abs(min));
      const inside = (max === undefined ? 1 : whole.cumulative(max)) - cut;
      if (inside < 1e-6) continue;
      for (const u of [0.05, 0.3, 0.55, 0.8, 0.99]) {
        const x = truncated.quantile(u);
        expect(truncated.cumulative(x), name(law)).toBeCloseTo(
          (whole.cumulative(x) - cut) / inside,
          9,
        );
      }
    }
  });

  it('is redrawn, not clamped: means of truncated laws in closed form', () => {
    const mean = (law: Parameters<typeof compileSampler>[0]): number => compileSampler(law).mean;
    const density = (z: number): number => Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
    expect(mean({ kind: 'normal', mean: 0, sd: 1, min: 0 })).toBeCloseTo(2 * density(0), 12);
    expect(mean({ kind: 'normal', mean: 3, sd: 2, min: 1, max: 5 })).toBeCloseTo(3, 12);
    expect(mean({ kind: 'exponential', mean: 9, min: 5 })).toBeCloseTo(14, 10);
    expect(mean({ kind: 'exponential', mean: 9, max: 9 })).toBeCloseTo(
      9 * (1 - 1 / (Math.E - 1)),
      11,
    );
    expect(mean({ kind: 'uniform', low: 0, high: 10, min: 2, max: 5 })).toBeCloseTo(3.5, 12);
    expect(mean({ kind: 'triangular', low: 0, mode: 0, high: 3, max: 1.5 })).toBeCloseTo(2 / 3, 11);
    expect(mean({ kind: 'triangular', low: 0, mode: 1, high: 2, min: 0.5, max: 1.5 })).toBeCloseTo(
      1,
      11,
    );
    // Above its median, a lognormal value has the mean e^(s^2 / 2) 2 Phi(s) of the median.
    expect(mean({ kind: 'lognormal', median: 1, sigma: 1, min: 1 })).toBeCloseTo(
      2 * 0.8413447460685429 * Math.exp(0.5),
      10,
    );
    expect(
      mean({
        kind: 'discrete',
        values: [5, 10, 15, 20, 40],
        weights: [2, 4, 0.5, 2.5, 1],
        min: 10,
        max: 20,
      }),
    ).toBeCloseTo(97.5 / 7, 12);
    // 0 is cut, half of the mass of the second part is left.
    const parts = [
      { weight: 1, of: { kind: 'constant', value: 2 } },
      { weight: 2, of: { kind: 'uniform', low: 0, high: 2 } },
    ] as const;
    expect(mean({ kind: 'mixture', parts, min: 1 })).toBeCloseTo((2 + 1.5) / 2, 12);
  });
});
