// The rows of closed-forms.csv: what make-closed-forms.ts writes, and the tests hold themselves to.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { root } from './finished-runs.ts';

/** A z-score as the file has it. */
export const zCell = (z: number): string => (z === 0 || Number.isNaN(z) ? '0' : z.toFixed(3));

/** The z-scores of a test that are written down, in the order in which it found them. */
export function zCellsOf(file: string, test: string): readonly string[] {
  const rows: readonly Readonly<Record<string, string>>[] = parse(
    readFileSync(join(root, 'docs/closed-forms.csv')),
    {
      columns: true,
    },
  );
  return rows.filter((row) => row['file'] === file && row['test'] === test).map((row) => row['z']!);
}

/** Set while the file is made anew: tests are then not held to what it says. */
export const isMakingRows = 'OFFSUPPLY_MAKING_CLOSED_FORMS';
