// Writes all files of a finished run, from its records: the tables, the caller's files (the
// report), the data package, and run.json last. A folder with a run.json holds a complete run, so
// an old one is removed first.
import { cutsByHourRows } from '../experiment/cuts-by-hour.ts';
import type { Stopped } from '../experiment/hopeless.ts';
import type { RecordStore } from '../experiment/record-store.ts';
import type { PrecisionOutcome } from '../experiment/replicate-to-precision.ts';
import { seriesFilter, seriesHours, type SeriesChoice } from '../experiment/series-bands.ts';
import { bestRows } from '../experiment/best-in-worlds.ts';
import { uncertaintyRows } from '../experiment/uncertainty.ts';
import { comparisonRows, summaryRows } from '../experiment/summary.ts';
import { meterRows, replicationRows, spellRows } from '../outputs/bulk-rows.ts';
import { withSegments, type Table } from '../outputs/columns.ts';
import { coverSheetDocument, coverSheetText } from '../outputs/cover-sheet.ts';
import { csvwDocument, csvwText } from '../outputs/csvw.ts';
import { cutsByHourTable } from '../outputs/cuts-by-hour-columns.ts';
import { csvChunks } from '../outputs/csv.ts';
import {
  dataPackage,
  withDocuments,
  type DataPackage,
  type Document,
  type FileRecord,
} from '../outputs/data-package.ts';
import {
  bulkTables,
  parquetPath,
  reportPaths,
  specificationPaths,
  tableFile,
  tableNames,
} from '../outputs/file-names.ts';
import { metersTable } from '../outputs/meter-columns.ts';
import { replicationsTable, timeseriesTable } from '../outputs/replication-columns.ts';
import { runRecord } from '../outputs/run-record.ts';
import type { ThresholdRecord } from '../outputs/threshold-text.ts';
import { seriesChunks, seriesRows } from '../outputs/series-text.ts';
import {
  bestInWorldsTable,
  uncertaintyTable,
  worldsTable,
  type DrawnValues,
} from '../outputs/uncertainty-columns.ts';
import { spellsTable } from '../outputs/spell-columns.ts';
import { comparisonTable, summaryTable } from '../outputs/summary-columns.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { FileOperations } from './file-operations.ts';
import { openOutputDirectory, type OutputDirectory } from './output-directory.ts';

/** What is written, and where. */
export interface OutputOptions {
  readonly directory: string;
  /** The scenario, with the policies that were run. */
  readonly scenario: Scenario;
  /** SHA-256 of the resolved scenario. */
  readonly scenarioSha256: string;
  /** Version of the program. */
  readonly version: string;
  readonly store: RecordStore;
  /** How a run to a precision ended; absent for a fixed number of replications. */
  readonly precision?: PrecisionOutcome;
  /** Present if the run stopped because a threshold could no longer be met. */
  readonly stopped?: Stopped;
  /** Results of its thresholds, if it has any. */
  readonly thresholds?: readonly ThresholdRecord[];
  readonly spells: boolean;
  readonly meters: boolean;
  /** What may differ between equal runs; goes under `environment` in run.json. */
  readonly environment: Readonly<Record<string, unknown>>;
  /** Values drawn for assumptions, if any were. */
  readonly worlds?: DrawnValues;
  /** Tables beside those of the contract, described in the data package too. */
  readonly tables?: readonly TableToWrite[];
  /** Whether the bulk tables are also written as Parquet. */
  readonly parquet?: boolean;
  /** Which hours timeseries.csv has, each by default; `none` leaves it out. */
  readonly series?: SeriesChoice;
  /** Files of the tables to write; all by default. */
  readonly only?: ReadonlySet<string>;
  /** Whether README.csv and csv-metadata.json are written too, which say what the tables are. */
  readonly coverSheet?: boolean;
  /** Gives a function that is called with each row of a table while it is written. */
  readonly readerOf?: (table: Table<never>) => ((row: unknown) => void) | undefined;
  /** Files made when the tables are there. The data package and run.json list them too. */
  readonly extras?: (tables: readonly FileRecord[]) => Iterable<Extra>;
  readonly signal?: AbortSignal;
  readonly files?: FileOperations;
}

