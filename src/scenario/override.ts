// Values set from outside the files (`--set key.path=value`, `--households 500`), on top of what
// the files say.
import type * as z from 'zod';
import type { Problem } from '../errors.ts';
import { formNames } from './distribution-forms.ts';
import { schemaAt } from './explain.ts';
import { isMap, kinds, type KeyPath } from './kind.ts';
import { merge, valueAt } from './merge.ts';
import { printValue } from './print.ts';
import { scenarioSchema } from './schema.ts';
import { shorten } from './yaml-text.ts';
import { readYaml } from './yaml-source.ts';

/** A value set on top of a scenario's files. */
export interface Override {
  /** `onboarding.pace.perDay` */
  readonly path: string;
  /** As typed; read as YAML. */
  readonly value: string;
  /** What to call it in messages: `--set onboarding.pace.perDay=100`. */
  readonly option: string;
}

export interface Overridden {
  readonly document: unknown;
  readonly problems: readonly Problem[];
}

/** The keys of a path as written: `behaviour.trigger.uniform[0]` ends with the key 0. */
export function keyPathOf(path: string): readonly string[] {
  return path
    .replace(/\[(\d+)\]/g, '.$1')
    .split('.')
    .filter((key) => key !== '');
}

/** Whether one path is at, above or below the other. */
export function overlap(one: string, other: string): boolean {
  const [a, b] = [keyPathOf(one), keyPathOf(other)];
  return a.slice(0, b.length).join('.') === b.slice(0, a.length).join('.');
}

/** Longest path that is read: longer than any in a scenario. */
const deepest = 30;

/**
 * Names that are never keys for an option: those that every object inherits, and `extends`, which
 * is read before options.
 */
const isNoKey = (key: string): boolean =>
  key in Object.prototype || key === 'prototype' || key === 'extends';

export function applyOverrides(document: unknown, overrides: readonly Override[]): Overridden {
  const problems: Problem[] = [];
  let changed = document;
  for (const override of overrides) {
    const keys = keyPathOf(override.path);
    const source = readYaml(override.option, override.value);
    const wrong = source.problems[0];
    if (wrong !== undefined) problems.push(withoutPlace({ ...wrong, path: override.path }));
    else if (keys.length === 0 || keys.length > deepest || keys.some(isNoKey)) {
      const found = override.path === '' ? 'nothing' : shorten(override.path);
      problems.push({
        file: shorten(override.option),
        path: shorten(override.path),
        found,
        allowed: 'a key path such as onboarding.pace',
        fix: 'name the key to set',
      });
    } else changed = setAt(changed, keys, source.value, scenarioSchema, []);
  }
  return { document: changed, problems };
}

function withoutPlace({ file, path, found, allowed, fix }: Problem): Problem {
  return { file, path, found, allowed, fix };
}

/** Sets one value and keeps its siblings, even inside a distribution. */
function setAt(
  document: unknown,
  keys: KeyPath,
  value: unknown,
  schema: z.core.$ZodType,
  done: KeyPath,
): unknown {
  const [key, ...rest] = keys;
  if (key === undefined) {
    const here = schemaAt(schema, done);
    return here === undefined || document === undefined ? value : merge(here, document, value);
  }
  const below = setAt(valueAt(document, [key]), rest, value, schema, [...done, key]);
  if (Array.isArray(document) && Number(key) < document.length)
    return document.with(Number(key), below) as unknown[];
  const anew = isLeaf(schema, done) && isMap(document) && startsAnew(String(key), document);
  return isMap(document) && !anew ? { ...document, [key]: below } : { [key]: below };
}

/** Whether a path is at or in a leaf of the schema. */
function isLeaf(schema: z.core.$ZodType, path: KeyPath): boolean {
  const here = schemaAt(schema, path);
  return here === undefined || kinds.get(here) !== undefined;
}

/** Whether a key names another distribution or a queue, which replaces the old one. */
const startsAnew = (key: string, document: object): boolean =>
  !(key in document) && ([...formNames, 'perDay'] as string[]).includes(key);

/** The override that caused a problem at this path. */
export function overrideBehind(
  overrides: readonly Override[],
  path: KeyPath,
): Override | undefined {
  return overrides.findLast((override) => {
    const keys = keyPathOf(override.path);
    const shorter = Math.min(keys.length, path.length);
    return shorter > 0 && keys.slice(0, shorter).join('.') === path.slice(0, shorter).join('.');
  });
}

/** The text of a value at a path that an override has set, or part of which it has set. */
export function overrideText(override: Override, document: unknown, path: KeyPath): string {
  return keyPathOf(override.path).join('.') === path.join('.')
    ? override.value || 'nothing'
    : printValue(valueAt(document, path));
}
