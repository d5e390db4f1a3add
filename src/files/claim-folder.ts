// A folder for results, made where it does not exist, and locked while they are made. Left as it was where nothing came of it.
import { isThere, quietly, type FileOperations } from './file-operations.ts';
import { lockFolder } from './folder-lock.ts';
import { openOutputDirectory } from './output-directory.ts';

export interface ClaimedFolder {
  /** @throws FolderInUseError when it has been lost to another run */
  readonly check: () => void;
  /** The work is done. @throws FileError */
  readonly release: () => void;
  /** The work has failed: the folder is removed if it was made for it and is empty. Never throws. */
  readonly abandon: () => void;
}

/** @throws UsageError when results cannot go there; FolderInUseError, FileError */
export function claimFolder(path: string, files: FileOperations): ClaimedFolder {
  const wasThere = isThere(path, files);
  // Fails, as it should, when something is in it.
  const unmake = (): void => {
    if (!wasThere)
      quietly(() => {
        files.rmdirSync(path);
      });
  };
  try {
    openOutputDirectory(path, () => false, files);
    const { check, release } = lockFolder(path, files);
    return {
      check,
      release,
      abandon() {
        quietly(release);
        unmake();
      },
    };
  } catch (error) {
    unmake();
    throw error;
  }
}
