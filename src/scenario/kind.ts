// A kind of value: what is allowed, how it is read, and its JSON Schema for editors. The leaves of
// the schema are kinds.
import * as z from 'zod';
import { nearest } from './nearest.ts';

// Zod's compiled checks need eval, which pages with a strict security policy do not have, and cost
// more than they save on one file.
z.config({ jitless: true });

export type KeyPath = readonly (string | number)[];
export type JsonSchema = Readonly<Record<string, unknown>>;

/** A shape that many keys share in the JSON Schema. */
export const definition = (name: string): JsonSchema => ({ $ref: `#/definitions/${name}` });

interface RefusedAt {
  /** The part that is wrong, from the value; the value itself if absent. */
  readonly path?: KeyPath;
  /** What is allowed there, if it differs from the kind's own text. */
  readonly allowed?: string;
  /** Whether the last key of the path is wrong and not its value. */
  readonly atKey?: boolean;
}

/**
 * Reports one thing wrong with a value and how to put it right; always returns null, so readers can
 * `return refuse(...)`.
 */
export type Refuse = (fix: string, at?: RefusedAt) => null;

export interface Kind<Value> {
  /** For people: "a duration such as 90m, 36h, 14d or 2w". */
  readonly allowed: string;
  /** For editors. */
  readonly json: JsonSchema;
  /**
   * Reads a value. Returns null after refusing everything that is wrong with it, and never without
   * a refusal.
   */
  readonly read: (found: unknown, refuse: Refuse) => Value | null;
  /**
   * Merges the value of a file (`change`) into that of the file it extends. Absent: the change
   * replaces all of it.
   */
  readonly merge?: (base: unknown, change: unknown) => unknown;
}

/** The same refusal for a part of a value. */
export function within(refuse: Refuse, path: KeyPath, allowed: string): Refuse {
  return (fix, at) =>
    refuse(fix, { ...at, path: [...path, ...(at?.path ?? [])], allowed: at?.allowed ?? allowed });
}

/** Reads a part of a value by its own kind. */
export function readPart<Value>(
  kind: Kind<Value>,
  found: unknown,
  refuse: Refuse,
  ...path: KeyPath
): Value | null {
  return kind.read(found, within(refuse, path, kind.allowed));
}

export type PlainMap = Readonly<Record<string, unknown>>;

export function isMap(found: unknown): found is PlainMap {
  return typeof found === 'object' && found !== null && !Array.isArray(found);
}

export function omit(map: PlainMap, ...keys: readonly string[]): PlainMap {
  return Object.fromEntries(Object.entries(map).filter(([key]) => !keys.includes(key)));
}

/**
 * Whether a map has only these keys. Refuses each other key, and suggests the one probably meant.
 */
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
  for (const [key, value] of Object.entries(change))
    merged[key] = key in base ? mergeValue(base[key], value, key) : value;
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

/** Any value but undefined: `z.unknown()` would allow a required key to be left out. */
const something = z.custom<unknown>((found) => found !== undefined);

/** A leaf of the schema. */
export function leaf<Value>(kind: Kind<Value>) {
  const schema = something.transform((found, context): Value => {
    const value = kind.read(found, (fix, at) => {
      const params: RefusalParameters = {
        allowed: at?.allowed ?? kind.allowed,
        fix,
        atKey: at?.atKey ?? false,
      };
      context.issues.push({
        code: 'custom',
        input: found,
        path: [...(at?.path ?? [])],
        params: { ...params },
      });
      return null;
    });
    return value === null ? z.NEVER : value;
  });
  kinds.add(schema, { kind });
  return schema;
}
