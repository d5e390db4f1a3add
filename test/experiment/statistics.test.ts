import { describe, expect, it } from 'vitest';
import {
  halfWidthOf,
  meanOf,
  pairedDifference,
  quantileOf,
  standardDeviationOf,
  summarise,
  independentDifference,
} from '../../src/experiment/statistics.ts';
import { tinyRandom } from '../support/experiment/fake-records.ts';

describe('C8: a summary over replications', () => {
  it('gives mean, spread, interval and quantiles of a known sample', () => {
    const summary = summarise([4, 1, 3, 2, 5]);
    expect(summary.mean).toBe(3);
    expect(summary.sd).toBeCloseTo(Math.sqrt(2.5), 14);
    const half = (2.7764451051977987 * Math.sqrt(2.5)) / Math.sqrt(5);
    expect(summary.ciHigh - 3).toBeCloseTo(half, 12);
    expect(3 - summary.ciLow).toBeCloseTo(half, 12);
    expect(summary).toMatchObject({ p05: 1.2, median: 3, p95: 4.8, replications: 5 });
  });

  it('C8: has an empty interval for one replication, not a width of zero', () => {
    const summary = summarise([7]);
    expect(summary).toMatchObject({ mean: 7, median: 7, p05: 7, p95: 7, replications: 1 });
    expect([summary.sd, summary.ciLow, summary.ciHigh]).toEqual([NaN, NaN, NaN]);
  });

  it('leaves out replications in which the figure does not exist, and says how many it used', () => {
    expect(summarise([NaN, 2, NaN, 4])).toEqual(summarise([2, 4]));
    expect(summarise([NaN, 2, NaN, 4]).replications).toBe(2);
  });

  it('of no figure at all is all empty', () => {
    const { replications, ...figures } = summarise([NaN, NaN]);
    expect(replications).toBe(0);
    expect(Object.values(figures).every(Number.isNaN)).toBe(true);
  });

  it('has a spread of exactly zero for equal counts', () => {
    expect(summarise(Array.from({ length: 30 }, () => 1234)).sd).toBe(0);
  });

  it('does not depend on the order of replications, to the last bit', () => {
    const random = tinyRandom(1);
    const values = Array.from({ length: 31 }, () => (random() - 0.5) * 10 ** (random() * 12));
    const shuffled = [...values].reverse();
    expect(summarise(shuffled)).toEqual(summarise(values));
  });

  it('keeps its accuracy when the values are large and close together', () => {
    expect(standardDeviationOf([1e12 + 1, 1e12 + 2, 1e12 + 3])).toBe(1);
    expect(meanOf([1e16, 1, -1e16])).toBe(1 / 3);
    expect(meanOf([2 ** 53, 0.5, 0.5])).toBe((2 ** 53 + 1) / 3);
  });
});

describe('a type 7 quantile', () => {
  it('C7: interpolates linearly between order statistics', () => {
    // Place (n − 1) p among 0 to n − 1: 0.15, 0.75, 1.5, 2.85.
    expect(quantileOf([1, 2, 4, 8], 0.05)).toBeCloseTo(1.15, 12);
    expect(quantileOf([1, 2, 4, 8], 0.25)).toBe(1.75);
    expect(quantileOf([1, 2, 4, 8], 0.5)).toBe(3);
    expect(quantileOf([1, 2, 4, 8], 0.95)).toBeCloseTo(7.4, 12);
  });

  it('does not exist for no values', () => {
    expect(quantileOf([], 0.5)).toBeNaN();
  });
});

describe('a paired difference', () => {
  it('C8: uses the spread of the differences, not of the values', () => {
    const reference = [100, 900, 250, 600];
    const values = reference.map((value, index) => value - 10 - (index % 2));
    const paired = pairedDifference(values, reference);
    expect(paired.difference).toBe(-10.5);
    expect(paired.ciHigh - paired.ciLow).toBeLessThan(2);
    expect(paired).toMatchObject({ shareLower: 1, replications: 4 });
    expect(paired.ratio).toBeCloseTo(meanOf(values) / meanOf(reference), 15);
  });

  it('counts a tie as not lower', () => {
    expect(pairedDifference([1, 2, 3, 4], [2, 2, 2, 2]).shareLower).toBe(0.25);
  });

  it('leaves out replications in which either figure does not exist', () => {
    const paired = pairedDifference([1, NaN, 3, 5], [2, 2, NaN, 8]);
    expect(paired).toMatchObject({ difference: -2, ratio: 3 / 5, shareLower: 1, replications: 2 });
  });

  it('has no ratio when the reference is 0, and no interval for one replication', () => {
    const paired = pairedDifference([3], [0]);
    expect(paired).toMatchObject({ difference: 3, replications: 1 });
    expect([paired.ratio, paired.ciLow, paired.ciHigh]).toEqual([NaN, NaN, NaN]);
  });

  it('of nothing is all empty', () => {
    const { replications, ...figures } = pairedDifference([], []);
    expect(replications).toBe(0);
    expect(Object.values(figures).every(Number.isNaN)).toBe(true);
  });
});

describe('the 95 % interval', () => {
  /** How often the interval of `count` draws holds their mean. */
  function coverage(count: number, draw: (random: () => number) => number, mean: number): number {
    const random = tinyRandom(2024);
    const repeats = 4000;
    let held = 0;
    for (let repeat = 0; repeat < repeats; repeat += 1) {
      const summary = summarise(Array.from({ length: count }, () => draw(random)));
      if (summary.ciLow <= mean && mean <= summary.ciHigh) held += 1;
    }
    return held / repeats;
  }
  // The sum of twelve uniforms is close enough to normal.
  const nearNormal = (random: () => number): number =>
    Array.from({ length: 12 }, random).reduce((sum, value) => sum + value, -6);

  it.each([2, 3, 5, 10, 30])(
    'of %i near-normal replications holds the mean in 94 to 96 of 100 cases',
    (count) => {
      const share = coverage(count, nearNormal, 0);
      expect(share).toBeGreaterThan(0.94);
      expect(share).toBeLessThan(0.96);
    },
  );

  it('of 30 skewed replications still holds it in at least 91 of 100', () => {
    expect(coverage(30, (random) => -Math.log(1 - random()), 1)).toBeGreaterThan(0.91);
  });

  it('narrows with the square root of the number of replications', () => {
    expect(halfWidthOf(1, 400) / halfWidthOf(1, 1600)).toBeCloseTo(2, 2);
  });
});

describe('the difference of independent samples', () => {
  it('has the interval R gives for its sleep data (Welch)', () => {
    const first = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2];
    const second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];
    const { difference, ciLow, ciHigh } = independentDifference(first, second);
    expect(difference).toBeCloseTo(-1.58, 12);
    expect(ciLow).toBeCloseTo(-3.3654832, 7);
    expect(ciHigh).toBeCloseTo(0.2054832, 7);
  });

  it('is exact where nothing varies, and has no interval for a single replication', () => {
    expect(independentDifference([5, 5], [3, 3, NaN])).toEqual({
      difference: 2,
      ciLow: 2,
      ciHigh: 2,
      ratio: 5 / 3,
    });
    expect(independentDifference([5], [3, 4])).toMatchObject({
      difference: 1.5,
      ciLow: NaN,
      ciHigh: NaN,
    });
  });
});
