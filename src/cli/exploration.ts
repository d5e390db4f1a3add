// What sweep, sensitivity and solve have in common: the scenario that is explored, how many runs
// that is and how long they will take, the folder with what is finished, the pool that runs points,
// shards, and what is said when it ends early.
import { join, resolve } from 'node:path';
import { UsageError } from '../errors.ts';
import { withPolicies } from '../experiment/experiment.ts';
import { figureCount, type FigureRows } from '../experiment/figures.ts';
import { segmentNames } from '../experiment/metrics.ts';
import { costOf } from '../experiment/run-cost.ts';
import { shardText } from '../experiment/shard.ts';
import { thresholdMistake } from '../experiment/threshold.ts';
import { factorsOf, type ChosenFactors, type FactorChoice } from '../explore/factors-of.ts';
import {
  figuresAt,
  pointKey,
  pointsOfShard,
  type FigureLayout,
  type FigureStore,
  type Point,
} from '../explore/points.ts';
import { sha256 } from '../files/output-directory.ts';
import { shardFolderName } from '../files/shard-folder.ts';
import { openPointPool, type PointPool } from '../files/point-pool.ts';
import { roomFor } from '../files/room.ts';
import { workersFor } from '../files/worker-pool.ts';
import { countOf } from '../outputs/number-text.ts';
import type { ScenarioFiles } from '../scenario/files.ts';
import { omit, type PlainMap } from '../scenario/kind.ts';
import { variantLoader, type LoadedScenario } from '../scenario/load.ts';
import { nearest } from '../scenario/nearest.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { Engine } from '../simulation/kernel-builds.ts';
import { commandText, wordsToGoOn } from '../outputs/command-text.ts';
import { remarksOnCost } from './cost-guard.ts';
import { engineFor } from './engine-option.ts';
import type { ExplorationCommand, ExploreOptions } from './explore-options.ts';
import { effortOf, effortText, runsLeft, type Effort } from './exploration-effort.ts';
import { finishExplorationShard } from './exploration-shards.ts';
import { exitCodes, Interruption, type Host } from './host.ts';
import { identify } from './run-identity.ts';
import { checkPolicies, overridesOf } from './scenario-options.ts';
import { PointsFolder, type OpenPoints } from './kept-points.ts';
import { KeptRuns, keptRunsFolderName } from './kept-runs.ts';
import { outFolder } from './out-folder.ts';
import { scenarioFilesFor } from './scenario-source.ts';
import { shardFrom } from './shard-environment.ts';
import { startProgress, type Progress } from './terminal.ts';
import { thresholdsFor, type ChosenThresholds } from './threshold-options.ts';

/** What an exploring command works with. */
export interface Exploration {
  /** With all its policies. */
  readonly loaded: LoadedScenario;
  /** The base, with the policies that are run and no others. */
  readonly scenario: Scenario;
  readonly replications: number;
  readonly layout: FigureLayout;
  readonly thresholds: ChosenThresholds;
  /** Folder for the files, as the user named it, and whole. */
  readonly out: string;
  readonly folder: string;
  readonly progress: Progress;
  readonly signal: AbortSignal;
  readonly started: Date;
  /** The factors of the scenario's ranges; what is left out of them is told. @throws UsageError */
  factors(choice?: FactorChoice): ChosenFactors;
  /** Finds what is wrong with a point without running it. @throws ScenarioError */
  check(point: Point): void;
  /**
   * Has points run that are known beforehand, or takes them from the shards that are merged, and
   * says how far that leads: `whole`, all of them are there; `shard`, the part of this machine is;
   * `dry`, nothing was run because --dry-run asks only what there is to do.
   * @param replications those of the scenario by default
   * @throws UsageError where the shards do not hold all of them
   */
  runDesign(points: readonly Point[], replications?: number): Promise<'whole' | 'shard' | 'dry'>;
  /**
   * Has further points run, or more replications of them. Not for a shard.
   * @param replications those of the scenario by default
   */
  run(points: readonly Point[], replications?: number): Promise<void>;
  /** The figures of a point that was run. */
  figuresAt(point: Point, replications?: number): FigureRows;
}

/** What an exploration is of. */
export interface Explored {
  readonly command: ExplorationCommand;
  /** Of the scenario, as typed. */
  readonly path: string;
  readonly options: ExploreOptions;
  /** What `merge` is to do again, where the command has added to what was typed. */
  readonly typed?: ExploreOptions;
}

