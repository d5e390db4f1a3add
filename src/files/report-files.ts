// The report of a run: the small tables it needs beside the contract's, and its page and pictures made from files alone, right after a run
// and again for `offsupply report`.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { UsageError } from '../errors.ts';
import type { RecordStore } from '../experiment/record-store.ts';
import { spellGateRows, spellLengthRows } from '../experiment/spell-tallies.ts';
import { storyRows } from '../experiment/stories.ts';
import { timelineRows } from '../experiment/timeline.ts';
import type { PrecisionOutcome } from '../experiment/replicate-to-precision.ts';
import type { FileRecord } from '../outputs/data-package.ts';
import { jsonText, sortedJson, type Json } from '../outputs/json.ts';
import { assumptionsTable, spellGatesTable, spellLengthsTable, storiesTable, timelineTable } from '../outputs/report-columns.ts';
import { precisionRecord } from '../outputs/precision-text.ts';
import { reportFiles, reportPaths, type ReportFile } from '../outputs/report/report.ts';
import { readRunData, reportSourcesOf, type RunFacts } from '../outputs/report/run-data.ts';
import type { ThresholdRecord } from '../outputs/threshold-text.ts';
import type { Assumption } from '../scenario/assumptions.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { nodeFiles, type FileOperations } from './file-operations.ts';
import { openOutputDirectory, readText, sha256 } from './output-directory.ts';
import {
  dataPackageName,
  runRecordName,
  tableToWrite,
  writeExtras,
  type OutputOptions,
  type WrittenTables,
} from './write-outputs.ts';

export interface ReportOptions {
  readonly scenario: Scenario;
  readonly scenarioSha256: string;
  readonly version: string;
  readonly store: RecordStore;
  readonly assumptions: readonly Assumption[];
  readonly thresholds: readonly ThresholdRecord[];
  readonly precision?: PrecisionOutcome;
}

/** What `writeOutputs` needs to write the report of a run too. */
export function withReport(options: ReportOptions): Required<Pick<OutputOptions, 'tables' | 'extras'>> {
  const { scenario, scenarioSha256, version, store, assumptions, thresholds } = options;
  const tables = [
    tableToWrite(spellLengthsTable, () => spellLengthRows(scenario, store)),
    tableToWrite(spellGatesTable, () => spellGateRows(scenario, store)),
    tableToWrite(timelineTable, () => timelineRows(scenario, store.replications())),
    tableToWrite(storiesTable(scenario.start), () => storyRows(scenario, store)),
    tableToWrite(assumptionsTable, () => assumptions),
  ];
  const { seed } = scenario;
  const replications = store.replications().length;
  const precision = options.precision === undefined ? {} : { precision: precisionRecord(options.precision) };
  const facts = { version, seed, scenarioSha256, replications, scenario, thresholds, ...precision };
  return { tables, extras: ({ files, read }) => makeReport({ ...facts, files }, read) };
}

function makeReport(facts: RunFacts, read: WrittenTables['read']): readonly ReportFile[] {
  return reportFiles(readRunData(facts, read), (text) => createHash('sha256').update(text).digest('base64'));
}

/** run.json says of a run what its report does, and of more files. */
interface RunJson extends RunFacts {
  readonly program: string;
}

/**
 * Makes the report of a finished run again, from the files in its folder and nothing else, and says its new hashes in run.json.
 * @returns the report's files
 * @throws UsageError when the folder holds no whole run, or a file has changed since
 */
export async function rebuildReport(folder: string, operations: FileOperations = nodeFiles): Promise<readonly FileRecord[]> {
  const run = readRun(folder, operations);
  const tables = run.files.filter(({ path: name }) => name.endsWith('.csv'));
  const read: WrittenTables['read'] = (name, keep) => readText(path.join(folder, name), operations, keep);
  for (const name of [...reportSourcesOf(run.scenario), dataPackageName]) checkSource(folder, name, run.files, read);
  const report = makeReport({ ...run, files: tables }, read);
  const own = [...reportPaths, dataPackageName, runRecordName];
  const directory = openOutputDirectory(folder, (name) => own.includes(name), operations);
  for (const name of reportPaths) if (!report.some((file) => file.path === name)) directory.remove(name);
  const written = await writeExtras(directory, report, read(dataPackageName));
  const files = [...tables, ...written].map((file) => ({ ...file }));
  await directory.write(runRecordName, [jsonText({ ...(run as unknown as { readonly [key: string]: Json }), files })]);
  return written.filter((file) => reportPaths.includes(file.path));
}

function readRun(folder: string, operations: FileOperations): RunJson {
  const file = path.join(folder, runRecordName);
  if (!existsSync(file))
    throw new UsageError(
      `${folder} holds no finished run: there is no ${runRecordName} in it. Give the folder that offsupply run wrote`,
    );
  const refuse = (): never => {
    throw new UsageError(`${file} is not the record of a run: make the run again`);
  };
  let run: unknown;
  try {
    run = JSON.parse(readText(file, operations));
  } catch (error) {
    if (error instanceof SyntaxError) return refuse();
    throw error;
  }
  if (typeof run !== 'object' || run === null || !('program' in run) || run.program !== 'offsupply') return refuse();
  if (!('scenario' in run) || !('files' in run) || !Array.isArray(run.files)) return refuse();
  const found = run as RunJson;
  if (sha256(JSON.stringify(sortedJson(found.scenario))) !== found.scenarioSha256)
    throw new UsageError(`${file}: the scenario in it is not the one that was run: make the run again`);
  return found;
}

function checkSource(folder: string, name: string, files: readonly FileRecord[], read: (name: string) => string): void {
  const listed = files.find((file) => file.path === name);
  const file = path.join(folder, name);
  if (listed === undefined || !existsSync(file))
    throw new UsageError(`${file} is not there, and the report is made from it: make the run again with this version`);
  if (sha256(read(name)) !== listed.sha256)
    throw new UsageError(
      `${file} has changed since the run wrote it (its SHA-256 is not the one in ${runRecordName}): make the run again`,
    );
}
