// The file operations that results need, as one small interface, so that tests can make any of them
// fail. Files are written under a temporary name and then renamed, so that a file is there complete
// or not at all.
import fs from 'node:fs';
import path from 'node:path';

/**
 * The operations of `node:fs` that are used; `node:fs` is one. Declared without Node's types, for
 * programs that do not have them.
 */
export interface FileOperations {
  openSync(file: string, flags: string): number;
  closeSync(descriptor: number): void;
  fsyncSync(descriptor: number): void;
  fstatSync(descriptor: number): FileFacts;
  /**
   * Returns the number of bytes read.
   * @param position from where; null from where the last call ended
   */
  readSync(
    descriptor: number,
    bytes: Uint8Array,
    offset: number,
    length: number,
    position: number | null,
  ): number;
  /**
   * Returns the number of bytes written, perhaps fewer than asked.
   * @param position where to; left out, where the last call ended
   */
  writeSync(
    descriptor: number,
    bytes: Uint8Array,
    offset: number,
    length: number,
    position?: number,
  ): number;
  lstatSync(file: string): FileFacts;
  /** Undefined where there is none. */
  lstatSync(file: string, options: { readonly throwIfNoEntry: false }): FileFacts | undefined;
  readFileSync(file: string, encoding: 'utf8'): string;
  readdirSync(folder: string): string[];
  mkdirSync(folder: string): void;
  rmdirSync(folder: string): void;
  renameSync(from: string, to: string): void;
  unlinkSync(file: string): void;
  utimesSync(file: string, accessed: Date, modified: Date): void;
  /** Facts about the disk that a path is on. */
  statfsSync(path: string): { readonly bsize: number; readonly bavail: number };
}

interface FileFacts {
  readonly size: number;
  readonly mtimeMs: number;
  readonly dev: number;
  readonly ino: number;
  isFile(): boolean;
  isDirectory(): boolean;
  isSymbolicLink(): boolean;
}

export const nodeFiles: FileOperations = fs;

/**
 * A file of results could not be written or read. The message names it; `cause` is the system's own
 * error. Exit code 1.
 */
export class FileError extends Error {
  override readonly name = 'FileError';
  constructor(doing: string, file: string, cause: unknown) {
    super(`could not ${doing} ${file}: ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause,
    });
  }
}

/** Runs `use`, and turns whatever it throws into a FileError that names the file. */
export function naming<Result>(doing: string, file: string, use: () => Result): Result {
  try {
    return use();
  } catch (error) {
    throw error instanceof FileError ? error : new FileError(doing, file, error);
  }
}

/** @throws FileError */
export function namesIn(folder: string, files: FileOperations): readonly string[] {
  return naming('read', folder, () => files.readdirSync(folder));
}

/** @throws FileError */
export function isThere(file: string, files: FileOperations): boolean {
  return naming('read', file, () => files.lstatSync(file, { throwIfNoEntry: false }) !== undefined);
}

/** Reads bytes from a position in an open file; fewer if it ends before. */
export function readAt(
  descriptor: number,
  at: number,
  length: number,
  files: FileOperations,
): Uint8Array {
  const bytes = new Uint8Array(length);
  let done = 0;
  while (done < length) {
    const count = files.readSync(descriptor, bytes, done, length - done, at + done);
    if (count === 0) break;
    done += count;
  }
  return done === length ? bytes : bytes.slice(0, done);
}

/** @throws FileError */
export function isFolder(file: string, files: FileOperations): boolean {
  return naming(
    'read',
    file,
    () => files.lstatSync(file, { throwIfNoEntry: false })?.isDirectory() === true,
  );
}

/** Makes a folder, and those above it, where it is not there. @throws FileError */
export function makeFolder(folder: string, files: FileOperations): void {
  naming('make', folder, () => {
    makeWithParents(path.resolve(folder), files);
  });
}

/**
 * One by one: mkdir with `recursive` loops for ever where a folder cannot be made in an existing
 * one, as in /proc.
 */
function makeWithParents(folder: string, files: FileOperations): void {
  const parent = path.dirname(folder);
  try {
    files.mkdirSync(folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') {
      // Fails if it is neither a folder nor a link to one.
      files.lstatSync(path.join(folder, path.sep));
    } else if (code === 'ENOENT' && parent !== folder && !isThere(parent, files)) {
      makeWithParents(parent, files);
      files.mkdirSync(folder);
    } else throw error;
  }
}

/** @throws FileError */
export function removeIfThere(file: string, files: FileOperations): void {
  naming('remove', file, () => {
    if (isThere(file, files)) files.unlinkSync(file);
  });
}

/** A file being written under a temporary name; it has its own name only after `finish`. */
export interface FileAside {
  write(bytes: Uint8Array): void;
  /** Renames the file. All of it is on the disk when this returns. */
  finish(): void;
  /** Removes what was written. Does nothing after `finish`. Never throws. */
  abandon(): void;
}

const asideMark = '.tmp-';

/**
 * A hidden name in the same folder (a rename is atomic only within a file system), different for
 * each process.
 */
function asideName(file: string): string {
  return path.join(path.dirname(file), `.${path.basename(file)}${asideMark}${process.pid}`);
}

export function openAside(file: string, files: FileOperations): FileAside {
  const aside = asideName(file);
  let descriptor: number | undefined = naming('write', file, () => files.openSync(aside, 'w'));
  let finished = false;
  const close = (): void => {
    const open = descriptor;
    descriptor = undefined;
    if (open !== undefined) files.closeSync(open);
  };
  return {
    write(bytes) {
      naming('write', file, () => {
        for (let done = 0; done < bytes.length;)
          done += files.writeSync(descriptor!, bytes, done, bytes.length - done);
      });
    },
    finish() {
      naming('write', file, () => {
        files.fsyncSync(descriptor!);
        close();
        files.renameSync(aside, file);
        finished = true;
        syncFolder(path.dirname(file), files);
      });
    },
    abandon() {
      if (finished) return;
      quietly(close);
      quietly(() => {
        files.unlinkSync(aside);
      });
    },
  };
}

/** Writes a complete file, or leaves the old one. */
export function writeWhole(file: string, bytes: Uint8Array, files: FileOperations): void {
  const aside = openAside(file, files);
  try {
    aside.write(bytes);
    aside.finish();
  } finally {
    aside.abandon();
  }
}

/** Makes the new name durable. Windows cannot do this and does not need it. */
function syncFolder(folder: string, files: FileOperations): void {
  if (process.platform === 'win32') return;
  const descriptor = files.openSync(folder, 'r');
  try {
    files.fsyncSync(descriptor);
  } finally {
    files.closeSync(descriptor);
  }
}

/**
 * Removes temporary files of a run that was killed.
 * @param owns whether a file name is one this run writes
 */
export function removeLeftovers(
  folder: string,
  owns: (name: string) => boolean,
  files: FileOperations,
): void {
  for (const name of namesIn(folder, files)) {
    const mark = name.lastIndexOf(asideMark);
    if (!name.startsWith('.') || mark < 0 || !owns(name.slice(1, mark))) continue;
    naming('remove', path.join(folder, name), () => {
      files.unlinkSync(path.join(folder, name));
    });
  }
}

/**
 * Runs an act and ignores its errors: where another error is being reported, or nobody could be
 * told.
 */
export function quietly(act: () => void): void {
  try {
    act();
  } catch {
    // Nothing to be done.
  }
}