/**
 * Opens an exploration, has the command work with it, and puts everything away.
 * @param work returns the exit code
 * @throws whatever `work` throws; an Interruption says what is kept and how to go on
 */
export async function explore(
  explored: Explored,
  host: Host,
  work: (exploration: Exploration) => Promise<number>,
): Promise<number> {
  const opened = new OpenExploration(explored, host);
  try {
    const exitCode = await work(opened);
    await opened.finish();
    return exitCode;
  } catch (error) {
    await opened.abandon();
    throw error instanceof Interruption ? new Interruption(error.by, opened.advice()) : error;
  }
}

/** Options that say nothing of the results. */
const ofOneMachine = [
  'shard',
  'shards',
  'workers',
  'engine',
  'progress',
  'out',
  'fresh',
  'force',
  'json',
  'keepRuns',
] as const;

class OpenExploration implements Exploration {
  readonly loaded: LoadedScenario;
  readonly scenario: Scenario;
  readonly replications: number;
  readonly layout: FigureLayout;
  readonly thresholds: ChosenThresholds;
  readonly out: string;
  readonly folder: string;
  readonly progress: Progress;
  readonly signal: AbortSignal;
  readonly started = new Date();
  readonly #command: ExplorationCommand;
  readonly #path: string;
  readonly #options: ExploreOptions;
  readonly #typed: ExploreOptions;
  readonly #host: Host;
  readonly #files: ScenarioFiles;
  readonly #variant: ReturnType<typeof variantLoader>;
  readonly #engine: Engine;
  readonly #contentKey: string;
  readonly #shard: ReturnType<typeof shardFrom> | undefined;
  readonly #points: PointsFolder;
  #kept: Kept | undefined;
  /** Of each point, in the order they are first asked for. */
  readonly #numbers = new Map<string, number>();
  #numbered = 0;
  #done = 0;
  #total = 0;

