// `--keep-runs`: writes each point of an exploration as a run in its own folder, as `offsupply run`
// does. Its figures come from that run, so that no point is simulated twice.
import { join, resolve } from 'node:path';
import { keptFigures } from '../experiment/figures.ts';
import type { RecordStore } from '../experiment/record-store.ts';
import { pointKey, type FigureStore, type Point } from '../explore/points.ts';
import { isThere, naming } from '../files/file-operations.ts';
import { openOutputDirectory } from '../files/output-directory.ts';
import { runRecordName } from '../files/write-outputs.ts';
import { writtenRecordIn } from '../files/written-record.ts';
import { csvText } from '../outputs/csv.ts';
import { sortedJson } from '../outputs/json.ts';
import { keptRunsTable, type KeptRunRow } from '../outputs/kept-runs-columns.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { optionWords } from '../outputs/command-text.ts';
import type { ExploreOptions } from './explore-options.ts';
import type { Host } from './host.ts';
import type { RunOptions } from './run-options.ts';
import { run } from './run.ts';

export interface KeptRunsOptions {
  readonly path: string;
  readonly options: ExploreOptions;
  readonly host: Host;
  readonly signal: AbortSignal;
  /** Folder of the exploration, as the user named it. */
  readonly out: string;
  readonly figureStore: FigureStore;
  /** Places of the segments whose figures are kept. */
  readonly segments: readonly number[];
  readonly scenarioOf: (point: Point) => Scenario;
}

/** Folder of the runs, in that of the exploration. */
export const keptRunsFolderName = 'runs';

export class KeptRuns {
  readonly #options: KeptRunsOptions;
  readonly #rows = new Map<string, KeptRunRow>();

  constructor(options: KeptRunsOptions) {
    this.#options = options;
  }

  /**
   * Writes the run of a point, unless it is there with at least as many replications, and stores
   * its figures.
   * @param number of the point in the design, which names its folder
   */
  async keep(point: Point, number: number, replications: number): Promise<void> {
    const { path, host, out, figureStore } = this.#options;
    const key = pointKey(point);
    const folder = join(keptRunsFolderName, `point-${number}`);
    const whole = resolve(host.cwd, out, folder);
    const found = this.#replicationsIn(whole, point);
    if (found < replications || !isStored(figureStore, key, replications)) {
      const options = this.#runOptions(point, join(out, folder), Math.max(found, replications));
      await run(path, options, this.#hostFor(commandLineOf(path, options)), (store) => {
        this.#putFigures(key, store);
      });
    }
    const settings = point.settings.map(({ path, value }) => `${path}=${value}`).join('; ');
    this.#rows.set(key, { number, folder, replications: Math.max(found, replications), settings });
  }

  /** Writes the table of folders and points. */
  async finish(): Promise<void> {
    const { host, out, signal } = this.#options;
    const name = keptRunsTable.path;
    const directory = openOutputDirectory(
      resolve(host.cwd, out, keptRunsFolderName),
      (one) => one === name,
      host.files,
    );
    await directory.write(name, [csvText(keptRunsTable, this.#rows.values())], signal);
  }

  /** Replications of the finished run of this point that a folder holds; 0 where it holds none. */
  #replicationsIn(folder: string, point: Point): number {
    const { files } = this.#options.host;
    const file = join(folder, runRecordName);
    if (!isThere(file, files)) return 0;
    const record = writtenRecordIn(naming('read', file, () => files.readFileSync(file, 'utf8')));
    const told = (scenario: Scenario): string =>
      JSON.stringify(sortedJson({ ...scenario, replications: undefined }, 'scenario'));
    const isSame =
      record !== undefined && told(record.scenario) === told(this.#options.scenarioOf(point));
    return isSame ? record.replications : 0;
  }

  #putFigures(key: string, store: RecordStore): void {
    const { figureStore, segments } = this.#options;
    for (const replication of store.replications())
      if (!figureStore.has(key, replication))
        figureStore.put(key, replication, keptFigures(store.read(replication), segments));
  }

  #hostFor(argv: readonly string[]): Host {
    const { host, signal } = this.#options;
    const silent = { ...host.stdout, write: () => true };
    return { ...host, argv, stdout: silent, stderr: silent, interruption: () => signal };
  }

  #runOptions(point: Point, out: string, replications: number): RunOptions {
    const {
      keepRuns,
      policies,
      households,
      seed,
      horizon,
      set = [],
      keepCapacities,
      ...others
    } = this.#options.options;
    const { threshold, engine, workers, fresh } = others;
    return {
      ...{
        ...(policies && { policies }),
        ...(households && { households }),
        replications: String(replications),
      },
      ...{
        ...(seed && { seed }),
        ...(horizon && { horizon }),
        ...(keepCapacities && { keepCapacities }),
      },
      set: [...set, ...point.settings.map(({ path, value }) => `${path}=${value}`)],
      ...{
        ...(threshold && { threshold }),
        ...(engine && { engine }),
        ...(workers && { workers }),
      },
      ...{ out, report: true, series: 'thinned', progress: 'none' },
      ...(keepRuns === true || keepRuns === undefined ? {} : { files: keepRuns }),
      ...(fresh && { fresh, force: true }),
    };
  }
}

/** The command line that makes the run alone. */
function commandLineOf(path: string, options: RunOptions): readonly string[] {
  const {
    policies,
    households,
    replications,
    seed,
    horizon,
    set,
    keepCapacities,
    threshold,
    out,
    files,
  } = options;
  return [
    ...['run', path],
    ...optionWords({
      ...{
        policies: policies?.join(','),
        households,
        replications,
        seed,
        horizon,
        set,
        keepCapacities,
      },
      ...{ threshold, files: files?.join(','), out },
    }),
  ];
}

function isStored(figureStore: FigureStore, key: string, replications: number): boolean {
  for (let replication = 1; replication <= replications; replication += 1)
    if (!figureStore.has(key, replication)) return false;
  return true;
}
