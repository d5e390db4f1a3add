// `offsupply run`: loads the scenario, has its replications run, writes the files, prints the table.
import { availableParallelism } from 'node:os';
import { join, parse, resolve } from 'node:path';
import { coordinate } from '../experiment/coordinate.ts';
import { withPolicies } from '../experiment/experiment.ts';
import type { RecordStore } from '../experiment/record-store.ts';
import { replicationsOf, type Shard } from '../experiment/shard.ts';
import { fileStore } from '../files/record-files.ts';
import { finishShard } from '../files/shard-folder.ts';
import { ownRunner, threadRunner, type ReplicationJob } from '../files/worker-pool.ts';
import { loadScenario } from '../scenario/load.ts';
import { noFailure, type Scenario } from '../scenario/scenario.ts';
import type { RunOptions } from './commands/run.ts';
import { exitCodes, Interruption, type Host } from './host.ts';
import { openRunFolder } from './run-folder.ts';
import { identify } from './run-identity.ts';
import { environmentOf, tellShard, writeResults } from './run-results.ts';
import { checkPolicies, overridesOf } from './scenario-options.ts';
import { scenarioFilesFor } from './scenario-source.ts';
import { startProgress, type Progress } from './terminal.ts';
import { version } from './version.ts';

export async function run(path: string, options: RunOptions, host: Host): Promise<number> {
  const started = new Date();
  const loaded = loadScenario(path, scenarioFilesFor(host), { overrides: overridesOf(options) });
  checkPolicies(loaded.scenario, options.policies);
  const scenario = withPolicies(loaded.scenario, options.policies);
  const { spells = false, meters = false, shard } = options;
  const out = folderFor(options.out ?? join('output', parse(path).name), shard);
  const signal = host.interruption();
  const folder = openRunFolder(resolve(host.cwd, out), shard);
  const { scenarioSha256, contentKey } = identify(scenario, { spells, meters });
  const replications = replicationsOf(scenario.replications, shard);
  const workers = options.workers ?? Math.max(1, Math.min(availableParallelism(), replications.length));
  const progress = startProgress({
    total: replications.length,
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
    await runReplications(job, replications, store, { workers, inProcess: options.workers === 1, progress, signal });
    const environment = environmentOf(started, host.argv, { workers });
    if (shard === undefined) {
      const what = { out, scenario, scenarioSha256, store, spells, meters, environment };
      await writeResults({ ...what, started, json: options.json === true, progress, signal }, host);
    } else {
      await finishShard(folder.path, { version, shard, contentKey, spells, meters, scenario, environment });
      tellShard({ out, shard, replications: replications.length, started, json: options.json === true, progress }, host);
    }
    failed = false;
    return exitCodes.done;
  } finally {
    progress.finish();
    if (failed) folder.abandon();
    else folder.tidy();
  }
}

/** A shard has a folder of its own in that of the run, so that the same --out serves all of them. */
function folderFor(out: string, shard: Shard | undefined): string {
  return shard === undefined ? out : join(out, `shard-${shard.index}-of-${shard.count}`);
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
  replications: readonly number[],
  store: RecordStore,
  { workers, inProcess, progress, signal }: Effort,
): Promise<void> {
  try {
    await coordinate({
      replications,
      runners: workers,
      startRunner: () => (inProcess ? ownRunner(job) : threadRunner(job)),
      store,
      households: job.scenario.households,
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
      `after ${store.replications().length} of ${replications.length} replications; nothing of this run was kept`,
    );
  }
}
