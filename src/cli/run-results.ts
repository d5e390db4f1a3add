// The end of `run` and `merge`: the files of a whole run are written, its table printed, and said where they are.
import { dirname, join, resolve } from 'node:path';
import type { RecordStore } from '../experiment/record-store.ts';
import { shardText, type Shard } from '../experiment/shard.ts';
import { writeOutputs } from '../files/write-outputs.ts';
import { jsonText } from '../outputs/json.ts';
import { tableJson, tableText } from '../outputs/table.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { Host } from './host.ts';
import { tableStyle, type Progress } from './terminal.ts';
import { version } from './version.ts';

export interface Results {
  /** As the user named it. */
  readonly out: string;
  readonly scenario: Scenario;
  readonly scenarioSha256: string;
  readonly store: RecordStore;
  readonly spells: boolean;
  readonly meters: boolean;
  readonly environment: Readonly<Record<string, unknown>>;
  readonly started: Date;
  readonly json: boolean;
  readonly progress: Progress;
  readonly signal: AbortSignal;
}

/** @throws FileError, Interruption: the results are not there, or not all of them, and there is no run.json */
export async function writeResults(results: Results, host: Host): Promise<void> {
  const { out, scenario, scenarioSha256, store, spells, meters, environment, signal, progress, started } = results;
  const directory = resolve(host.cwd, out);
  const files = await writeOutputs({ directory, scenario, scenarioSha256, version, store, spells, meters, environment, signal });
  progress.finish();
  if (results.json) {
    const written = files.map((file) => ({ ...file, path: join(out, file.path) }));
    host.stdout.write(
      jsonText({ ...(tableJson(scenario, store) as object), version, out, files: written, seconds: secondsSince(started) }),
    );
  } else host.stdout.write(tableText(scenario, store, tableStyle(host.environment, host.stdout, host.stderr)));
  progress.message(
    `${files.length} files in ${join(out, '/')} after ${secondsSince(started).toFixed(1)} s: ${files.map((file) => file.path).join(', ')}`,
  );
}

export interface FinishedShard {
  readonly out: string;
  readonly shard: Shard;
  /** How many it holds. */
  readonly replications: number;
  readonly started: Date;
  readonly json: boolean;
  readonly progress: Progress;
}

/** Says where a shard is, and what to do when all of them are there. */
export function tellShard({ out, shard, replications, started, json, progress }: FinishedShard, host: Host): void {
  progress.finish();
  if (json) host.stdout.write(jsonText({ shard: { ...shard }, replications, version, out, seconds: secondsSince(started) }));
  const held = replications === 1 ? '1 replication' : `${replications} replications`;
  progress.message(
    `shard ${shardText(shard)} with ${held} in ${join(out, '/')} after ${secondsSince(started).toFixed(1)} s; ` +
      `when all are there: offsupply merge ${join(dirname(out), `shard-*-of-${shard.count}`)}`,
  );
}

function secondsSince(started: Date): number {
  return (Date.now() - started.getTime()) / 1000;
}

/** All that may differ between equal runs. The end is taken when the record is written. */
export function environmentOf(
  started: Date,
  argv: readonly string[],
  more: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  return {
    node: process.version,
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
