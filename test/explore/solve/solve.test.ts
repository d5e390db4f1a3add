// What a search for a value answers, by example.
import { describe, expect, it } from 'vitest';
import type { Problem } from '../../../src/explore/solve/problem.ts';
import {
  searched,
  standardNormal,
  type Figure,
} from '../../support/explore/closed-form-problems.ts';

const whole: Problem = {
  grid: { first: 0, step: 1, lastIndex: 20, isStepped: true },
  limits: [{ comparison: '<', limit: 10 }],
  replications: 10,
  atMost: 640,
  scanned: 6,
};
const smooth: Problem = {
  ...whole,
  grid: { first: 0, step: 0.01, lastIndex: 2000, isStepped: false },
  precision: { kind: 'share', share: 0.05 },
};
const noisy =
  (curve: (value: number) => number, spread: number): Figure =>
  (value, uniforms) =>
    curve(value) + spread * standardNormal(uniforms, 0);
const exactly = (curve: (value: number) => number): Figure => noisy(curve, 0);

describe('a search among whole numbers', () => {
  it('finds the last that meets the limit, and the first that does not', () => {
    const { kind, crossings, courses } = searched(whole, [exactly((days) => 2 * days)]);
    expect({ kind, courses }).toEqual({ kind: 'found', courses: ['rises'] });
    expect(crossings).toMatchObject([
      { isMetBelow: true, low: 4, high: 4, surelyMet: 4, surelyMissed: 5, isNarrow: true },
    ]);
  });

  it('finds the first that meets it where more is better', () => {
    const { crossings, courses } = searched(whole, [exactly((people) => 30 - 2 * people)]);
    expect(courses).toEqual(['falls']);
    expect(crossings).toMatchObject([
      { isMetBelow: false, low: 11, high: 11, surelyMet: 11, surelyMissed: 10 },
    ]);
  });

  it('tells < from <= where the figure is the limit itself', () => {
    const atMost: Problem = { ...whole, limits: [{ comparison: '<=', limit: 10 }] };
    expect(searched(atMost, [exactly((days) => 2 * days)]).crossings).toMatchObject([
      { surelyMet: 5, surelyMissed: 6 },
    ]);
  });

  it('gives the values it cannot tell, where neighbours are too much alike for the replications there may be', () => {
    const { crossings } = searched({ ...whole, atMost: 20 }, [noisy((days) => days - 0.05, 3)]);
    const [{ low, high, isNarrow, surelyMet, surelyMissed } = crossings[0]!] = crossings;
    expect(isNarrow).toBe(false);
    expect(low).toBe(surelyMet);
    expect(high).toBe(surelyMissed! - 1);
    expect(low).toBeLessThan(high);
    expect(low).toBeLessThanOrEqual(10);
    expect(high).toBeGreaterThanOrEqual(10);
  });

  it('stops at the precision that was asked for', () => {
    const few = searched({ ...whole, precision: { kind: 'amount', amount: 3 } }, [
      noisy((days) => days, 3),
    ]);
    const all = searched(whole, [noisy((days) => days, 3)]);
    expect(few.effort).toBeLessThan(all.effort / 2);
    expect(few.crossings[0]!.isNarrow).toBe(true);
  });
});

describe('a search without steps', () => {
  it('ends with an interval no wider than asked for, and no point', () => {
    const { crossings } = searched(smooth, [noisy((value) => value * value, 5)]);
    const [{ low, high } = crossings[0]!] = crossings;
    const middle = (low + high) / 2;
    expect(high).toBeGreaterThan(low);
    expect((high - low) / 2 / middle).toBeLessThanOrEqual(0.052);
    expect(Math.abs(middle - Math.sqrt(10))).toBeLessThan(0.3);
  });

  it('gives neighbours of the grid where nothing is left to chance', () => {
    const { crossings, effort } = searched(
      { ...smooth, precision: { kind: 'amount', amount: 0.01 } },
      [exactly((value) => value ** 3)],
    );
    const [{ low, high } = crossings[0]!] = crossings;
    expect(low).toBeLessThanOrEqual(10 ** (1 / 3));
    expect(high).toBeGreaterThanOrEqual(10 ** (1 / 3));
    expect(high - low).toBeLessThanOrEqual(0.0201);
    expect(effort).toBeLessThan(300);
  });

  it('finds a jump', () => {
    const { crossings } = searched(smooth, [noisy((value) => (value < 7.395 ? 5 : 15), 1)]);
    const [{ low, high } = crossings[0]!] = crossings;
    expect(low).toBeLessThanOrEqual(7.395);
    expect(high).toBeGreaterThanOrEqual(7.395);
    expect(high - low).toBeLessThan(0.8);
  });
});

