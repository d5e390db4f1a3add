// Joins shards to one run. Checks that they are the parts of one run, all of them, each once, and
// reads their replications where they are. The result is what a single run would have made.
import path from 'node:path';
import { UsageError } from '../errors.ts';
import type { RecordStore } from '../experiment/record-store.ts';
import { replicationsOf, shardText } from '../experiment/shard.ts';
import { firstDifference } from '../outputs/json-difference.ts';
import { sortedJson } from '../outputs/json.ts';
import type { ShardRecord } from '../outputs/shard-record.ts';
import { isThere, nodeFiles, type FileOperations } from './file-operations.ts';
import { gatheredStore, problemOfRecord, recordFileName } from './record-files.ts';
import { noFinishedShard, readShard, replicationsFolderName } from './shard-folder.ts';

export interface WholeRun {
  /** The part of the record that is the same for all shards. */
  readonly record: ShardRecord;
  readonly store: RecordStore;
  /** Environments of the shards, by index. */
  readonly environments: readonly ShardRecord['environment'][];
}

export interface ShardFolder {
  /** As the user named it. */
  readonly name: string;
  readonly path: string;
}

interface Part extends ShardFolder {
  readonly record: ShardRecord;
}

/**
 * @param folders of the shards, in any order
 * @throws UsageError when they are not the shards of one run, all of them, each once and finished
 */
export function joinShards(
  folders: readonly ShardFolder[],
  files: FileOperations = nodeFiles,
): WholeRun {
  const parts = folders.map((folder): Part => {
    const record = readShard(folder.path, files);
    if (record === undefined) throw noFinishedShard(folder.name, folder.path, files);
    return { ...folder, record };
  });
  const [first, ...others] = parts;
  if (first === undefined) throw new UsageError('give the folders of the shards');
  for (const other of others) checkAlike(first, other);
  checkComplete(parts);
  return {
    record: first.record,
    store: gatheredStore(recordsOf(parts, files), first.record.contentKey, files),
    environments: parts
      .map(({ record }) => record)
      .sort((a, b) => a.shard.index - b.shard.index)
      .map(({ environment }) => environment),
  };
}

/** @throws UsageError naming what differs */
function checkAlike(one: Part, other: Part): void {
  const fail = (what: string, values: readonly [string, string]): never => {
    throw new UsageError(
      `${one.name} and ${other.name} are not of one run: they differ in ${what}, ` +
        `${values.join(' and ')}. ` +
        'Merge shards made by the same command but for --shard.',
    );
  };
  for (const [what, of] of Object.entries(mustAgree)) {
    const values = [String(of(one.record)), String(of(other.record))] as const;
    if (values[0] !== values[1]) fail(what, values);
  }
  const place = firstDifference(sortedJson(one.record.scenario), sortedJson(other.record.scenario));
  if (place !== undefined) fail(`the scenario, ${place.path.join('.')}`, place.values);
  const remark = firstDifference(
    sortedJson(one.record.assumptions),
    sortedJson(other.record.assumptions),
  );
  if (remark !== undefined) fail('what their scenario files say of a parameter', remark.values);
}

const mustAgree: Readonly<Record<string, (record: ShardRecord) => string | number>> = {
  'the version of offsupply': ({ version }) => version,
  'the build of offsupply': ({ build }) => build,
  'the number of shards': ({ shard }) => shard.count,
  'the seed': ({ scenario }) => scenario.seed,
  'the number of replications': ({ scenario }) => scenario.replications,
  'the thresholds': ({ thresholds }) => JSON.stringify(thresholds),
  'what is drawn': ({ worlds }) => JSON.stringify(worlds ?? null),
  'what they keep': ({ spells, meters }) =>
    `${spells ? '--spells' : 'no spells'} ${meters ? '--meters' : 'no meters'}`,
};

/**
 * Checks that every shard is there once.
 * @throws UsageError naming those that are missing or there twice
 */
function checkComplete(parts: readonly Part[]): void {
  const { count } = parts[0]!.record.shard;
  const byIndex = new Map<number, Part>();
  for (const part of parts) {
    const { shard } = part.record;
    const before = byIndex.get(shard.index);
    if (before !== undefined)
      throw new UsageError(
        `${before.name} and ${part.name} both hold shard ${shardText(shard)}: give each shard once`,
      );
    byIndex.set(shard.index, part);
  }
  const missing = Array.from({ length: count }, (_, turn) => turn + 1).filter(
    (index) => !byIndex.has(index),
  );
  if (missing.length === 0) return;
  const named = missing.slice(0, 10).map((index) => shardText({ index, count }));
  const more = missing.length > named.length ? ` and ${missing.length - named.length} more` : '';
  throw new UsageError(
    `${missing.length} of ${count} shards are missing: ${named.join(', ')}${more}. Nothing ` +
      'was written.',
  );
}

/**
 * Paths by replication, every byte checked.
 * @throws UsageError naming a record that cannot be used
 */
function recordsOf(parts: readonly Part[], files: FileOperations): ReadonlyMap<number, string> {
  const paths = new Map<number, string>();
  for (const { name, path: folder, record } of parts) {
    for (const replication of replicationsOf(record.scenario.replications, record.shard)) {
      const within = path.join(replicationsFolderName, recordFileName(replication));
      const file = path.join(folder, within);
      const there = isThere(file, files);
      const problem = there
        ? problemOfRecord(file, replication, record.contentKey, files)
        : 'it is not there';
      if (problem !== undefined)
        throw new UsageError(
          `${path.join(name, within)} cannot be used: ${problem}. Make shard ` +
            `${shardText(record.shard)} again with the command that made it.`,
        );
      paths.set(replication, file);
    }
  }
  return paths;
}
