import { describe, expect, it } from 'vitest';
import { movements, type Figure } from '../../src/experiment/movement.ts';

function figure(values: readonly number[], rest: Partial<Figure> = {}): Figure {
  return {
    policy: 'held',
    metric: 'households_off',
    unit: 'households',
    values,
    checksum: values.join(),
    ...rest,
  };
}

describe('what moved between two runs of a scenario', () => {
  it('is nothing when every replication is the same, figures that do not exist included', () => {
    expect(movements([figure([1, NaN, 3])], [figure([1, NaN, 3])])).toEqual([]);
  });

  it('is beyond noise when replications with the same luck agree about it, however far they lie apart', () => {
    const [moved] = movements([figure([10, 500, 90])], [figure([10.1, 500.1, 90.11])]);
    expect(moved).toMatchObject({
      kind: 'moved',
      policy: 'held',
      metric: 'households_off',
      before: 200,
      beyondNoise: true,
    });
    expect(moved?.kind === 'moved' && moved.change.difference).toBeCloseTo(0.31 / 3, 9);
  });

  it('is within noise when they disagree, and told all the same', () => {
    expect(movements([figure([10, 500, 90])], [figure([11, 499, 90])])).toMatchObject([
      { kind: 'moved', beyondNoise: false },
    ]);
  });

  it('is beyond noise when the figure now exists where it did not', () => {
    expect(movements([figure([NaN, 5, 5])], [figure([7, 5, 5])])).toMatchObject([
      { kind: 'moved', beyondNoise: true },
    ]);
  });

  it('tells what moved in a segment alone, what is new and what is gone', () => {
    const before = [figure([1, 2]), figure([1, 2], { policy: 'old' })];
    const now = [figure([1, 2], { checksum: 'other' }), figure([1, 2], { policy: 'young' })];
    expect(movements(before, now)).toEqual([
      { kind: 'segments', policy: 'held', metric: 'households_off' },
      { kind: 'appeared', policy: 'young', metric: 'households_off' },
      { kind: 'vanished', policy: 'old', metric: 'households_off' },
    ]);
  });
});
