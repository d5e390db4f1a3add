// Checks one file of a scenario by itself, so that each problem has its file and line. Later checks
// continue with the valid parts, so that all problems are reported at once.
import type * as z from 'zod';
import type { Problem } from '../errors.ts';
import { explain, type Locate } from './explain.ts';
import { isMap, omit, type KeyPath, type PlainMap } from './kind.ts';
import { withoutAddsKey } from './policy-inheritance.ts';
import { fileSchema, policySchema } from './schema.ts';
import { keyOf, keysOf } from './section.ts';
import { keyText } from './yaml-text.ts';
import type { YamlSource } from './yaml-walk.ts';

export interface CheckedFile {
  readonly source: YamlSource;
  /** The content of the file without invalid parts. */
  readonly sound: PlainMap;
  readonly problems: readonly Problem[];
  /** Key paths of invalid parts. */
  readonly unsound: readonly KeyPath[];
}

const checked = new WeakMap<YamlSource, CheckedFile>();

/**
 * The same source is checked once, however often it is used: sweeps load the same files again and
 * again.
 */
export function checkFile(source: YamlSource): CheckedFile {
  const before = checked.get(source);
  if (before !== undefined) return before;
  const result = check(source);
  checked.set(source, result);
  return result;
}

function check(source: YamlSource): CheckedFile {
  const { file, value } = source;
  if (!isMap(value)) {
    const found = source.find([])?.written ?? 'an empty file';
    const problem = {
      file,
      line: 1,
      column: 1,
      path: '(whole file)',
      found: found === 'nothing' ? 'an empty file' : found,
    };
    const advice = {
      allowed: 'a map with keys of the scenario page',
      fix: 'write keys such as title and policies, one on each line',
    };
    const problems = source.problems.length > 0 ? source.problems : [{ ...problem, ...advice }];
    return { source, sound: {}, problems, unsound: [[]] };
  }
  const says = omit(withoutAddsKey(value), '$schema', 'extends');
  if (source.isSound === true) return { source, sound: says, problems: [], unsound: [] };
  const parsed = fileSchema.safeParse(withoutAddsKey(value));
  if (parsed.success) return { source, sound: says, problems: source.problems, unsound: [] };
  const issues = parsed.error.issues;
  const unsound = issues.flatMap((issue): KeyPath[] => {
    const path = issue.path as KeyPath;
    return issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => [...path, key])
      : [leafOf(path)];
  });
  const sound = without(says, unsound);
  // A value refused for its form (a tag, an alias) counts as absent, but is reported only once.
  const holds = (path: string, part: string): boolean =>
    part === path || part.startsWith(`${path}.`) || part.startsWith(`${path}[`);
  const known = ({ path }: Problem): boolean =>
    source.problems.some((refused) => holds(path, refused.path));
  const problems = explain(issues, fileSchema, value, locateIn(source)).filter(
    (problem) => !known(problem),
  );
  return {
    source,
    sound: isMap(sound) ? sound : {},
    problems: [...source.problems, ...problems],
    unsound,
  };
}

/** Finds places in one file. A missing value is placed where it should be. */
export function locateIn(source: YamlSource): Locate {
  return (path, what) => {
    const { file } = source;
    if (what === 'key') {
      const at = source.findKey(path) ?? { line: 1, column: 1 };
      return { file, line: at.line, column: at.column, found: keyText(path.at(-1)) };
    }
    const here = source.find(path);
    if (here !== undefined)
      return { file, line: here.line, column: here.column, found: here.written };
    const above = path
      .map((_, index) => source.find(path.slice(0, index)))
      .findLast((place) => place !== undefined);
    return { file, line: above?.line ?? 1, column: above?.column ?? 1, found: 'nothing' };
  };
}

/** The leaf of the schema that a path is in. */
function leafOf(path: KeyPath): KeyPath {
  const inPolicy = path[0] === 'policies' && path.length > 2;
  let here: z.core.$ZodType = inPolicy ? policySchema : fileSchema;
  for (let length = inPolicy ? 3 : 1; length <= path.length; length++) {
    const below = keyOf(here, path[length - 1]!);
    if (below === undefined || keysOf(below) === undefined)
      return path[0] === 'policies' && !inPolicy ? path : path.slice(0, length);
    here = below;
  }
  return path;
}

/** A value without its parts at these paths. */
function without(value: unknown, paths: readonly KeyPath[]): unknown {
  if (paths.some((path) => path.length === 0)) return {};
  if (!isMap(value) || paths.length === 0) return value;
  const below = new Map<string, KeyPath[]>();
  for (const [key, ...rest] of paths)
    below.set(String(key), [...(below.get(String(key)) ?? []), rest]);
  const kept = Object.entries(value).filter(
    ([key]) => below.get(key)?.some((path) => path.length === 0) !== true,
  );
  return Object.fromEntries(kept.map(([key, part]) => [key, without(part, below.get(key) ?? [])]));
}
