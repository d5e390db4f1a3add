// Scenario files on disk, for Node. A reference may not lead out of the folder of the scenario, by
// `..` or by a symbolic link.
import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';
import {
  badReference,
  csvLimits,
  outside,
  type CsvRow,
  type Reading,
  type Refused,
  type ScenarioFiles,
} from '../scenario/files.ts';

/**
 * The scenarios shipped with the package. Two folders up from here, in a checkout (src/files) and
 * when built (dist/files).
 */
export const shippedScenarios = fileURLToPath(new URL('../../scenarios/', import.meta.url));

/** Names of the shipped scenarios that have policies: all but the defaults. */
export function shippedScenarioNames(): readonly string[] {
  const names = readdirSync(shippedScenarios).filter(
    (name) => name.endsWith('.yaml') && name !== 'defaults.yaml',
  );
  return names.sort();
}

/** Names of the shipped worked cases: `cases/depletion.case.yaml`. */
export function shippedCaseNames(): readonly string[] {
  return readdirSync(join(shippedScenarios, 'cases'))
    .filter((name) => name.endsWith('.case.yaml'))
    .sort()
    .map((name) => `cases/${name}`);
}

/** Names of the shipped files: scenarios, settings of `calibrate` and worked cases. */
function namesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => name.replaceAll(sep, '/'))
    .sort();
}

/** Kept by the build; not there when running from the sources. */
const readingFile = fileURLToPath(new URL('../program/defaults.json', import.meta.url));

function keptReading(): Reading | undefined {
  return existsSync(readingFile)
    ? (JSON.parse(readFileSync(readingFile, 'utf8')) as Reading)
    : undefined;
}

const largestFileBytes = 16 * 1024 * 1024;

/**
 * Scenario files on disk.
 * @param shippedFolder folder of scenarios that are named without a folder; by default the
 * package's own
 */
export function scenarioFilesOnDisk(shippedFolder: string = shippedScenarios): ScenarioFiles {
  return {
    read: readText,
    shipped(name) {
      if (badReference(name) !== undefined) return undefined;
      const path = join(shippedFolder, name);
      return isInside(path, shippedFolder) && isFile(path) ? path : undefined;
    },
    shippedNames: () => namesIn(shippedFolder),
    readingOfDefaults: keptReading,
    resolve(reference, from, root) {
      const bad = badReference(reference);
      if (bad !== undefined) return { refused: bad };
      const path = join(dirname(from), reference);
      const top = isInside(from, shippedFolder) ? shippedFolder : dirname(root);
      return isInside(path, top) ? path : { refused: outside };
    },
    rows: (csv) =>
      parse(csv, {
        bom: true,
        info: true,
        max_record_size: csvLimits.line,
        skip_empty_lines: true,
        trim: true,
      }).map((row: unknown): CsvRow => {
        const { record, info } = row as { record: string[]; info: { lines: number } };
        return { line: info.lines, cells: record };
      }),
  };
}

function readText(path: string): string | undefined | Refused {
  try {
    const found = statSync(path, { throwIfNoEntry: false });
    if (found === undefined) return undefined;
    if (!found.isFile()) return { refused: 'it is not a file' };
    if (found.size > largestFileBytes)
      return { refused: `it is larger than ${largestFileBytes / 1024 / 1024} MB` };
    return readFileSync(path, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOTDIR' || code === 'ENAMETOOLONG') return undefined;
    return {
      refused:
        code === 'EACCES' || code === 'EPERM'
          ? 'you have no permission to read it'
          : `it cannot be read (${code ?? 'unknown error'})`,
    };
  }
}

function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** Whether a path is in or below a folder, after following links of both. */
function isInside(path: string, folder: string): boolean {
  const from = relative(realPathOf(resolve(folder)), realPathOf(resolve(path)));
  return from !== '..' && !from.startsWith(`..${sep}`) && !isAbsolute(from);
}

/** Follows links as far as the path exists. */
function realPathOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    const parent = dirname(path);
    return parent === path
      ? path
      : join(realPathOf(parent), path.slice(parent.length).replace(sep, ''));
  }
}
