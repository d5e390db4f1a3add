// Keys of a scenario that can be set one by one, and what is wrong with a value for one of them.
// Needs no loading of the scenario.
import { schemaAt } from './explain.ts';
import { kinds, type Kind, type KeyPath, type PlainMap } from './kind.ts';
import { valueAt } from './merge.ts';
import { applyOverrides, keyPathOf } from './override.ts';
import { scenarioSchema } from './schema.ts';
import { keysOf } from './section.ts';

export { keyPathOf };

/** Keys that describe the run and are not assumptions. They cannot be varied. */
export const sayWhatARunIs: ReadonlySet<string> = new Set([
  ...[
    'title',
    'description',
    'seed',
    'reference',
    'thresholds',
    'ranges',
    'replications',
    'segments',
  ],
]);

/** The leaf of the schema that a path is at or in. */
export interface NamedLeaf {
  readonly kind: Kind<unknown>;
  /** Number of keys of the path that lead to the leaf; further keys lead into its value. */
  readonly length: number;
}

/** By path: each load of a scenario asks for those of all its ranges. */
const knownLeaves = new Map<string, NamedLeaf>();

/** Undefined where the path leads to no leaf: there is no such key, or it is a section. */
export function namedLeaf(keys: KeyPath): NamedLeaf | undefined {
  const path = keys.join('\0');
  const leaf = knownLeaves.get(path) ?? findLeaf(keys);
  if (leaf !== undefined) knownLeaves.set(path, leaf);
  return leaf;
}

function findLeaf(keys: KeyPath): NamedLeaf | undefined {
  for (let length = 1; length <= keys.length; length++) {
    const here = schemaAt(scenarioSchema, keys.slice(0, length));
    if (here === undefined) return undefined;
    const kind = kinds.get(here)?.kind;
    if (kind !== undefined) return { kind, length };
  }
  return undefined;
}

/** Keys directly below a path that is a section; undefined where it is none. */
export function keysBelow(keys: KeyPath): readonly string[] | undefined {
  const here = schemaAt(scenarioSchema, keys);
  const below = here === undefined ? undefined : keysOf(here);
  return below === undefined ? undefined : Object.keys(below);
}

let leaves: readonly string[] | undefined;

/** The path of each leaf of the schema, policies left out. */
export function leafPaths(): readonly string[] {
  const visit = (schema: Parameters<typeof keysOf>[0], path: readonly string[]): string[] => {
    const keys = keysOf(schema);
    return keys === undefined
      ? [path.join('.')]
      : Object.entries(keys).flatMap(([key, below]) => visit(below, [...path, key]));
  };
  return (leaves ??= visit(scenarioSchema, []));
}

/** What is wrong with a value: what is allowed there, and what to do. */
export interface SettingMistake {
  readonly allowed: string;
  readonly fix: string;
}

/**
 * What is wrong with a value at a path, judged by its leaf alone; undefined if nothing is. Problems
 * that only the whole scenario shows, such as weather that is too short, are found when it is
 * loaded.
 * @param document the scenario as written, complete
 * @param path at or in a leaf
 * @param text the value as written, read as YAML
 */
export function settingMistake(
  document: PlainMap,
  path: string,
  text: string,
): SettingMistake | undefined {
  const keys = keyPathOf(path);
  const leaf = namedLeaf(keys);
  if (leaf === undefined)
    return { allowed: 'the key path of a value of the scenario', fix: 'name another key' };
  const { document: changed, problems } = applyOverrides(document, [
    { path, value: text, option: path },
  ]);
  if (problems.length > 0) return problems[0];
  let mistake: SettingMistake | undefined;
  leaf.kind.read(valueAt(changed, keys.slice(0, leaf.length)), (fix, at) => {
    mistake ??= { allowed: at?.allowed ?? leaf.kind.allowed, fix };
    return null;
  });
  return mistake;
}
