// Shards of an exploration: the record of each, and the command that made all of them.
import { join } from 'node:path';
import { UsageError } from '../errors.ts';
import { shardText, type Shard } from '../experiment/shard.ts';
import { isThere, naming, type FileOperations } from '../files/file-operations.ts';
import { openOutputDirectory } from '../files/output-directory.ts';
import { noFinishedShard, readShard, shardRecordName } from '../files/shard-folder.ts';
import { jsonText, sortedJson } from '../outputs/json.ts';
import { flagOf } from '../outputs/command-text.ts';
import type { ExplorationCommand, ExploreOptions } from './explore-options.ts';
import { version } from './version.ts';

/**
 * The record of a shard of an exploration: the command that made it, which `merge` repeats with the
 * points of all shards.
 */
export interface ExplorationShard {
  readonly command: ExplorationCommand;
  readonly path: string;
  readonly options: Partial<ExploreOptions>;
  readonly contentKey: string;
  readonly shard: Shard;
}

const kind = 'exploration';

/** Writes the record, which marks the shard as finished. */
export async function finishExplorationShard(
  folder: string,
  shard: ExplorationShard,
  files: FileOperations,
): Promise<void> {
  const directory = openOutputDirectory(folder, (name) => name === shardRecordName, files);
  await directory.write(shardRecordName, [
    jsonText({ program: 'offsupply', kind, version, ...(sortedJson(shard, 'shard') as object) }),
  ]);
}

/**
 * Undefined if the folder holds no shard of an exploration.
 * @throws FileError; UsageError if another version made it
 */
export function readExplorationShard(
  folder: string,
  files: FileOperations,
): ExplorationShard | undefined {
  const file = join(folder, shardRecordName);
  if (!isThere(file, files)) return undefined;
  const text = naming('read', file, () => files.readFileSync(file, 'utf8'));
  let found: Partial<ExplorationShard & { kind: string; version: string }>;
  try {
    found = JSON.parse(text) as typeof found;
  } catch {
    return undefined;
  }
  if (found.kind !== kind) return undefined;
  if (found.version !== version)
    throw new UsageError(
      `${folder} was made by offsupply ${found.version ?? '?'}, and this is ${version}: ` +
        'merge with the version that made it',
    );
  return found as ExplorationShard;
}

/** A folder that the user named as a shard. */
export interface NamedFolder {
  /** As the user named it, and as a full path. */
  readonly name: string;
  readonly folder: string;
  /** Absent if it holds no finished shard of an exploration. */
  readonly shard: ExplorationShard | undefined;
}

/**
 * The command that made the shards, if all are there.
 * @throws UsageError when they are of different commands, or some are missing, unfinished or there
 * twice
 */
export function commandOfShards(
  folders: readonly NamedFolder[],
  files: FileOperations,
): ExplorationShard {
  const shards = folders.flatMap(({ name, shard }) =>
    shard === undefined ? [] : [{ ...shard, name }],
  );
  const [first, ...others] = shards;
  if (first === undefined) throw new UsageError('give the folders of the shards');
  const odd = folders.find(({ shard }) => shard === undefined);
  if (odd !== undefined) {
    if (readShard(odd.folder, files) === undefined)
      throw noFinishedShard(odd.name, odd.folder, files);
    throw differentCommands(
      first.name,
      odd.name,
      `command: ${JSON.stringify(first.command)} and "run"`,
    );
  }
  for (const other of others) {
    const difference = differenceOf(first, other);
    if (difference !== undefined) throw differentCommands(first.name, other.name, difference);
  }
  const { count } = first.shard;
  const held = shards.map(({ shard }) => shard.index);
  const missing = Array.from({ length: count }, (_, turn) => turn + 1).filter(
    (index) => !held.includes(index),
  );
  if (missing.length > 0)
    throw new UsageError(
      `${missing.length} of ${count} shards are missing: ` +
        `${missing.map((index) => shardText({ index, count })).join(', ')}. Nothing was ` +
        'written.',
    );
  const twice = shards.find(({ shard }, place) => held.indexOf(shard.index) < place);
  if (twice !== undefined)
    throw new UsageError(`shard ${shardText(twice.shard)} is there twice: give each shard once`);
  return first;
}

function differentCommands(one: string, other: string, difference: string): UsageError {
  return new UsageError(
    `${one} and ${other} were made by different commands (${difference}): merge shards ` +
      'made by the same one but for --shard',
  );
}

/** The first difference between the commands of two shards: `--seed: "a" and "b"`. */
function differenceOf(first: ExplorationShard, other: ExplorationShard): string | undefined {
  const [one, two] = [factsOf(first), factsOf(other)];
  const told = (value: unknown): string => (value === undefined ? 'none' : JSON.stringify(value));
  const name = [...one.keys(), ...two.keys()].find(
    (key) => told(one.get(key)) !== told(two.get(key)),
  );
  if (name !== undefined) return `${name}: ${told(one.get(name))} and ${told(two.get(name))}`;
  return first.contentKey === other.contentKey
    ? undefined
    : `${first.path} holds two different scenarios`;
}

const factsOf = ({
  command,
  path,
  options,
  shard,
}: ExplorationShard): ReadonlyMap<string, unknown> =>
  new Map<string, unknown>([
    ['command', command],
    ['scenario', path],
    ['number of shards', shard.count],
    ...Object.entries(options).map(([name, value]): [string, unknown] => [flagOf(name), value]),
  ]);
