// JSON text that depends only on its content: keys can be sorted, and values that JSON would change
// silently are refused.
import { assert } from '../errors.ts';

export type Json =
  | string
  | number
  | boolean
  | null
  | readonly Json[]
  | { readonly [key: string]: Json };

/**
 * Plain data with the keys of every object sorted by code units, so that the order of keys in a
 * scenario file does not matter. Undefined entries are left out. Numbers that JSON cannot hold are
 * an internal error.
 */
export function sortedJson(value: unknown, place = 'value'): Json {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') {
    assert(Number.isFinite(value), `${place} is a finite number`);
    return value;
  }
  if (Array.isArray(value))
    return value.map((item, index) => sortedJson(item, `${place}[${index}]`));
  assert(typeof value === 'object', `${place} is plain data`);
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(
    entries.map(([key, item]) => [key, sortedJson(item, `${place}.${key}`)]),
  );
}

/** Indented, ending in a line feed. */
export function jsonText(value: Json): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
