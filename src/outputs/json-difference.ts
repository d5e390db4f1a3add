// Finds where two JSON values differ, for messages that say why two runs are not the same.
import type { Json } from './json.ts';

export interface Difference {
  /** Keys from the outermost on; list positions from 0. */
  readonly path: readonly string[];
  /** The values there, as JSON; `nothing` if only the other has one. */
  readonly values: readonly [string, string];
}

/** The first place where they differ, keys in order; undefined where they are equal. */
export function firstDifference(
  a: Json | undefined,
  b: Json | undefined,
  at: readonly string[] = [],
): Difference | undefined {
  if (!isTree(a) || !isTree(b)) {
    const values = [JSON.stringify(a) ?? 'nothing', JSON.stringify(b) ?? 'nothing'] as const;
    return values[0] === values[1] ? undefined : { path: at, values };
  }
  for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
    const difference = firstDifference(a[key], b[key], [...at, key]);
    if (difference !== undefined) return difference;
  }
  return undefined;
}

function isTree(value: Json | undefined): value is Readonly<Record<string, Json>> {
  return typeof value === 'object' && value !== null;
}
