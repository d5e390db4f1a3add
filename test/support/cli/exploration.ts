// What tests of the exploring commands have in common: a folder with the small scenario, a command
// that must succeed, and its files.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';
import { temporaryFolder } from '../files/temporary-folder.ts';
import { command, putSmallScenario, type CommandOptions } from './run-command.ts';

/** Texts of these files in a folder, by name. */
export function textsOf(
  names: readonly string[],
  folder: string,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    names.map((name) => [name, readFileSync(path.join(folder, name), 'utf8')]),
  );
}

/** What a command that ends with exit code 0 prints. */
export async function done(words: string, options: CommandOptions): Promise<string> {
  const { exitCode, stdout, stderr } = await command(words, options);
  expect(exitCode, stderr).toBe(0);
  return stdout;
}

export function folderWithSmallScenario(): string {
  const folder = temporaryFolder();
  putSmallScenario(folder);
  return folder;
}
