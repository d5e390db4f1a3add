// The rows that the report is about, from the text of a file a run wrote.
import { parse } from 'csv-parse/sync';
import { keptOf, type ReportSource, type Row, type RunRows, type SeriesPoint } from './run-data.ts';

/**
 * @param textOf the text of a file: whole, or its header and the lines to keep
 * @param hasSeries whether there is a timeseries.csv
 */
export function rowsInFiles(
  textOf: (file: ReportSource, keep?: (line: string) => boolean) => string,
  hasSeries = true,
): RunRows {
  const rowsIn = (file: ReportSource): readonly Row[] =>
    rowsInText(file, textOf(file, lineFilter(file)));
  return { rowsIn, series: () => (hasSeries ? rowsIn('timeseries.csv').map(pointOf) : []) };
}

function pointOf(row: Row): SeriesPoint {
  const numberIn = (column: string): number => Number(row[column]);
  return {
    ...{ policy: row['policy']!, metric: row['metric']!, hour: numberIn('hour') },
    ...{ p05: numberIn('p05'), median: numberIn('median'), p95: numberIn('p95') },
  };
}

/**
 * Whether a line may be a row the report is about: files that grow with the run are read without
 * the rest.
 */
function lineFilter(file: ReportSource): ((line: string) => boolean) | undefined {
  const texts = keptOf(file)?.texts;
  return texts && ((line) => texts.some((text) => line.includes(text)));
}

function rowsInText(file: ReportSource, text: string): readonly Row[] {
  const kept = keptOf(file);
  // Files of numbers have no quoted cell, and splitting them is ten times as fast.
  if (text.includes('"'))
    return parse<Row>(text, { columns: true }).filter(
      (row) => kept?.texts.includes(row[kept.column]!) !== false,
    );
  const [header = '', ...lines] = text.split('\n');
  const names = header.split(',');
  const place = kept === undefined ? -1 : names.indexOf(kept.column);
  const rows: Row[] = [];
  for (const line of lines) {
    if (line === '') continue;
    const cells = line.split(',');
    if (kept?.texts.includes(cells[place]!) === false) continue;
    const row: Record<string, string> = {};
    for (let index = 0; index < names.length; index += 1) row[names[index]!] = cells[index]!;
    rows.push(row);
  }
  return rows;
}
