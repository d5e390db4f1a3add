// The rows and the text of timeseries.csv, the longest file of a run that has few replications.
import type { SeriesBand, SeriesHour } from '../experiment/series-bands.ts';
import { quoted } from './cells.ts';
import { chunkLength, headerLine } from './csv.ts';
import { timeseriesTable, type SeriesRow } from './replication-columns.ts';

/**
 * The same text as from `csvChunks`. Figures that have not changed are not formatted again.
 * @param see is called with each row as its line is made
 */
export function* seriesChunks(
  hours: Iterable<SeriesHour>,
  see?: (row: SeriesRow) => void,
): Iterable<string> {
  const [policyCell, hourCell, ...figureCells] = timeseriesTable.columns.map(({ cell }) => cell);
  let before: readonly SeriesBand[] = [];
  const texts: string[] = [];
  let chunk = headerLine(timeseriesTable);
  for (const { policy, hour, bands } of hours) {
    let start: string | undefined;
    for (let place = 0; place < bands.length; place += 1) {
      const band = bands[place]!;
      const { metric, mean, p05, median, p95 } = band;
      const row = { policy, hour, metric, mean, p05, median, p95 };
      see?.(row);
      start ??= `${quoted(policyCell!(row))},${hourCell!(row)},`;
      if (band !== before[place])
        texts[place] = `${figureCells.map((cell) => cell(row)).join(',')}\n`;
      chunk += start + texts[place]!;
    }
    before = bands;
    if (chunk.length < chunkLength) continue;
    yield chunk;
    chunk = '';
  }
  yield chunk;
}

/** The rows of the same text. */
export function* seriesRows(hours: Iterable<SeriesHour>): Iterable<SeriesRow> {
  for (const { policy, hour, bands } of hours)
    for (const band of bands) yield { policy, hour, ...band };
}
