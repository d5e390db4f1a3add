// `offsupply run`: loads the scenario, runs its replications, writes the files, prints the table.
import { join, resolve } from 'node:path';
import { withPolicies } from '../experiment/experiment.ts';
import type { Stopped } from '../experiment/hopeless.ts';
import type { RecordStore } from '../experiment/record-store.ts';
import { costOf } from '../experiment/run-cost.ts';
import { replicationsOf } from '../experiment/shard.ts';
import type { PrecisionOutcome } from '../experiment/replicate-to-precision.ts';
import type { PrecisionTarget } from '../experiment/stopping-rule.ts';
import type { Threshold } from '../experiment/threshold.ts';
import { roomFor } from '../files/room.ts';
import { finishShard, shardFolderName } from '../files/shard-folder.ts';
import { workersFor } from '../files/worker-pool.ts';
import { assumptionsOf } from '../scenario/assumptions.ts';
import type { LoadedScenario } from '../scenario/load.ts';
import type { Override } from '../scenario/override.ts';
import { noFailure } from '../scenario/scenario.ts';
import { buildIdentity } from './build-identity.ts';
import { remarksOnCost } from './cost-guard.ts';
import { drawingOf, loadForRun } from './drawing.ts';
import { demoIntroduction, demoNext, demoOptions, demoScenario } from './demo.ts';
import { engineFor } from './engine-option.ts';
import { fileChoice, tablesNamed } from './file-options.ts';
import { exitCodes, Interruption, type Host } from './host.ts';
import { outFolder } from './out-folder.ts';
import { precisionTarget } from './precision-options.ts';
import { replicate, replicateTo, replicateUnlessHopeless, type Effort } from './replicate.ts';
import { resumeAdvice } from './resume-advice.ts';
import { openRunFolder } from './run-folder.ts';
import { identify } from './run-identity.ts';
import { checkAbortOnFail, shardOf, type RunOptions } from './run-options.ts';
import { checkPolicies } from './scenario-options.ts';
import { namedPages, scenarioFilesFor } from './scenario-source.ts';
import { resultForm } from './print-results.ts';
import { startProgress } from './terminal.ts';
import { thresholdsFor } from './threshold-options.ts';
import { version } from './version.ts';

/** Called with the replications of a whole run once its files are written. */
type SeeStore = (store: RecordStore) => void;

/** @param path of a scenario file; without one, the demo */
export async function run(
  path: string | undefined,
  options: RunOptions,
  host: Host,
  see?: SeeStore,
): Promise<number> {
  if (path !== undefined) return runScenario(path, options, host, see);
  const ofDemo = demoOptions(options);
  host.stderr.write(`${demoIntroduction(ofDemo)}\n`);
  const exitCode = await runScenario(demoScenario, ofDemo, host, see);
  host.stderr.write(`${demoNext(ofDemo)}\n`);
  return exitCode;
}

async function runScenario(
  path: string,
  options: RunOptions,
  host: Host,
  see: SeeStore | undefined,
): Promise<number> {
  const started = new Date();
  const scenarioFiles = scenarioFilesFor(host);
  const source = loadForRun(path, options, scenarioFiles);
  const { loaded } = source;
  checkPolicies(loaded.scenario, options.policies);
  const shard = shardOf(options, host);
  const target = precisionTarget(options, loaded.scenario.replications);
  const drawing = drawingOf(source, options, scenarioFiles);
  const scenario = withPolicies(drawing?.scenario ?? loaded.scenario, options.policies);
  const files = tablesNamed(options);
  const spells = options.spells ?? files?.includes('spells') ?? false;
  const meters = options.meters ?? files?.includes('meters') ?? false;
  const uncertainty = drawing !== undefined;
  const choice = fileChoice(
    { ...options, ...(files && { files }) },
    { spells, meters, uncertainty },
  );
  const chosen = thresholdsFor(loaded.scenario, scenario, loaded.thresholds, options.threshold);
  checkAbortOnFail(options, chosen);
  const whole = outFolder(path, options.out);
  const out = shard === undefined ? whole : join(whole, shardFolderName(shard));
  const signal = host.interruption();
  const drawn = drawing && { setsSha256: drawing.setsSha256 };
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
  const folder = openRunFolder({
    ...place,
    fresh: options.fresh === true,
    force: options.force === true,
    next,
  });
  const { store } = folder;
  const jobOf =
    drawing &&
    ((replication: number) => ({
      ...job,
      scenario: withPolicies(drawing.scenarioOf(replication), options.policies),
    }));
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
    const loading = [
      ...remarksOn(loaded, options.policies),
      ...source.remarks,
      ...(drawing?.remarks ?? []),
    ];
    for (const remark of [...loading, ...remarks, ...ofCost, ...folder.remarks])
      progress.message(remark);
    const effort = { job, store, workers, progress, signal, ...(jobOf && { jobOf }) };
    const work = workOf(
      replications,
      { target, abortOn: options.abortOnFail === true ? chosen.thresholds : [] },
      effort,
    );
    // The ending is prepared while the runners work; if that fails, it is reported when they are
    // done.
    const afterwards = madeReady(loaded, source.overrides);
    afterwards.catch(() => undefined);
    const { precision, stopped } = await work;
    const { environmentOf, printShard, writeResults, assumptions } = await afterwards;
    folder.check();
    const environment = environmentOf(started, host.argv, { workers, engine });
    const told = { out, started, form: resultForm(options), progress };
    const drawnRows = drawing && {
      worlds: drawing.valuesUpTo(target?.atMost ?? scenario.replications),
    };
    let exitCode: number = exitCodes.done;
    if (shard === undefined) {
      const made = store.first((precision ?? stopped)?.replications ?? scenario.replications);
      const what = {
        scenario,
        scenarioSha256,
        store: made,
        chosen,
        choice,
        spells,
        meters,
        assumptions,
        environment,
        signal,
      };
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
      printShard({ ...told, shard, replications: replications.length }, host);
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
    if (error instanceof Interruption) throw new Interruption(error.by, ` ${advice}`);
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
  {
    target,
    abortOn,
  }: { readonly target: PrecisionTarget | undefined; readonly abortOn: readonly Threshold[] },
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

/** Loads the modules that print results, and what the scenario files say about their parameters. */
async function madeReady(loaded: LoadedScenario, overrides: readonly Override[]) {
  const { environmentOf, printShard, writeResults } = await import('./run-results.ts');
  return {
    environmentOf,
    printShard,
    writeResults,
    assumptions: assumptionsOf(namedPages(loaded), overrides),
  };
}

/** @param chosen ids of the policies asked for */
function remarksOn(
  { warnings, notes, scenario }: LoadedScenario,
  chosen: readonly string[] | undefined,
): readonly string[] {
  const { reference } = scenario;
  const remarks = [...warnings.map((warning) => `warning: ${warning}`), ...notes];
  if (chosen === undefined || reference === noFailure || chosen.includes(reference)) return remarks;
  return [...remarks, `The reference, ${reference}, is run too: figures are compared with it.`];
}
