// `offsupply compare`: reads finished runs, and says what differs between the first and each of the
// others.
import { resolve } from 'node:path';
import { UsageError } from '../errors.ts';
import type { MetricName, Segment } from '../experiment/metrics.ts';
import { pairingOf, runDifferences } from '../experiment/run-differences.ts';
import { naming, nodeFiles, writeWhole } from '../files/file-operations.ts';
import { readFinishedRun, type FinishedRun } from '../files/finished-run.ts';
import { csvText } from '../outputs/csv.ts';
import { jsonText } from '../outputs/json.ts';
import { rankedDifferencesTable, runDifferencesTable } from '../outputs/run-difference-columns.ts';
import {
  runDifferenceJson,
  runDifferenceMarkdown,
  runDifferenceText,
  type ComparedRun,
  type RunDifferenceReport,
} from '../outputs/run-difference-report.ts';
import {
  rankedDifferences,
  rankingJson,
  rankingMarkdown,
  rankingText,
  type RunRanking,
} from '../outputs/run-ranking-report.ts';
import { nearest } from '../scenario/nearest.ts';
import { scenarioDifferences } from '../scenario/differences.ts';
import { exitCodes, type Host } from './host.ts';

export interface CompareOptions {
  readonly format: 'text' | 'markdown' | 'csv';
  /** As typed: whether both runs have it is known once they are read. */
  readonly segment: string;
  readonly metrics: readonly MetricName[];
  readonly out?: string;
  readonly json?: boolean;
}

/** @param others folders of further runs, each compared with the first */
export function compare(
  folderA: string,
  folderB: string,
  others: readonly string[],
  options: CompareOptions,
  host: Host,
): number {
  const runOf = (folder: string): FinishedRun => readFinishedRun(resolve(host.cwd, folder), folder);
  const a = runOf(folderA);
  const first = reportOf(a, runOf(folderB), options);
  const further = others.map((folder) => reportOf(a, runOf(folder), options));
  const text =
    further.length === 0 ? textOfTwo(first, options) : textOfMany([first, ...further], options);
  if (options.out === undefined) host.stdout.write(text);
  else {
    const file = resolve(host.cwd, options.out);
    naming('write', options.out, () => {
      writeWhole(file, new TextEncoder().encode(text), nodeFiles);
    });
    host.stderr.write(`wrote ${options.out}\n`);
  }
  return exitCodes.done;
}

function reportOf(a: FinishedRun, b: FinishedRun, options: CompareOptions): RunDifferenceReport {
  const segment = segmentOfBoth(a, b, options.segment);
  return {
    a: comparedRun(a),
    b: comparedRun(b),
    inputs: scenarioDifferences(a.scenario, b.scenario),
    how: howCompared(a, b, options),
    rows: [...runDifferences(a, b)],
    ...{ ...options, segment },
  };
}

function textOfTwo(report: RunDifferenceReport, { format, json }: CompareOptions): string {
  if (json === true) return jsonText(runDifferenceJson(report));
  if (format === 'csv') return csvText(runDifferencesTable, report.rows);
  return format === 'markdown' ? runDifferenceMarkdown(report) : runDifferenceText(report);
}

function textOfMany(ranking: RunRanking, { format, json }: CompareOptions): string {
  if (json === true) return jsonText(rankingJson(ranking));
  if (format === 'csv') return csvText(rankedDifferencesTable, rankedDifferences(ranking));
  return format === 'markdown' ? rankingMarkdown(ranking) : rankingText(ranking);
}

/** @throws UsageError where a run has no such segment */
function segmentOfBoth(a: FinishedRun, b: FinishedRun, written: string): Segment {
  const known = a.segments.filter((name) => b.segments.includes(name));
  const segment = known.find((name) => name === written);
  if (segment !== undefined) return segment;
  const meant = nearest(written, known);
  throw new UsageError(
    `--segment ${written}: not both ${a.name} and ${b.name} have ` +
      `it.${meant === undefined ? '' : ` Did you mean ${meant}?`} Both have ` +
      known.join(', '),
  );
}

function comparedRun({ name, scenario, replications, seed, version }: FinishedRun): ComparedRun {
  const { title, households } = scenario;
  return { name, title, households, replications: replications.length, seed, version };
}

function howCompared(a: FinishedRun, b: FinishedRun, { segment }: CompareOptions): string {
  const { pairing, common } = pairingOf(a, b);
  const both = a.policies.filter((id) => b.policies.includes(id));
  if (both.length === 0)
    return `Nothing to compare: A ran ${a.policies.join(', ')}, B ran ${b.policies.join(', ')}.`;
  const whom = segment === 'all' ? 'All households.' : `Segment ${segment}.`;
  const unlike =
    a.scenario.households === b.scenario.households
      ? ''
      : ' The runs differ in size: compare shares and hours each, not counts.';
  if (pairing === 'independent') {
    const why = a.seed === b.seed ? 'they have no replication in common' : 'their seeds differ';
    return (
      `${whom} Compared as independent samples, because ${why}; ± is half the 95 % interval ` +
      `(Welch).${unlike}`
    );
  }
  const only =
    Math.max(a.replications.length, b.replications.length) > common.length ? ' that both have' : '';
  return (
    `${whom} Paired by replication, because the seed is the same: both have the same ` +
    'households, weather and chance events in the ' +
    `${common.length} replications${only}; ± is half the 95 % interval.${unlike}`
  );
}
