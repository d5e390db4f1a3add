// All files of a finished run, from its records: the tables, their data package, what the caller adds (the report), run.json last.
// A folder with a run.json is a whole run: the one that was there goes first.
import type { RecordStore } from '../experiment/record-store.ts';
import type { PrecisionOutcome } from '../experiment/replicate-to-precision.ts';
import { seriesRows } from '../experiment/series-bands.ts';
import { uncertaintyRows } from '../experiment/uncertainty.ts';
import { comparisonRows, summaryRows } from '../experiment/summary.ts';
import { meterRows, replicationRows, spellRows } from '../outputs/bulk-rows.ts';
import type { Table } from '../outputs/columns.ts';
import { csvChunks } from '../outputs/csv.ts';
import { dataPackage, type FileRecord } from '../outputs/data-package.ts';
import { metersTable } from '../outputs/meter-columns.ts';
import { replicationsTable, timeseriesTable } from '../outputs/replication-columns.ts';
import { reportTableNames } from '../outputs/report-columns.ts';
import { reportPaths } from '../outputs/report/report.ts';
import { runRecord } from '../outputs/run-record.ts';
import type { ThresholdRecord } from '../outputs/threshold-text.ts';
import { uncertaintyTable } from '../outputs/uncertainty-columns.ts';
import { spellsTable } from '../outputs/spell-columns.ts';
import { comparisonTable, summaryTable } from '../outputs/summary-columns.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { FileOperations } from './file-operations.ts';
import { openOutputDirectory, type LineFilter } from './output-directory.ts';

/** What is written, and where. */
export interface OutputOptions {
  readonly directory: string;
  /** Its policies are those that were run. */
  readonly scenario: Scenario;
  /** SHA-256 of the resolved scenario. */
  readonly scenarioSha256: string;
  /** Of the program. */
  readonly version: string;
  readonly store: RecordStore;
  /** How a run to a precision ended; absent for a fixed number of replications. */
  readonly precision?: PrecisionOutcome;
  /** What came of its thresholds, if it has any. */
  readonly thresholds?: readonly ThresholdRecord[];
  readonly spells: boolean;
  readonly meters: boolean;
  /** What may differ between equal runs; goes under `environment` in run.json. */
  readonly environment: Readonly<Record<string, unknown>>;
  /** Tables beside those of the contract, described in the data package too. */
  readonly tables?: readonly TableToWrite[];
  /** Files made from the tables: asked for when those are there, written after them and before run.json, which lists them too. */
  readonly extras?: (written: WrittenTables) => Iterable<{ readonly path: string; readonly text: string }>;
  readonly signal?: AbortSignal;
  readonly files?: FileOperations;
}

/** What is in the folder when the extras are asked for. */
export interface WrittenTables {
  /** The tables and the data package. */
  readonly files: readonly FileRecord[];
  /** The text of one of them, or its header and the lines to keep. */
  readonly read: (path: string, keep?: LineFilter) => string;
}

export const runRecordName = 'run.json';
const dataPackageName = 'datapackage.json';
const tableNames = [
  summaryTable,
  comparisonTable,
  uncertaintyTable,
  replicationsTable,
  timeseriesTable,
  spellsTable,
  metersTable,
].map((table) => table.path);
const ownNames = new Set([...tableNames, ...reportTableNames, ...reportPaths, dataPackageName, runRecordName]);

/**
 * @returns the files in the order written, run.json last
 * @throws FileError, naming the file; the files before it are whole, and there is no run.json
 */
export async function writeOutputs(options: OutputOptions): Promise<readonly FileRecord[]> {
  const { scenario, store, version, signal } = options;
  const directory = openOutputDirectory(options.directory, (name) => ownNames.has(name), options.files);
  directory.remove(runRecordName);
  const tables = [...tablesOf(options), ...(options.tables ?? [])];
  for (const name of ownNames) if (!tables.some(({ table }) => table.path === name)) directory.remove(name);

  const resources: { table: Table<never>; file: FileRecord }[] = [];
  for (const { table, chunks } of tables) {
    resources.push({ table, file: await directory.write(table.path, chunks(), signal) });
  }
  const { title, description } = scenario;
  const files = resources.map(({ file }) => file);
  files.push(await directory.write(dataPackageName, [dataPackage({ title, description, version, resources })], signal));
  const written = { files: [...files], read: (path: string, keep?: LineFilter) => directory.read(path, keep) };
  for (const { path, text } of options.extras?.(written) ?? []) files.push(await directory.write(path, [text], signal));

  const events = new Map(scenario.policies.map(({ id }) => [id, store.eventsOf(id)]));
  const replications = store.replications().length;
  const { scenarioSha256, precision, thresholds = [], environment } = options;
  const record = runRecord({
    ...{ scenario, scenarioSha256, version, replications, events, files, environment, thresholds },
    ...(precision === undefined ? {} : { precision }),
  });
  files.push(await directory.write(runRecordName, [record], signal));
  return files;
}

export interface TableToWrite {
  readonly table: Table<never>;
  readonly chunks: () => Iterable<string>;
}

function tablesOf({ scenario, store, spells, meters }: OutputOptions): readonly TableToWrite[] {
  return [
    tableToWrite(summaryTable, () => summaryRows(scenario, store)),
    tableToWrite(comparisonTable, () => comparisonRows(scenario, store)),
    ...(scenario.parameterUncertainty === undefined
      ? []
      : [tableToWrite(uncertaintyTable, () => uncertaintyRows(scenario, store))]),
    tableToWrite(replicationsTable, () => replicationRows(scenario, store)),
    tableToWrite(timeseriesTable, () => seriesRows(scenario.policies, store)),
    ...(spells ? [tableToWrite(spellsTable, () => spellRows(scenario, store))] : []),
    ...(meters ? [tableToWrite(metersTable, () => meterRows(scenario, store))] : []),
  ];
}

export function tableToWrite<Row>(table: Table<Row>, rows: () => Iterable<Row>): TableToWrite {
  return { table, chunks: () => csvChunks(table, rows()) };
}
