// The end of `run` and `merge`: writes the files of a whole run, judges its thresholds, prints its
// results and where they are.
import { dirname, join, resolve } from 'node:path';
import type { Stopped } from '../experiment/hopeless.ts';
import type { RecordStore } from '../experiment/record-store.ts';
import type { PrecisionOutcome } from '../experiment/replicate-to-precision.ts';
import { shardText, type Shard } from '../experiment/shard.ts';
import { missedByOrdinaryLife } from '../experiment/ordinary-life-threshold.ts';
import { judge } from '../experiment/threshold.ts';
import { furtherTables } from '../files/further-tables.ts';
import { writeOutputs } from '../files/write-outputs.ts';
import { jsonText } from '../outputs/json.ts';
import { ordinaryLifeText, thresholdRecords } from '../outputs/threshold-text.ts';
import type { DrawnValues } from '../outputs/uncertainty-columns.ts';
import type { Assumption } from '../scenario/assumptions.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { buildIdentity } from './build-identity.ts';
import type { FileChoice } from './file-options.ts';
import { exitCodes, type Host } from './host.ts';
import { printResults, type ResultForm } from './print-results.ts';
import type { Progress } from './terminal.ts';
import type { ChosenThresholds } from './threshold-options.ts';
import { version } from './version.ts';

export interface Results {
  /** As the user named it. */
  readonly out: string;
  readonly scenario: Scenario;
  readonly scenarioSha256: string;
  readonly store: RecordStore;
  /** How a run to a precision ended; absent for a fixed number of replications. */
  readonly precision?: PrecisionOutcome;
  /** Present if the run stopped because a threshold could no longer be met. */
  readonly stopped?: Stopped;
  readonly chosen: ChosenThresholds;
  readonly choice: FileChoice;
  readonly spells: boolean;
  readonly meters: boolean;
  /** Values drawn for each replication, if any were. */
  readonly worlds?: DrawnValues;
  /** What the scenario files say of their parameters. */
  readonly assumptions: readonly Assumption[];
  readonly environment: Readonly<Record<string, unknown>>;
  readonly started: Date;
  readonly form: ResultForm;
  readonly progress: Progress;
  readonly signal: AbortSignal;
}

/**
 * @returns the exit code: whether every threshold is met
 * @throws FileError, Interruption: results are missing or incomplete, and there is no run.json
 */
export async function writeResults(results: Results, host: Host): Promise<number> {
  const {
    out,
    scenario,
    scenarioSha256,
    store,
    spells,
    meters,
    environment,
    signal,
    progress,
    started,
    form,
    chosen,
  } = results;
  const ending = {
    ...(results.precision && { precision: results.precision }),
    ...(results.stopped && { stopped: results.stopped }),
  };
  const directory = resolve(host.cwd, out);
  const { assumptions, choice, worlds } = results;
  const verdicts = chosen.thresholds.map((threshold) => judge(threshold, store, scenario));
  const thresholds = thresholdRecords(verdicts, chosen.left);
  const replications = store.replications().length;
  const report = choice.report
    ? (await import('../files/report-files.ts')).withReport({
        ...{ scenario, scenarioSha256, version, replications, thresholds, ...ending },
        vegaLite: choice.vegaLite,
      })
    : {};
  const files = await writeOutputs({
    ...{
      directory,
      scenario,
      scenarioSha256,
      version,
      store,
      spells,
      meters,
      environment,
      signal,
      files: host.files,
    },
    ...{ ...ending, thresholds },
    ...{ tables: furtherTables(scenario, store, assumptions), series: choice.series },
    ...{ parquet: choice.parquet, coverSheet: choice.coverSheet },
    ...(choice.only === undefined ? {} : { only: choice.only }),
    ...(worlds === undefined ? {} : { worlds }),
    ...report,
  });
  progress.finish();
  const seconds = secondsSince(started);
  printResults(
    { ...{ out, scenario, store, verdicts, left: chosen.left, files, seconds, form }, ...ending },
    host,
  );
  const missed = verdicts.filter(({ met }) => !met).length;
  if (missed > 0) progress.message(`${missed} of ${verdicts.length} thresholds not met`);
  for (const verdict of verdicts) {
    const byOrdinaryLife = missedByOrdinaryLife(verdict, store, scenario);
    if (byOrdinaryLife !== undefined) progress.message(ordinaryLifeText(byOrdinaryLife));
  }
  progress.message(
    `${files.length} files in ${join(out, '/')} after ${seconds.toFixed(1)} s: ` +
      files.map((file) => file.path).join(', '),
  );
  return missed > 0 ? exitCodes.threshold : exitCodes.done;
}

export interface FinishedShard {
  readonly out: string;
  readonly shard: Shard;
  /** Replications in the shard. */
  readonly replications: number;
  readonly started: Date;
  readonly form: ResultForm;
  readonly progress: Progress;
}

/** Prints where a shard is, and what to do when all are finished. */
export function printShard(
  { out, shard, replications, started, form, progress }: FinishedShard,
  host: Host,
): void {
  progress.finish();
  if (form === 'json')
    host.stdout.write(
      jsonText({ shard: { ...shard }, replications, version, out, seconds: secondsSince(started) }),
    );
  const held = replications === 1 ? '1 replication' : `${replications} replications`;
  progress.message(
    `shard ${shardText(shard)} with ${held} in ${join(out, '/')} after ` +
      `${secondsSince(started).toFixed(1)} s; ` +
      `when all are there: offsupply merge ${join(dirname(out), `shard-*-of-${shard.count}`)}`,
  );
}

function secondsSince(started: Date): number {
  return (Date.now() - started.getTime()) / 1000;
}

function commit(): { readonly commit?: string } {
  const { commit } = buildIdentity();
  return commit === undefined ? {} : { commit };
}

/** All that may differ between equal runs. The end is taken when the record is written. */
export function environmentOf(
  started: Date,
  argv: readonly string[],
  more: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  return {
    node: process.version,
    ...commit(),
    platform: `${process.platform} ${process.arch}`,
    ...more,
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
