// What a sweep prints: one line per point, where the best policy changes, and thresholds; and the
// same as data for --json.
import type { Threshold } from '../experiment/threshold.ts';
import { crossingsOf, type PointOutcome, type Sweep } from '../explore/sweep.ts';
import { hoursOf, labelsOf, leadersOf, valuesText } from './explore/sweep-words.ts';
import type { Json } from './json.ts';
import type { TableStyle } from './table.ts';
import { alignedLines, plainLabel } from './text-columns.ts';
import type { VerdictStyle } from './threshold-text.ts';

/** The points at which a threshold is not met, by number. */
export interface PointVerdict {
  readonly threshold: Threshold;
  readonly missed: readonly number[];
}

const width = 110;
const mostRows = 40;
/** Most values in a line. */
const mostValues = 3;

export function sweepText(
  study: Sweep,
  outcomes: readonly PointOutcome[],
  verdicts: readonly PointVerdict[],
  style: TableStyle & VerdictStyle,
): string {
  const labels = labelsOf(study);
  const shown = outcomes.slice(0, mostRows);
  const head = [
    ...study.factors.slice(0, mostValues).map(({ name }) => plainLabel(name, 28)),
    'best policy',
    'hours a home',
    'not told from it',
  ];
  const rows = shown.map((outcome) => [
    ...outcome.point.levels.slice(0, mostValues).map(({ text }) => plainLabel(text, 24)),
    plainLabel(labels.of(outcome.verdict!.best), 36),
    hoursOf(outcome, outcome.verdict!.best),
    String(outcome.verdict!.tied.length),
  ]);
  const [first = '', ...lines] = alignedLines(
    [
      ['point', ...head],
      ...rows.map((row, index) => [
        shown[index]!.point.number === 0 ? 'base' : String(shown[index]!.point.number),
        ...row,
      ]),
    ],
    width,
  );
  const more =
    outcomes.length > shown.length
      ? [`… ${outcomes.length - shown.length} more points in sweep.csv`]
      : [];
  const leaders = leadersOf(outcomes.slice(1)).map(
    ({ policy, count }) => `${labels.of(policy)} at ${count}`,
  );
  const changes =
    study.factors.length === 1
      ? crossingsOf(outcomes.slice(1)).filter(({ isOfBest }) => isOfBest)
      : [];
  return [
    style.head(first),
    ...lines,
    ...more,
    '',
    `Best of ${outcomes.length - 1} points: ${leaders.join('; ')}`,
    ...changes.map(
      ({ below, above, from, to }) =>
        `The best policy changes between ${from.text} and ${to.text}: ${labels.of(below)}, ` +
        `then ${labels.of(above)}`,
    ),
    ...verdicts.map(({ threshold, missed }) =>
      missed.length === 0
        ? `${style.met('✓')} ${plainLabel(threshold.text, 200)}  met at every point`
        : `${style.notMet('✗')} ${plainLabel(threshold.text, 200)}  not met at ` +
          valuesText(study, missed),
    ),
    '',
  ].join('\n');
}

export function sweepJson(
  study: Sweep,
  outcomes: readonly PointOutcome[],
  verdicts: readonly PointVerdict[],
): { readonly [key: string]: Json } {
  return {
    varied: study.factors.map(({ name, label, low, high, default: standing }) => ({
      name,
      label,
      low,
      high,
      default: standing,
    })),
    points: outcomes.map(({ point, figures, verdict }) => ({
      number: point.number,
      values: point.levels.map(({ text }) => text),
      best: verdict?.best ?? null,
      tied: verdict?.tied ?? [],
      hours_a_home: Object.fromEntries(figures.map(({ policy, hours }) => [policy, hours.mean])),
    })),
    crossings:
      study.factors.length === 1
        ? crossingsOf(outcomes.slice(1)).map(({ below, above, from, to, isClear, isOfBest }) => ({
            below,
            above,
            from: from.text,
            to: to.text,
            clear: isClear,
            of_best: isOfBest,
          }))
        : [],
    thresholds: verdicts.map(({ threshold, missed }) => ({
      threshold: threshold.text,
      met: missed.length === 0,
      missed_at: missed,
    })),
  };
}
