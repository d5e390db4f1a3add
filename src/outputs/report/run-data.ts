// What the report is made from: the run's record and the rows of its CSV files, each cell as its
// text in the file. Right after a run these are the rows just written; `offsupply report` reads
// them back. Both give the same bytes.
import { aimedSegments } from '../../experiment/aimed-policies.ts';
import type { Stopped } from '../../experiment/hopeless.ts';
import type { MetricName, Segment } from '../../experiment/metrics.ts';
import type { SeriesMetric } from '../../experiment/records.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import type { Table } from '../columns.ts';
import type { FileRecord } from '../data-package.ts';
import type { PrecisionRecord } from '../precision-text.ts';
import { seriesCell, type SeriesRow } from '../replication-columns.ts';
import type { ThresholdRecord } from '../threshold-text.ts';

/** The parts of run.json that are the same for equal runs. */
export interface RunFacts {
  readonly version: string;
  readonly seed: string;
  readonly scenarioSha256: string;
  readonly replications: number;
  readonly scenario: Scenario;
  /** The CSV files. */
  readonly files: readonly FileRecord[];
  /** Present if it ran to a precision. */
  readonly precision?: PrecisionRecord;
  /** Present if it stopped because a threshold could no longer be met. */
  readonly stopped?: Stopped;
  /** Results of its thresholds, if it has any. */
  readonly thresholds?: readonly ThresholdRecord[];
}

/** A figure from a cell: exact text for checking, number for drawing. NaN if the cell is empty. */
export interface Figure {
  readonly text: string;
  readonly value: number;
}

export type Row = Readonly<Record<string, string>>;

export interface RunData {
  readonly facts: RunFacts;
  readonly summary: ReadonlyMap<string, Row>;
  readonly comparison: ReadonlyMap<string, Row>;
  /** Rows of the segment `all`, and of groups that policies may be aimed at. */
  readonly replications: readonly Row[];
  /** Hours that the run wrote; empty with --series none. */
  readonly timeseries: readonly SeriesPoint[];
  readonly spellLengths: readonly Row[];
  readonly spellGates: readonly Row[];
  readonly timeline: readonly Row[];
  readonly assumptions: readonly Row[];
  readonly stories: readonly Row[];
  /** Rows for all homes; empty if no assumptions were drawn. */
  readonly uncertainty: readonly Row[];
  /** Empty if no assumptions were drawn. */
  readonly bestInWorlds: readonly Row[];
}

/** A row of timeseries.csv as it is drawn. */
export interface SeriesPoint {
  readonly policy: string;
  readonly metric: string;
  readonly hour: number;
  readonly p05: number;
  readonly median: number;
  readonly p95: number;
}

/** Which rows of a file the report is about: those with one of these texts in a column. */
interface Kept {
  readonly column: string;
  readonly texts: readonly string[];
}
const ofAllHouseholds: Kept = { column: 'segment', texts: ['all'] };

/** All homes, and the groups that policies may be aimed at. */
const judgedSegments: Kept = { column: 'segment', texts: ['all', ...aimedSegments] };

const drawnSeries: readonly string[] = [
  'households_off',
  'meters_onboarded',
] satisfies SeriesMetric[];

/** Files that the report is made from, and which of their rows if not all. */
const sources = {
  'summary.csv': undefined,
  'comparison.csv': ofAllHouseholds,
  'replications.csv': judgedSegments,
  'timeseries.csv': { column: 'metric', texts: drawnSeries },
  'spell-lengths.csv': undefined,
  'spell-gates.csv': undefined,
  'timeline.csv': undefined,
  'assumptions.csv': undefined,
  'stories.csv': undefined,
  'uncertainty.csv': ofAllHouseholds,
  'best-in-worlds.csv': undefined,
} as const satisfies Readonly<Record<string, Kept | undefined>>;
export type ReportSource = keyof typeof sources;
export const keptOf = (file: ReportSource): Kept | undefined => sources[file];

/** Files the report of a run is made from. @param hasSeries whether the run wrote any hours */
export function reportSourcesOf(
  { uncertainty }: Scenario,
  hasSeries: boolean,
): readonly ReportSource[] {
  return (Object.keys(sources) as ReportSource[]).filter((file) => {
    if (file === 'uncertainty.csv' || file === 'best-in-worlds.csv')
      return uncertainty !== undefined;
    return file !== 'timeseries.csv' || hasSeries;
  });
}

/** Rows of a run's files, collected while they were written or read back. */
export interface RunRows {
  /** The rows of a file that the report is about. */
  readonly rowsIn: (file: ReportSource) => readonly Row[];
  /** Rows of timeseries.csv, which are many, as numbers. */
  readonly series: () => readonly SeriesPoint[];
}