/** A file beside the tables: HTML, SVG, JSON or the cover sheet. */
export interface Extra {
  readonly path: string;
  /** What it is, for the data package. */
  readonly title: string;
  readonly description: string;
  readonly text: string;
}

export const runRecordName = 'run.json';
export const dataPackageName = 'datapackage.json';
/** It contains the data package's checksum, so the data package cannot contain its checksum. */
const runRecordDocument: Document = {
  path: runRecordName,
  title: 'The run',
  description:
    'The scenario with every default filled in, the seed, the version, and a checksum for ' +
    'each other file.',
};
/** Documents that describe the tables, besides the data package. */
export const coverDocuments: readonly Document[] = [coverSheetDocument, csvwDocument];
const ownNames = new Set([
  ...[
    ...tableNames.map(tableFile),
    ...bulkTables.map((name) => parquetPath(tableFile(name))),
    ...reportPaths,
    ...specificationPaths,
  ],
  ...[...coverDocuments.map(({ path }) => path), dataPackageName, runRecordName],
]);

/** Whether a run may write a file of this name. */
export function isResultName(name: string): boolean {
  return ownNames.has(name);
}

/**
 * @returns the files in the order written, run.json last
 * @throws FileError, naming the file; the files before it are whole, and there is no run.json
 */
export async function writeOutputs(options: OutputOptions): Promise<readonly FileRecord[]> {
  const { scenario, store, version, signal } = options;
  const directory = openOutputDirectory(options.directory, isResultName, options.files);
  directory.remove(runRecordName);
  const { only } = options;
  const tables = [...tablesOf(options), ...(options.tables ?? [])].filter(
    ({ table }) => only?.has(table.path) ?? true,
  );
  for (const name of ownNames)
    if (!tables.some(({ table }) => table.path === name)) directory.remove(name);

  const resources: { table: Table<never>; file: FileRecord }[] = [];
  const bulk: BulkTable[] = [];
  for (const { table, chunks, rows } of tables) {
    const file = await directory.write(table.path, chunks(options.readerOf?.(table)), signal);
    resources.push({ table, file });
    if (options.parquet === true && rows !== undefined) bulk.push({ table, rows });
  }
  const { title, description } = scenario;
  const tableFiles = resources.map(({ file }) => file);
  const written = resources.map(({ table }) => table);
  const extras = [...coversOf(options, written), ...(options.extras?.(tableFiles) ?? [])];
  const parquet = await writeParquet(bulk, directory, signal);
  const tablePackage = dataPackage({ title, description, version, resources, parquet });
  const parquetFiles = parquet.map(({ file }) => file);
  const files = [
    ...tableFiles,
    ...parquetFiles,
    ...(await writeExtras(directory, extras, tablePackage, signal)),
  ];

  const events = new Map(scenario.policies.map(({ id }) => [id, store.eventsOf(id)]));
  const replications = store.replications().length;
  const { scenarioSha256, precision, stopped, thresholds = [], environment } = options;
  const record = runRecord({
    ...{ scenario, scenarioSha256, version, replications, events, files, environment, thresholds },
    ...(precision && { precision }),
    ...(stopped && { stopped }),
  });
  files.push(await directory.write(runRecordName, [record], signal));
  return files;
}

/** The library is loaded only when needed. */
async function writeParquet(
  bulk: readonly BulkTable[],
  directory: OutputDirectory,
  signal?: AbortSignal,
): Promise<DataPackage['resources']> {
  if (bulk.length === 0) return [];
  const { parquetChunks } = await import('../outputs/parquet.ts');
  const written: { table: Table<never>; file: FileRecord }[] = [];
  for (const { table, rows } of bulk)
    written.push({
      table,
      file: await directory.write(parquetPath(table.path), parquetChunks(table, rows()), signal),
    });
  return written;
}

