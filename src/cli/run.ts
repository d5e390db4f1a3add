// `offsupply run`: loads the scenario, has its replications run, writes the files, prints the table.
import { join, resolve } from 'node:path';
import { UsageError } from '../errors.ts';
import { withPolicies } from '../experiment/experiment.ts';
import { blockLengthOf, worldOf } from '../experiment/drawn-worlds.ts';
import type { Stopped } from '../experiment/hopeless.ts';
import type { RecordStore } from '../experiment/record-store.ts';
import { costOf } from '../experiment/run-cost.ts';
import { replicationsOf, type Shard } from '../experiment/shard.ts';
import type { PrecisionOutcome } from '../experiment/replicate-to-precision.ts';
import type { PrecisionTarget } from '../experiment/stopping-rule.ts';
import { thresholdMistake, type Threshold } from '../experiment/threshold.ts';
import { drawnWorlds, type Worlds } from '../explore/worlds.ts';
import { sha256 } from '../files/output-directory.ts';
import { roomFor } from '../files/room.ts';
import { finishShard, shardFolderName } from '../files/shard-folder.ts';
import { workersFor } from '../files/worker-pool.ts';
import { assumptionsOf } from '../scenario/assumptions.ts';
import { variantLoader, type LoadedScenario } from '../scenario/load.ts';
import type { WorldRow } from '../outputs/uncertainty-columns.ts';
import type { ScenarioFiles } from '../scenario/files.ts';
import type { Override } from '../scenario/override.ts';
import { noFailure, type Uncertainty } from '../scenario/scenario.ts';
import { buildIdentity } from './build-identity.ts';
import { remarksOnCost } from './cost-guard.ts';
import { demoIntroduction, demoNext, demoOptions, demoScenario } from './demo.ts';
import { engineFor, type EngineOption } from './engine-option.ts';
import { fileChoice, tablesNamed, type FileOptions } from './file-options.ts';
import { exitCodes, Interruption, type Host } from './host.ts';
import { outFolder } from './out-folder.ts';
import { precisionTarget, type PrecisionOptions } from './precision-options.ts';
import { replicate, replicateTo, replicateUnlessHopeless, type Effort } from './replicate.ts';
import { resumeAdvice } from './resume-advice.ts';
import { openRunFolder } from './run-folder.ts';
import { identify } from './run-identity.ts';
import { checkPolicies, overridesOf, type ScenarioOptions } from './scenario-options.ts';
import { namedPages, scenarioFilesFor } from './scenario-source.ts';
import { shardFrom } from './shard-environment.ts';
import { resultForm } from './tell-results.ts';
import { startProgress } from './terminal.ts';
import { thresholdsFor, type ChosenThresholds } from './threshold-options.ts';
import { version } from './version.ts';

export interface RunOptions extends ScenarioOptions, PrecisionOptions, FileOptions, EngineOption {
  readonly policies?: readonly string[];
  readonly out?: string;
  readonly spells?: true;
  readonly meters?: true;
  readonly threshold?: readonly string[];
  readonly uncertainty?: 'luck' | Uncertainty['draws'];
  readonly abortOnFail?: true;
  readonly parameterUncertainty?: true;
  readonly json?: true;
  readonly markdown?: true;
  readonly workers?: number;
  readonly fresh?: true;
  readonly force?: true;
  readonly shard?: Shard | 'auto';
  readonly shards?: number;
  readonly progress: 'text' | 'json' | 'none';
}

/** Told of the replications of a whole run once its files are written. */
type SeeStore = (store: RecordStore) => void;

/** @param path of a scenario file; without one, the demo */
export async function run(path: string | undefined, options: RunOptions, host: Host, see?: SeeStore): Promise<number> {
  if (path !== undefined) return runScenario(path, options, host, see);
  const ofDemo = demoOptions(options);
  host.stderr.write(`${demoIntroduction(ofDemo)}\n`);
  const exitCode = await runScenario(demoScenario, ofDemo, host, see);
  host.stderr.write(`${demoNext(ofDemo)}\n`);
  return exitCode;
}