export function readRunData(facts: RunFacts, { rowsIn, series }: RunRows): RunData {
  return {
    facts,
    summary: new Map(
      rowsIn('summary.csv').map((row) => [
        keyOf(row['policy']!, row['segment']!, row['metric']!),
        row,
      ]),
    ),
    comparison: new Map(
      rowsIn('comparison.csv').map((row) => [
        keyOf(row['policy']!, row['reference']!, row['metric']!),
        row,
      ]),
    ),
    replications: rowsIn('replications.csv'),
    timeseries: series(),
    spellLengths: rowsIn('spell-lengths.csv'),
    spellGates: rowsIn('spell-gates.csv'),
    timeline: rowsIn('timeline.csv'),
    assumptions: rowsIn('assumptions.csv'),
    stories: rowsIn('stories.csv'),
    uncertainty: facts.scenario.uncertainty === undefined ? [] : rowsIn('uncertainty.csv'),
    bestInWorlds: facts.scenario.uncertainty === undefined ? [] : rowsIn('best-in-worlds.csv'),
  };
}

/** Rows of a table, collected while it is written. */
export interface RowCollector {
  /** Keeps the texts of a row if the report needs it. */
  readonly see: (row: unknown) => void;
  /** Rows as in the file. */
  readonly rows: readonly Row[];
}

export function rowCollector({ path, columns }: Table<never>): RowCollector {
  const kept = keptOf(path as ReportSource);
  const keptBy = columns.find(({ name }) => name === kept?.column);
  const textsOf = path === viewsOfRecords ? madeTexts(columns) : textsWhenRead(columns);
  const rows: Row[] = [];
  const see = (row: unknown): void => {
    const item = row as never;
    if (keptBy !== undefined && !kept!.texts.includes(keptBy.cell(item))) return;
    rows.push(textsOf(item));
  };
  return { see, rows };
}

/** A file whose rows are views of whole records: kept as they are, they would fill the memory. */
const viewsOfRecords: ReportSource = 'replications.csv';

type Columns = Table<never>['columns'];

function madeTexts(columns: Columns): (item: never) => Row {
  return (item) => Object.fromEntries(columns.map(({ name, cell }) => [name, cell(item)]));
}

/** Makes a text when it is read: of most rows, the report reads none. */
function textsWhenRead(columns: Columns): (item: never) => Row {
  class Texts {
    readonly item: never;
    constructor(item: never) {
      this.item = item;
    }
  }
  for (const { name, cell } of columns)
    Object.defineProperty(Texts.prototype, name, {
      get(this: Texts) {
        return cell(this.item);
      },
    });
  return (item) => new Texts(item) as unknown as Row;
}

export interface SeriesCollector {
  readonly see: (row: unknown) => void;
  readonly points: () => readonly SeriesPoint[];
}

export function seriesCollector(): SeriesCollector {
  const rows: SeriesRow[] = [];
  return {
    see(row) {
      if (drawnSeries.includes((row as SeriesRow).metric)) rows.push(row as SeriesRow);
    },
    points: () =>
      rows.map((row) => ({
        ...row,
        p05: asInFile(row.p05),
        median: asInFile(row.median),
        p95: asInFile(row.p95),
      })),
  };
}

/** The value rounded as in its cell. */
function asInFile(value: number): number {
  return Number.isInteger(value) ? value : Number(seriesCell(value));
}

function keyOf(...parts: readonly string[]): string {
  return parts.join('|');
}

export function figureIn(row: Row | undefined, column: string): Figure {
  const text = row?.[column] ?? '';
  return { text, value: text === '' ? NaN : Number(text) };
}

/** A row of summary.csv. */
export function summaryOf(
  { summary }: RunData,
  policy: string,
  metric: MetricName,
  segment: Segment = 'all',
): Row | undefined {
  return summary.get(keyOf(policy, segment, metric));
}

/**
 * A row of uncertainty.csv: the level of a policy, or where a reference is named, its difference
 * from that.
 */
export function uncertaintyOf(
  { uncertainty }: RunData,
  policy: string,
  metric: MetricName,
  reference = '',
): Row | undefined {
  return uncertainty.find(
    (row) => row['policy'] === policy && row['reference'] === reference && row['metric'] === metric,
  );
}

/** A figure of one policy by replication. */
export function valuesByReplication(
  { replications }: RunData,
  policy: string,
  metric: MetricName,
  segment: Segment = 'all',
): readonly number[] {
  return replications
    .filter((row) => row['policy'] === policy && row['segment'] === segment)
    .map((row) => figureIn(row, metric).value);
}

/** A row of comparison.csv. */
export function comparisonOf(
  { comparison }: RunData,
  policy: string,
  reference: string,
  metric: MetricName,
): Row | undefined {
  return comparison.get(keyOf(policy, reference, metric));
}
