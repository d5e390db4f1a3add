// Points of a grid.

export type Point = readonly number[];

/** Every point with one of the values for each factor. */
export function crossed(factors: number, values: readonly number[]): readonly Point[] {
  if (factors === 0) return [[]];
  return crossed(factors - 1, values).flatMap((point) => values.map((value) => [...point, value]));
}