async function runScenario(path: string, options: RunOptions, host: Host, see: SeeStore | undefined): Promise<number> {
  const started = new Date();
  const scenarioFiles = scenarioFilesFor(host);
  const { overrides, loaded, variant, remarks: sizeRemarks } = loadForRun(path, options, scenarioFiles);
  checkPolicies(loaded.scenario, options.policies);
  const shard = shardOf(options, host);
  const target = precisionTarget(options, loaded.scenario.replications);
  const draws = drawsOf(options);
  const worlds = draws === undefined ? undefined : drawnWorlds(loaded, scenarioFiles, draws);
  const scenario = withPolicies(worlds?.scenario ?? loaded.scenario, options.policies);
  const files = tablesNamed(options);
  const spells = options.spells ?? files?.includes('spells') ?? false;
  const meters = options.meters ?? files?.includes('meters') ?? false;
  const uncertainty = worlds !== undefined;
  const choice = fileChoice({ ...options, ...(files && { files }) }, { spells, meters, uncertainty });
  const chosen = thresholdsFor(loaded.scenario, scenario, loaded.thresholds, options.threshold);
  checkAbortOnFail(options, chosen);
  const whole = outFolder(path, options.out);
  const out = shard === undefined ? whole : join(whole, shardFolderName(shard));
  const signal = host.interruption();
  const drawn = worlds === undefined ? {} : { setsSha256: sha256(worlds.allSets) };
  const { scenarioSha256, contentKey } = identify(scenario, { spells, meters, ...drawn });
  const { engine, remarks } = engineFor(options);
  const job = { scenario, engine, keepSpells: spells, keepMeters: meters, contentKey };
  const replications = replicationsOf(target?.atLeast ?? scenario.replications, shard);
  const workers = options.workers ?? workersFor(job, target?.atMost ?? replications.length);
  const ofCost = remarksOnCost(
    costOf({ scenario, replications: replications.length, workers, spells, meters }),
    roomFor(resolve(host.cwd, out), host.files),
    options.force === true,
  );
  const place = { path: resolve(host.cwd, out), name: out, contentKey, shard, files: host.files };
  const next = { scenario, replications: target?.atMost ?? scenario.replications };
  const folder = openRunFolder({ ...place, fresh: options.fresh === true, force: options.force === true, next });
  const { store } = folder;
  const ofWorld = (replication: number) => withPolicies(variant(worlds!.settingsOf(replication)).scenario, options.policies);
  const jobOf = worlds && ((replication: number) => ({ ...job, scenario: ofWorld(replication) }));
  const progress = startProgress({
    total: replications.length,
    from: replications.filter((replication) => store.has(replication)).length,
    unit: 'replications',
    form: options.progress,
    stream: host.stderr,
    environment: host.environment,
  });
  let isMade = false;
  try {
    const loading = [...remarksOn(loaded, options.policies), ...sizeRemarks, ...(worlds?.remarks ?? [])];
    for (const remark of [...loading, ...remarks, ...ofCost, ...folder.remarks]) progress.message(remark);
    const effort = { job, store, workers, progress, signal, ...(jobOf && { jobOf }) };
    const work = workOf(replications, { target, abortOn: options.abortOnFail === true ? chosen.thresholds : [] }, effort);
    // What comes after is made ready while the runners are at work; what fails of it is told when they are done.
    const afterwards = madeReady(loaded, overrides);
    afterwards.catch(() => undefined);
    const { precision, stopped } = await work;
    const { environmentOf, tellShard, writeResults, assumptions } = await afterwards;
    folder.check();
    const environment = environmentOf(started, host.argv, { workers, engine });
    const told = { out, started, form: resultForm(options), progress };
    const drawnRows = worlds && {
      worlds: { names: worlds.names, rows: worldRows(worlds, target?.atMost ?? scenario.replications) },
    };
    let exitCode: number = exitCodes.done;
    if (shard === undefined) {
      const made = store.first((precision ?? stopped)?.replications ?? scenario.replications);
      const what = { scenario, scenarioSha256, store: made, chosen, choice, spells, meters, assumptions, environment, signal };
      const ending = { ...drawnRows, ...(precision && { precision }), ...(stopped && { stopped }) };
      exitCode = await writeResults({ ...what, ...told, ...ending }, host);
      see?.(made);
    } else {
      const { thresholds } = loaded;
      const record = {
        version,
        build: buildIdentity().build,
        ...drawn,
        ...drawnRows,
        shard,
        contentKey,
        spells,
        meters,
        scenario,
        thresholds,
        assumptions,
        environment,
      };
      await finishShard(folder.path, record, host.files);
      tellShard({ ...told, shard, replications: replications.length }, host);
    }
    isMade = true;
    folder.finish();
    return exitCode;
  } catch (error) {
    progress.finish();
    folder.abandon();
    if (isMade) throw error;
    const total = target === undefined ? { total: replications.length } : {};
    const mayEndHere = shard === undefined && target === undefined;
    const advice = resumeAdvice({ out, store, ...total, mayEndHere, argv: host.argv });
    if (error instanceof Interruption) throw new Interruption(error.by, advice);
    progress.message(`ended ${advice}`);
    throw error;
  }
}

interface Ending {
  readonly precision?: PrecisionOutcome;
  readonly stopped?: Stopped;
}

async function workOf(
  replications: readonly number[],
  { target, abortOn }: { readonly target: PrecisionTarget | undefined; readonly abortOn: readonly Threshold[] },
  effort: Effort,
): Promise<Ending> {
  if (target !== undefined) return { precision: await replicateTo(target, effort) };
  if (abortOn.length > 0) {
    const stopped = await replicateUnlessHopeless(replications.length, abortOn, effort);
    return stopped === undefined ? {} : { stopped };
  }
  await replicate(replications, effort);
  return {};
}

