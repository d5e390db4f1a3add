// The folder of one shard: finished replications, and shard.json, which is there when all of them are.
import path from 'node:path';
import type { Shard } from '../experiment/shard.ts';
import { shardRecordIn, shardRecordText, type ShardRecord } from '../outputs/shard-record.ts';
import { isThere, naming, nodeFiles, type FileOperations } from './file-operations.ts';
import { openOutputDirectory } from './output-directory.ts';

export const shardRecordName = 'shard.json';

/** Where a shard keeps its replications, for merging. */
export const replicationsFolderName = 'replications';

/** A shard has a folder of its own in that of the run, so that the same --out serves all of them. */
export function shardFolderName({ index, count }: Shard): string {
  return `shard-${index}-of-${count}`;
}

/** Whether a folder is named as that of a shard. */
export function isShardFolderName(name: string): boolean {
  return /^shard-\d+-of-\d+$/u.test(name);
}

/** Says that the shard is finished. @throws FileError, naming the file */
export async function finishShard(folder: string, record: ShardRecord, files: FileOperations = nodeFiles): Promise<void> {
  const directory = openOutputDirectory(folder, (name) => name === shardRecordName, files);
  await directory.write(shardRecordName, [shardRecordText(record)]);
}

/** The shard is being worked on: it is not finished until `finishShard`. */
export function reopenShard(folder: string, files: FileOperations = nodeFiles): void {
  openOutputDirectory(folder, (name) => name === shardRecordName, files).remove(shardRecordName);
}

/** Undefined where there is no finished shard. @throws FileError when it cannot be read */
export function readShard(folder: string, files: FileOperations = nodeFiles): ShardRecord | undefined {
  const file = path.join(folder, shardRecordName);
  return naming('read', file, () => {
    if (!isThere(file, files)) return undefined;
    return shardRecordIn(files.readFileSync(file, 'utf8'));
  });
}
