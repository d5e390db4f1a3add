// Saltelli's scheme: for each row two independent points A and B, and points that are one of them
// with a single factor taken from the other. Saltelli, Annoni, Azzini, Campolongo, Ratto and
// Tarantola, "Variance based sensitivity analysis of model output", Computer Physics Communications
// 181 (2010).
import { assert } from '../../errors.ts';

/** Number of factors, and whether indices of pairs are estimated too. */
export interface SaltelliScheme {
  readonly factors: number;
  readonly secondOrder: boolean;
}

/** A point of the unit cube: a number from 0 to 1 for each factor. */
export type UnitPoint = readonly number[];

/** Points of one row: A, B, then A with each factor of B, then B with each factor of A. */
export function pointsPerRow({ factors, secondOrder }: SaltelliScheme): number {
  return 2 + factors * (secondOrder ? 2 : 1);
}

/** Place within its row of A with the factor from B. */
export const placeOfAWith = (factor: number): number => 2 + factor;

/** Place within its row of B with the factor from A. */
export const placeOfBWith = (factor: number, { factors }: SaltelliScheme): number =>
  2 + factors + factor;

/** @param bases for each row twice as many numbers as factors: A, then B */
export function saltelliPoints(
  scheme: SaltelliScheme,
  bases: readonly UnitPoint[],
): readonly UnitPoint[] {
  const { factors, secondOrder } = scheme;
  const places = Array.from({ length: factors }, (_, factor) => factor);
  return bases.flatMap((base) => {
    assert(base.length === 2 * factors, `a row of ${2 * factors} numbers, not ${base.length}`);
    const a = base.slice(0, factors);
    const b = base.slice(factors);
    const aWith = places.map((factor) => a.with(factor, b[factor]!));
    const bWith = places.map((factor) => b.with(factor, a[factor]!));
    return [a, b, ...aWith, ...(secondOrder ? bWith : [])];
  });
}
