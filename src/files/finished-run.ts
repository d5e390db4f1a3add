// Reads a finished run from its folder: what was run, from run.json, and every metric by
// replication, from replications.csv.
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { UsageError } from '../errors.ts';
import { metrics, placeOf, segmentNames, type Segment } from '../experiment/metrics.ts';
import type { RunFigures } from '../experiment/run-differences.ts';
import type { FileRecord } from '../outputs/data-package.ts';
import { replicationsTable } from '../outputs/replication-columns.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { naming } from './file-operations.ts';
import { sha256 } from './output-directory.ts';
import { runRecordName } from './write-outputs.ts';
import { writtenRecordIn, type WrittenRecord } from './written-record.ts';

export interface FinishedRun extends RunFigures {
  /** As the user named its folder. */
  readonly name: string;
  /** Version of the program that ran it. */
  readonly version: string;
  /** With the policies that were run. */
  readonly scenario: Scenario;
}

/**
 * @param name of the folder, for messages
 * @throws UsageError when the folder does not hold a complete, unchanged run
 */
export function readFinishedRun(folder: string, name: string): FinishedRun {
  const { version, files, scenario } = readRunRecord(folder, name);
  const text = wholeFile(folder, name, files, replicationsTable.path);
  const policies = scenario.policies.map(({ id }) => id);
  const segments = segmentNames(scenario.segments);
  const { replications, rows } = metricsIn(text, segments);
  return {
    ...{ name, version, scenario, policies, replications, segments },
    seed: scenario.seed,
    metricsOf: (policy) => replications.map((replication) => rows.get(`${policy},${replication}`)!),
  };
}

/**
 * Reads the run.json of a finished run, and no other file.
 * @param name of the folder, for messages
 * @throws UsageError when the folder does not hold a finished run
 */
export function readRunRecord(folder: string, name: string): WrittenRecord {
  const found = statSync(folder, { throwIfNoEntry: false });
  if (found === undefined)
    throw new UsageError(
      `${name} is not there: give the folder of a run, such as output/reference-winter`,
    );
  if (!found.isDirectory()) throw new UsageError(`${name} is a file: give the folder of a run`);
  const file = path.join(folder, runRecordName);
  if (!existsSync(file)) {
    throw new UsageError(
      `${name} is not a finished run: it has no ${runRecordName}, which is written last. ` +
        'Was it interrupted, is it a shard to be merged, or is it another folder?',
    );
  }
  const record = writtenRecordIn(naming('read', file, () => readFileSync(file, 'utf8')));
  if (record === undefined)
    throw new UsageError(
      `${path.join(name, runRecordName)} is not a record that offsupply has written: run it again`,
    );
  return record;
}

/** The text of a file of the run, if it is unchanged. */
function wholeFile(
  folder: string,
  name: string,
  files: readonly FileRecord[],
  wanted: string,
): string {
  const shown = path.join(name, wanted);
  const listed = files.find((one) => one.path === wanted);
  if (listed === undefined)
    throw new UsageError(
      `${name} was written without ${wanted}, from which runs are compared: run it again ` +
        `without --files, or name ${wanted} there`,
    );
  const file = path.join(folder, wanted);
  if (!existsSync(file))
    throw new UsageError(`${name} is not a whole run any more: ${shown} is missing; run it again`);
  const bytes = naming('read', file, () => readFileSync(file));
  if (listed.sha256 !== sha256(bytes)) {
    throw new UsageError(
      `${shown} has changed since it was written (its SHA-256 is not the one in ` +
        `${runRecordName}): run it again`,
    );
  }
  return bytes.toString('utf8');
}

interface MetricRows {
  readonly replications: readonly number[];
  /** By `policy,replication`: segment × metrics + metric, NaN where there is no figure. */
  readonly rows: ReadonlyMap<string, Float64Array>;
}

/**
 * Finds columns by name, so that runs of other versions can be read. Figures that they do not have
 * are NaN.
 */
function metricsIn(text: string, segments: readonly Segment[]): MetricRows {
  const [header = [], ...lines] = parse(text) as unknown as readonly string[][];
  const columns = metrics.map(({ name }) => header.indexOf(name));
  const [policyAt, replicationAt, segmentAt] = ['policy', 'replication', 'segment'].map((column) =>
    header.indexOf(column),
  ) as [number, number, number];
  const rows = new Map<string, Float64Array>();
  const replications = new Set<number>();
  for (const cells of lines) {
    const replication = Number(cells[replicationAt]);
    const key = `${cells[policyAt]!},${replication}`;
    const row = rows.get(key) ?? new Float64Array(segments.length * metrics.length).fill(NaN);
    const segment = (segments as readonly string[]).indexOf(cells[segmentAt]!);
    for (const [index, column] of columns.entries()) {
      const cell = cells[column] ?? '';
      if (segment >= 0 && cell !== '') row[placeOf(metrics[index]!.name, segment)] = Number(cell);
    }
    rows.set(key, row);
    replications.add(replication);
  }
  return { replications: [...replications].sort((a, b) => a - b), rows };
}