  constructor({ command, path, options, typed = options }: Explored, host: Host) {
    this.#command = command;
    this.#path = path;
    this.#options = options;
    this.#typed = typed;
    this.#host = host;
    this.#files = scenarioFilesFor(host);
    this.#variant = variantLoader(path, this.#files, {
      overrides: overridesOf(options),
      keepCapacities: options.keepCapacities === true,
      policies: options.policies,
      checkThreshold: thresholdMistake,
    });
    this.loaded = this.#variant([]);
    checkPolicies(this.loaded.scenario, options.policies);
    this.scenario = withPolicies(this.loaded.scenario, options.policies);
    this.replications = this.scenario.replications;
    this.layout = {
      policies: this.scenario.policies.map(({ id }) => id),
      segments: segmentsOf(this.scenario, options.segment),
    };
    this.thresholds = thresholdsFor(
      this.loaded.scenario,
      this.scenario,
      this.loaded.thresholds,
      options.threshold,
    );
    this.#shard =
      options.shard === 'auto' ? shardFrom(host.environment, options.shards) : options.shard;
    const whole = outFolder(path, options.out, `-${command}`);
    this.out = this.#shard === undefined ? whole : join(whole, shardFolderName(this.#shard));
    this.folder = resolve(host.cwd, this.out);
    const { engine, remarks } = engineFor(options);
    this.#engine = engine;
    this.#contentKey = sha256(
      `${identify(this.scenario, { spells: false, meters: false }).contentKey} ` +
        this.layout.segments.join(),
    );
    this.#points = new PointsFolder({
      ...{
        folder: this.folder,
        name: this.out,
        contentKey: this.#contentKey,
        figures: this.#figureCount,
      },
      ...{ isFresh: options.fresh === true, files: host.files },
    });
    this.signal = host.interruption();
    this.progress = startProgress({
      ...{ total: 1, unit: 'runs', form: options.progress },
      ...{ stream: host.stderr, environment: host.environment },
    });
    const { warnings, notes } = this.loaded;
    for (const remark of [
      ...warnings.map((warning) => `warning: ${warning}`),
      ...notes,
      ...remarks,
    ])
      this.progress.message(remark);
  }

  factors(choice: FactorChoice = {}): ChosenFactors {
    const chosen = factorsOf(this.loaded, this.#files, choice);
    for (const remark of chosen.remarks) this.progress.message(remark);
    return chosen;
  }

  check({ settings }: Point): void {
    this.#variant(settings);
  }

  async runDesign(
    points: readonly Point[],
    replications = this.replications,
  ): Promise<'whole' | 'shard' | 'dry'> {
    this.#number(points);
    const own = this.#shard === undefined ? points : pointsOfShard(points, this.#shard);
    if (this.#options.dryRun === true) {
      this.#tellEffort(own, replications);
      return 'dry';
    }
    const { gather } = this.#options;
    if (gather !== undefined)
      this.#kept = this.#begin(
        this.#points.openWith(gather, points, replications),
        points.length * replications,
      );
    await this.run(own, replications);
    if (this.#shard === undefined) return 'whole';
    await finishExplorationShard(
      this.folder,
      { ...this.#identity(), shard: this.#shard },
      this.#host.files,
    );
    this.progress.finish();
    this.progress.message(
      `shard ${shardText(this.#shard)} with ${countOf(own.length, 'point')} in ` +
        `${join(this.out, '/')}; ` +
        'when all are there: offsupply merge ' +
        join(this.out, '..', `shard-*-of-${this.#shard.count}`),
    );
    return 'shard';
  }

  async run(points: readonly Point[], replications = this.replications): Promise<void> {
    this.#number(points);
    if (this.#kept === undefined) this.#tellCost(points, replications);
    const {
      points: kept,
      pool,
      runs,
    } = (this.#kept ??= this.#begin(this.#points.open(), points.length * replications));
    if (runs !== undefined) await this.#keepRuns(runs, points, replications);
    const left = runsLeft(points, replications, kept.figureStore);
    if (left === 0) return;
    const before = this.#done;
    this.#total = before + left;
    await pool.run(points, replications, (done) => {
      this.progress.update(before + done, this.#total);
    });
    this.#done = this.#total;
  }

  figuresAt(point: Point, replications = this.replications): FigureRows {
    return figuresAt(this.#kept!.points.figureStore, this.layout, point, replications);
  }

  async finish(): Promise<void> {
    this.progress.finish();
    await this.#kept?.runs?.finish();
    await this.#kept?.pool.stop();
    this.#kept?.points.finish();
  }

  async abandon(): Promise<void> {
    this.progress.finish();
    await this.#kept?.pool.stop();
    this.#kept?.points.abandon();
  }

  /** How to go on from what is finished. */
  advice(): string {
    const command = commandText(wordsToGoOn(this.#host.argv));
    return (
      `; what is finished is kept in ${join(this.out, '/')}, and the same command goes on ` +
      `from it: ${command}`
    );
  }

  /** What decides the results, to be done again when shards are merged. */
  #identity() {
    const options = omit(this.#typed as unknown as PlainMap, ...ofOneMachine);
    return { command: this.#command, path: this.#path, options, contentKey: this.#contentKey };
  }

  #scenarioOf(point: Point): Scenario {
    return withPolicies(this.#variant(point.settings).scenario, this.#options.policies);
  }

  /**
   * Numbers points in the order they are first asked for; those of a design by their places in it.
   */
  #number(points: readonly Point[]): void {
    if (points.every((point) => this.#numbers.has(pointKey(point)))) return;
    for (const [place, point] of points.entries()) {
      const key = pointKey(point);
      if (!this.#numbers.has(key)) this.#numbers.set(key, this.#numbered + place);
    }
    this.#numbered += points.length;
  }

  /** Each point once, one after another: a run uses all workers. */
  async #keepRuns(runs: KeptRuns, points: readonly Point[], replications: number): Promise<void> {
    const distinct = new Map(points.map((point) => [pointKey(point), point]));
    this.progress.message(
      `--keep-runs: ${countOf(distinct.size, 'run')}, a folder each in ` +
        join(this.out, keptRunsFolderName, '/'),
    );
    let done = 0;
    for (const [key, point] of distinct) {
      await runs.keep(point, this.#numbers.get(key)!, replications);
      done += replications;
      this.progress.update(done, distinct.size * replications);
    }
  }

  /**
   * Says how much there is to do, and how much of it an earlier, interrupted exploration has kept.
   * Nothing is made or changed.
   */
  #tellEffort(points: readonly Point[], replications: number): void {
    const effort = this.#effortOf(points, replications);
    this.progress.message(effortText(effort, this.out, this.layout.policies.length));
    for (const remark of this.#remarksOnCost(effort, true)) this.progress.message(remark);
    if (this.#options.keepRuns === undefined) return;
    const folders = countOf(new Set(points.map(pointKey)).size, 'folder');
    this.progress.message(
      `--keep-runs: ${folders} in ${join(this.out, keptRunsFolderName, '/')}, which take ` +
        'longer for their files',
    );
  }

  get #figureCount(): number {
    return figureCount(this.layout.policies.length, this.layout.segments.length);
  }

  /** Makes ready to run points. @param runs how many there are at first */
  #begin(points: OpenPoints, runs: number): Kept {
    const { figureStore } = points;
    if (figureStore.found > 0)
      this.progress.message(
        `going on from ${figureStore.found} finished runs in ${join(this.out, '/')}`,
      );
    const pool = this.#openPool(figureStore, runs);
    return {
      points,
      pool,
      ...(this.#options.keepRuns === undefined ? {} : { runs: this.#keptRuns(figureStore) }),
    };
  }

  #openPool(figureStore: FigureStore, runs: number): PointPool {
    const { layout, scenario } = this;
    const job = { scenario, keepSpells: false, keepMeters: false, contentKey: this.#contentKey };
    const workers = this.#options.workers ?? workersFor(job, runs);
    return openPointPool({
      ...{
        scenarioOf: (point) => this.#scenarioOf(point),
        engine: this.#engine,
        segments: layout.segments,
      },
      ...{ households: scenario.households, figures: this.#figureCount, figureStore, workers },
      ...{ isInProcess: workers === 1, signal: this.signal },
      onRetry: (point, error) => {
        const what = pointKey(point).replaceAll('\n', ', ');
        this.progress.message(
          `${what} failed and is run once more: ` +
            (error instanceof Error ? error.message : String(error)),
        );
      },
    });
  }

  #keptRuns(figureStore: FigureStore): KeptRuns {
    const { signal, out, layout } = this;
    const what = {
      path: this.#path,
      options: this.#options,
      host: this.#host,
      signal,
      out,
      figureStore,
      segments: layout.segments,
    };
    return new KeptRuns({ ...what, scenarioOf: (point) => this.#scenarioOf(point) });
  }

  /**
   * Says before anything is made how much there is to do.
   * @throws UsageError where it clearly does not fit
   */
  #tellCost(points: readonly Point[], replications: number): void {
    const effort = this.#effortOf(points, replications);
    if (effort.left === 0) return;
    const remarks = this.#remarksOnCost(effort, this.#options.force === true);
    for (const remark of [effortText(effort, this.out, this.layout.policies.length), ...remarks])
      this.progress.message(remark);
  }

  #effortOf(points: readonly Point[], replications: number): Effort {
    const { scenario } = this;
    return this.#points.look((figureStore) =>
      effortOf({
        ...{
          points,
          replications,
          figureStore,
          scenario,
          engine: this.#engine,
          workers: this.#options.workers,
        },
        scenarioOf: (point) => this.#scenarioOf(point),
      }),
    );
  }

  #remarksOnCost(
    { distinct, replications, left, workers, seconds }: Effort,
    anyway: boolean,
  ): readonly string[] {
    const costOfRun = (many: number) =>
      costOf({
        scenario: this.scenario,
        replications: many,
        workers,
        spells: false,
        meters: false,
      });
    const runFolders =
      this.#options.keepRuns === undefined ? 0 : distinct * costOfRun(replications).diskBytes;
    const cost = {
      seconds,
      memoryBytes: costOfRun(left).memoryBytes,
      diskBytes: left * this.#figureCount * Float64Array.BYTES_PER_ELEMENT + runFolders,
    };
    return remarksOnCost(cost, roomFor(this.folder, this.#host.files), anyway, {
      what: this.#command === 'solve' ? 'coarse scan' : this.#command,
      ways:
        'fewer points, --households, --replications or --policies, leave out --keep-runs, ' +
        'use fewer --workers or --shard',
    });
  }
}

interface Kept {
  readonly points: OpenPoints;
  readonly pool: PointPool;
  /** Where each point is kept as a run. */
  readonly runs?: KeptRuns;
}

/** Places of the segments to keep: all homes, and those asked for. @throws UsageError */
function segmentsOf(scenario: Scenario, asked: readonly string[] = []): readonly number[] {
  const known = segmentNames(scenario.segments);
  const places = asked.map((written) => {
    const place = known.findIndex((name) => name === written);
    if (place >= 0) return place;
    const meant = nearest(written, known);
    throw new UsageError(
      `--segment ${written}: there is no such ` +
        `segment.${meant === undefined ? '' : ` Did you mean ${meant}?`} There are ` +
        `${known.join(', ')}.`,
    );
  });
  return [...new Set([0, ...places])].sort((a, b) => a - b);
}

/** Whether thresholds are met, as an exit code. */
export const exitCodeFor = (missed: number): number =>
  missed > 0 ? exitCodes.threshold : exitCodes.done;
