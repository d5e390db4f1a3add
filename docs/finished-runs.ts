// Runs of the built program for the commands that write these pages, and what they read back from
// its files.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';

/** The checkout, with a slash at its end. */
export const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * `offsupply` with these words, in the checkout; what it says of its progress goes to stderr.
 * @returns what it prints
 * @throws {Error} where it does not end with exit code 0
 */
export function offsupply(...words: readonly string[]): string {
  const { status, stdout } = spawnSync(process.execPath, ['dist/cli/main.js', ...words], {
    ...{ cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] },
  });
  if (status !== 0) throw new Error(`offsupply ${words.join(' ')} ended with ${status}`);
  return stdout;
}

export type CsvRow = Readonly<Record<string, string>>;

/** Rows of a run's replications.csv that are of all its homes. */
export function replicationsIn(folder: string): readonly CsvRow[] {
  const rows: readonly CsvRow[] = parse(readFileSync(join(folder, 'replications.csv')), {
    columns: true,
  });
  return rows.filter((row) => row['segment'] === 'all');
}

/** A metric of a policy in each replication; NaN where it does not exist. */
export function valuesOf(
  rows: readonly CsvRow[],
  policy: string,
  metric: string,
): readonly number[] {
  return rows
    .filter((row) => row['policy'] === policy)
    .map((row) => (row[metric] === '' ? NaN : Number(row[metric])));
}

/** Ids of the policies, in the order of the scenario. */
export function policiesIn(rows: readonly CsvRow[]): readonly string[] {
  return [...new Set(rows.map((row) => row['policy']!))];
}
