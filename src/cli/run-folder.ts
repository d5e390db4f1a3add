// The folder of a run while it is under way: locked, with the finished replications in it until there are results. What comes of them
// is elsewhere: files/write-outputs.ts, files/shard-folder.ts.
import { join } from 'node:path';
import { UsageError } from '../errors.ts';
import type { Shard } from '../experiment/shard.ts';
import { claimFolder } from '../files/claim-folder.ts';
import { quietly, type FileOperations } from '../files/file-operations.ts';
import { refuseToOverwrite, unfinishedFolderName, type NextRun } from '../files/kept-results.ts';
import { fileStore, ofAnotherRun, removeRecords, type FileRecordStore } from '../files/record-files.ts';
import { reopenShard, replicationsFolderName } from '../files/shard-folder.ts';

export interface RunFolder {
  readonly path: string;
  /** Finished replications: none at first, unless the run goes on from an earlier one. */
  readonly store: FileRecordStore;
  /** What to tell of an earlier run that was found here. */
  readonly remarks: readonly string[];
  /** @throws FolderInUseError when the folder has been lost to another run */
  readonly check: () => void;
  /** The run is finished: what it needed on the way is removed. */
  readonly finish: () => void;
  /** The run has failed or was interrupted: finished replications are kept, and without any the folder is as it was. Never throws. */
  readonly abandon: () => void;
}

export interface RunFolderOptions {
  readonly path: string;
  /** As the user named it. */
  readonly name: string;
  readonly contentKey: string;
  /** A shard keeps its replications when it is finished, for merging. */
  readonly shard: Shard | undefined;
  /** Begin anew: replications that an earlier run has kept are removed. */
  readonly fresh: boolean;
  /** Write over whatever results are there. */
  readonly force: boolean;
  readonly next: NextRun;
  readonly files: FileOperations;
}

/**
 * @throws UsageError when results cannot go there, or what is kept there is of another run; FolderInUseError
 */
export function openRunFolder(options: RunFolderOptions): RunFolder {
  const { path, name, contentKey, shard, files } = options;
  if (shard === undefined && !options.force) refuseToOverwrite(path, name, options.next, files);
  const claimed = claimFolder(path, files);
  const replications = join(path, shard === undefined ? unfinishedFolderName : replicationsFolderName);
  const abandon = (): void => {
    quietly(() => {
      if (files.readdirSync(replications).length === 0) files.rmdirSync(replications);
    });
    claimed.abandon();
  };
  try {
    const removed = options.fresh ? removeRecords(replications, files) : 0;
    const store = fileStore({ folder: replications, contentKey, files });
    checkOwn(store, name);
    if (shard !== undefined) reopenShard(path, files);
    return {
      path,
      store,
      remarks: remarksOn(store, removed),
      check: claimed.check,
      finish() {
        if (shard === undefined) removeRecords(replications, files);
        claimed.release();
      },
      abandon,
    };
  } catch (error) {
    abandon();
    throw error;
  }
}

/** @throws UsageError rather than lose what another run has kept */
function checkOwn({ refused }: FileRecordStore, name: string): void {
  const others = refused.filter(({ reason }) => reason === ofAnotherRun).length;
  if (others === 0) return;
  throw new UsageError(
    `${name} keeps ${counted(others)} of another run: the scenario, its options, or the build of offsupply differ. ` +
      'Give the command that made them, or another folder with --out, or --fresh to begin anew without them.',
  );
}

function remarksOn(store: FileRecordStore, removed: number): readonly string[] {
  const kept = store.replications().length;
  return [
    ...(removed > 0 ? [`begun anew: ${counted(removed)} removed`] : []),
    ...(kept > 0 ? [`going on from ${counted(kept)}; --fresh begins anew`] : []),
    ...store.refused.map(({ file, reason }) => `${file} cannot be used and is made again: ${reason}`),
  ];
}

function counted(count: number): string {
  return count === 1 ? '1 finished replication' : `${count} finished replications`;
}
