// Which thresholds were met: as data for --json, run.json and the report, and as lines with a tick
// or a cross made from these data.
import { metricIndex, metrics } from '../experiment/metrics.ts';
import type { Stopped } from '../experiment/hopeless.ts';
import type { MissedByOrdinaryLife } from '../experiment/ordinary-life-threshold.ts';
import type { Threshold, Verdict } from '../experiment/threshold.ts';
import { noFailure } from '../scenario/scenario.ts';
import { markdownTable } from './markdown.ts';
import { figureText, numberText, withUnit } from './number-text.ts';
import { plainLabel } from './text-columns.ts';

/** A threshold and its result. A type, since the compiler does not accept interfaces as JSON. */
type VerdictRecord = {
  /** As written. */
  readonly threshold: string;
  readonly policy: string;
  readonly reference: string | null;
  readonly metric: string;
  readonly segment: string;
  readonly comparison: Threshold['comparison'];
  readonly limit: number;
  readonly mean: number | null;
  readonly ci_low: number | null;
  readonly ci_high: number | null;
  readonly met: boolean;
};

/** A threshold of the scenario that names a policy which was not run. */
type LeftRecord = { readonly threshold: string; readonly met: null };

export type ThresholdRecord = VerdictRecord | LeftRecord;

export function thresholdRecords(
  verdicts: readonly Verdict[],
  left: readonly string[],
): readonly ThresholdRecord[] {
  const orNull = (value: number): number | null => (Number.isNaN(value) ? null : value);
  return [
    ...verdicts.map(({ threshold, mean, ciLow, ciHigh, met }): VerdictRecord => {
      const { text, policy, reference, metric, segment, comparison, limit } = threshold;
      return {
        ...{
          threshold: text,
          policy,
          reference: reference ?? null,
          metric,
          segment,
          comparison,
          limit,
        },
        ...{ mean: orNull(mean), ci_low: orNull(ciLow), ci_high: orNull(ciHigh), met },
      };
    }),
    ...left.map((text) => ({ threshold: text, met: null })),
  ];
}

/** Styles of the lines: colour in a terminal, none elsewhere. */
export interface VerdictStyle {
  readonly met: (text: string) => string;
  readonly notMet: (text: string) => string;
}

/** Lines of text ending in a line feed; nothing when there are no thresholds. */
export function verdictsText(
  verdicts: readonly Verdict[],
  left: readonly string[],
  style: VerdictStyle,
): string {
  const records = thresholdRecords(verdicts, left);
  if (records.length === 0) return '';
  const width = Math.max(
    ...records.filter(({ met }) => met !== null).map((record) => thresholdText(record).length),
    0,
  );
  const lines = records.map((record) => {
    if (record.met === null) return `– ${thresholdText(record)}  ${reasonText(record)}`;
    const [mark, colour] = record.met ? ['✓', style.met] : ['✗', style.notMet];
    return `${colour(mark)} ${thresholdText(record).padEnd(width)}  ${reasonText(record)}`;
  });
  return [...lines, ''].join('\n');
}

/** The same as a Markdown table; nothing when there are no thresholds. */
export function verdictsMarkdown(verdicts: readonly Verdict[], left: readonly string[]): string {
  const records = thresholdRecords(verdicts, left);
  if (records.length === 0) return '';
  const rows = records.map((record) => [
    thresholdText(record),
    verdictWord(record),
    reasonText(record),
  ]);
  return `${markdownTable(['threshold', 'verdict', 'figure'], rows).join('\n')}\n`;
}

/** `✓ met` */
export function verdictWord({ met }: ThresholdRecord): string {
  return met === null ? '– not judged' : met ? '✓ met' : '✗ not met';
}

/** As written, on one line. */
export function thresholdText({ threshold }: ThresholdRecord): string {
  return plainLabel(threshold, 200);
}

/**
 * `63.2, upper limit 68.3`: the mean, and the limit of the interval that it was judged by; where
 * the interval holds the threshold’s limit, that it is not decided.
 */
export function reasonText(record: ThresholdRecord): string {
  if (record.met === null) return 'not judged: it names a policy that was not run';
  const { unit } = metrics.find(({ name }) => name === record.metric)!;
  const text = (value: number): string => apartFrom(record.limit, value, unit);
  if (record.mean === null) return 'no replication has this figure';
  const upper = record.comparison.startsWith('<');
  const limit = upper ? record.ci_high : record.ci_low;
  if (limit === null) return `${text(record.mean)}; one replication gives no interval to judge by`;
  const told = `${text(record.mean)}, ${upper ? 'upper' : 'lower'} limit ${text(limit)}`;
  return isUndecided(record) ? `${told}: not decided, more replications may be needed` : told;
}

/** Whether the limit lies inside the interval of a condition that is not met. */
function isUndecided({ met, limit, ci_low: low, ci_high: high }: VerdictRecord): boolean {
  return !met && low !== null && high !== null && low < limit && limit < high;
}

/**
 * With enough decimals to differ from the limit, up to a maximum: never `upper limit 100` beside
 * `<100`.
 */
function apartFrom(limit: number, value: number, unit: string): string {
  const plain = figureText(value, unit);
  if (value === limit || plain !== figureText(limit, unit)) return plain;
  const factor = unit === 'share' ? 100 : 1;
  const texts = [1, 2, 3, 4, 5, 6].map((decimals) =>
    [value, limit].map((one) => numberText(one * factor, decimals)),
  );
  const [told] = texts.find(([own, other]) => own !== other) ?? texts.at(-1)!;
  return withUnit(told!, unit);
}

/** Why no policy can meet a threshold, and what to write instead. */
export function ordinaryLifeText({ threshold, mean, excess }: MissedByOrdinaryLife): string {
  const { text, policy, metric, segment, limit } = threshold;
  const homes = segment === 'all' ? '' : `{${segment}}`;
  const figure = apartFrom(limit, mean, metrics[metricIndex[metric]]!.unit);
  const instead =
    excess === undefined
      ? `${policy} vs ${noFailure}:${metric}${homes}`
      : `${policy}:${excess}${homes}`;
  return (
    `${plainLabel(text, 200)}: ordinary life alone misses it (${figure} under ${noFailure}). ` +
    `Write ${instead} to count only what the failure adds.`
  );
}

/** `Stopped after 8 of 20 replications: … can no longer be met.` */
export function stoppedText({ replications, of, hopeless }: Stopped): string {
  const which = hopeless.map((text) => plainLabel(text, 200)).join(' and ');
  return (
    `Stopped after ${numberText(replications, 0)} of ${numberText(of, 0)} replications: ` +
    `${which} cannot be met any more, since the whole 95 % interval is beyond the limit.`
  );
}
