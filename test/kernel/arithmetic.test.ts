import { describe, expect, it } from 'vitest';
import { exp, expm1, ln, log1p, pow } from '../../src/kernel/arithmetic.ts';
import {
  errorInLastPlaces,
  hashOfBits,
  references,
} from '../support/random/arithmetic-references.ts';

/** [arguments..., high, low] of the row with the largest error, and that error. */
function worst(
  rows: readonly (readonly number[])[],
  evaluate: (row: readonly number[]) => number,
): { error: number; row: readonly number[] } {
  let error = -1;
  let at: readonly number[] = [];
  for (const row of rows) {
    const here = errorInLastPlaces(evaluate(row), row.at(-2)!, row.at(-1)!);
    if (!(here <= error)) [error, at] = [here, row];
  }
  return { error, row: at };
}

/** Ten thousand numbers a function, from a generator of the test's own. */
function* spread(count: number, from: number, to: number): Generator<number> {
  let state = 12345;
  for (let index = 0; index < count; index++) {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    yield from + ((state >>> 0) / 2 ** 32 + index / count / 2 ** 20) * (to - from);
  }
}

describe('arithmetic', () => {
  it('is right to one unit in the last place', () => {
    expect(worst(references.exp, ([x]) => exp(x!)).error).toBeLessThan(0.51);
    expect(worst(references.ln, ([x]) => ln(x!)).error).toBeLessThan(0.51);
    expect(worst(references.log1p, ([x]) => log1p(x!)).error).toBeLessThan(0.51);
    expect(worst(references.pow, ([x, y]) => pow(x!, y!)).error).toBeLessThan(0.51);
  });

  it('gives the exponential of special values', () => {
    expect([0, -0, Infinity, -Infinity, NaN, 5e-324, 1e-310].map(exp)).toEqual([
      1,
      1,
      Infinity,
      0,
      NaN,
      1,
      1,
    ]);
    expect([709.782712893384, 709.7827128933841, 1e308].map(exp)).toEqual([
      1.7976931348622732e308,
      Infinity,
      Infinity,
    ]);
    expect([-745.1332191019411, -745.1332191019412, -746, -1e308].map(exp)).toEqual([
      5e-324, 0, 0, 0,
    ]);
  });

  it('gives the logarithm of special values', () => {
    expect([1, Infinity, 0, -0, -1, -Infinity, NaN].map(ln)).toEqual([
      0,
      Infinity,
      -Infinity,
      -Infinity,
      NaN,
      NaN,
      NaN,
    ]);
    expect([5e-324, 1.7976931348623157e308].map(ln)).toEqual([
      -744.4400719213812, 709.782712893384,
    ]);
    expect([0, -0, 1e-320, Infinity, -1, -2, NaN].map(log1p)).toEqual([
      0,
      -0,
      1e-320,
      Infinity,
      -Infinity,
      NaN,
      NaN,
    ]);
  });

  it('gives powers of special values', () => {
    expect([pow(0, 2), pow(0, -2), pow(0, 0), pow(1, Infinity), pow(NaN, 0)]).toEqual([
      0,
      Infinity,
      1,
      1,
      1,
    ]);
    expect([
      pow(Infinity, 2),
      pow(Infinity, -2),
      pow(2, Infinity),
      pow(2, -Infinity),
      pow(0.5, Infinity),
    ]).toEqual([Infinity, 0, Infinity, 0, 0]);
    expect([pow(-8, 2), pow(2, NaN), pow(NaN, 2)]).toEqual([NaN, NaN, NaN]);
    expect([pow(10, 400), pow(10, -400), pow(1.5, 1e-300), pow(10, -5)]).toEqual([
      Infinity,
      0,
      1,
      1e-5,
    ]);
  });

  it('keeps small differences from 1', () => {
    for (const x of [1e-300, 1e-17, -1e-10, 1e-3, 0.3, -2, 20])
      expect(Math.abs(expm1(x) / Math.expm1(x) - 1)).toBeLessThan(1e-15);
    expect([expm1(-800), expm1(800), expm1(-Infinity), expm1(Infinity), expm1(NaN)]).toEqual([
      -1,
      Infinity,
      -1,
      Infinity,
      NaN,
    ]);
  });

  it('never changes a bit', () => {
    expect(hashOfBits([...spread(90_000, -40, 40), ...spread(10_000, -745, 709)].map(exp))).toBe(
      'dd6ef9ac',
    );
    expect(hashOfBits([...spread(50_000, 0, 2), ...spread(50_000, 0, 1e6)].map(ln))).toBe(
      '0ac9bfb3',
    );
    expect(hashOfBits([...spread(50_000, -0.9, 3)].map(log1p))).toBe('2fdcd6ce');
    expect(hashOfBits([...spread(50_000, 0, 100)].map((x) => pow(x, x / 7 - 5)))).toBe('2e1c010b');
  });
});
