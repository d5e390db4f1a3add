// How a file changes the file it extends: sections merge key by key; lists, distributions, queues,
// shares of one whole and policies replace the old value completely.
import type * as z from 'zod';
import { isMap, kinds, mergeMaps, type PlainMap } from './kind.ts';
import { keysOf, unwrapped } from './section.ts';

export function merge(schema: z.core.$ZodType, base: unknown, change: unknown): unknown {
  const keys = keysOf(schema);
  if (keys === undefined) return kinds.get(unwrapped(schema))?.kind.merge?.(base, change) ?? change;
  if (!isMap(base) || !isMap(change)) return change;
  return mergeMaps(base, change, (from, to, key) =>
    keys[key] === undefined ? to : merge(keys[key], from, to),
  );
}

/** The same document with the keys of its sections in the order of the schema. */
export function inSchemaOrder(schema: z.core.$ZodType, document: unknown): unknown {
  const keys = keysOf(schema);
  if (keys === undefined || !isMap(document)) return document;
  const ordered: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(keys))
    if (key in document) ordered[key] = inSchemaOrder(value, document[key]);
  for (const key of Object.keys(document)) if (!(key in keys)) ordered[key] = document[key];
  return ordered;
}

/** Every leaf of a document, with its key path, in the document's order. */
export function leavesOf(
  schema: z.core.$ZodType,
  document: PlainMap,
  path: readonly string[] = [],
): { path: readonly string[]; value: unknown }[] {
  const keys = keysOf(schema) ?? {};
  return Object.entries(document).flatMap(([key, value]) => {
    const below = keys[key];
    if (below !== undefined && keysOf(below) !== undefined && isMap(value))
      return leavesOf(below, value, [...path, key]);
    return [{ path: [...path, key], value }];
  });
}

/** The part of a document at a path; undefined where there is none. */
export function valueAt(document: unknown, path: readonly (string | number)[]): unknown {
  let value = document;
  for (const key of path) {
    if (isMap(value)) value = Object.hasOwn(value, key) ? value[key] : undefined;
    else if (Array.isArray(value)) value = (value as unknown[])[Number(key)];
    else return undefined;
  }
  return value;
}
