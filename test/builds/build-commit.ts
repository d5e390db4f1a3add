// Builds a commit of this repository in a folder of its own and keeps it for the next time.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const thisTree = fileURLToPath(new URL('../../', import.meta.url));
const cache = join(thisTree, 'node_modules/.cache/offsupply-builds');

/** The program of a built checkout. */
export function programOf(folder: string): string {
  return join(folder, 'dist/cli/main.js');
}

export function assertIsBuilt(folder: string): void {
  if (existsSync(programOf(folder))) return;
  throw new Error(`${folder} holds no build: ${programOf(folder)} is missing. Run npm ci there.`);
}

/** Copies what a build runs from. What is built later in the original does not disturb the copy. */
export function copyBuild(built: string, folder: string): void {
  assertIsBuilt(built);
  // Packages are joined into dist/.
  for (const part of ['dist', 'package.json', 'scenarios']) {
    cpSync(join(built, part), join(folder, part), { recursive: true });
  }
}

/**
 * A folder with the built commit. The first call for a commit takes its files from git, installs
 * and builds in a temporary folder; later calls reuse the outcome.
 */
export function buildCommit(commitIsh: string): string {
  const commit = run(thisTree, 'git', 'rev-parse', '--verify', `${commitIsh}^{commit}`).trim();
  const kept = join(cache, commit);
  if (existsSync(programOf(kept))) return kept;
  console.log(`Building commit ${commit.slice(0, 12)}`);
  const checkout = mkdtempSync(join(tmpdir(), 'offsupply-commit-'));
  try {
    run(thisTree, 'git', 'archive', '--format=tar', '-o', join(checkout, 'commit.tar'), commit);
    run(checkout, 'tar', '-xf', 'commit.tar');
    // Installing runs the script "prepare", which builds.
    run(checkout, 'npm', 'ci');
    const unfinished = `${kept}.${process.pid}`;
    copyBuild(checkout, unfinished);
    renameSync(unfinished, kept);
    return kept;
  } finally {
    rmSync(checkout, { recursive: true, force: true });
  }
}

/** Runs a program in a folder. Returns what it printed. @throws what it said, where it fails */
export function run(folder: string, program: string, ...words: string[]): string {
  const shell = process.platform === 'win32' && program === 'npm';
  const child = spawnSync(program, words, { cwd: folder, encoding: 'utf8', shell });
  if (child.status === 0) return child.stdout;
  const why = child.error?.message ?? `code ${child.status}\n${child.stdout}${child.stderr}`;
  throw new Error(`${program} ${words.join(' ')} in ${folder} failed: ${why}`);
}
