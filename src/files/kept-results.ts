// What a folder holds before results go there: nothing of another's is overwritten, and no finished run that the next is not as good as.
import path from 'node:path';
import { UsageError } from '../errors.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { isFolder, namesIn, naming, type FileOperations } from './file-operations.ts';
import { isLockName } from './folder-lock.ts';
import { openOutputDirectory } from './output-directory.ts';
import { isShardFolderName, replicationsFolderName, shardRecordName } from './shard-folder.ts';
import { isResultName, runRecordName } from './write-outputs.ts';
import { writtenRecordIn, type WrittenRecord } from './written-record.ts';

/** The run that is to go there. */
export interface NextRun {
  readonly scenario: Pick<Scenario, 'title' | 'households'>;
  /** How many at most. */
  readonly replications: number;
}

/** Where an unfinished run keeps its replications, in its folder. */
export const unfinishedFolderName = '.replications';

/**
 * @param name of the folder, as the user named it
 * @throws UsageError when the folder holds a finished run of another scenario, or one of more homes or replications, or files of the names
 *   of results that no run has written
 */
export function refuseToOverwrite(folder: string, name: string, next: NextRun, files: FileOperations): void {
  // What is no folder is refused where it is to be opened.
  if (!isFolder(folder, files)) return;
  const names = namesIn(folder, files);
  if (names.includes(runRecordName)) refuseForFinished(recordIn(path.join(folder, runRecordName), files), name, next);
  if (names.some(isOfRuns)) return;
  const foreign = names.filter(isResultName);
  if (foreign.length === 0) return;
  throw new UsageError(
    `${name} holds ${foreign.join(', ')}, and no finished run that wrote ${foreign.length === 1 ? 'it' : 'them'}: ` +
      'give another folder with --out, or --force to write over what is there',
  );
}

/** There where a merge ended early: results in the folder are its own, though no run.json says so. */
const beingMergedName = '.being-merged';

/** Says that results are being written to a folder where nothing else tells so. @throws FileError */
export async function markBeingMerged(folder: string, files: FileOperations): Promise<{ readonly remove: () => void }> {
  const directory = openOutputDirectory(folder, (name) => name === beingMergedName, files);
  await directory.write(beingMergedName, []);
  return {
    remove() {
      directory.remove(beingMergedName);
    },
  };
}

/** Whether it tells that a run has been at work in the folder. */
function isOfRuns(name: string): boolean {
  return (
    [runRecordName, beingMergedName, shardRecordName, unfinishedFolderName, replicationsFolderName].includes(name) ||
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
    throw new UsageError(`${name} holds a ${runRecordName} that offsupply cannot read as its own: ${otherwise}`);
  const { scenario, replications } = found;
  if (scenario.title !== next.scenario.title)
    throw new UsageError(`${name} holds the finished run of another scenario, “${scenario.title}”: ${otherwise}`);
  if (scenario.households > next.scenario.households || replications > next.replications)
    throw new UsageError(
      `${name} holds a finished run of ${sizeText(found)}, and this one is of ${sizeText(next)}: ${otherwise}`,
    );
}

function sizeText({ scenario: { households }, replications }: NextRun): string {
  const homes = households === 1 ? '1 home' : `${households} homes`;
  return `${homes} and ${replications === 1 ? '1 replication' : `${replications} replications`}`;
}
