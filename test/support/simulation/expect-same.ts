// `toEqual` for results of thousands of figures.
import { isDeepStrictEqual } from 'node:util';
import { expect } from 'vitest';

/**
 * Equal in every figure. Vitest, which takes a hundred times as long, is asked only where they
 * differ: it says in what.
 */
export function expectSame(found: unknown, expected: unknown, about?: string): void {
  if (!isDeepStrictEqual(found, expected)) expect(found, about).toEqual(expected);
}
