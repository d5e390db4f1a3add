// Checks one file of a scenario by itself, so that each problem has its file and line, and keeps what is sound of it:
// the rest of the checks go on with that, and everything wrong is reported at once.
import type { Problem } from '../errors.ts';
import { explain, type Locate } from './explain.ts';
import { isMap, omit, type KeyPath, type PlainMap } from './kind.ts';
import { fileSchema, policySchema } from './schema.ts';
import { keysOf } from './section.ts';
import type { YamlSource } from './yaml-source.ts';

export interface CheckedFile {
  readonly source: YamlSource;
  /** What the file says, without what is wrong. */
  readonly sound: PlainMap;
  readonly problems: readonly Problem[];
  /** Key paths of what is wrong. */
  readonly unsound: readonly KeyPath[];
}

export function checkFile(source: YamlSource): CheckedFile {
  const { file, value } = source;
  if (!isMap(value)) {
    const found = source.find([])?.written ?? 'an empty file';
    const problem = { file, line: 1, column: 1, path: '(whole file)', found: found === 'nothing' ? 'an empty file' : found };
    const advice = {
      allowed: 'a map with keys of the scenario page',
      fix: 'write keys such as title and policies, one on each line',
    };
    const problems = source.problems.length > 0 ? source.problems : [{ ...problem, ...advice }];
    return { source, sound: {}, problems, unsound: [[]] };
  }
  const says = omit(value, '$schema', 'extends');
  const checked = fileSchema.safeParse(value);
  if (checked.success) return { source, sound: says, problems: source.problems, unsound: [] };
  const issues = checked.error.issues;
  const unsound = issues.flatMap((issue): KeyPath[] => {
    const path = issue.path as KeyPath;
    return issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...path, key]) : [leafOf(path)];
  });
  const sound = unsound.reduce<unknown>(without, says);
  // A value refused for its form (a tag, an alias) reads as nothing: one problem is enough.
  const refused = new Set(source.problems.map(({ path }) => path));
  const problems = explain(issues, fileSchema, value, locateIn(source)).filter(({ path }) => !refused.has(path));
  return { source, sound: isMap(sound) ? sound : {}, problems: [...source.problems, ...problems], unsound };
}

/** Places in one file. What is missing is placed where it would have to be. */
export function locateIn(source: YamlSource): Locate {
  return (path, what) => {
    const { file } = source;
    if (what === 'key') {
      const at = source.findKey(path) ?? { line: 1, column: 1 };
      return { file, line: at.line, column: at.column, found: String(path.at(-1)) };
    }
    const here = source.find(path);
    if (here !== undefined) return { file, line: here.line, column: here.column, found: here.written };
    const above = path.map((_, index) => source.find(path.slice(0, index))).findLast((place) => place !== undefined);
    return { file, line: above?.line ?? 1, column: above?.column ?? 1, found: above?.written ?? 'nothing' };
  };
}

/** The leaf of the schema that a path is in. */
function leafOf(path: KeyPath): KeyPath {
  const inPolicy = path[0] === 'policies' && path.length > 2;
  let keys = inPolicy ? keysOf(policySchema) : keysOf(fileSchema);
  for (let length = inPolicy ? 3 : 1; length <= path.length; length++) {
    const below = keys?.[path[length - 1]!];
    keys = below === undefined ? undefined : keysOf(below);
    if (keys === undefined) return path[0] === 'policies' && !inPolicy ? path : path.slice(0, length);
  }
  return path;
}

function without(value: unknown, path: KeyPath): unknown {
  const [key, ...rest] = path;
  if (key === undefined || !isMap(value) || !Object.hasOwn(value, key)) return path.length === 0 ? {} : value;
  if (rest.length > 0) return { ...value, [key]: without(value[key], rest) };
  return omit(value, String(key));
}
