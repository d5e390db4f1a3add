// Compiles a copy of src with a few texts changed, as `npm run check:types` does, and says what no
// longer compiles.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { root } from '../tidy/source-files.ts';

/** A change of one file: `find` stands in it once. */
export interface Edit {
  /** From the root of the project, such as `src/experiment/metrics.ts`. */
  readonly path: string;
  readonly find: string;
  readonly replaceWith: string;
}

export interface CompileError {
  readonly path: string;
  readonly message: string;
}

const compiler = path.join(root, 'node_modules/typescript-7/bin/tsc');
/** What the compiler reads beside src. */
const settings = ['package.json', 'tsconfig.json', 'tsconfig.build.json'];

/** The errors of the project's own compiler settings for src, one a message, in order of files. */
export function compileErrorsAfter(edits: readonly Edit[]): readonly CompileError[] {
  const folder = mkdtempSync(path.join(tmpdir(), 'offsupply-test-'));
  try {
    for (const name of ['src', ...settings])
      cpSync(path.join(root, name), path.join(folder, name), { recursive: true });
    symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
    for (const edit of edits) edited(path.join(folder, edit.path), edit);
    return errorsIn(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function edited(file: string, { path: name, find, replaceWith }: Edit): void {
  const parts = readFileSync(file, 'utf8').split(find);
  if (parts.length !== 2) {
    throw new Error(
      `${name} has "${find}" ${parts.length - 1} times instead of once: mend the recipe's test`,
    );
  }
  writeFileSync(file, parts.join(replaceWith));
}

function errorsIn(folder: string): readonly CompileError[] {
  const line = [compiler, '-p', 'tsconfig.build.json', '--noEmit', '--pretty', 'false'];
  // One thread: the other tests have the rest.
  const { status, stdout } = spawnSync(process.execPath, [...line, '--singleThreaded'], {
    ...{ cwd: folder, encoding: 'utf8' },
  });
  const errors = messagesIn(stdout);
  if ((status === 0) !== (errors.length === 0))
    throw new Error(`the compiler ended with ${status}, and said:\n${stdout}`);
  return errors;
}

/** An error is a line `file(line,column): error TS1: message`, and lines set in below it. */
function messagesIn(printed: string): readonly CompileError[] {
  return printed
    .split(/\n(?=\S)/u)
    .filter((text) => text.trim() !== '')
    .map((text) => {
      const [, file = '', message = text] =
        /^(?:(\S+)\(\d+,\d+\): )?error TS\d+: ([^]*)$/u.exec(text.trimEnd()) ?? [];
      return { path: file, message };
    });
}
