// The folder of a run while it is under way: results beside finished replications, which are put away when the run ends.
import { lstatSync, rmdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Shard } from '../experiment/shard.ts';
import { openOutputDirectory } from '../files/output-directory.ts';
import { reopenShard, replicationsFolderName } from '../files/shard-folder.ts';

export interface RunFolder {
  readonly path: string;
  /** For finished replications; empty at first. */
  readonly replications: string;
  /** The run is finished: what it needed on the way is removed. */
  tidy(): void;
  /** The run has failed or was interrupted: the folder itself is removed as well if it was made for it and is empty. */
  abandon(): void;
}

/**
 * @param shard where one is run: it keeps its finished replications, for merging
 * @throws UsageError when results cannot go there
 */
export function openRunFolder(path: string, shard?: Shard): RunFolder {
  const wasThere = lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  openOutputDirectory(path, () => false);
  if (shard !== undefined) reopenShard(path);
  const replications = join(path, shard === undefined ? '.replications' : replicationsFolderName);
  const tidy = (): void => {
    rmSync(replications, { recursive: true, force: true });
  };
  tidy();
  return {
    path,
    replications,
    tidy: shard === undefined ? tidy : () => undefined,
    abandon() {
      tidy();
      if (wasThere) return;
      try {
        rmdirSync(path);
      } catch {
        // Results are in it.
      }
    },
  };
}
