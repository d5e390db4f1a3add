// C8 near the bounds of a figure: how often the interval of a share holds its mean, against the
// plain t interval of the same values, where shares differ between replications by more than the
// homes in them.
import { describe, expect, it } from 'vitest';
import { limitsWithin, summarise, type Summary } from '../../src/experiment/statistics.ts';
import { tinyRandom } from '../support/experiment/fake-records.ts';

const seeds = 2000;
const homes = 279;

/** Two draws of one uniform number each make a normal one. */
function normalFrom(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/**
 * A share of homes whose chance differs between replications: on the log-odds scale, about that of
 * `mean`, by `spread`.
 */
function drawShare(random: () => number, mean: number, spread: number): number {
  const odds = (mean / (1 - mean)) * Math.exp(spread * normalFrom(random));
  const chance = odds / (1 + odds);
  let off = 0;
  for (let home = 0; home < homes; home += 1) if (random() < chance) off += 1;
  return off / homes;
}

/** Of a long run: what the intervals should hold. */
function trueMean(mean: number, spread: number): number {
  const random = tinyRandom(7);
  const many = 20_000;
  let sum = 0;
  for (let draw = 0; draw < many; draw += 1) sum += drawShare(random, mean, spread);
  return sum / many;
}

interface Coverage {
  readonly bounded: number;
  readonly plain: number;
  /** Of plain intervals that leave 0 to 1. */
  readonly outside: number;
}

function coverageOf(mean: number, spread: number, replications: number): Coverage {
  const truth = trueMean(mean, spread);
  const holds = ({ ciLow, ciHigh }: Summary): boolean => ciLow <= truth && truth <= ciHigh;
  let [bounded, plain, outside] = [0, 0, 0];
  for (let seed = 1; seed <= seeds; seed += 1) {
    const random = tinyRandom(seed);
    const values = Array.from({ length: replications }, () => drawShare(random, mean, spread));
    const [own, student] = [summarise(values, 1), summarise(values)];
    expect(own.ciLow).toBeGreaterThanOrEqual(0);
    expect(own.ciHigh).toBeLessThanOrEqual(1);
    if (holds(own)) bounded += 1;
    if (holds(student)) plain += 1;
    if (student.ciLow < 0 || student.ciHigh > 1) outside += 1;
  }
  return { bounded: bounded / seeds, plain: plain / seeds, outside: outside / seeds };
}

describe('C8: the interval of a share near its bounds, over 2,000 seeds', () => {
  // Mean share, how far replications differ, replications; how often the interval holds the mean,
  // how often plain t does, and how often plain t leaves the bounds. Where few replications tell of
  // rare ones, neither reaches 95 in a hundred; plain t is further from it.
  it.each([
    [0.95, 1, 10, { bounded: 0.914, plain: 0.884, outside: 0.032 }],
    [0.98, 1.5, 10, { bounded: 0.862, plain: 0.811, outside: 0.362 }],
    [0.02, 1, 20, { bounded: 0.914, plain: 0.892, outside: 0.003 }],
    [0.005, 0.5, 10, { bounded: 0.958, plain: 0.93, outside: 0.059 }],
    [0.99, 0.3, 30, { bounded: 0.954, plain: 0.942, outside: 0 }],
  ])(
    'about %f, replications apart by %f, %i of them: holds the mean more often than plain t',
    (mean, spread, count, wanted) => {
      const found = coverageOf(mean, spread, count);
      expect(found.bounded).toBeGreaterThan(found.plain);
      for (const key of ['bounded', 'plain', 'outside'] as const)
        expect(found[key]).toBeCloseTo(wanted[key], 2.5);
    },
  );

  it('far from the bounds it is the plain interval, moved inwards by a small part of its width', () => {
    for (const mean of [0.2, 0.35, 0.5, 0.65, 0.8])
      for (const half of [0.01, 0.02, 0.03]) {
        const inwards = (half * half * (1 - 2 * mean)) / (2 * mean * (1 - mean));
        const [low, high] = limitsWithin(mean, half, 1);
        expect(Math.abs(inwards)).toBeLessThan(0.06 * half);
        expect(Math.abs(low - (mean - half + inwards))).toBeLessThan(0.02 * half);
        expect(Math.abs(high - (mean + half + inwards))).toBeLessThan(0.02 * half);
      }
  });

  it('has limits at which the t statistic with the variance of a share there is that of the plain interval', () => {
    const [mean, half] = [0.93, 0.09];
    for (const limit of limitsWithin(mean, half, 1)) {
      const halfThere = half * Math.sqrt((limit * (1 - limit)) / (mean * (1 - mean)));
      expect(Math.abs(mean - limit)).toBeCloseTo(halfThere, 12);
    }
  });

  it('is mirrored at one half, and scales with the bound', () => {
    const [low, high] = limitsWithin(0.9, 0.2, 1);
    const mirrored = limitsWithin(0.1, 0.2, 1);
    expect(1 - high).toBeCloseTo(mirrored[0], 12);
    expect(1 - low).toBeCloseTo(mirrored[1], 12);
    const counted = limitsWithin(0.9 * homes, 0.2 * homes, homes);
    expect(counted[0]).toBeCloseTo(low * homes, 9);
    expect(counted[1]).toBeCloseTo(high * homes, 9);
  });

  it('of a figure that only cannot be negative is what a bound far away gives', () => {
    const near = limitsWithin(2, 3, Infinity);
    const far = limitsWithin(2, 3, 1e12);
    expect(near[0]).toBeGreaterThan(0);
    expect(near[0]).toBeCloseTo(far[0], 9);
    expect(near[1]).toBeCloseTo(far[1], 6);
  });

  it('has no width where nothing varies, is cut at a bound that the mean stands on, and is empty for one replication', () => {
    expect(limitsWithin(1, 0, 1)).toEqual([1, 1]);
    expect(limitsWithin(40, 3, 40)).toEqual([37, 40]);
    expect(limitsWithin(0.3, NaN, 1)).toEqual([NaN, NaN]);
  });
});
