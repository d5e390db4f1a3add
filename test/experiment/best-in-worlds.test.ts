import { describe, expect, it } from 'vitest';
import { contestRows } from '../../src/experiment/best-in-worlds.ts';

const close = (value: number): number => expect.closeTo(value, 12) as number;

describe('policies held against one another world by world', () => {
  it('C10: are best in the worlds where none is better, equals each, and regret what they take more than the best', () => {
    const rows = contestRows([
      { id: 'one', figures: [1, 5, 9, 2] },
      { id: 'other', figures: [3, 5, 4, 10] },
    ]);
    expect(rows).toEqual([
      {
        policy: 'one',
        worlds: 4,
        bestIn: 3,
        share: 0.75,
        regretMean: 1.25,
        regretP95: close(4.25),
        regretMax: 5,
      },
      {
        policy: 'other',
        worlds: 4,
        bestIn: 2,
        share: 0.5,
        regretMean: 2.5,
        regretP95: close(7.1),
        regretMax: 8,
      },
    ]);
  });

  it('need a policy', () => {
    expect(contestRows([])).toEqual([]);
  });
});
