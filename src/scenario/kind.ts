// A kind of value: what is allowed, how it reads, how it looks to an editor. The leaves of the schema are made of kinds.
import * as z from 'zod';
import { nearest } from './nearest.ts';

// Zod's compiled checks need eval, which a page under a strict policy has not, and cost more than they save on one file.
z.config({ jitless: true });

export type KeyPath = readonly (string | number)[];
export type JsonSchema = Readonly<Record<string, unknown>>;

/** A shape that many keys share in the JSON Schema. */
export const definition = (name: string): JsonSchema => ({ $ref: `#/definitions/${name}` });

interface RefusedAt {
  /** The part that is wrong, from the value; the value itself if absent. */
  readonly path?: KeyPath;
  /** What is allowed there, if not what the kind says. */
  readonly allowed?: string;
  /** It is the last key of the path that is wrong, not what it stands for. */
  readonly atKey?: boolean;
}

/** Reports one thing wrong with a value and how to put it right; always returns null, so readers can `return refuse(...)`. */
export type Refuse = (fix: string, at?: RefusedAt) => null;

export interface Kind<Value> {
  /** For people: "a duration such as 90m, 36h, 14d or 2w". */
  readonly allowed: string;
  /** For editors. */
  readonly json: JsonSchema;
  /** The value meant, or null once everything wrong with it has been refused. Never null in silence. */
  readonly read: (found: unknown, refuse: Refuse) => Value | null;
  /** What a file that says `change` makes of what the file it extends says. Absent: the change replaces it whole. */
  readonly merge?: (base: unknown, change: unknown) => unknown;
}

/** The same refusal for a part of a value. */
export function within(refuse: Refuse, path: KeyPath, allowed: string): Refuse {
  return (fix, at) => refuse(fix, { ...at, path: [...path, ...(at?.path ?? [])], allowed: at?.allowed ?? allowed });
}

/** Reads a part of a value by its own kind. */
export function readPart<Value>(kind: Kind<Value>, found: unknown, refuse: Refuse, ...path: KeyPath): Value | null {
  return kind.read(found, within(refuse, path, kind.allowed));
}

export type PlainMap = Readonly<Record<string, unknown>>;

export function isMap(found: unknown): found is PlainMap {
  return typeof found === 'object' && found !== null && !Array.isArray(found);
}

export function omit(map: PlainMap, ...keys: readonly string[]): PlainMap {
  return Object.fromEntries(Object.entries(map).filter(([key]) => !keys.includes(key)));
}

/** Whether a map has no keys but these; refuses each other one, with the key probably meant. */
export function onlyKeys(keys: readonly string[], found: PlainMap, refuse: Refuse): boolean {
  const strange = Object.keys(found).filter((key) => !keys.includes(key));
  const free = keys.filter((key) => !(key in found));
  for (const key of strange) {
    const meant = nearest(key, free);
    refuse(meant === undefined ? `remove ${key}` : `write ${meant}`, {
      path: [key],
      allowed: `the keys ${keys.join(', ')}`,
      atKey: true,
    });
  }
  return strange.length === 0;
}

/** Both maps' keys, the base's first; where both have one, `mergeValue` decides. */
export function mergeMaps(
  base: PlainMap,
  change: PlainMap,
  mergeValue: (base: unknown, change: unknown, key: string) => unknown,
): PlainMap {
  const merged: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(change)) merged[key] = key in base ? mergeValue(base[key], value, key) : value;
  return merged;
}

/** What zod carries from a refusal to the problem shown; see explain.ts. */
export interface RefusalParameters {
  readonly allowed: string;
  readonly fix: string;
  readonly atKey: boolean;
}

/** The kind behind each leaf of the schema, for messages and for the JSON Schema. */
export const kinds = z.registry<{ readonly kind: Kind<unknown> }>();

/** Something rather than nothing: `z.unknown()` would let a required key be left out. */
const something = z.custom<unknown>((found) => found !== undefined);

/** A leaf of the schema. */
export function leaf<Value>(kind: Kind<Value>) {
  const schema = something.transform((found, context): Value => {
    const value = kind.read(found, (fix, at) => {
      const params: RefusalParameters = { allowed: at?.allowed ?? kind.allowed, fix, atKey: at?.atKey ?? false };
      context.issues.push({ code: 'custom', input: found, path: [...(at?.path ?? [])], params: { ...params } });
      return null;
    });
    return value === null ? z.NEVER : value;
  });
  kinds.add(schema, { kind });
  return schema;
}
