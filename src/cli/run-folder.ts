// The folder of a run while it is under way: results beside finished replications, which are put away when the run ends.
import { lstatSync, rmdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { openOutputDirectory } from '../files/output-directory.ts';

export interface RunFolder {
  readonly path: string;
  /** For finished replications; empty at first. */
  readonly replications: string;
  /** The run is finished: what it needed on the way is removed. */
  tidy(): void;
  /** The run has failed or was interrupted: the folder itself is removed as well if it was made for it and is empty. */
  abandon(): void;
}

/** @throws UsageError when results cannot go there */
export function openRunFolder(path: string): RunFolder {
  const wasThere = lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  openOutputDirectory(path, () => false);
  const replications = join(path, '.replications');
  const tidy = (): void => {
    rmSync(replications, { recursive: true, force: true });
  };
  tidy();
  return {
    path,
    replications,
    tidy,
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
