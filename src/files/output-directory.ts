// The folder of a run's results: every file is complete or absent, and its SHA-256 is computed
// while it is written.
import { createHash } from 'node:crypto';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { UsageError } from '../errors.ts';
import type { FileRecord } from '../outputs/data-package.ts';
import {
  makeFolder,
  naming,
  nodeFiles,
  openAside,
  removeIfThere,
  removeLeftovers,
  type FileOperations,
} from './file-operations.ts';

/** SHA-256 in lower-case hexadecimal. */
export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/** Other work (a signal, a worker's message) runs after this many bytes. */
const bytesPerTurn = 1 << 20;
const bytesPerPiece = 1 << 18;

/**
 * Selects lines of a table. A table whose cells contain line feeds has to be read without a filter.
 */
export type LineFilter = (line: string) => boolean;

export interface OutputDirectory {
  readonly path: string;
  /**
   * Writes one file, piece by piece. Nothing is left behind when it fails, or when `signal` aborts
   * it.
   * @throws FileError, naming the file
   */
  write(
    name: string,
    chunks: Iterable<string | Uint8Array>,
    signal?: AbortSignal,
  ): Promise<FileRecord>;
  /** Removes a file if it is there. */
  remove(name: string): void;
}

/**
 * Makes the folder if it does not exist, and removes temporary files of a run that was killed.
 * @param owns whether a file name is one a run writes; anything else in the folder is left alone
 * @throws UsageError when the path is a symbolic link or not a folder
 */
export function openOutputDirectory(
  folder: string,
  owns: (name: string) => boolean,
  files: FileOperations = nodeFiles,
): OutputDirectory {
  const existing = naming('read', folder, () => files.lstatSync(folder, { throwIfNoEntry: false }));
  if (existing?.isSymbolicLink() === true)
    throw new UsageError(`${folder} is a symbolic link: give the folder itself with --out`);
  if (existing !== undefined && !existing.isDirectory())
    throw new UsageError(`${folder} is not a folder: give another with --out`);
  makeFolder(folder, files);
  removeLeftovers(folder, owns, files);
  return {
    path: folder,
    write: (name, chunks, signal) =>
      writeFile(path.join(folder, name), name, chunks, files, signal),
    remove(name) {
      removeIfThere(path.join(folder, name), files);
    },
  };
}

/**
 * The text of a file: whole, or the header and the lines to keep.
 * @throws FileError, naming the file
 */
export function readText(
  file: string,
  files: FileOperations = nodeFiles,
  keep?: LineFilter,
): string {
  return naming('read', file, () =>
    keep === undefined ? files.readFileSync(file, 'utf8') : keptLines(file, files, keep),
  );
}

/** Reads piece by piece, so that a large file is never held in memory. */
function keptLines(file: string, files: FileOperations, keep: LineFilter): string {
  const descriptor = files.openSync(file, 'r');
  try {
    const decoder = new TextDecoder();
    const bytes = new Uint8Array(bytesPerPiece);
    const kept: string[] = [];
    let rest = '';
    for (;;) {
      const count = files.readSync(descriptor, bytes, 0, bytes.length, null);
      const lines =
        `${rest}${decoder.decode(bytes.subarray(0, count), { stream: count > 0 })}`.split('\n');
      rest = lines.pop()!;
      for (const line of lines) if (kept.length === 0 || keep(line)) kept.push(`${line}\n`);
      if (count === 0) return `${kept.join('')}${rest}`;
    }
  } finally {
    files.closeSync(descriptor);
  }
}

async function writeFile(
  file: string,
  name: string,
  chunks: Iterable<string | Uint8Array>,
  files: FileOperations,
  signal?: AbortSignal,
): Promise<FileRecord> {
  const hash = createHash('sha256');
  const aside = openAside(file, files);
  let length = 0;
  let untilTurn = bytesPerTurn;
  try {
    for (const chunk of chunks) {
      const bytes = typeof chunk === 'string' ? Buffer.from(chunk, 'utf8') : chunk;
      hash.update(bytes);
      aside.write(bytes);
      length += bytes.length;
      untilTurn -= bytes.length;
      if (untilTurn > 0) continue;
      untilTurn = bytesPerTurn;
      await setImmediate();
      signal?.throwIfAborted();
    }
    signal?.throwIfAborted();
    aside.finish();
  } finally {
    aside.abandon();
  }
  return { path: name, bytes: length, sha256: hash.digest('hex') };
}
