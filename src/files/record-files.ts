// Finished replications in files, one per replication, so that memory does not grow with their
// number and an interrupted run can continue. An incomplete file, or one of another run, counts as
// missing.
import path from 'node:path';
import { assert } from '../errors.ts';
import { RecordFormatError, RecordReader, type ByteSource } from '../experiment/record-codec.ts';
import { recordStore, type RecordBytes, type RecordStore } from '../experiment/record-store.ts';
import {
  isThere,
  makeFolder,
  namesIn,
  naming,
  nodeFiles,
  readAt,
  removeLeftovers,
  writeWhole,
  type FileOperations,
} from './file-operations.ts';

/** The folder of finished replications, and the run they belong to. */
export interface RecordFiles {
  /** Made if it does not exist; usually `<out>/.replications`. */
  readonly folder: string;
  /**
   * Identifies the run that the records belong to: a hash of resolved scenario, version and seed.
   */
  readonly contentKey: string;
  readonly files?: FileOperations;
}

export interface FileRecordStore extends RecordStore {
  /** Files that were there but cannot be used, and why; their replications have to be run again. */
  readonly refused: readonly { readonly file: string; readonly reason: string }[];
}

const namePattern = /^replication-(\d{6,})\.bin$/;

/** Why a complete record is refused: it belongs to another run. */
export const ofAnotherRun = 'it belongs to another scenario, seed or build';

/**
 * Removes the records in the folder, and the folder unless it holds anything else. Returns the
 * number of records.
 */
export function removeRecords(folder: string, files: FileOperations = nodeFiles): number {
  if (!isThere(folder, files)) return 0;
  removeLeftovers(folder, isRecordName, files);
  const names = namesIn(folder, files).filter(isRecordName);
  for (const name of names) {
    naming('remove', path.join(folder, name), () => {
      files.unlinkSync(path.join(folder, name));
    });
  }
  if (namesIn(folder, files).length === 0)
    naming('remove', folder, () => {
      files.rmdirSync(folder);
    });
  return names.length;
}

function isRecordName(name: string): boolean {
  return namePattern.test(name);
}

export function recordFileName(replication: number): string {
  return `replication-${String(replication).padStart(6, '0')}.bin`;
}

/** Opens the folder and checks every byte of what is there. */
export function fileStore({ folder, contentKey, files = nodeFiles }: RecordFiles): FileRecordStore {
  makeFolder(folder, files);
  removeLeftovers(folder, isRecordName, files);
  const kept = new Set<number>();
  const refused: { file: string; reason: string }[] = [];
  for (const name of namesIn(folder, files)) {
    const replication = Number(namePattern.exec(name)?.[1]);
    if (name !== recordFileName(replication)) continue;
    const file = path.join(folder, name);
    const reason = problemOfRecord(file, replication, contentKey, files);
    if (reason === undefined) kept.add(replication);
    else refused.push({ file, reason });
  }
  const recordBytes: RecordBytes = {
    replications: () => [...kept].sort((a, b) => a - b),
    has: (replication) => kept.has(replication),
    write(replication, bytes) {
      writeWhole(path.join(folder, recordFileName(replication)), bytes, files);
      kept.add(replication);
    },
    read: (replication, use) => reading(path.join(folder, recordFileName(replication)), files, use),
  };
  return { ...recordStore(recordBytes, contentKey), refused };
}

/** Records of one run in several folders, read-only. @param paths by replication */
export function gatheredStore(
  paths: ReadonlyMap<number, string>,
  contentKey: string,
  files = nodeFiles,
): RecordStore {
  const numbers = [...paths.keys()].sort((a, b) => a - b);
  const recordBytes: RecordBytes = {
    replications: () => numbers,
    has: (replication) => paths.has(replication),
    write() {
      assert(false, 'gathered records are only read');
    },
    read: (replication, use) => reading(paths.get(replication)!, files, use),
  };
  return recordStore(recordBytes, contentKey);
}

/** Why the file is not the record of this replication, every byte of it; undefined where it is. */
export function problemOfRecord(
  file: string,
  replication: number,
  contentKey: string,
  files: FileOperations = nodeFiles,
): string | undefined {
  return reading(file, files, (source) => reasonToRefuse(source, replication, contentKey));
}

function reasonToRefuse(
  source: ByteSource,
  replication: number,
  contentKey: string,
): string | undefined {
  try {
    const reader = new RecordReader(source);
    if (reader.contentKey !== contentKey) return ofAnotherRun;
    if (reader.replication !== replication) return `it holds replication ${reader.replication}`;
    reader.verify();
    return undefined;
  } catch (error) {
    if (error instanceof RecordFormatError) return error.message;
    throw error;
  }
}

function reading<Result>(
  file: string,
  files: FileOperations,
  use: (source: ByteSource) => Result,
): Result {
  return naming('read', file, () => {
    const descriptor = files.openSync(file, 'r');
    try {
      return use({
        byteLength: files.fstatSync(descriptor).size,
        read: (offset, length) => readAt(descriptor, offset, length, files),
      });
    } finally {
      files.closeSync(descriptor);
    }
  });
}
