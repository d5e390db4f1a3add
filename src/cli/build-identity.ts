// The identity of this build, beyond its version: a checksum of its code, so that no build uses
// another's records, and the commit it was built from, for the record of a run.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sha256 } from '../files/output-directory.ts';

export interface BuildIdentity {
  /** SHA-256 of the program's code, in hexadecimal. */
  readonly build: string;
  /**
   * Git commit in hexadecimal, with `-changed` if files differed from it; absent without a
   * repository.
   */
  readonly commit?: string;
}

/** The folder above this one: `src` in a checkout, `dist` when built. */
const program = fileURLToPath(new URL('..', import.meta.url));

let known: BuildIdentity | undefined;

/** Read from `dist/build.json`, which the build writes; in a checkout computed from the sources. */
export function buildIdentity(): BuildIdentity {
  const written = join(program, 'build.json');
  return (known ??= existsSync(written)
    ? (JSON.parse(readFileSync(written, 'utf8')) as BuildIdentity)
    : identityOfSources());
}

function identityOfSources(): BuildIdentity {
  const names = readdirSync(program, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.(?:ts|mjs)$/u.test(name),
  );
  const texts = names.sort().map((name) => `${name}\n${readFileSync(join(program, name), 'utf8')}`);
  return { build: sha256(texts.join('\n')), ...commitOf(program) };
}

function commitOf(folder: string): Pick<BuildIdentity, 'commit'> {
  const git = (...words: readonly string[]): string | undefined => {
    const { status, stdout } = spawnSync('git', words, { cwd: folder, encoding: 'utf8' });
    return status === 0 ? stdout.trim() : undefined;
  };
  const commit = git('rev-parse', 'HEAD');
  if (commit === undefined) return {};
  return {
    commit:
      git('status', '--porcelain', '--untracked-files=no') === '' ? commit : `${commit}-changed`,
  };
}
