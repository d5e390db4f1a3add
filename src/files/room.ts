// Memory and disk available for a run.
import { totalmem } from 'node:os';
import path from 'node:path';
import type { FileOperations } from './file-operations.ts';

export interface Room {
  /** Limit of the machine, or of its group of processes. */
  readonly memoryBytes: number;
  /** Free space on the disk of the folder; Infinity if the system does not say. */
  readonly diskBytes: number;
}

export function roomFor(folder: string, files: FileOperations): Room {
  // 0 or a huge number if there is no limit; absent in older versions of Node.
  const bound =
    (process as { constrainedMemory?: () => number | undefined }).constrainedMemory?.() ?? 0;
  return {
    memoryBytes: bound > 0 ? Math.min(bound, totalmem()) : totalmem(),
    diskBytes: freeIn(path.resolve(folder), files),
  };
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
