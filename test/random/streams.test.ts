import { describe, expect, it } from 'vitest';
import { secondWord, threefry } from '../../src/kernel/random.ts';
import { seedKey, Streams } from '../../src/random/streams.ts';

function words(...block: [number, number, number, number]): string {
  const first = threefry(...block);
  return [first, secondWord].map((word) => (word >>> 0).toString(16).padStart(8, '0')).join(' ');
}

function keyText(seed: string): string {
  const { high, low } = seedKey(seed);
  return `${high} ${low}`;
}

/** Pearson correlation of paired draws. */
function correlation(count: number, pair: (index: number) => [number, number]): number {
  let [sumX, sumY, sumXX, sumYY, sumXY] = [0, 0, 0, 0, 0];
  for (let index = 0; index < count; index++) {
    const [x, y] = pair(index);
    [sumX, sumY, sumXX, sumYY, sumXY] = [
      sumX + x,
      sumY + y,
      sumXX + x * x,
      sumYY + y * y,
      sumXY + x * y,
    ];
  }
  const covariance = sumXY - (sumX * sumY) / count;
  return covariance / Math.sqrt((sumXX - (sumX * sumX) / count) * (sumYY - (sumY * sumY) / count));
}

describe('random streams', () => {
  const streams = new Streams(seedKey('mp134a'), 0);

  it('gives the known answers of Threefry2x32-20', () => {
    expect(words(0, 0, 0, 0)).toBe('6b200159 99ba4efe');
    expect(words(-1, -1, -1, -1)).toBe('1cb996fc bb002be7');
    expect(words(0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344)).toBe('c4923a9c 483df7a0');
  });

  it('gives every seed a key of its own', () => {
    const seeds = [
      '1',
      '11',
      '111',
      '1 ',
      '',
      'a',
      'ā',
      'а',
      'á',
      'a\u0301',
      'A',
      'ａ',
      '\ud83d\ude00',
      '\ud83d\ude01',
      '1e0',
      '01',
      'high 1:1.',
    ];
    expect(new Set(seeds.map(keyText)).size).toBe(seeds.length);
    const many = Array.from({ length: 100_000 }, (_, index) =>
      index % 2 === 0 ? String(index) : `1${'1'.repeat(index % 300)}${index}`,
    );
    expect(new Set(many.map(keyText)).size).toBe(many.length);
    const repeated = Array.from({ length: 2000 }, (_, length) => 'x'.repeat(length));
    expect(new Set(repeated.map(keyText)).size).toBe(repeated.length);
  });

  it('keeps the key of a seed for good', () => {
    expect(seedKey('mp134a')).toEqual({ high: 2233662968, low: 1015173727 });
  });

  it('gives an address the same number whatever was drawn before', () => {
    const alone = new Streams(seedKey('mp134a'), 7).uniform(41, 3, 2);
    const late = new Streams(seedKey('mp134a'), 7);
    for (let draw = 0; draw < 100; draw++) late.uniform(40, 3, draw);
    expect(late.uniform(41, 3, 2)).toBe(alone);
  });

  it('tells apart every part of the address', () => {
    const draws = [
      streams.uniform(1, 2, 3),
      streams.uniform(2, 2, 3),
      streams.uniform(1, 3, 3),
      streams.uniform(1, 2, 4),
    ];
    draws.push(
      streams.uniform(0xffffffff, 255, 0xffffff),
      streams.uniform(0, 0, 0),
      new Streams(seedKey('mp134a'), 1).uniform(1, 2, 3),
    );
    expect(new Set(draws).size).toBe(draws.length);
  });

  it('refuses an address that would reach into another', () => {
    for (const [purpose, draw] of [
      [256, 0],
      [-1, 0],
      [0, 2 ** 24],
      [0, -1],
    ] as const) {
      expect(() => streams.uniform(0, purpose, draw)).toThrow(/below 256/);
    }
    expect(() => new Streams(seedKey('1'), -1)).toThrow(/fits 32 bits/);
  });

  it('stays strictly between 0 and 1, as an odd multiple of 2^-53', () => {
    for (let entity = 0; entity < 10_000; entity++) {
      const scaled = streams.uniform(entity, 9, 0) * 2 ** 53;
      expect(Number.isInteger(scaled) && scaled > 0 && scaled < 2 ** 53 && scaled % 2 === 1).toBe(
        true,
      );
    }
  });

  it('is uniform: mean, variance and every bit', () => {
    const count = 200_000;
    const ones = new Array<number>(52).fill(0);
    let [sum, squares] = [0, 0];
    for (let index = 0; index < count; index++) {
      let u = streams.uniform(index >> 3, 5, index & 7);
      sum += u - 0.5;
      squares += (u - 0.5) ** 2;
      for (let bit = 0; bit < 52; bit++) {
        u *= 2;
        if (u >= 1) [u, ones[bit]] = [u - 1, ones[bit]! + 1];
      }
    }
    expect(Math.abs(sum / count) * Math.sqrt(12 * count)).toBeLessThan(4);
    expect(Math.abs(squares / count - 1 / 12) * Math.sqrt(180 * count)).toBeLessThan(4);
    const chiSquare = ones.reduce((total, one) => total + (2 * one - count) ** 2 / count, 0);
    // 52 degrees of freedom: mean 52, standard deviation 10.2.
    expect(chiSquare).toBeGreaterThan(20);
    expect(chiSquare).toBeLessThan(104);
  });

  it('fills cells of neighbouring draws evenly', () => {
    const count = 256_000;
    const cells = new Float64Array(256);
    for (let entity = 0; entity < count; entity++)
      cells[
        16 * Math.floor(16 * streams.uniform(entity, 1, 0)) +
          Math.floor(16 * streams.uniform(entity, 1, 1))
      ]! += 1;
    const chiSquare = cells.reduce((total, cell) => total + (cell - 1000) ** 2 / 1000, 0);
    // 255 degrees of freedom: standard deviation 22.6.
    expect(Math.abs(chiSquare - 255)).toBeLessThan(4 * 22.6);
  });

  it('has no correlation between neighbours in any part of the address', () => {
    const other = new Streams(seedKey('mp134a'), 1);
    const otherSeed = new Streams(seedKey('mp134b'), 0);
    const pairs: ((index: number) => [number, number])[] = [
      (index) => [streams.uniform(index, 0, 0), streams.uniform(index + 1, 0, 0)],
      (index) => [streams.uniform(7, 0, index), streams.uniform(7, 0, index + 1)],
      (index) => [streams.uniform(index, 0, 0), streams.uniform(index, 1, 0)],
      (index) => [streams.uniform(index, 0, 0), other.uniform(index, 0, 0)],
      (index) => [streams.uniform(index, 0, 0), otherSeed.uniform(index, 0, 0)],
      (index) => [
        new Streams(seedKey('1'), index).uniform(0, 0, 0),
        new Streams(seedKey('1'), index + 1).uniform(0, 0, 0),
      ],
    ];
    for (const pair of pairs)
      expect(Math.abs(correlation(20_000, pair)) * Math.sqrt(20_000)).toBeLessThan(4);
  });

  it('repeats no draw among a million', () => {
    const draws = new Float64Array(1_000_000).map((_, index) =>
      streams.uniform(index % 50_000, Math.floor(index / 50_000) % 4, Math.floor(index / 200_000)),
    );
    draws.sort();
    let repeats = 0;
    for (let index = 1; index < draws.length; index++)
      if (draws[index] === draws[index - 1]) repeats += 1;
    expect(repeats).toBe(0);
  });
});
