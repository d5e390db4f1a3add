// What `offsupply compare` prints for more than two runs: each compared with the first, and the
// policies of all of them sorted by the change. As text, as Markdown, as data for --json. Every
// figure is in the CSV form (run-difference-columns.ts).
import type { MetricName } from '../experiment/metrics.ts';
import type { RunDifference } from '../experiment/run-differences.ts';
import type { Json } from './json.ts';
import { escaped, markdownTable } from './markdown.ts';
import {
  figureCells,
  inputLines,
  runDifferenceJson,
  runText,
  type RunDifferenceReport,
} from './run-difference-report.ts';
import { alignedLines, plainLabel, wrapped } from './text-columns.ts';

/**
 * Reports of every other run against the first: at least two, all of one segment and the same
 * metrics.
 */
export type RunRanking = readonly [RunDifferenceReport, ...RunDifferenceReport[]];

const width = 110;

/** Lines of text ending in a line feed. */
export function rankingText(ranking: RunRanking): string {
  const lines = [
    ...wrapped(`Compared with  ${runText(ranking[0].a)}`, width),
    ...ranking.flatMap((report) => [
      '',
      ...wrapped(runText(report.b), width),
      ...inputLines(report).flatMap((line) => wrapped(`  ${line}`, width)),
    ]),
    '',
    ...howLines(ranking).flatMap((line) => wrapped(line, width)),
  ];
  const tables = metricsOf(ranking).flatMap((metric) => [
    '',
    ...alignedLines([headOf(metric), ...rowsOf(ranking, metric)], width),
  ]);
  return `${[...lines, ...tables].join('\n')}\n`;
}

export function rankingMarkdown(ranking: RunRanking): string {
  const lines = [
    `Compared with **${escaped(ranking[0].a.name)}**: ${escaped(runText(ranking[0].a))}`,
    ...ranking.flatMap((report) => [
      '',
      `- **${escaped(report.b.name)}** ${escaped(runText(report.b))}`,
      ...inputLines(report).map((line) => `  - ${escaped(line)}`),
    ]),
    '',
    ...howLines(ranking).map(escaped),
  ];
  const tables = metricsOf(ranking).flatMap((metric) => [
    '',
    ...markdownTable(headOf(metric), rowsOf(ranking, metric)),
  ]);
  return `${[...lines, ...tables].join('\n')}\n`;
}

export function rankingJson(ranking: RunRanking): Json {
  return { comparisons: ranking.map((report) => runDifferenceJson(report)) };
}

/** A row of the CSV form: which run it is of. */
export type RankedDifference = RunDifference & { readonly run: string };

export function rankedDifferences(ranking: RunRanking): readonly RankedDifference[] {
  return ranking.flatMap(({ b, rows }) => rows.map((row) => ({ run: b.name, ...row })));
}

/** How runs are compared, stated once if it is the same for all. */
function howLines(ranking: RunRanking): readonly string[] {
  const hows = new Map<string, string[]>();
  for (const { how, b } of ranking) hows.set(how, [...(hows.get(how) ?? []), b.name]);
  if (hows.size === 1) return [...hows.keys()];
  return [...hows].map(([how, names]) => `${names.join(', ')}: ${how}`);
}

const metricsOf = ([{ metrics }]: RunRanking): readonly MetricName[] => metrics;

/** The first of a table's columns names the metric. */
function headOf(metric: MetricName): readonly string[] {
  return [metric, 'first run', 'this run', 'difference', 'relative', ''];
}

/** Rows by difference, the smallest first; those without a figure last. */
function rowsOf(ranking: RunRanking, metric: MetricName): readonly (readonly string[])[] {
  return rankedDifferences(ranking)
    .filter((row) => row.metric === metric && row.segment === ranking[0].segment)
    .map((row, index) => ({
      row,
      index,
      rank: Number.isNaN(row.difference) ? Infinity : row.difference,
    }))
    .sort((one, other) =>
      one.rank === other.rank ? one.index - other.index : one.rank - other.rank,
    )
    .map(({ row }) => [`${plainLabel(row.run, 30)}  ${row.policy}`, ...figureCells(row)]);
}
