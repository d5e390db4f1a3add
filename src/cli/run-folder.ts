// The folder of a run while it runs: locked, and with the finished replications until there are
// results. Results are written by files/write-outputs.ts and files/shard-folder.ts.
import { join } from 'node:path';
import { UsageError } from '../errors.ts';
import type { Shard } from '../experiment/shard.ts';
import { claimFolder } from '../files/claim-folder.ts';
import { quietly, type FileOperations } from '../files/file-operations.ts';
import { refuseToOverwrite, unfinishedFolderName, type NextRun } from '../files/kept-results.ts';
import {
  fileStore,
  ofAnotherRun,
  removeRecords,
  type FileRecordStore,
} from '../files/record-files.ts';
import { reopenShard, replicationsFolderName } from '../files/shard-folder.ts';

export interface RunFolder {
  readonly path: string;
  /** Finished replications: none at first, unless the run continues an earlier one. */
  readonly store: FileRecordStore;
  /** Remarks on an earlier run that was found here. */
  readonly remarks: readonly string[];
  /** @throws FolderInUseError when another run has taken the folder over */
  readonly check: () => void;
  /** The run is finished: removes its temporary files. */
  readonly finish: () => void;
  /**
   * The run has failed or was interrupted: keeps finished replications; without any, leaves the
   * folder as it was. Never throws.
   */
  readonly abandon: () => void;
}

export interface RunFolderOptions {
  readonly path: string;
  /** As the user named it. */
  readonly name: string;
  readonly contentKey: string;
  /** The shard, which keeps its replications for merging when it is finished. */
  readonly shard: Shard | undefined;
  /** Removes replications that an earlier run has kept. */
  readonly fresh: boolean;
  /** Overwrites any results that are there. */
  readonly force: boolean;
  readonly next: NextRun;
  readonly files: FileOperations;
}

/**
 * @throws UsageError when results cannot go there, or replications of another run are kept there;
 * FolderInUseError
 */
export function openRunFolder(options: RunFolderOptions): RunFolder {
  const { path, name, contentKey, shard, files } = options;
  if (shard === undefined && !options.force) refuseToOverwrite(path, name, options.next, files);
  const claimed = claimFolder(path, files);
  const replications = join(
    path,
    shard === undefined ? unfinishedFolderName : replicationsFolderName,
  );
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

/** @throws UsageError if another run has kept replications, which would be lost */
function checkOwn({ refused }: FileRecordStore, name: string): void {
  const others = refused.filter(({ reason }) => reason === ofAnotherRun).length;
  if (others === 0) return;
  throw new UsageError(
    `${name} keeps ${counted(others)} of another run: the scenario, its options, or the ` +
      'build of offsupply differ. ' +
      'Give the command that made them, or another folder with --out, or --fresh to begin ' +
      'anew without them.',
  );
}

function remarksOn(store: FileRecordStore, removed: number): readonly string[] {
  const kept = store.replications().length;
  return [
    ...(removed > 0 ? [`begun anew: ${counted(removed)} removed`] : []),
    ...(kept > 0 ? [`going on from ${counted(kept)}; --fresh begins anew`] : []),
    ...store.refused.map(
      ({ file, reason }) => `${file} cannot be used and is made again: ${reason}`,
    ),
  ];
}

function counted(count: number): string {
  return count === 1 ? '1 finished replication' : `${count} finished replications`;
}
