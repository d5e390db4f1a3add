// Makes the report's page and pictures at the end of a run, from the rows that were written.
import { createHash } from 'node:crypto';
import type { PrecisionOutcome } from '../experiment/replicate-to-precision.ts';
import { precisionRecord } from '../outputs/precision-text.ts';
import type { ReportFile } from '../outputs/report/figure.ts';
import { reportFiles } from '../outputs/report/report.ts';
import {
  readRunData,
  reportSourcesOf,
  rowCollector,
  seriesCollector,
  type RowCollector,
  type RunFacts,
  type RunRows,
} from '../outputs/report/run-data.ts';
import type { OutputOptions } from './write-outputs.ts';

/** What the report shows of a run besides the rows of its tables. */
export type ReportOptions = Pick<
  RunFacts,
  'scenario' | 'scenarioSha256' | 'version' | 'replications' | 'thresholds' | 'stopped'
> & {
  readonly precision?: PrecisionOutcome;
  /** Whether each picture has a Vega-Lite specification beside it. */
  readonly vegaLite: boolean;
};

/** Options that make `writeOutputs` write the report of a run too. */
export function withReport({
  precision,
  vegaLite,
  ...run
}: ReportOptions): Required<Pick<OutputOptions, 'readerOf' | 'extras'>> {
  const sources: readonly string[] = reportSourcesOf(run.scenario, true);
  const collectors = new Map<string, RowCollector>();
  const series = seriesCollector();
  const facts = {
    ...{ ...run, seed: run.scenario.seed },
    ...(precision === undefined ? {} : { precision: precisionRecord(precision) }),
  };
  return {
    readerOf(table) {
      if (table.path === 'timeseries.csv') return series.see;
      if (!sources.includes(table.path)) return undefined;
      const collector = rowCollector(table);
      collectors.set(table.path, collector);
      return collector.see;
    },
    extras: (files) =>
      makeReport(
        { ...facts, files },
        { rowsIn: (file) => collectors.get(file)!.rows, series: series.points },
        vegaLite,
      ),
  };
}

/** @param vegaLite whether each picture has a Vega-Lite specification beside it */
export function makeReport(
  facts: RunFacts,
  rows: RunRows,
  vegaLite: boolean,
): readonly ReportFile[] {
  return reportFiles(
    readRunData(facts, rows),
    (text) => createHash('sha256').update(text).digest('base64'),
    vegaLite,
  );
}
