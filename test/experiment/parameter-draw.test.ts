import { describe, expect, it } from 'vitest';
import { setOf, splitVariation } from '../../src/experiment/parameter-draw.ts';
import { seedKey } from '../../src/random/streams.ts';

describe('uncertain parameters', () => {
  it('C10: are one set for each two replications, the same for the same seed', () => {
    const sets = Array.from({ length: 40 }, (_, index) => setOf(seedKey('a'), index + 1, 18));
    for (let pair = 0; pair < 40; pair += 2) expect(sets[pair]).toBe(sets[pair + 1]);
    expect(new Set(sets).size).toBeGreaterThan(8);
    expect(Math.max(...sets)).toBeLessThan(18);
  });
  it('C10: widen an interval by what pairs differ in, and not by luck', () => {
    const same = splitVariation([9, 11, 9, 11, 9, 11]);
    expect(same.parameterSd).toBe(0);
    expect(same.fullHalf).toBe(same.luckHalf);
    const apart = splitVariation([9, 9, 10, 10, 11, 11]);
    expect(apart.luckHalf).toBe(0);
    expect(apart.parameterSd).toBeCloseTo(1, 12);
    expect(apart.fullHalf).toBeGreaterThan(4);
    expect(splitVariation([1, 2]).fullHalf).toBeNaN();
  });
});