function coversOf(
  { scenario, version, store, coverSheet }: OutputOptions,
  tables: readonly Table<never>[],
): readonly Extra[] {
  if (coverSheet !== true) return [];
  const { title, description } = scenario;
  const replications = store.replications().length;
  return [
    { ...coverSheetDocument, text: coverSheetText({ scenario, version, replications, tables }) },
    { ...csvwDocument, text: csvwText(title, description, tables) },
  ];
}

/**
 * Writes files beside the tables, and then the data package with them and run.json in it.
 * @param packageText the data package of the tables, whatever else it describes
 */
export async function writeExtras(
  directory: OutputDirectory,
  extras: Iterable<Extra>,
  packageText: string,
  signal?: AbortSignal,
): Promise<readonly FileRecord[]> {
  const documents: (Document & { readonly file: FileRecord })[] = [];
  for (const { text, ...document } of extras)
    documents.push({ ...document, file: await directory.write(document.path, [text], signal) });
  const whole = withDocuments(packageText, [...documents, runRecordDocument]);
  return [
    ...documents.map(({ file }) => file),
    await directory.write(dataPackageName, [whole], signal),
  ];
}

export interface TableToWrite {
  readonly table: Table<never>;
  /** Its text. @param see is called with each row as its line is made */
  readonly chunks: (see?: (row: unknown) => void) => Iterable<string>;
  /** Of a table that grows with replications: its rows, for Parquet. */
  readonly rows?: () => Iterable<never>;
}

type BulkTable = Required<Pick<TableToWrite, 'table' | 'rows'>>;

function tablesOf(options: OutputOptions): readonly TableToWrite[] {
  const { scenario, store, spells, meters, series = 'hourly' } = options;
  return [
    tableToWrite(withSegments(summaryTable, scenario), () => summaryRows(scenario, store)),
    tableToWrite(withSegments(comparisonTable, scenario), () => comparisonRows(scenario, store)),
    ...drawnTables(options),
    bulkToWrite(withSegments(replicationsTable, scenario), () => replicationRows(scenario, store)),
    ...(series === 'none' ? [] : [seriesToWrite(scenario, store, series)]),
    tableToWrite(cutsByHourTable, () => cutsByHourRows(scenario, store)),
    ...(spells ? [bulkToWrite(spellsTable, () => spellRows(scenario, store))] : []),
    ...(meters ? [bulkToWrite(metersTable, () => meterRows(scenario, store))] : []),
  ];
}

function drawnTables({ scenario, store, worlds }: OutputOptions): readonly TableToWrite[] {
  const { uncertainty } = scenario;
  if (uncertainty === undefined || worlds === undefined) return [];
  return [
    tableToWrite(withSegments(uncertaintyTable, scenario), () =>
      uncertaintyRows({ ...scenario, uncertainty }, store),
    ),
    tableToWrite(bestInWorldsTable, () => bestRows(scenario, store)),
    tableToWrite(worldsTable(worlds.names), () =>
      worlds.rows.filter(({ replication }) => store.has(replication)),
    ),
  ];
}

function seriesToWrite(scenario: Scenario, store: RecordStore, series: SeriesChoice): TableToWrite {
  const keeps = seriesFilter(series, scenario, store.replications());
  const hours = () => seriesHours(scenario.policies, store, keeps);
  return {
    table: timeseriesTable,
    chunks: (see) => seriesChunks(hours(), see),
    rows: () => seriesRows(hours()) as Iterable<never>,
  };
}

function bulkToWrite<Row>(table: Table<Row>, rows: () => Iterable<Row>): TableToWrite {
  return { ...tableToWrite(table, rows), rows: rows as () => Iterable<never> };
}

export function tableToWrite<Row>(table: Table<Row>, rows: () => Iterable<Row>): TableToWrite {
  return { table, chunks: (see) => csvChunks(table, rows(), see) };
}
