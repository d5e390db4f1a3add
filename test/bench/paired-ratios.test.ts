import { describe, expect, it } from 'vitest';
import { median, pairedRatio } from './paired-ratios.ts';

describe('rounds of two builds measured in turn', () => {
  it('give the median of the ratios of each round, not the ratio of the medians', () => {
    // In the slow second round both take ten times as long.
    expect(pairedRatio([4, 40, 5], [2, 20, 1])).toEqual({ median: 2, least: 2, greatest: 5 });
  });

  it('have as median the middle value, or the mean of two', () => {
    expect(median([9, 1, 2])).toBe(2);
    expect(median([9, 1, 2, 4])).toBe(3);
  });
});
