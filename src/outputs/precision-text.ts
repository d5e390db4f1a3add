// The result of a run to a precision: as data for --json, run.json and the report, and in words
// made from these data.
import type { HeadlineFigure } from '../experiment/headline.ts';
import type { PrecisionOutcome } from '../experiment/replicate-to-precision.ts';
import type { WideFigure } from '../experiment/stopping-rule.ts';
import { escaped } from './markdown.ts';
import { numberText, spreadText } from './number-text.ts';

/** A type, since the compiler does not accept interfaces as JSON. */
export type PrecisionRecord = {
  /** Half-width of intervals at most, as a share of the figure. */
  readonly target: number;
  readonly atLeast: number;
  readonly maxReplications: number;
  readonly replications: number;
  readonly reached: boolean;
  /** Widest first. */
  readonly stillWide: readonly WideRecord[];
};

type WideRecord = {
  readonly policy: string;
  readonly reference: string | null;
  readonly metric: string;
  readonly mean: number;
  readonly halfWidth: number;
  readonly allowedHalfWidth: number;
  /** Null where a figure of 0 with a spread can never be narrow enough. */
  readonly moreReplications: number | null;
};

export function precisionRecord({ target, replications, wide }: PrecisionOutcome): PrecisionRecord {
  return {
    target: target.share,
    atLeast: target.atLeast,
    maxReplications: target.atMost,
    replications,
    reached: wide.length === 0,
    stillWide: wide.map((one) => wideRecord(one, replications)),
  };
}

function wideRecord(
  { figure, allowed, replicationsNeeded }: WideFigure,
  replications: number,
): WideRecord {
  const { policy, reference, metric, mean, halfWidth }: HeadlineFigure = figure;
  return {
    ...{ policy, reference: reference ?? null, metric, mean, halfWidth, allowedHalfWidth: allowed },
    moreReplications: Number.isFinite(replicationsNeeded)
      ? Math.max(1, replicationsNeeded - replications)
      : null,
  };
}

/** `5 %` */
export function percentText(share: number): string {
  return `${Number((share * 100).toPrecision(6))} %`;
}

/** Lines of text ending in a line feed. */
export function precisionText(outcome: PrecisionOutcome): string {
  const [verdict, ...wide] = precisionLines(precisionRecord(outcome));
  return [verdict!, ...wide.map((line) => `  ${line}`), ''].join('\n');
}

/** The same as Markdown, ending in a line feed. */
export function precisionMarkdown(outcome: PrecisionOutcome): string {
  const [verdict, ...wide] = precisionLines(precisionRecord(outcome)).map(escaped);
  return `${[verdict!, ...(wide.length === 0 ? [] : ['', ...wide.map((line) => `- ${line}`)])].join('\n')}\n`;
}

/** The verdict, then a line for each figure that is still wide. */
export function precisionLines({
  target,
  replications,
  reached,
  stillWide,
}: PrecisionRecord): readonly string[] {
  const after = `${percentText(target)} after ${numberText(replications, 0)} replications`;
  if (reached)
    return [
      `Precise to ${after}: homes off, excess hours off and their differences from the reference.`,
    ];
  return [`Not precise to ${after}, the most allowed. Still wide:`, ...stillWide.map(wideLine)];
}

/** `excess_hours_off of mp134a: 1,234 ± 150, to be within 62; about 240 more replications` */
export function wideText(wide: WideFigure, replications: number): string {
  return wideLine(wideRecord(wide, replications));
}

function wideLine({
  policy,
  reference,
  metric,
  mean,
  halfWidth,
  allowedHalfWidth,
  moreReplications,
}: WideRecord): string {
  const name = `${metric} of ${policy}${reference === null ? '' : ` vs ${reference}`}`;
  const howMany =
    moreReplications === null
      ? 'more replications than can be estimated'
      : `about ${numberText(moreReplications, 0)} more replications`;
  return (
    `${name}: ${spreadText(mean, halfWidth, reference !== null)}, to be within ` +
    `${numberText(allowedHalfWidth)}; ${howMany}`
  );
}
