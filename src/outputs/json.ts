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
  return sorted(value, [place]);
}

/** @param place of the value: its name, then keys and indexes */
function sorted(value: unknown, place: (string | number)[]): Json {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) assert(false, `${placeText(place)} is a finite number`);
    return value;
  }
  const within = (key: string | number, part: unknown): Json => {
    place.push(key);
    const json = sorted(part, place);
    place.pop();
    return json;
  };
  if (Array.isArray(value)) return value.map((item, index) => within(index, item));
  if (typeof value !== 'object') assert(false, `${placeText(place)} is plain data`);
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, item]) => [key, within(key, item)]));
}

function placeText([name, ...keys]: readonly (string | number)[]): string {
  return `${name}${keys.map((key) => (typeof key === 'number' ? `[${key}]` : `.${key}`)).join('')}`;
}

/** Indented, ending in a line feed. */
export function jsonText(value: Json): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
