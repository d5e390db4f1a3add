// Turns zod's issues into problems with the scenario's own words and places.
import * as z from 'zod';
import type { Problem } from '../errors.ts';
import { kinds, type KeyPath, type RefusalParameters } from './kind.ts';
import { valueAt } from './merge.ts';
import { nearest } from './nearest.ts';
import { institutionsSchema, policyId, policySchema, scenarioSchema } from './schema.ts';
import { keyOf, keysOf, unwrapped } from './section.ts';
import { keyText, pathText } from './yaml-text.ts';

/**
 * Gives the place of a value and how it is written. `key` asks for the place of the path's last key
 * instead of its value.
 */
export type Locate = (
  path: KeyPath,
  what: 'value' | 'key',
) => Pick<Problem, 'file' | 'line' | 'column' | 'found'>;

/** The schema of the value at a path. */
export function schemaAt(schema: z.core.$ZodType, path: KeyPath): z.core.$ZodType | undefined {
  let here: z.core.$ZodType | undefined = schema;
  for (const key of path) {
    if (here === undefined) return undefined;
    const whole = unwrapped(here);
    here = whole instanceof z.ZodRecord ? whole.valueType : keyOf(whole, key);
  }
  return here === undefined ? undefined : unwrapped(here);
}

export function explain(
  issues: readonly z.core.$ZodIssue[],
  schema: z.core.$ZodType,
  value: unknown,
  locate: Locate,
): Problem[] {
  return issues.flatMap((issue): Problem[] => {
    const path = issue.path as KeyPath;
    const problem = (
      at: KeyPath,
      allowed: string,
      fix: string,
      what: 'value' | 'key' = 'value',
    ): Problem => ({
      ...locate(at, what),
      ...{ path: pathText(at), allowed, fix },
    });
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) =>
        problem([...path, key], ...unknownKey(schema, path, key, valueAt(value, path)), 'key'),
      );
    }
    if (issue.code === 'invalid_key') {
      return [
        problem(
          path,
          'an id of 1 to 64 small letters, digits and hyphens',
          `write ${slug(String(path.at(-1)))}`,
          'key',
        ),
      ];
    }
    const missing = valueAt(value, path) === undefined;
    if (issue.code === 'custom' && !missing) {
      const { allowed, fix, atKey } = issue.params as unknown as RefusalParameters;
      return [problem(path, allowed, fix, atKey ? 'key' : 'value')];
    }
    const allowed = allowedAt(schema, path);
    if (missing)
      return [problem(path, allowed, `add ${String(path.at(-1))}, or extend defaults.yaml`)];
    const empty = valueAt(value, path) === null;
    return [
      problem(
        path,
        allowed,
        empty
          ? `write keys below ${pathText(path)}, or remove it`
          : 'write a map: one "key: value" on each line, indented',
      ),
    ];
  });
}

function allowedAt(schema: z.core.$ZodType, path: KeyPath): string {
  const here = schemaAt(schema, path);
  if (here instanceof z.ZodRecord) return 'a map from id to policy';
  const keys = here === undefined ? undefined : keysOf(here);
  if (keys !== undefined) return `a map with the keys ${Object.keys(keys).join(', ')}`;
  return (
    (here === undefined ? undefined : kinds.get(here)?.kind.allowed) ??
    'a value of the scenario page'
  );
}

const slug = (id: string): string => {
  const guess = id
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 64);
  return policyId.test(guess) ? guess : 'an id such as my-policy';
};

type AllowedAndFix = readonly [allowed: string, fix: string];

function unknownKey(
  schema: z.core.$ZodType,
  path: KeyPath,
  key: string,
  siblings: unknown,
): AllowedAndFix {
  const here = schemaAt(schema, path);
  const known = Object.keys((here === undefined ? undefined : keysOf(here)) ?? {});
  const consumers = path[0] === 'policies' ? consumerKey(path, key) : undefined;
  if (consumers !== undefined) return consumers;
  if (path[0] === 'policies' && path.length === 2 && key === 'extends')
    return ['like, to start from another policy', 'write like and the id of a policy'];
  if (key.startsWith('//'))
    return ['YAML or JSON', 'remove the comment: in YAML comments begin with #, and JSON has none'];
  const allowed = `the keys ${known.join(', ')}`;
  // The merged scenario has every key, so an unknown one comes from an option, for which any key
  // may be suggested.
  const free =
    schema === scenarioSchema ? known : known.filter((name) => !(name in (siblings as object)));
  const meant = nearest(key, free);
  if (meant !== undefined) return [allowed, `write ${meant}`];
  const elsewhere = pathsOfKey(scenarioSchema, key).slice(0, 3);
  if (elsewhere.length > 0) return [allowed, `move it to ${elsewhere.join(' or ')}, or remove it`];
  const double = nearest(key, known);
  return [
    allowed,
    double === undefined ? `remove ${keyText(key)}` : `remove ${key}; ${double} is there already`,
  ];
}

/** Keys that would let a policy change the consumers. */
function consumerKey(path: KeyPath, key: string): AllowedAndFix | undefined {
  const inPolicy =
    path.length === 2 &&
    !Object.keys(policySchema.shape).includes(key) &&
    key in scenarioSchema.shape;
  const inBehaviour = path.length === 3 && path[2] === 'behaviour';
  if (!inPolicy && !inBehaviour) return undefined;
  const levers = Object.keys(institutionsSchema.shape).map((name) =>
    name === 'behaviour' ? 'behaviour.advice' : name,
  );
  const allowed = `label, description, and changes to ${levers.join(', ')}`;
  return [
    allowed,
    `move ${inBehaviour ? `behaviour.${key}` : key} to the scenario itself: a policy may ` +
      'change what institutions do, never who the consumers are, ' +
      'because all policies are compared over the same households, weather and chance ' +
      'events (common random numbers)',
  ];
}

/** Other paths in the schema with a key of this name. */
function pathsOfKey(schema: z.core.$ZodType, key: string, path: KeyPath = []): string[] {
  return Object.entries(keysOf(schema) ?? {}).flatMap(([name, below]) => {
    const here = [...path, name];
    return [...(name === key ? [pathText(here)] : []), ...pathsOfKey(below, key, here)];
  });
}
