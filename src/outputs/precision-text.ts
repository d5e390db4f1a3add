// How a run to a precision ended, for people and as data for --json and run.json.
import type { HeadlineFigure } from '../experiment/headline.ts';
import type { PrecisionOutcome } from '../experiment/replicate-to-precision.ts';
import type { WideFigure } from '../experiment/stopping-rule.ts';
import type { Json } from './json.ts';
import { numberText, spreadText } from './number-text.ts';

/** `5 %` */
export function percentText(share: number): string {
  return `${Number((share * 100).toPrecision(6))} %`;
}

/** `excess_hours_off of mp134a vs no-intervention` */
function figureName({ policy, reference, metric }: HeadlineFigure): string {
  return `${metric} of ${policy}${reference === undefined ? '' : ` vs ${reference}`}`;
}

/** Lines of text ending in a line feed. */
export function precisionText({ target, replications, wide }: PrecisionOutcome): string {
  const after = `${percentText(target.share)} after ${numberText(replications, 0)} replications`;
  if (wide.length === 0) return `Precise to ${after}: homes off, excess hours off and their differences from the reference.\n`;
  const lines = wide.map((one) => `  ${wideText(one, replications)}`);
  return [`Not precise to ${after}, the most allowed. Still wide:`, ...lines, ''].join('\n');
}

/** `excess_hours_off of mp134a: 1,234 ± 150, to be within 62; about 240 more replications` */
export function wideText({ figure, allowed, replicationsNeeded }: WideFigure, replications: number): string {
  const spread = spreadText(figure.mean, figure.halfWidth, figure.reference !== undefined);
  const more = moreReplications(replicationsNeeded, replications);
  const howMany = more === null ? 'more replications than can be told' : `about ${numberText(more, 0)} more replications`;
  return `${figureName(figure)}: ${spread}, to be within ${numberText(allowed)}; ${howMany}`;
}

/** Null where a figure of 0 with a spread can never be narrow enough. */
function moreReplications(needed: number, replications: number): number | null {
  return Number.isFinite(needed) ? Math.max(1, needed - replications) : null;
}

export function precisionJson({ target, replications, wide }: PrecisionOutcome): Json {
  return {
    target: target.share,
    atLeast: target.atLeast,
    maxReplications: target.atMost,
    replications,
    reached: wide.length === 0,
    stillWide: wide.map(({ figure, allowed, replicationsNeeded }) => ({
      policy: figure.policy,
      reference: figure.reference ?? null,
      metric: figure.metric,
      mean: figure.mean,
      halfWidth: figure.halfWidth,
      allowedHalfWidth: allowed,
      moreReplications: moreReplications(replicationsNeeded, replications),
    })),
  };
}
