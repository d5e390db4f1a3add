// The points stored in the folder of an exploration: those that an interrupted one has finished,
// and those of merged shards.
import { join } from 'node:path';
import { UsageError } from '../errors.ts';
import { copyFigures, type FigureStore, type Point } from '../explore/points.ts';
import { claimFolder } from '../files/claim-folder.ts';
import {
  contentKeyOfFigures,
  gatheredFigures,
  openFigureFile,
  type FigureFile,
} from '../files/figure-file.ts';
import { quietly, type FileOperations } from '../files/file-operations.ts';
import { runsLeft } from './exploration-effort.ts';

export interface PointsFolderOptions {
  readonly folder: string;
  /** As the user named it. */
  readonly name: string;
  /** Identifies what the figures belong to. */
  readonly contentKey: string;
  /** How many figures a replication has. */
  readonly figures: number;
  /** Whether stored points are removed. */
  readonly isFresh: boolean;
  readonly files: FileOperations;
}

/** The opened store of points. Nothing else uses the folder meanwhile. */
export interface OpenPoints {
  readonly figureStore: FigureFile;
  /** The work is done. @throws FileError */
  finish(): void;
  /** The work has failed; finished points stay. Never throws. */
  abandon(): void;
}

const fileName = 'points.bin';

export class PointsFolder {
  readonly #options: PointsFolderOptions;

  constructor(options: PointsFolderOptions) {
    this.#options = options;
  }

  /**
   * Reads what is stored without changing anything; undefined if there is nothing to continue from.
   * @throws UsageError as `open`
   */
  look<Result>(at: (figureStore: FigureStore | undefined) => Result): Result {
    if (this.#options.isFresh || this.#contentKey() === undefined) return at(undefined);
    const figureStore = this.#openFile(this.#options.folder);
    try {
      return at(figureStore);
    } finally {
      figureStore.close();
    }
  }

  /**
   * @throws UsageError where the folder keeps points of another exploration; FolderInUseError,
   * FileError
   */
  open(): OpenPoints {
    const { folder, files, isFresh } = this.#options;
    const claimed = claimFolder(folder, files);
    try {
      if (this.#contentKey() !== undefined && isFresh) files.unlinkSync(join(folder, fileName));
      const figureStore = this.#openFile(folder);
      return {
        figureStore,
        finish() {
          figureStore.close();
          claimed.release();
        },
        abandon() {
          quietly(() => {
            figureStore.close();
          });
          claimed.abandon();
        },
      };
    } catch (error) {
      claimed.abandon();
      throw error;
    }
  }

  /**
   * Opens the folder and copies replications 1 to `replications` of points from shards.
   * @param shards their folders
   * @throws UsageError as `open`, and where the shards do not hold all of them, or hold points of
   * another scenario
   */
  openWith(shards: readonly string[], points: readonly Point[], replications: number): OpenPoints {
    const opened: FigureFile[] = [];
    try {
      for (const folder of shards) opened.push(this.#openShard(folder));
      const gathered = gatheredFigures(opened);
      const missing = runsLeft(points, replications, gathered);
      if (missing > 0)
        throw new UsageError(
          'the shards do not hold all points: make them with the same command but for ' +
            `--shard; ${missing} runs are missing`,
        );
      const own = this.open();
      try {
        copyFigures(points, replications, gathered, own.figureStore);
      } catch (error) {
        own.abandon();
        throw error;
      }
      return own;
    } finally {
      for (const one of opened) one.close();
    }
  }

  /**
   * Content key of the stored points; undefined if there are none.
   * @throws UsageError where they are of another exploration
   */
  #contentKey(): string | undefined {
    const { folder, name, contentKey, files, isFresh } = this.#options;
    const found = contentKeyOfFigures(join(folder, fileName), files);
    if (found === undefined || found === contentKey || isFresh) return found;
    throw new UsageError(
      `${name} keeps points of another exploration: the scenario, its options, or the ` +
        'version of offsupply differ. ' +
        'Give another folder with --out, or add --fresh to remove them',
    );
  }

  #openShard(folder: string): FigureFile {
    const { contentKey, files } = this.#options;
    if (contentKeyOfFigures(join(folder, fileName), files) !== contentKey)
      throw new UsageError(
        `${folder}: its points are not of this scenario: is it another, or was it changed ` +
          'since? Make the shard again',
      );
    return this.#openFile(folder);
  }

  #openFile(folder: string): FigureFile {
    const { contentKey, figures, files } = this.#options;
    return openFigureFile({ file: join(folder, fileName), contentKey, figures, files });
  }
}
