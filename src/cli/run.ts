// `offsupply run`: loads the scenario, has its replications run, writes the files, prints the table.
import { availableParallelism } from 'node:os';
import { join, parse, resolve } from 'node:path';
import { coordinate } from '../experiment/coordinate.ts';
import { withPolicies } from '../experiment/experiment.ts';
import type { RecordStore } from '../experiment/record-store.ts';
import { fileStore } from '../files/record-files.ts';
import { ownRunner, threadRunner, type ReplicationJob } from '../files/worker-pool.ts';
import { writeOutputs } from '../files/write-outputs.ts';
import { jsonText } from '../outputs/json.ts';
import { tableJson, tableText } from '../outputs/table.ts';
import { loadScenario } from '../scenario/load.ts';
import { noFailure, type Scenario } from '../scenario/scenario.ts';
import type { RunOptions } from './commands/run.ts';
import { exitCodes, Interruption, type Host } from './host.ts';
import { openRunFolder } from './run-folder.ts';
import { identify } from './run-identity.ts';
import { checkPolicies, overridesOf } from './scenario-options.ts';
import { scenarioFilesFor } from './scenario-source.ts';
import { startProgress, tableStyle, type Progress } from './terminal.ts';
import { version } from './version.ts';

export async function run(path: string, options: RunOptions, host: Host): Promise<number> {
  const started = new Date();
  const loaded = loadScenario(path, scenarioFilesFor(host), { overrides: overridesOf(options) });
  checkPolicies(loaded.scenario, options.policies);
  const scenario = withPolicies(loaded.scenario, options.policies);
  const out = options.out ?? join('output', parse(path).name);
  const signal = host.interruption();
  const folder = openRunFolder(resolve(host.cwd, out));
  const { spells = false, meters = false } = options;
  const { scenarioSha256, contentKey } = identify(scenario, { spells, meters });
  const workers = options.workers ?? Math.min(availableParallelism(), scenario.replications);
  const progress = startProgress({
    total: scenario.replications,
    unit: 'replications',
    form: options.progress,
    stream: host.stderr,
    environment: host.environment,
  });
  let failed = true;
  try {
    for (const remark of remarksOn(scenario, loaded.warnings)) progress.message(remark);
    const store = fileStore({ folder: folder.replications, contentKey });
    const job = { scenario, keepSpells: spells, keepMeters: meters, contentKey };
    await runReplications(job, store, { workers, inProcess: options.workers === 1, progress, signal });
    const files = await writeOutputs({
      ...{ directory: folder.path, scenario, scenarioSha256, version, store, spells, meters, signal },
      environment: environmentOf(started, workers, host.argv),
    });
    failed = false;
    progress.finish();
    if (options.json === true) {
      const written = files.map((file) => ({ ...file, path: join(out, file.path) }));
      host.stdout.write(
        jsonText({ ...(tableJson(scenario, store) as object), version, out, files: written, seconds: secondsSince(started) }),
      );
    } else host.stdout.write(tableText(scenario, store, tableStyle(host.environment, host.stdout, host.stderr)));
    progress.message(
      `${files.length} files in ${join(out, '/')} after ${secondsSince(started).toFixed(1)} s: ${files.map((file) => file.path).join(', ')}`,
    );
    return exitCodes.done;
  } finally {
    progress.finish();
    if (failed) folder.abandon();
    else folder.tidy();
  }
}

function remarksOn({ policies, reference }: Scenario, warnings: readonly string[]): readonly string[] {
  const remarks = warnings.map((warning) => `warning: ${warning}`);
  if (policies.some(({ id }) => id === reference)) return remarks;
  return [...remarks, `The reference, ${reference}, is not among the policies to run: comparisons are with ${noFailure} alone.`];
}

interface Effort {
  readonly workers: number;
  /** Without worker threads. */
  readonly inProcess: boolean;
  readonly progress: Progress;
  readonly signal: AbortSignal;
}

/** @throws Interruption, which says how far it came */
async function runReplications(
  job: ReplicationJob,
  store: RecordStore,
  { workers, inProcess, progress, signal }: Effort,
): Promise<void> {
  const { households, replications } = job.scenario;
  try {
    await coordinate({
      replications: Array.from({ length: replications }, (_, index) => index + 1),
      runners: workers,
      startRunner: () => (inProcess ? ownRunner(job) : threadRunner(job)),
      store,
      households,
      signal,
      onProgress(done) {
        progress.update(done);
      },
      onRetry(replication, error) {
        progress.message(
          `replication ${replication} failed and is run once more: ${error instanceof Error ? error.message : String(error)}`,
        );
      },
    });
  } catch (error) {
    if (!(error instanceof Interruption)) throw error;
    throw new Interruption(
      error.by,
      `after ${store.replications().length} of ${replications} replications; nothing of this run was kept`,
    );
  }
}

function secondsSince(started: Date): number {
  return (Date.now() - started.getTime()) / 1000;
}

/** All that may differ between equal runs. The end is taken when the record is written. */
function environmentOf(started: Date, workers: number, argv: readonly string[]): Readonly<Record<string, unknown>> {
  return {
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
    workers,
    commandLine: ['offsupply', ...argv],
    startedAt: started.toISOString(),
    get finishedAt() {
      return new Date().toISOString();
    },
    get wallSeconds() {
      return secondsSince(started);
    },
  };
}
