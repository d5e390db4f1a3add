// What the report is made from: the run's record and the text of its CSV files, read back as rows. Made so both right after a run and by
// `offsupply report`, which is why the two give the same bytes.
import { parse } from 'csv-parse/sync';
import type { MetricName, Segment } from '../../experiment/metrics.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import type { FileRecord } from '../data-package.ts';
import type { PrecisionRecord } from '../precision-text.ts';
import type { ThresholdRecord } from '../threshold-text.ts';

/** Of run.json, what does not differ between equal runs. */
export interface RunFacts {
  readonly version: string;
  readonly seed: string;
  readonly scenarioSha256: string;
  readonly replications: number;
  readonly scenario: Scenario;
  /** The CSV files. */
  readonly files: readonly FileRecord[];
  /** How it ended, where it ran to a precision. */
  readonly precision?: PrecisionRecord;
  /** What came of its thresholds, where it has any. */
  readonly thresholds?: readonly ThresholdRecord[];
}

/** A figure as its cell has it: exact text for checking, number for drawing. NaN where the cell is empty. */
export interface Figure {
  readonly text: string;
  readonly value: number;
}

export type Row = Readonly<Record<string, string>>;

export interface RunData {
  readonly facts: RunFacts;
  readonly summary: ReadonlyMap<string, Row>;
  readonly comparison: ReadonlyMap<string, Row>;
  /** Of the segment `all`. */
  readonly replications: readonly Row[];
  /** Of the metrics the report draws. */
  readonly timeseries: readonly Row[];
  readonly spellLengths: readonly Row[];
  readonly spellGates: readonly Row[];
  readonly timeline: readonly Row[];
  readonly assumptions: readonly Row[];
  readonly stories: readonly Row[];
  /** Luck and parameters apart; none where parameters were not drawn. */
  readonly uncertainty: readonly Row[];
}

const sources = [
  'summary.csv',
  'comparison.csv',
  'replications.csv',
  'timeseries.csv',
  'spell-lengths.csv',
  'spell-gates.csv',
  'timeline.csv',
  'assumptions.csv',
  'stories.csv',
] as const;
const uncertaintySource = 'uncertainty.csv';
type ReportSource = (typeof sources)[number] | typeof uncertaintySource;

/** Files the report is made from. */
export function reportSourcesOf({ parameterUncertainty }: Scenario): readonly ReportSource[] {
  return parameterUncertainty === undefined ? sources : [...sources, uncertaintySource];
}

/** Which rows of a file the report is about: those with one of these texts in a column. */
interface Kept {
  readonly column: string;
  readonly texts: readonly string[];
}
const ofAllHouseholds: Kept = { column: 'segment', texts: ['all'] };
const drawnSeries: Kept = { column: 'metric', texts: ['households_off', 'meters_onboarded'] };

/** Whether a line may be such a row: files that grow with the replications are read without the others. */
function mayBe({ texts }: Kept, line: string): boolean {
  return texts.some((text) => line.includes(text));
}

/** @param textOf the text of a file of the run: whole, or its header and the lines to keep */
export function readRunData(facts: RunFacts, textOf: (file: ReportSource, keep?: (line: string) => boolean) => string): RunData {
  const rows = (file: ReportSource, kept?: Kept): readonly Row[] =>
    rowsOf(kept === undefined ? textOf(file) : textOf(file, (line) => mayBe(kept, line)), kept);
  return {
    facts,
    summary: new Map(rows('summary.csv').map((row) => [keyOf(row['policy']!, row['segment']!, row['metric']!), row])),
    comparison: new Map(
      rows('comparison.csv', ofAllHouseholds).map((row) => [keyOf(row['policy']!, row['reference']!, row['metric']!), row]),
    ),
    replications: rows('replications.csv', ofAllHouseholds),
    timeseries: rows('timeseries.csv', drawnSeries),
    spellLengths: rows('spell-lengths.csv'),
    spellGates: rows('spell-gates.csv'),
    timeline: rows('timeline.csv'),
    assumptions: rows('assumptions.csv'),
    stories: rows('stories.csv'),
    uncertainty: facts.scenario.parameterUncertainty === undefined ? [] : rows(uncertaintySource),
  };
}

function rowsOf(text: string, kept?: Kept): readonly Row[] {
  // Files of numbers have no quoted cell, and splitting them is ten times as fast.
  if (text.includes('"'))
    return parse<Row>(text, { columns: true }).filter((row) => kept?.texts.includes(row[kept.column]!) !== false);
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

function keyOf(...parts: readonly string[]): string {
  return parts.join('|');
}

export function figureIn(row: Row | undefined, column: string): Figure {
  const text = row?.[column] ?? '';
  return { text, value: text === '' ? NaN : Number(text) };
}

/** A row of summary.csv. */
export function summaryOf({ summary }: RunData, policy: string, metric: MetricName, segment: Segment = 'all'): Row | undefined {
  return summary.get(keyOf(policy, segment, metric));
}

/** A row of uncertainty.csv: the level of a policy, or where a reference is named, its difference from that. */
export function uncertaintyOf({ uncertainty }: RunData, policy: string, metric: MetricName, reference = ''): Row | undefined {
  return uncertainty.find((row) => row['policy'] === policy && row['reference'] === reference && row['metric'] === metric);
}

/** A row of comparison.csv. */
export function comparisonOf({ comparison }: RunData, policy: string, reference: string, metric: MetricName): Row | undefined {
  return comparison.get(keyOf(policy, reference, metric));
}
