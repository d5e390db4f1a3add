// What `offsupply compare` prints for two runs: changes of the inputs, then changes of the results.
// As text for a terminal, as Markdown for a pull request, as data for --json. Every figure is in
// the CSV form (run-difference-columns.ts).
import { escaped, markdownTable } from './markdown.ts';
import type { MetricName, Segment } from '../experiment/metrics.ts';
import type { RunDifference } from '../experiment/run-differences.ts';
import type { InputChange } from '../scenario/differences.ts';
import type { Json } from './json.ts';
import { differenceText, figureText, noFigure, numberText } from './number-text.ts';
import { alignedLines, plainLabel, wrapped } from './text-columns.ts';

export interface RunDifferenceReport {
  readonly a: ComparedRun;
  readonly b: ComparedRun;
  readonly inputs: readonly InputChange[];
  /** A sentence on how, and over which replications, the results are compared. */
  readonly how: string;
  readonly segment: Segment;
  readonly metrics: readonly MetricName[];
  /** Every policy that both ran, every segment and metric. */
  readonly rows: readonly RunDifference[];
}

/** Facts about a run. */
export interface ComparedRun {
  readonly name: string;
  readonly title: string;
  readonly households: number;
  readonly replications: number;
  readonly seed: string;
  readonly version: string;
}

const width = 110;

/** Lines of text ending in a line feed. */
export function runDifferenceText(report: RunDifferenceReport): string {
  const lines = [
    ...wrapped(`A  ${runText(report.a)}`, width),
    ...wrapped(`B  ${runText(report.b)}`, width),
    '',
    'What changed in the inputs, from A to B',
    ...inputLines(report).flatMap((line) => wrapped(`  ${line}`, width)),
    '',
    'What changed in the results',
    ...wrapped(`  ${report.how}`, width),
  ];
  const tables = resultTables(report).flatMap(({ policy, cells }) => [
    '',
    ...alignedLines([[policy, ...heads], ...cells], width),
  ]);
  return `${[...lines, ...tables].join('\n')}\n`;
}

export function runDifferenceMarkdown(report: RunDifferenceReport): string {
  const lines = [
    `- **A** ${escaped(runText(report.a))}`,
    `- **B** ${escaped(runText(report.b))}`,
    '',
    '## What changed in the inputs, from A to B',
    '',
    ...inputLines(report).map((line) => `- ${escaped(line)}`),
    '',
    '## What changed in the results',
    '',
    report.how,
  ];
  const tables = resultTables(report).flatMap(({ policy, cells }) => [
    '',
    ...markdownTable([policy, ...heads], cells),
  ]);
  return `${[...lines, ...tables].join('\n')}\n`;
}

/** `output/a: A title · 500 households · 20 replications · seed x · version 0.1.0` */
export function runText({
  name,
  title,
  households,
  replications,
  seed,
  version,
}: ComparedRun): string {
  const size = `${numberText(households, 0)} households · ${numberText(replications, 0)} replications`;
  return (
    `${name}: ${plainLabel(title, 80)} · ${size} · seed ${plainLabel(seed, 40)} · version ` +
    version
  );
}

/** A change on a line; at least one line. */
export function inputLines({ a, b, inputs }: RunDifferenceReport): readonly string[] {
  const lines = inputs.map(({ path, where, from, to }) => {
    const places = where.length === 0 ? '' : `   (${where.join(', ')})`;
    return `${path}: ${plainLabel(from, 60)} → ${plainLabel(to, 60)}${places}`;
  });
  const versions =
    a.version === b.version ? [] : [`version of offsupply: ${a.version} → ${b.version}`];
  const all = [...versions, ...lines];
  return all.length === 0 ? ['Nothing: both ran the same scenario with the same version.'] : all;
}

const heads = ['A', 'B', 'B − A', 'change', ''] as const;

interface ResultTable {
  readonly policy: string;
  readonly cells: readonly (readonly string[])[];
}

/** A table for each policy, a row for each metric. */
function resultTables({ rows, segment, metrics }: RunDifferenceReport): readonly ResultTable[] {
  const shown = rows.filter((row) => row.segment === segment && metrics.includes(row.metric));
  return [...new Set(shown.map(({ policy }) => policy))].map((policy) => ({
    policy,
    cells: shown.filter((row) => row.policy === policy).map(resultCells),
  }));
}

function resultCells(row: RunDifference): readonly string[] {
  return [row.metric, ...figureCells(row)];
}

/**
 * Both means, their difference with its interval, the change in percent, and the conclusion from
 * the interval.
 */
export function figureCells(row: RunDifference): readonly string[] {
  const { unit, meanA, meanB, difference, ciHigh, ratio } = row;
  return [
    figureText(meanA, unit),
    figureText(meanB, unit),
    differenceText(difference, ciHigh - difference, unit),
    Number.isNaN(ratio) ? noFigure : `${ratio > 1 ? '+' : ''}${numberText(100 * (ratio - 1), 1)} %`,
    verdictOf(row),
  ];
}

/** The conclusion from the interval. */
function verdictOf({ difference, ciLow, ciHigh }: RunDifference): string {
  if (Number.isNaN(difference)) return '';
  if (ciLow === 0 && ciHigh === 0) return 'the same';
  if (ciLow > 0) return 'higher';
  if (ciHigh < 0) return 'lower';
  return 'no clear difference';
}

export function runDifferenceJson({ a, b, inputs, how, rows }: RunDifferenceReport): Json {
  const orNull = (value: number): number | null => (Number.isNaN(value) ? null : value);
  return {
    ...{ a: { ...a }, b: { ...b }, how },
    inputs: inputs.map((one) => ({ ...one })),
    differences: rows.map(({ policy, segment, metric, unit, pairing, ...figures }) => ({
      ...{ policy, segment, metric, unit, pairing },
      mean_a: orNull(figures.meanA),
      mean_b: orNull(figures.meanB),
      difference: orNull(figures.difference),
      ci_low: orNull(figures.ciLow),
      ci_high: orNull(figures.ciHigh),
      ratio: orNull(figures.ratio),
      replications_a: figures.replicationsA,
      replications_b: figures.replicationsB,
    })),
  };
}
