// Claims a folder for results: makes it if it does not exist, and locks it while results are made.
// Leaves it as it was if there are none.
import { isThere, quietly, type FileOperations } from './file-operations.ts';
import { lockFolder } from './folder-lock.ts';
import { openOutputDirectory } from './output-directory.ts';

export interface ClaimedFolder {
  /** @throws FolderInUseError when another run has taken the folder over */
  readonly check: () => void;
  /** The work is done. @throws FileError */
  readonly release: () => void;
  /** The work has failed: removes the folder if it was made for this and is empty. Never throws. */
  readonly abandon: () => void;
}

/** @throws UsageError when results cannot go there; FolderInUseError, FileError */
export function claimFolder(path: string, files: FileOperations): ClaimedFolder {
  const wasThere = isThere(path, files);
  // Fails, as intended, if it is not empty.
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
