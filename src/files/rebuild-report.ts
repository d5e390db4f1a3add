// Makes the report of a finished run again, from the files in its folder.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { UsageError } from '../errors.ts';
import type { FileRecord } from '../outputs/data-package.ts';
import { reportPaths, specificationPaths } from '../outputs/file-names.ts';
import { jsonText, sortedJson, type Json } from '../outputs/json.ts';
import { rowsInFiles } from '../outputs/report/rows-in-text.ts';
import { reportSourcesOf, type RunFacts } from '../outputs/report/run-data.ts';
import { nodeFiles, type FileOperations } from './file-operations.ts';
import { openOutputDirectory, readText, sha256, type LineFilter } from './output-directory.ts';
import { makeReport } from './report-files.ts';
import { coverDocuments, dataPackageName, runRecordName, writeExtras } from './write-outputs.ts';

/** The parts of run.json that the report needs, and the list of all files. */
interface RunJson extends RunFacts {
  readonly program: string;
}

/**
 * Makes the report of a finished run again, from the files in its folder and nothing else, and
 * writes its new hashes into run.json.
 * @returns the report's files
 * @throws UsageError when the folder holds no whole run, or a file has changed since
 */
export async function rebuildReport(
  folder: string,
  operations: FileOperations = nodeFiles,
): Promise<readonly FileRecord[]> {
  const run = readRun(folder, operations);
  const covers = coverDocuments.filter(({ path: name }) =>
    run.files.some((file) => file.path === name),
  );
  const tables = run.files.filter(
    ({ path: name }) => name.endsWith('.csv') && !covers.some((cover) => cover.path === name),
  );
  const parquet = run.files.filter(({ path: name }) => name.endsWith('.parquet'));
  const read = (name: string, keep?: LineFilter): string =>
    readText(path.join(folder, name), operations, keep);
  const hasSeries = tables.some(({ path: name }) => name === 'timeseries.csv');
  const sources = reportSourcesOf(run.scenario, hasSeries);
  checkAreListed(folder, sources, run.files);
  for (const name of [...sources, ...covers.map((cover) => cover.path), dataPackageName])
    checkSource(folder, name, run.files, read);
  const possible = [...reportPaths, ...specificationPaths];
  const hasSpecifications = run.files.some((file) => specificationPaths.includes(file.path));
  const report = makeReport(
    { ...run, files: tables },
    rowsInFiles(read, hasSeries),
    hasSpecifications,
  );
  const own = [...covers.map((cover) => cover.path), ...possible, dataPackageName, runRecordName];
  const directory = openOutputDirectory(folder, (name) => own.includes(name), operations);
  for (const name of possible)
    if (!report.some((file) => file.path === name)) directory.remove(name);
  const kept = covers.map((cover) => ({ ...cover, text: read(cover.path) }));
  const written = await writeExtras(directory, [...kept, ...report], read(dataPackageName));
  const files = [...tables, ...parquet, ...written].map((file) => ({ ...file }));
  await directory.write(runRecordName, [
    jsonText({ ...(run as unknown as { readonly [key: string]: Json }), files }),
  ]);
  return written.filter((file) => possible.includes(file.path));
}

function readRun(folder: string, operations: FileOperations): RunJson {
  const file = path.join(folder, runRecordName);
  if (!existsSync(file))
    throw new UsageError(
      `${folder} holds no finished run: there is no ${runRecordName} in it. Give the ` +
        'folder that offsupply run wrote',
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
  if (typeof run !== 'object' || run === null || !('program' in run) || run.program !== 'offsupply')
    return refuse();
  if (!('scenario' in run) || !('files' in run) || !Array.isArray(run.files)) return refuse();
  const found = run as RunJson;
  if (sha256(JSON.stringify(sortedJson(found.scenario))) !== found.scenarioSha256)
    throw new UsageError(
      `${file}: the scenario in it is not the one that was run: make the run again`,
    );
  return found;
}

/** @throws UsageError when the run has left tables out */
function checkAreListed(
  folder: string,
  sources: readonly string[],
  files: readonly FileRecord[],
): void {
  const missing = sources.filter((name) => !files.some((file) => file.path === name));
  if (missing.length === 0) return;
  throw new UsageError(
    `${folder} was written without ${missing.join(', ')}, and the report is made from ` +
      `${missing.length === 1 ? 'it' : 'them'}: ` +
      'make the run again without --no-report and --files, and with this version',
  );
}

function checkSource(
  folder: string,
  name: string,
  files: readonly FileRecord[],
  read: (name: string) => string,
): void {
  const listed = files.find((file) => file.path === name);
  const file = path.join(folder, name);
  if (listed === undefined || !existsSync(file))
    throw new UsageError(
      `${file} is not there, and the report is made from it: make the run again with this version`,
    );
  if (sha256(read(name)) !== listed.sha256)
    throw new UsageError(
      `${file} has changed since the run wrote it (its SHA-256 is not the one in ` +
        `${runRecordName}): make the run again`,
    );
}
