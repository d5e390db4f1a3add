import { describe, expect, it } from 'vitest';
import { memoryStore } from '../../src/experiment/record-store.ts';
import { seriesMetrics } from '../../src/experiment/records.ts';
import { seriesHours, type SeriesHour } from '../../src/experiment/series-bands.ts';
import { csvText } from '../../src/outputs/csv.ts';
import { timeseriesTable, type SeriesRow } from '../../src/outputs/replication-columns.ts';
import { seriesChunks } from '../../src/outputs/series-text.ts';
import { fakeReplication, fakeScenario } from '../support/experiment/fake-records.ts';

function rowsOf(hours: readonly SeriesHour[]): readonly SeriesRow[] {
  return hours.flatMap(({ policy, hour, bands }) =>
    bands.map((band) => ({ policy, hour, ...band })),
  );
}

describe('the text of timeseries.csv', () => {
  const store = memoryStore();
  for (const replication of [1, 2, 3]) store.put(fakeReplication(replication));
  const hours = [...seriesHours(fakeScenario.policies, store)];

  it('is that of its table, and each row is shown once, in order', () => {
    const seen: SeriesRow[] = [];
    expect([...seriesChunks(hours, (row) => seen.push(row))].join('')).toBe(
      csvText(timeseriesTable, rowsOf(hours)),
    );
    expect(seen).toEqual(rowsOf(hours));
  });

  it('is that of its table where figures stand for hours', () => {
    const bandOf = (count: number) =>
      seriesMetrics.map((metric) => ({ metric, mean: count, p05: 0, median: 1.5, p95: 1e6 }));
    const [first, second] = [bandOf(1), bandOf(2)];
    const standing = [first, first, second, first].map((bands, hour) => ({
      policy: 'held',
      hour,
      bands,
    }));
    expect([...seriesChunks(standing)].join('')).toBe(csvText(timeseriesTable, rowsOf(standing)));
  });
});
