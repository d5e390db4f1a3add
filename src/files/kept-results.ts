// Protects the results in a folder: refuses to overwrite files of anything else, and a finished run
// that is larger than the next.
import path from 'node:path';
import { UsageError } from '../errors.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { isFolder, namesIn, naming, type FileOperations } from './file-operations.ts';
import { isLockName } from './folder-lock.ts';
import { openOutputDirectory } from './output-directory.ts';
import { isShardFolderName, replicationsFolderName, shardRecordName } from './shard-folder.ts';
import { isResultName, runRecordName } from './write-outputs.ts';
import { writtenRecordIn, type WrittenRecord } from './written-record.ts';

/** The run that is to be written. */
export interface NextRun {
  readonly scenario: Pick<Scenario, 'title' | 'households'>;
  /** Most replications it may have. */
  readonly replications: number;
}

/** Folder, in that of an unfinished run, with its replications. */
export const unfinishedFolderName = '.replications';

/**
 * @param name of the folder, as the user named it
 * @throws UsageError when the folder holds a finished run of another scenario, or one of more homes
 * or replications, or files of the names of results that no run has written
 */
export function refuseToOverwrite(
  folder: string,
  name: string,
  next: NextRun,
  files: FileOperations,
): void {
  // Anything but a folder is refused later, when it is opened.
  if (!isFolder(folder, files)) return;
  const names = namesIn(folder, files);
  if (names.includes(runRecordName))
    refuseForFinished(recordIn(path.join(folder, runRecordName), files), name, next);
  if (names.some(isOfRuns)) return;
  const foreign = names.filter(isResultName);
  if (foreign.length === 0) return;
  throw new UsageError(
    `${name} holds ${foreign.join(', ')}, and no finished run that wrote ` +
      `${foreign.length === 1 ? 'it' : 'them'}: ` +
      'give another folder with --out, or --force to write over what is there',
  );
}

/**
 * Present if a merge ended early: the results in the folder are its own, although there is no
 * run.json.
 */
const beingMergedName = '.being-merged';

/** Marks a folder as one that a merge is writing to. @throws FileError */
export async function markBeingMerged(
  folder: string,
  files: FileOperations,
): Promise<{ readonly remove: () => void }> {
  const directory = openOutputDirectory(folder, (name) => name === beingMergedName, files);
  await directory.write(beingMergedName, []);
  return {
    remove() {
      directory.remove(beingMergedName);
    },
  };
}

/** Whether a file name shows that a run has used the folder. */
function isOfRuns(name: string): boolean {
  return (
    [
      runRecordName,
      beingMergedName,
      shardRecordName,
      unfinishedFolderName,
      replicationsFolderName,
    ].includes(name) ||
    isLockName(name) ||
    isShardFolderName(name)
  );
}

function recordIn(file: string, files: FileOperations): WrittenRecord | undefined {
  return writtenRecordIn(naming('read', file, () => files.readFileSync(file, 'utf8')));
}

function refuseForFinished(found: WrittenRecord | undefined, name: string, next: NextRun): void {
  const otherwise = 'give another folder with --out, or --force to write over it';
  if (found === undefined)
    throw new UsageError(
      `${name} holds a ${runRecordName} that offsupply cannot read as its own: ${otherwise}`,
    );
  const { scenario, replications } = found;
  if (scenario.title !== next.scenario.title)
    throw new UsageError(
      `${name} holds the finished run of another scenario, “${scenario.title}”: ${otherwise}`,
    );
  if (scenario.households > next.scenario.households || replications > next.replications)
    throw new UsageError(
      `${name} holds a finished run of ${sizeText(found)}, and this one is of ` +
        `${sizeText(next)}: ${otherwise}`,
    );
}

function sizeText({ scenario: { households }, replications }: NextRun): string {
  const homes = households === 1 ? '1 home' : `${households} homes`;
  return `${homes} and ${replications === 1 ? '1 replication' : `${replications} replications`}`;
}
