import { describe, expect, it } from 'vitest';
import type { HeadlineFigure } from '../../src/experiment/headline.ts';
import { decide, type PrecisionTarget } from '../../src/experiment/stopping-rule.ts';

const target: PrecisionTarget = { share: 0.05, atLeast: 10, atMost: 1000 };
const level = (policy: string, mean: number, halfWidth: number): HeadlineFigure => ({
  ...{ policy, metric: 'households_off' },
  mean,
  halfWidth,
});
const difference = (policy: string, mean: number, halfWidth: number): HeadlineFigure => ({
  ...level(policy, mean, halfWidth),
  reference: 'base',
});
const narrow = [level('base', 1000, 40), level('other', 400, 20), difference('other', -600, 30)];

describe('when to stop', () => {
  it('is not the first time that every figure is narrow enough: it may be luck', () => {
    expect(decide(target, 20, narrow, false)).toEqual({
      kind: 'go-on',
      replications: 25,
      wide: [],
    });
    expect(decide(target, 200, narrow, false)).toMatchObject({ replications: 220 });
  });

  it('is when it holds again', () => {
    expect(decide(target, 25, narrow, true)).toEqual({ kind: 'precise' });
  });

  it('is not when it held before and one figure is wide now', () => {
    const figures = [...narrow, level('third', 500, 26)];
    expect(decide(target, 25, figures, true)).toMatchObject({
      kind: 'go-on',
      wide: [{ figure: { policy: 'third' } }],
    });
  });

  it('is at the most replications allowed, which were fixed beforehand, precise or not', () => {
    expect(decide({ ...target, atMost: 40 }, 40, narrow, false)).toEqual({ kind: 'precise' });
    expect(decide({ ...target, atMost: 40 }, 40, [level('base', 1000, 100)], false)).toMatchObject({
      kind: 'still-wide',
      wide: [{ figure: { policy: 'base' }, allowed: 50, replicationsNeeded: 160 }],
    });
  });

  it('never comes before the fewest replications a spread can be told from', () => {
    expect(() => decide({ ...target, atLeast: 2 }, 2, narrow, true)).toThrow('assertion failed');
    expect(() => decide(target, 9, narrow, true)).toThrow('assertion failed');
  });
});

describe('a figure is narrow enough', () => {
  it('when its half-width is within the share of its own size, a difference as a level', () => {
    expect(decide(target, 10, [level('base', 1000, 50)], true)).toEqual({ kind: 'precise' });
    expect(decide(target, 10, [level('base', 1000, 50.01)], true).kind).toBe('go-on');
    expect(decide(target, 10, [...narrow, difference('third', -200, 10)], true).kind).toBe(
      'precise',
    );
    expect(decide(target, 10, [...narrow, difference('third', -200, 10.01)], true).kind).toBe(
      'go-on',
    );
  });

  it('near zero when it is within the share of a tenth of the largest level of its metric', () => {
    for (const near of [0, 0.3, -60, 100]) {
      expect(decide(target, 10, [...narrow, difference('third', near, 5)], true).kind).toBe(
        'precise',
      );
      expect(decide(target, 10, [...narrow, difference('third', near, 5.01)], true).kind).toBe(
        'go-on',
      );
      expect(decide(target, 10, [...narrow, level('third', near, 5)], true).kind).toBe('precise');
    }
  });

  it('by the levels of its own metric, not of another', () => {
    const hours: HeadlineFigure = {
      policy: 'other',
      metric: 'excess_hours_off',
      mean: 10,
      halfWidth: 0.6,
    };
    expect(decide(target, 10, [...narrow, hours], true)).toMatchObject({
      kind: 'go-on',
      wide: [{ allowed: 0.5 }],
    });
  });

  it('when it is 0 every time, and nothing else is there to measure it by', () => {
    expect(decide(target, 10, [level('base', 0, 0)], true)).toEqual({ kind: 'precise' });
  });

  it('never when it has no interval', () => {
    expect(decide(target, 10, [level('base', 1000, NaN)], true).kind).toBe('go-on');
  });
});

describe('how many replications to have next', () => {
  it('is what the widest figure needs', () => {
    const figures = [level('base', 1000, 60), level('other', 1000, 65)];
    expect(decide(target, 100, figures, false)).toMatchObject({
      replications: 169,
      wide: [{ figure: { policy: 'other' } }, { figure: { policy: 'base' } }],
    });
  });

  it('is at most double: an early spread may be far too large', () => {
    expect(decide(target, 10, [level('base', 1000, 900)], false)).toMatchObject({
      replications: 20,
    });
    expect(decide(target, 10, [level('base', 0, 9)], false)).toMatchObject({ replications: 20 });
  });

  it('is five or a tenth more at least', () => {
    expect(decide(target, 10, [level('base', 1000, 50.1)], false)).toMatchObject({
      replications: 15,
    });
    expect(decide(target, 500, [level('base', 1000, 50.1)], false)).toMatchObject({
      replications: 550,
    });
  });

  it('is at most what is allowed', () => {
    expect(decide({ ...target, atMost: 12 }, 10, [level('base', 1000, 900)], false)).toMatchObject({
      replications: 12,
    });
    expect(decide({ ...target, atMost: 21 }, 20, narrow, false)).toMatchObject({
      replications: 21,
    });
  });
});
