// The loader's access to files: texts by path. Implemented for Node in src/files/scenario-files.ts,
// for browsers by memoryFiles.
import type { CommentedValue } from './commented-values.ts';
import type { PlainMap } from './kind.ts';
import { nearest } from './nearest.ts';
import { grouped } from './numbers.ts';

/** Why a file may not be read, in words. */
export interface Refused {
  readonly refused: string;
}

/** What reading a scenario file gives in which nothing is wrong (reading.ts). */
export interface Reading {
  /** The text that was read. It stands for no other. */
  readonly text: string;
  readonly value: PlainMap;
  readonly commented: readonly CommentedValue[];
}

/**
 * Limits of a CSV file that a scenario names. `lines` includes the header and empty lines; `line`
 * is the number of characters of one.
 */
export const csvLimits = { characters: 8 * 1024 * 1024, lines: 100_001, line: 10_000 } as const;

/** Why a CSV text is too large to be parsed; undefined if it is not. */
export function tooMuchCsv(
  csv: string,
): { readonly found: string; readonly allowed: string } | undefined {
  if (csv.length > csvLimits.characters) {
    const found = `${grouped(Math.ceil(csv.length / 1024 / 1024))} MB`;
    return { found, allowed: `a CSV file of at most ${csvLimits.characters / 1024 / 1024} MB` };
  }
  let lines = 0;
  for (let at = -1; (at = csv.indexOf('\n', at + 1)) >= 0;) lines++;
  if (lines <= csvLimits.lines) return undefined;
  const allowed = `a CSV file of at most ${grouped(csvLimits.lines - 1)} rows below its header line`;
  return { found: `${grouped(lines)} lines`, allowed };
}

/** A line of a CSV file; `line` counts from 1. */
export interface CsvRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/** The file access that loading a scenario needs. `memoryFiles` implements it without a disk. */
export interface ScenarioFiles {
  /** The text of a file, undefined if there is none. */
  readonly read: (path: string) => string | undefined | Refused;
  /**
   * Resolves a reference in the file `from` to a path. Refused if it is outside the folder of
   * `root`, the scenario.
   */
  readonly resolve: (reference: string, from: string, root: string) => string | Refused;
  /** The path of a scenario shipped with the package, undefined if there is none of that name. */
  readonly shipped: (name: string) => string | undefined;
  /**
   * Names that `shipped` knows, to suggest one for a misspelt name; without it there are no
   * suggestions.
   */
  readonly shippedNames?: () => readonly string[];
  /** What the build read in the shipped defaults, if it kept that. */
  readonly readingOfDefaults?: () => Reading | undefined;
  /** Rows of a CSV text, header first; throws an Error that says what is wrong with it. */
  readonly rows: (csv: string) => readonly CsvRow[];
}

/** The last part of a path, however its folders are separated. */
export const fileName = (path: string): string => path.split(/[\\/]/u).at(-1)!;

const stem = (name: string): string => name.replace(/(\.case)?\.(ya?ml|json)$/iu, '');

/** The shipped scenario that a name without a file may mean; undefined if none is similar. */
function meantShipped(name: string, { shippedNames }: ScenarioFiles): string | undefined {
  const byStem = new Map((shippedNames?.() ?? []).map((shipped) => [stem(shipped), shipped]));
  const known = [...byStem.keys()];
  const written = stem(name);
  const meant =
    nearest(written, known) ?? nearest(written.slice(written.lastIndexOf('/') + 1), known);
  return meant === undefined ? undefined : byStem.get(meant);
}

/**
 * The fix for a scenario name without a file.
 * @param otherwise the fix if no shipped name is similar
 */
export function nameFix(name: string, files: ScenarioFiles, otherwise = 'check the name'): string {
  const meant = meantShipped(name, files);
  return meant === undefined ? otherwise : `check the name: did you mean ${meant}?`;
}

/** What is wrong with the text of a reference, on any file system; undefined if nothing is. */
export function badReference(reference: string): string | undefined {
  if (reference === '' || reference.length > 300) return 'a file name has 1 to 300 characters';
  if (/[\p{Cc}]/u.test(reference)) return 'a file name has no control characters';
  if (reference.includes('\\')) return 'folders are separated by /';
  if (reference.startsWith('/') || /^[a-zA-Z][a-zA-Z0-9+.-]*:/.test(reference))
    return 'the file must be named relative to the scenario';
  return undefined;
}

/** The folder tree limit in words. */
export const outside = 'it is outside the folder of the scenario';

interface MemoryFiles {
  /** The user's own texts by path. */
  readonly files?: Readonly<Record<string, string>>;
  /** Shipped scenarios by name. */
  readonly shipped: Readonly<Record<string, string>>;
  readonly rows?: ScenarioFiles['rows'];
}

const shippedFolder = 'shipped:/';

/** Files in memory: for browsers, tests, and scenarios that are not files. */
export function memoryFiles({ files = {}, shipped, rows = noCsv }: MemoryFiles): ScenarioFiles {
  const textOf = (texts: Readonly<Record<string, string>>, name: string): string | undefined =>
    Object.hasOwn(texts, name) ? texts[name] : undefined;
  return {
    read: (path) =>
      path.startsWith(shippedFolder)
        ? textOf(shipped, path.slice(shippedFolder.length))
        : textOf(files, path),
    shipped: (name) => (textOf(shipped, name) === undefined ? undefined : shippedFolder + name),
    shippedNames: () => Object.keys(shipped),
    resolve(reference, from, root) {
      const bad = badReference(reference);
      if (bad !== undefined) return { refused: bad };
      const top = (from.startsWith(shippedFolder) ? shippedFolder : folderOf(root))
        .split('/')
        .slice(0, -1);
      const path = folderOf(from).split('/').slice(0, -1);
      for (const part of reference.split('/')) {
        if (part === '..') {
          if (path.length <= top.length) return { refused: outside };
          path.pop();
        } else if (part !== '.' && part !== '') path.push(part);
      }
      return path.join('/');
    },
    rows,
  };
}

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1);

function noCsv(): never {
  throw new Error('CSV files cannot be read here');
}
