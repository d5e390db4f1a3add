// The folder of one shard: its finished replications, and shard.json once it has all of them.
import path from 'node:path';
import { UsageError } from '../errors.ts';
import type { Shard } from '../experiment/shard.ts';
import { shardRecordIn, shardRecordText, type ShardRecord } from '../outputs/shard-record.ts';
import {
  isFolder,
  isThere,
  namesIn,
  naming,
  nodeFiles,
  type FileOperations,
} from './file-operations.ts';
import { openOutputDirectory } from './output-directory.ts';

export const shardRecordName = 'shard.json';

/** Where a shard keeps its replications, for merging. */
export const replicationsFolderName = 'replications';

/** Each shard has its own folder in that of the run, so that all can use the same --out. */
export function shardFolderName({ index, count }: Shard): string {
  return `shard-${index}-of-${count}`;
}

/** Whether a folder has the name of a shard's. */
export function isShardFolderName(name: string): boolean {
  return /^shard-\d+-of-\d+$/u.test(name);
}

/** Writes shard.json, which marks the shard as finished. @throws FileError, naming the file */
export async function finishShard(
  folder: string,
  record: ShardRecord,
  files: FileOperations = nodeFiles,
): Promise<void> {
  const directory = openOutputDirectory(folder, (name) => name === shardRecordName, files);
  await directory.write(shardRecordName, [shardRecordText(record)]);
}

/**
 * The error for a folder without a finished shard.
 * @param name of the folder, as the user named it
 */
export function noFinishedShard(
  name: string,
  folder: string,
  files: FileOperations = nodeFiles,
): UsageError {
  const within = isFolder(folder, files) ? namesIn(folder, files).filter(isShardFolderName) : [];
  const what = `${name} is not a finished shard: there is no ${shardRecordName} of this version in it. `;
  return new UsageError(
    within.length > 0
      ? `${what}Give the shards in it: ${within.map((one) => path.join(name, one)).join(' ')}`
      : `${what}Give folders that --shard has written; finish one with the command that began it.`,
  );
}

/** Removes shard.json: the shard is not finished until `finishShard`. */
export function reopenShard(folder: string, files: FileOperations = nodeFiles): void {
  openOutputDirectory(folder, (name) => name === shardRecordName, files).remove(shardRecordName);
}

/** Undefined where there is no finished shard. @throws FileError when it cannot be read */
export function readShard(
  folder: string,
  files: FileOperations = nodeFiles,
): ShardRecord | undefined {
  const file = path.join(folder, shardRecordName);
  return naming('read', file, () => {
    if (!isThere(file, files)) return undefined;
    return shardRecordIn(files.readFileSync(file, 'utf8'));
  });
}
