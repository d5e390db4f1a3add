// The two files of a baseline in a folder: `<scenario>.run.csv` and `<scenario>.metrics.csv`.
// src/outputs/baseline.ts says what they contain.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { UsageError } from '../errors.ts';
import { baselineTexts, parseBaseline, type Baseline } from '../outputs/baseline.ts';
import {
  makeFolder,
  naming,
  openAside,
  removeIfThere,
  type FileAside,
  type FileOperations,
} from './file-operations.ts';

/** @param name of the scenario's file, without its ending */
function filesOf(folder: string, name: string): { readonly run: string; readonly metrics: string } {
  return {
    run: path.join(folder, `${name}.run.csv`),
    metrics: path.join(folder, `${name}.metrics.csv`),
  };
}

/** @returns undefined when there is none @throws UsageError when there is something else */
export function readBaseline(folder: string, name: string): Baseline | undefined {
  const { run, metrics } = filesOf(folder, name);
  if (!existsSync(run) || !existsSync(metrics)) return undefined;
  const textOf = (file: string): string => naming('read', file, () => readFileSync(file, 'utf8'));
  const texts = { run: textOf(run), metrics: textOf(metrics) };
  try {
    return parseBaseline(texts);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new UsageError(
      `${run} and ${metrics} are not a baseline: ${why}; remove them and make it anew with ` +
        '--update',
    );
  }
}

/**
 * Writes both files or neither: removes the run file of an earlier baseline first, and writes the
 * new one last.
 * @throws FileError
 */
export function writeBaseline(
  folder: string,
  name: string,
  baseline: Baseline,
  files: FileOperations,
): void {
  makeFolder(folder, files);
  const paths = filesOf(folder, name);
  const texts = baselineTexts(baseline);
  const asides: FileAside[] = [];
  try {
    for (const part of ['metrics', 'run'] as const) {
      const aside = openAside(paths[part], files);
      asides.push(aside);
      aside.write(new TextEncoder().encode(texts[part]));
    }
    removeIfThere(paths.run, files);
    for (const aside of asides) aside.finish();
  } finally {
    for (const aside of asides) aside.abandon();
  }
}