/** @throws UsageError where there is nothing to look at, or the replications are not a fixed number */
function checkAbortOnFail({ abortOnFail, precision, shard }: RunOptions, { thresholds }: ChosenThresholds): void {
  if (abortOnFail === undefined) return;
  if (thresholds.length === 0)
    throw new UsageError('--abort-on-fail: there is no threshold to look at; give one with --threshold, or in the scenario');
  if (precision !== undefined)
    throw new UsageError('--abort-on-fail goes with a fixed number of replications: leave it out, or --precision');
  if (shard !== undefined)
    throw new UsageError('--abort-on-fail looks at all replications, and a shard has some of them: leave it out here');
}

/** What tells the results, and what the scenario files say of their parameters. */
async function madeReady(loaded: LoadedScenario, overrides: readonly Override[]) {
  const { environmentOf, tellShard, writeResults } = await import('./run-results.ts');
  return { environmentOf, tellShard, writeResults, assumptions: assumptionsOf(namedPages(loaded), overrides) };
}

/** What is drawn afresh; undefined for luck alone. @throws UsageError where two options say different things */
function drawsOf({ uncertainty, parameterUncertainty }: RunOptions): Uncertainty['draws'] | undefined {
  if (parameterUncertainty === true && uncertainty !== undefined && uncertainty !== 'habits')
    throw new UsageError(
      `--parameter-uncertainty is --uncertainty habits, and --uncertainty ${uncertainty} was given too: leave out --parameter-uncertainty`,
    );
  if (parameterUncertainty === true) return 'habits';
  return uncertainty === 'luck' ? undefined : uncertainty;
}

/** Worlds enough for a range that holds 95 %: nine in each ten replications. */
const leastReplicationsOfAll = 200;

/** The scenario, with as many replications as its draws need where the options do not say how many. */
function loadForRun(path: string, options: RunOptions, files: ScenarioFiles) {
  const own = overridesOf(options);
  const how = { keepCapacities: options.keepCapacities === true, checkThreshold: thresholdMistake };
  const load = (overrides: readonly Override[]) => {
    const variant = variantLoader(path, files, { ...how, overrides });
    return { overrides, variant, loaded: variant([]) };
  };
  const asSaid = load(own);
  if (drawsOf(options) !== 'all' || options.precision !== undefined) return { ...asSaid, remarks: [] };
  const { replications } = asSaid.loaded.scenario;
  const length = blockLengthOf({ uncertainty: { draws: 'all' } });
  const wanted = options.replications === undefined ? Math.max(leastReplicationsOfAll, replications) : replications;
  const needed = length * Math.ceil(wanted / length);
  if (needed === replications) return { ...asSaid, remarks: [] };
  const option = '--uncertainty all';
  return {
    ...load([...own, { path: 'replications', value: String(needed), option }]),
    remarks: [
      `${option}: ${needed} replications, not ${replications}: ` +
        (needed - replications < length
          ? `they go in blocks of ${length}`
          : `nine worlds in each ${length}; --replications says otherwise`),
    ],
  };
}

function worldRows(worlds: Worlds, replications: number): readonly WorldRow[] {
  return replicationsOf(replications).map((replication) => ({
    replication,
    world: worldOf(worlds.scenario.uncertainty!.draws, replication),
    values: worlds.valuesOf(replication),
  }));
}

/** @param chosen ids of the policies asked for */
function remarksOn({ warnings, notes, scenario }: LoadedScenario, chosen: readonly string[] | undefined): readonly string[] {
  const { reference } = scenario;
  const remarks = [...warnings.map((warning) => `warning: ${warning}`), ...notes];
  if (chosen === undefined || reference === noFailure || chosen.includes(reference)) return remarks;
  return [...remarks, `The reference, ${reference}, is run too: figures are compared with it.`];
}

/** @throws UsageError when it cannot be told, and for what can only be said of the whole run */
function shardOf(
  { shard, shards, precision, threshold, report, files, series, parquet }: RunOptions,
  { environment }: Host,
): Shard | undefined {
  if (shards !== undefined && shard !== 'auto')
    throw new UsageError('--shards goes with --shard auto; by hand, --shard i/n says how many there are');
  if (shard === undefined) return undefined;
  if (precision !== undefined)
    throw new UsageError(
      '--precision looks at all replications, and a shard has some of them: find out on one machine how many it takes ' +
        '(run --precision says so, also of a smaller book), then give every shard that number with --replications',
    );
  if (threshold !== undefined)
    throw new UsageError('--threshold is judged on all replications: give it to offsupply merge, and leave it out here');
  if (!report || files !== undefined || series !== 'thinned' || parquet === true)
    throw new UsageError(
      '--no-report, --files, --series and --parquet choose what a whole run writes: give them to offsupply merge, and leave them out here',
    );
  return shard === 'auto' ? shardFrom(environment, shards) : shard;
}