describe('a search where the answer is another than one value', () => {
  it('says that every value will do', () => {
    const { kind, crossings } = searched(whole, [noisy(() => 5, 1)]);
    expect({ kind, crossings }).toEqual({ kind: 'all', crossings: [] });
  });

  it('says that none will, and which comes nearest', () => {
    const { kind, crossings, best } = searched(whole, [
      noisy((value) => 20 + (value - 13) ** 2, 1),
    ]);
    expect({ kind, crossings }).toEqual({ kind: 'none', crossings: [] });
    expect(best.value).toBeGreaterThanOrEqual(12);
    expect(best.value).toBeLessThanOrEqual(14);
    expect(best.figures[0]!.mean).toBeGreaterThan(15);
  });

  it('gives each crossing where there are more, and says that the figure turns', () => {
    const { kind, crossings, courses } = searched(smooth, [
      noisy((value) => 5 + (value - 10) ** 2 / 4, 1),
    ]);
    expect({ kind, courses }).toEqual({ kind: 'found', courses: ['turns'] });
    const half = Math.sqrt(20);
    expect(crossings.map(({ isMetBelow }) => isMetBelow)).toEqual([false, true]);
    for (const [place, exact] of [10 - half, 10 + half].entries()) {
      expect(crossings[place]!.low).toBeLessThanOrEqual(exact);
      expect(crossings[place]!.high).toBeGreaterThanOrEqual(exact);
    }
  });

  it('finds a dip between two scanned values', () => {
    const { crossings } = searched({ ...whole, scanned: 5 }, [
      exactly((value) => 8 + Math.abs(value - 8)),
    ]);
    expect(crossings).toMatchObject([
      { isMetBelow: false, surelyMet: 7 },
      { isMetBelow: true, surelyMet: 9 },
    ]);
  });

  it('says that the interval is open where the crossing may be beyond the range', () => {
    const { crossings } = searched({ ...smooth, atMost: 20 }, [noisy((value) => value - 10.1, 3)]);
    expect(crossings).toMatchObject([
      { isMetBelow: true, isOpenAbove: true, surelyMissed: undefined, isNarrow: false },
    ]);
  });

  it('says that none is sure to do where all come too near the limit', () => {
    const { kind, touching, best } = searched({ ...whole, atMost: 40 }, [noisy(() => 10, 3)]);
    expect(kind).toBe('none');
    expect(touching.length).toBeGreaterThan(0);
    expect(best.standing).not.toBe('met');
  });
});

describe('two limits joined with and', () => {
  const both: Problem = {
    ...whole,
    limits: [
      { comparison: '<', limit: 10 },
      { comparison: '>=', limit: 6 },
    ],
  };

  it('are met between where the one begins and the other ends', () => {
    const { crossings, courses } = searched(both, [
      exactly((value) => value),
      exactly((value) => value),
    ]);
    expect(courses).toEqual(['rises', 'rises']);
    expect(crossings).toMatchObject([
      { isMetBelow: false, surelyMet: 6, surelyMissed: 5 },
      { isMetBelow: true, surelyMet: 9, surelyMissed: 10 },
    ]);
  });

  it('are met nowhere where one ends before the other begins', () => {
    const { kind, best } = searched(both, [
      exactly((value) => value + 7),
      exactly((value) => value),
    ]);
    expect(kind).toBe('none');
    expect(best.value).toBeGreaterThanOrEqual(2);
    expect(best.value).toBeLessThanOrEqual(6);
  });
});

describe('figures that do not exist', () => {
  it('meet no limit', () => {
    const { crossings } = searched(whole, [exactly((value) => (value > 12 ? NaN : 5))]);
    expect(crossings).toMatchObject([{ isMetBelow: true, surelyMet: 12, surelyMissed: 13 }]);
  });
});
