import { describe, expect, it } from 'vitest';
import {
  drawnSources,
  splitVariance,
  drawUncertainInput,
  uncertainInputOf,
  worldOf,
  type UncertainInput,
} from '../../src/experiment/drawn-worlds.ts';
import { predictionRange } from '../../src/experiment/uncertainty.ts';
import { meanOf, summarise } from '../../src/experiment/statistics.ts';
import { Streams, seedKey } from '../../src/random/streams.ts';
import type { Uncertainty } from '../../src/scenario/scenario.ts';

const replications = 200;
const numbers = Array.from({ length: replications }, (_, index) => index + 1);

const drawn: Readonly<Record<Uncertainty['draws'], Uncertainty>> = {
  habits: {
    draws: 'habits',
    sets: 9,
    habits: [],
    ranges: { habits: [], population: [], institutions: [] },
  },
  all: {
    draws: 'all',
    sets: 9,
    habits: [],
    ranges: { habits: [], population: ['homes'], institutions: ['agent'] },
  },
};

const names = { habits: '', population: 'homes', institutions: 'agent' } as const;
const unknownsOf = (seed: string): readonly UncertainInput[] =>
  drawnSources.map((source) => uncertainInputOf(seed, source, names[source]));

/**
 * Uniform on 0 to 1, so of variance 1/12 each; and luck, uniform as well, replication by
 * replication.
 */
function modelOf(
  seed: string,
  draws: Uncertainty['draws'],
  weights: Readonly<Record<'luck' | keyof typeof names | 'together', number>>,
) {
  const luck = seedKey(`luck ${seed}`);
  const unknowns = unknownsOf(seed);
  return numbers.map((replication) => {
    const [habits, population, institutions] = unknowns.map((unknown) =>
      drawUncertainInput(unknown, draws, replication),
    ) as [number, number, number];
    return (
      weights.habits * habits +
      weights.population * population +
      weights.institutions * institutions +
      weights.together * (habits - 0.5) * (institutions - 0.5) * Math.sqrt(12) +
      weights.luck * new Streams(luck, replication).uniform(0, 0, 0)
    );
  });
}

const seeds = Array.from({ length: 600 }, (_, seed) => `seed ${seed}`);

describe('C10: worlds that are drawn', () => {
  it('number nine worlds in each ten replications, and one in each two where habits alone are drawn', () => {
    expect(numbers.slice(0, 12).map((one) => worldOf('all', one))).toEqual([
      1, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 10,
    ]);
    expect(numbers.slice(0, 5).map((one) => worldOf('habits', one))).toEqual([1, 1, 2, 2, 3]);
  });

  it('give what shares a source the same draw, and other blocks another', () => {
    const draws = unknownsOf('a').map((unknown) =>
      numbers.slice(0, 20).map((one) => drawUncertainInput(unknown, 'all', one)),
    );
    for (const values of draws) expect(new Set(values).size).toBe(6);
    // Two worlds of a block share one source at most.
    for (let a = 1; a < 10; a++)
      for (let b = a + 1; b < 10; b++)
        expect(draws.filter((values) => values[a] === values[b]).length).toBeLessThan(2);
    const drawOf = (name: string): number =>
      drawUncertainInput(uncertainInputOf('a', 'population', name), 'all', 1);
    expect(drawOf('b')).not.toBe(drawOf('c'));
  });

  it('split variance by its sources, what they do in company included, and say how far off a share may be', () => {
    const weights = { habits: 1, population: 2, institutions: 3, together: 1.5, luck: 0.5 };
    const variance = (weight: number): number => (weight * weight) / 12;
    const total = Object.values(weights).reduce((sum, weight) => sum + variance(weight), 0);
    const splits = seeds.map((seed) => splitVariance(drawn.all, modelOf(seed, 'all', weights))!);
    const found = {
      luck: splits.map(({ luck }) => luck),
      together: splits.map(({ together }) => together),
      ...Object.fromEntries(
        drawnSources.map((source) => [source, splits.map(({ shares }) => shares[source])]),
      ),
    } as Record<keyof typeof weights, number[]>;
    for (const [part, shares] of Object.entries(found) as [keyof typeof weights, number[]][]) {
      const truth = variance(weights[part]) / total;
      // A part that chance would make negative counts as 0, which overstates what is made together,
      // and little known.
      expect(Math.abs(meanOf(shares) - truth), part).toBeLessThan(
        part === 'together' ? 0.08 : 0.03,
      );
      if (part === 'together') continue;
      const covered = splits.filter(
        ({ error }, index) => Math.abs(shares[index]! - truth) < 2 * error,
      ).length;
      expect(covered / seeds.length, part).toBeGreaterThan(0.9);
    }
  });

  it('give luck nothing where it does nothing, and a source that does nothing next to nothing', () => {
    const split = splitVariance(
      drawn.all,
      modelOf('a', 'all', { habits: 1, population: 0, institutions: 0, together: 0, luck: 0 }),
    )!;
    expect(split.luck).toBe(0);
    expect(split.shares.habits).toBeGreaterThan(0.6);
    expect(split.luckSd).toBe(0);
    const still = splitVariance(
      drawn.all,
      numbers.map(() => 7),
    )!;
    expect(still.luck).toBeNaN();
    expect(splitVariance(drawn.all, [1, 2, 3, 4, 5])).toBeUndefined();
  });

  it('with habits alone, tell them from luck', () => {
    const weights = { habits: 2, population: 0, institutions: 0, together: 0, luck: 1 };
    const splits = seeds.map((seed) =>
      splitVariance(drawn.habits, modelOf(seed, 'habits', weights))!,
    );
    expect(Math.abs(meanOf(splits.map(({ luck }) => luck)) - 0.2)).toBeLessThan(0.01);
    expect(splits.every(({ together, shares }) => together === 0 && shares.population === 0)).toBe(
      true,
    );
  });

  it.each(['all', 'habits'] as const)(
    'have a range that holds the next failure in 95 % of the cases, and a mean within its interval: %s',
    (draws) => {
      const weights = {
        habits: 4,
        population: 0,
        institutions: draws === 'all' ? 1 : 0,
        together: 0,
        luck: 1,
      };
      const mean = (weights.habits + weights.institutions + weights.luck) / 2;
      // Failures that were not simulated, each of a world of its own.
      const streams = new Streams(seedKey('next'), 1);
      const next = Array.from(
        { length: 4000 },
        (_, one) =>
          weights.habits * streams.uniform(one, 0, 0) +
          weights.institutions * streams.uniform(one, 1, 0) +
          weights.luck * streams.uniform(one, 2, 0),
      );
      let within = 0;
      let covered = 0;
      for (const seed of seeds) {
        const values = modelOf(seed, draws, weights);
        const [low, high] = predictionRange(Float64Array.from(values).sort());
        within += next.filter((value) => low <= value && value <= high).length / next.length;
        const { ciLow, ciHigh } = summarise(values, undefined, draws === 'all' ? 10 : 2);
        if (ciLow <= mean && mean <= ciHigh) covered += 1;
      }
      expect(within / seeds.length).toBeGreaterThan(0.94);
      expect(within / seeds.length).toBeLessThan(0.96);
      // Within three standard errors of 95 %.
      expect(Math.abs(covered / seeds.length - 0.95)).toBeLessThan(
        3 * Math.sqrt((0.95 * 0.05) / seeds.length),
      );
    },
  );
});
