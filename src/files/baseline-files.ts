// The two files of a baseline in a folder: `<scenario>.run.csv` and `<scenario>.metrics.csv`. What is in them is src/outputs/baseline.ts.
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { UsageError } from '../errors.ts';
import { baselineTexts, parseBaseline, type Baseline } from '../outputs/baseline.ts';
import { naming, nodeFiles, writeWhole } from './file-operations.ts';

/** @param name of the scenario's file, without its ending */
function filesOf(folder: string, name: string): { readonly run: string; readonly metrics: string } {
  return { run: path.join(folder, `${name}.run.csv`), metrics: path.join(folder, `${name}.metrics.csv`) };
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
    throw new UsageError(`${run} and ${metrics} are not a baseline: ${why}; remove them and make it anew with --update`);
  }
}

export function writeBaseline(folder: string, name: string, baseline: Baseline): void {
  naming('make', folder, () => mkdirSync(folder, { recursive: true }));
  const files = filesOf(folder, name);
  const texts = baselineTexts(baseline);
  for (const part of ['run', 'metrics'] as const) writeWhole(files[part], new TextEncoder().encode(texts[part]), nodeFiles);
}
