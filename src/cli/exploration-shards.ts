// Shards of an exploration: what each leaves behind, and the points of all of them as one.
import { join } from 'node:path';
import { UsageError } from '../errors.ts';
import { shardText, type Shard } from '../experiment/shard.ts';
import type { FigureShelf } from '../explore/points.ts';
import { contentKeyOfFigures, gatheredFigures, openFigureFile } from '../files/figure-file.ts';
import { isThere, naming, type FileOperations } from '../files/file-operations.ts';
import { openOutputDirectory } from '../files/output-directory.ts';
import { shardRecordName } from '../files/shard-folder.ts';
import { jsonText, sortedJson } from '../outputs/json.ts';
import type { ExplorationCommand, ExploreOptions } from './explore-options.ts';
import { version } from './version.ts';

/** What a shard of an exploration is of: the command that made it, to be done again with the points of all shards. */
export interface ExplorationShard {
  readonly command: ExplorationCommand;
  readonly path: string;
  readonly options: Partial<ExploreOptions>;
  readonly contentKey: string;
  readonly shard: Shard;
}

const kind = 'exploration';

/** Says that the shard is finished. */
export async function finishExplorationShard(folder: string, shard: ExplorationShard, files: FileOperations): Promise<void> {
  const directory = openOutputDirectory(folder, (name) => name === shardRecordName, files);
  await directory.write(shardRecordName, [
    jsonText({ program: 'offsupply', kind, version, ...(sortedJson(shard, 'shard') as object) }),
  ]);
}

/** Undefined where the folder holds no shard of an exploration. @throws FileError; UsageError where another version made it */
export function readExplorationShard(folder: string, files: FileOperations): ExplorationShard | undefined {
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
      `${folder} was made by offsupply ${found.version ?? '?'}, and this is ${version}: merge with the version that made it`,
    );
  return found as ExplorationShard;
}

/**
 * The command that shards were made by, once they are all there.
 * @throws UsageError when they are of different commands, or some are missing or there twice
 */
export function commandOfShards(shards: readonly (ExplorationShard & { readonly name: string })[]): ExplorationShard {
  const [first, ...others] = shards;
  if (first === undefined) throw new UsageError('give the folders of the shards');
  const said = ({ command, path, options, contentKey, shard }: ExplorationShard): string =>
    JSON.stringify([command, path, options, contentKey, shard.count]);
  for (const other of others) {
    if (said(other) !== said(first))
      throw new UsageError(
        `${first.name} and ${other.name} were made by different commands: merge shards made by the same one but for --shard`,
      );
  }
  const { count } = first.shard;
  const held = shards.map(({ shard }) => shard.index);
  const missing = Array.from({ length: count }, (_, turn) => turn + 1).filter((index) => !held.includes(index));
  if (missing.length > 0)
    throw new UsageError(
      `${missing.length} of ${count} shards are missing: ${missing.map((index) => shardText({ index, count })).join(', ')}. Nothing was written.`,
    );
  const twice = shards.find(({ shard }, place) => held.indexOf(shard.index) < place);
  if (twice !== undefined) throw new UsageError(`shard ${shardText(twice.shard)} is there twice: give each shard once`);
  return first;
}

interface Gathering {
  readonly contentKey: string;
  readonly figures: number;
  readonly fileName: string;
  readonly files: FileOperations;
}

/** The points of all shards. @throws UsageError when one holds points of another scenario */
export function gatherShards(
  folders: readonly string[],
  { contentKey, figures, fileName, files }: Gathering,
): { readonly shelf: FigureShelf; readonly close: () => void } {
  const opened = folders.map((folder) => {
    const file = join(folder, fileName);
    if (contentKeyOfFigures(file, files) !== contentKey)
      throw new UsageError(
        `${folder}: its points are not of this scenario: is it another, or was it changed since? Make the shard again`,
      );
    return openFigureFile({ file, contentKey, figures, files });
  });
  return {
    shelf: gatheredFigures(opened),
    close() {
      for (const one of opened) one.close();
    },
  };
}
