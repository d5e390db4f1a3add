// How much memory and disk there is for a run.
import { totalmem } from 'node:os';
import path from 'node:path';
import type { FileOperations } from './file-operations.ts';

export interface Room {
  /** That the machine, or the group of processes, may use at all. */
  readonly memoryBytes: number;
  /** Free where the folder is, or will be; Infinity where the system does not say. */
  readonly diskBytes: number;
}

export function roomFor(folder: string, files: FileOperations): Room {
  // 0 or an enormous number where there is no bound; absent in older versions of Node.
  const bound = (process as { constrainedMemory?: () => number | undefined }).constrainedMemory?.() ?? 0;
  return { memoryBytes: bound > 0 ? Math.min(bound, totalmem()) : totalmem(), diskBytes: freeIn(path.resolve(folder), files) };
}

function freeIn(folder: string, files: FileOperations): number {
  try {
    const { bavail, bsize } = files.statfsSync(folder);
    return bavail * bsize;
  } catch {
    const parent = path.dirname(folder);
    return parent === folder ? Infinity : freeIn(parent, files);
  }
}
