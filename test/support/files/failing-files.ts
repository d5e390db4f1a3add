// File operations that fail at the k-th call, as a full or broken disk would.
import { nodeFiles, type FileOperations } from '../../../src/files/file-operations.ts';

/**
 * Calls that change the disk, or make a change lasting; those that only look or clean up are left
 * to work.
 */
const changing = [
  'openSync',
  'writeSync',
  'fsyncSync',
  'closeSync',
  'renameSync',
  'mkdirSync',
] as const;

export interface FailingFiles {
  readonly files: FileOperations;
  /** Whether a call was made to fail. */
  readonly hasFailed: () => boolean;
}

/**
 * @param at which of the calls fails, from 1 on
 * @param operations whose calls are counted, all together
 * @param lasting whether every later call fails too, as on a disk that stays full
 */
export function filesFailingAt(
  at: number,
  code: string,
  operations: readonly (keyof FileOperations)[] = changing,
  lasting = false,
): FailingFiles {
  let calls = 0;
  let failed = false;
  const files: Record<string, unknown> = { ...nodeFiles, fsyncSync: () => undefined }; // no power is cut here, so none need wait
  for (const name of operations) {
    const real = files[name] as (...parts: unknown[]) => unknown;
    files[name] = (...parts: unknown[]): unknown => {
      calls += 1;
      if (calls < at || (calls > at && !lasting)) return real(...parts);
      failed = true;
      if (name === 'closeSync') real(...parts);
      throw Object.assign(new Error(`${code}: made to fail, ${name}`), { code });
    };
  }
  return { files: files as unknown as FileOperations, hasFailed: () => failed };
}

/** Counts the calls of each operation. */
export function filesCounting(): {
  readonly files: FileOperations;
  readonly callsOf: (operation: keyof FileOperations) => number;
} {
  const calls = new Map<string, number>();
  const files: Record<string, unknown> = {};
  for (const [name, real] of Object.entries(nodeFiles)) {
    files[name] = (...parts: unknown[]): unknown => {
      calls.set(name, (calls.get(name) ?? 0) + 1);
      return (real as (...parts: unknown[]) => unknown)(...parts);
    };
  }
  return {
    files: files as unknown as FileOperations,
    callsOf: (operation) => calls.get(operation) ?? 0,
  };
}

/** Writes at most a few bytes at each call, as a system may. */
export function filesWritingLittle(): FileOperations {
  const writeSync = (
    descriptor: number,
    bytes: Uint8Array,
    offset: number,
    length: number,
  ): number => nodeFiles.writeSync(descriptor, bytes, offset, Math.min(length, 1000));
  const readSync = (
    descriptor: number,
    bytes: Uint8Array,
    offset: number,
    length: number,
    position: number,
  ): number => nodeFiles.readSync(descriptor, bytes, offset, Math.min(length, 1000), position);
  return { ...nodeFiles, writeSync: writeSync, readSync: readSync };
}
