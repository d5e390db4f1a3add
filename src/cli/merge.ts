// `offsupply merge`: checks that the shards make one whole run, writes its files, prints the table.
import { dirname, resolve } from 'node:path';
import { UsageError } from '../errors.ts';
import { claimFolder } from '../files/claim-folder.ts';
import { joinShards } from '../files/whole-run.ts';
import { markBeingMerged, refuseToOverwrite } from '../files/kept-results.ts';
import { buildIdentity } from './build-identity.ts';
import { commandOfShards, readExplorationShard, type NamedFolder } from './exploration-shards.ts';
import { fileChoice, type FileOptions } from './file-options.ts';
import type { ExplorationCommand, ExploreOptions } from './explore-options.ts';
import type { Host } from './host.ts';
import { identify } from './run-identity.ts';
import { environmentOf, writeResults } from './run-results.ts';
import { resultForm } from './print-results.ts';
import type { SolveOptions } from './solve.ts';
import { startProgress } from './terminal.ts';
import { thresholdsFor } from './threshold-options.ts';
import { version } from './version.ts';

export interface MergeOptions extends FileOptions {
  readonly out?: string;
  readonly force?: true;
  readonly threshold?: readonly string[];
  readonly json?: true;
  /** Workers for the search of a `solve`, which continues once its shards are joined. */
  readonly workers?: number;
  readonly progress?: ExploreOptions['progress'];
  /** Removes stored points before those of the shards are added. */
  readonly fresh?: true;
}

export async function mergeShards(
  folders: readonly string[],
  options: MergeOptions,
  host: Host,
): Promise<number> {
  const named = folders.map((name): NamedFolder => {
    const folder = resolve(host.cwd, name);
    return { name, folder, shard: readExplorationShard(folder, host.files) };
  });
  if (named.some(({ shard }) => shard !== undefined)) return mergeExploration(named, options, host);
  refuseSimulating(options, 'run');
  if (options.fresh === true)
    throw new UsageError(
      '--fresh removes points that a folder keeps, and a run has none: leave it out, or ' +
        'give --force to write over files',
    );
  const started = new Date();
  const { record, store, environments } = joinShards(
    named.map(({ name, folder }) => ({ name, path: folder })),
    host.files,
  );
  const { scenario, spells, meters, assumptions, worlds } = record;
  const { scenarioSha256, contentKey } = identify(scenario, record);
  if (record.version !== version)
    throw new UsageError(
      `the shards were made by offsupply ${record.version}, and this is ${version}: merge ` +
        'them with the version that made them',
    );
  if (record.build !== buildIdentity().build)
    throw new UsageError(
      `the shards were made by another build of offsupply ${version}: merge them with the ` +
        'build that made them',
    );
  if (record.contentKey !== contentKey)
    throw new UsageError(
      `${folders.join(', ')}: the shards say something else than they were made with; make ` +
        'them again',
    );
  const uncertainty = scenario.uncertainty !== undefined;
  const choice = fileChoice(options, { spells, meters, uncertainty });
  const chosen = thresholdsFor(scenario, scenario, record.thresholds, options.threshold);
  const out = options.out ?? commonFolder(folders);
  const signal = host.interruption();
  const progress = startProgress({
    ...{ total: scenario.replications, unit: 'replications', form: 'none' },
    ...{ stream: host.stderr, environment: host.environment },
  });
  const folder = resolve(host.cwd, out);
  const next = { scenario, replications: scenario.replications };
  if (options.force !== true) refuseToOverwrite(folder, out, next, host.files);
  const claimed = claimFolder(folder, host.files);
  try {
    const mark = await markBeingMerged(folder, host.files);
    const environment = environmentOf(started, host.argv, { shards: environments });
    const what = {
      out,
      scenario,
      scenarioSha256,
      store,
      chosen,
      choice,
      spells,
      meters,
      assumptions,
      environment,
      ...(worlds && { worlds }),
    };
    const exitCode = await writeResults(
      { ...what, started, form: resultForm(options), progress, signal },
      host,
    );
    mark.remove();
    claimed.release();
    return exitCode;
  } catch (error) {
    claimed.abandon();
    throw error;
  }
}

/** Repeats the command of the shards, with the points that they have. */
async function mergeExploration(
  folders: readonly NamedFolder[],
  options: MergeOptions,
  host: Host,
): Promise<number> {
  if (
    !options.report ||
    options.files !== undefined ||
    options.parquet === true ||
    options.vegaLite === true
  )
    throw new UsageError(
      '--no-report, --files, --parquet and --vega-lite choose what a run writes: leave ' +
        'them out where points are merged',
    );
  const { command, path, options: said } = commandOfShards(folders, host.files);
  const { threshold, json } = options;
  const whole = {
    ...{
      ...said,
      progress: 'text' as const,
      ...whileSimulating(command, options),
      out: options.out ?? commonFolder(folders.map(({ name }) => name)),
    },
    ...{
      ...(threshold && { threshold }),
      ...(json && { json }),
      gather: folders.map(({ folder }) => folder),
    },
  };
  return explorations[command](path, whole, host);
}

const explorations: Record<
  ExplorationCommand,
  (path: string, options: ExploreOptions, host: Host) => Promise<number>
> = {
  sweep: async (path, options, host) => (await import('./sweep.ts')).sweep(path, options, host),
  sensitivity: async (path, options, host) =>
    (await import('./sensitivity.ts')).sensitivity(path, options, host),
  // The shards of a search have stored all its options.
  solve: async (path, options, host) =>
    (await import('./solve.ts')).solve(path, options as SolveOptions, host),
};

/**
 * @throws UsageError for options that have no effect: only a search continues to simulate once its
 * shards are joined
 */
function whileSimulating(
  command: ExplorationCommand,
  options: MergeOptions,
): Partial<ExploreOptions> {
  if (command !== 'solve') refuseSimulating(options, command);
  const { workers, progress, fresh } = options;
  return { ...(workers && { workers }), ...(progress && { progress }), ...(fresh && { fresh }) };
}

/** @param of what the shards are of */
function refuseSimulating(
  { workers, progress }: Pick<MergeOptions, 'workers' | 'progress'>,
  of: string,
): void {
  const given = [
    ...(workers === undefined ? [] : [`--workers ${workers}`]),
    ...(progress === undefined ? [] : [`--progress ${progress}`]),
  ];
  if (given.length > 0)
    throw new UsageError(
      `${given.join(', ')}: merge simulates only where it finishes a search of solve, and ` +
        `these are shards of ${of}: leave it out`,
    );
}

/** @throws UsageError when there is no such folder */
function commonFolder(folders: readonly string[]): string {
  const [parent, ...others] = new Set(folders.map((folder) => dirname(folder)));
  if (parent === undefined || others.length > 0)
    throw new UsageError(
      'the shards are in different folders: say with --out where the whole run goes',
    );
  return parent;
}
