// docs/FEATURES.md: every command of it ends as it says, and what it names is there.
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../support/files/temporary-folder.ts';
import { command, type Outcome } from '../support/cli/run-command.ts';

const root = path.join(import.meta.dirname, '../..');
const page = readFileSync(path.join(root, 'docs/FEATURES.md'), 'utf8');
const plain = (cell: string): string => cell.replace(/^`|`$/gu, '').replaceAll('\\|', '|');
const rows = page
  .split('\n')
  .filter((line) => /^\| \d+ \|/u.test(line))
  .map((line) => line.split(/(?<!\\)\|/u).map((cell) => cell.trim()));

/** Words of a command line, those in double quotes whole. */
const wordsOf = (line: string): readonly string[] =>
  [...line.matchAll(/"([^"]*)"|(\S+)/gu)].map(([, quoted, word]) => quoted ?? word!);

it('every feature is there, by its command', async () => {
  const cwd = temporaryFolder();
  writeFileSync(path.join(cwd, 'small.yaml'), /```yaml\n([^`]*)```/u.exec(page)![1]!);
  for (const name of ['depletion.case.yaml', 'plain-meter.yaml'])
    copyFileSync(path.join(root, 'scenarios/cases', name), path.join(cwd, name));
  const missing: string[] = [];
  let outcome: Outcome | undefined;
  expect(rows.length).toBeGreaterThan(30);
  for (const [, number, , line, exit, where, seen] of rows as [
    string,
    string,
    string,
    string,
    string,
    string,
    string,
  ][]) {
    if (line !== 'the same run') {
      const [program, ...words] = wordsOf(plain(line));
      expect(program, number).toBe('offsupply');
      outcome = await command('', { cwd, words });
      expect(outcome.exitCode, `row ${number}: ${outcome.stderr}`).toBe(Number(exit));
    }
    const { stdout, stderr } = outcome!;
    const text =
      where === 'stdout'
        ? stdout
        : where === 'stderr'
          ? stderr
          : readFileSync(path.join(cwd, where), 'utf8');
    // Lines are broken to the width of the terminal.
    const isSeen = text.replaceAll(/\s+/gu, ' ').includes(plain(seen));
    if (!isSeen) missing.push(`row ${number}: ${seen} in ${where}`);
  }
  expect(missing).toEqual([]);
}, 120_000);
