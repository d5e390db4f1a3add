// Compares the files of two runs byte by byte and finds the first line that differs.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';

interface Difference {
  readonly file: string;
  /** What differs, for people: a line of both files, or which side lacks the file. */
  readonly what: string;
}

export interface Comparison {
  readonly files: number;
  /** Of the old side. */
  readonly bytes: number;
  /** Files closest to the engine come first. */
  readonly differences: readonly Difference[];
}

/** The other files are made from these: a difference in them explains one in the others. */
const closestToTheEngine = ['meters.csv', 'spells.csv', 'replications.csv', 'timeseries.csv'];
const shownCharacters = 90;

/** @param ending only files whose names end so are compared; '' compares all */
export function compareResults(oldFolder: string, newFolder: string, ending = ''): Comparison {
  const oldFiles = filesIn(oldFolder, ending);
  const newFiles = filesIn(newFolder, ending);
  const names = [...new Set([...oldFiles, ...newFiles])].sort(byDistanceFromTheEngine);
  const differences: Difference[] = [];
  let bytes = 0;
  for (const file of names) {
    const old = oldFiles.includes(file) ? comparedBytes(oldFolder, file) : undefined;
    const now = newFiles.includes(file) ? comparedBytes(newFolder, file) : undefined;
    bytes += old?.length ?? 0;
    if (old === undefined) differences.push({ file, what: 'only the new build writes it' });
    else if (now === undefined) differences.push({ file, what: 'only the old build writes it' });
    else if (!old.equals(now)) differences.push({ file, what: firstDifference(old, now) });
  }
  return { files: names.length, bytes, differences };
}

function filesIn(folder: string, ending: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith(ending) && statSync(join(folder, name)).isFile(),
  );
}

function byDistanceFromTheEngine(a: string, b: string): number {
  const rank = (name: string): number => {
    const place = closestToTheEngine.indexOf(basename(name));
    return place === -1 ? closestToTheEngine.length : place;
  };
  return rank(a) - rank(b) || (a < b ? -1 : 1);
}

/** All bytes of a file; of run.json all but its `environment`, which may differ. */
function comparedBytes(folder: string, name: string): Buffer {
  const bytes = readFileSync(join(folder, name));
  if (basename(name) !== 'run.json') return bytes;
  const text = bytes.toString('latin1');
  const rest = text.replace(/^ {2}"environment": \{$[^]*?^ {2}\}/mu, '  "environment": {}');
  return Buffer.from(rest, 'latin1');
}

/** The first line that differs, as both sides have it. */
function firstDifference(old: Buffer, now: Buffer): string {
  let at = 0;
  while (at < old.length && at < now.length && old[at] === now[at]) at += 1;
  const lineStart = at === 0 ? 0 : old.lastIndexOf(0x0a, at - 1) + 1;
  const line = old.subarray(0, lineStart).reduce((sum, byte) => sum + (byte === 0x0a ? 1 : 0), 1);
  const column = at - lineStart + 1;
  const shown = (bytes: Buffer): string => {
    if (at >= bytes.length) return '(the file ends here)';
    const end = bytes.indexOf(0x0a, at);
    const from = Math.max(lineStart, at - shownCharacters / 2);
    const to = Math.min(end === -1 ? bytes.length : end, from + shownCharacters);
    return bytes.subarray(from, to).toString('utf8');
  };
  return `line ${line}, column ${column}\n    old: ${shown(old)}\n    new: ${shown(now)}`;
}
