// Prints a finished run on stdout: table, precision and thresholds; or all of it as one JSON
// document; or the table as Markdown.
import { join } from 'node:path';
import type { Stopped } from '../experiment/hopeless.ts';
import type { RecordStore } from '../experiment/record-store.ts';
import type { PrecisionOutcome } from '../experiment/replicate-to-precision.ts';
import type { Verdict } from '../experiment/threshold.ts';
import type { FileRecord } from '../outputs/data-package.ts';
import { jsonText, type Json } from '../outputs/json.ts';
import { escaped } from '../outputs/markdown.ts';
import { precisionMarkdown, precisionRecord, precisionText } from '../outputs/precision-text.ts';
import {
  runSummaryJson,
  runSummaryLines,
  runSummaryOf,
  type RunSummary,
} from '../outputs/run-summary-text.ts';
import { tableJson, tableMarkdown, tableText } from '../outputs/table.ts';
import {
  stoppedText,
  thresholdRecords,
  verdictsMarkdown,
  verdictsText,
} from '../outputs/threshold-text.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { buildIdentity } from './build-identity.ts';
import type { Host } from './host.ts';
import { tableStyle } from './terminal.ts';
import { version } from './version.ts';

export interface PrintedResults {
  readonly scenario: Scenario;
  readonly store: RecordStore;
  readonly precision?: PrecisionOutcome;
  /** Present if the run stopped because a threshold could no longer be met. */
  readonly stopped?: Stopped;
  readonly verdicts: readonly Verdict[];
  /** Thresholds that could not be judged, as written. */
  readonly left: readonly string[];
  readonly files: readonly FileRecord[];
  /** Folder, as the user named it. */
  readonly out: string;
  readonly seconds: number;
  readonly form: ResultForm;
}

/** Form of the results: for people, as one JSON document, or as Markdown. */
export type ResultForm = 'text' | 'json' | 'markdown';

export function resultForm(options: {
  readonly json?: true;
  readonly markdown?: true;
}): ResultForm {
  if (options.json === true) return 'json';
  return options.markdown === true ? 'markdown' : 'text';
}

export function printResults(results: PrintedResults, host: Host): void {
  const { scenario, store, precision, stopped, verdicts, left, form } = results;
  const summary = summaryOf(results);
  if (form === 'json') {
    host.stdout.write(jsonText(resultsJson(results)));
    return;
  }
  if (form === 'markdown') {
    host.stdout.write(tableMarkdown(scenario, store));
    if (precision !== undefined) host.stdout.write(`${precisionMarkdown(precision)}\n`);
    host.stdout.write(verdictsMarkdown(verdicts, left));
    if (stopped !== undefined) host.stdout.write(`\n${escaped(stoppedText(stopped))}\n`);
    host.stdout.write(`\n${runSummaryLines(summary).map(escaped).join('\n\n')}\n`);
    return;
  }
  const style = tableStyle(host.environment, host.stdout, host.stderr);
  host.stdout.write(tableText(scenario, store, style));
  if (precision !== undefined) host.stdout.write(`\n${precisionText(precision)}`);
  const judged = verdictsText(verdicts, left, style);
  if (judged !== '') host.stdout.write(`\n${judged}`);
  if (stopped !== undefined) host.stdout.write(`${stoppedText(stopped)}\n`);
  host.stdout.write(`\n${runSummaryLines(summary).join('\n')}\n`);
}

function summaryOf({ scenario, store }: PrintedResults): RunSummary {
  const { commit } = buildIdentity();
  return runSummaryOf(scenario, store, { version, ...(commit === undefined ? {} : { commit }) });
}

function resultsJson(results: PrintedResults): Json {
  const { scenario, store, precision, stopped, verdicts, left, files, out, seconds } = results;
  const table = tableJson(scenario, store) as { readonly [key: string]: Json };
  return {
    ...table,
    ...(precision === undefined ? {} : { precision: precisionRecord(precision) }),
    ...(stopped && { stopped: { ...stopped } }),
    thresholds: thresholdRecords(verdicts, left),
    ...{ version, summary: runSummaryJson(summaryOf(results)) },
    out,
    files: files.map((file) => ({ ...file, path: join(out, file.path) })),
    seconds,
  };
}
