// What `offsupply check` prints for a worked case: whether its figures are as expected, and if not,
// the difference.
import type { CaseVerdict } from '../experiment/worked-case.ts';
import { metricIndex, metrics, type MetricName } from '../experiment/metrics.ts';
import type { Json } from './json.ts';
import { markdownTable } from './markdown.ts';
import { noFigure, numberText, withUnit } from './number-text.ts';
import { alignedLines, plainLabel, wrapped } from './text-columns.ts';

/** A case after its run. */
export interface CheckedCase {
  /** Its file, as the user named it. */
  readonly name: string;
  readonly title: string;
  readonly replications: number;
  readonly verdicts: readonly CaseVerdict[];
}

export function isAsExpected({ verdicts }: CheckedCase): boolean {
  return verdicts.every(({ met }) => met);
}

const width = 110;

/**
 * Lines of text ending in a line feed. Figures that are as expected are counted, the others shown.
 */
export function caseText(checked: CheckedCase): string {
  const { name, title, verdicts } = checked;
  const count = `${verdicts.filter(({ met }) => met).length} of ${verdicts.length} figures as expected`;
  if (isAsExpected(checked)) return `${name}: ${count}\n`;
  const rows = verdicts.filter(({ met }) => !met).map(cellsOf);
  return [
    `${name}: NOT AS EXPECTED, ${count}`,
    ...wrapped(`  ${plainLabel(title, 200)}`, width),
    ...alignedLines([heads, ...rows], width - 2).map((line) => `  ${line}`),
    ...verdicts
      .filter(({ met, expectation: { because } }) => !met && because !== '')
      .flatMap(({ expectation: { text, because } }) =>
        wrapped(`  ${plainLabel(text, 80)}: ${plainLabel(because, 300)}`, width),
      ),
    '',
    '',
  ].join('\n');
}

/** All cases as Markdown, for the summary of a job in CI. */
export function casesMarkdown(checked: readonly CheckedCase[]): string {
  if (checked.length === 0) return '';
  const wrong = checked.filter((one) => !isAsExpected(one));
  const rows = checked.flatMap(({ name, verdicts }) =>
    verdicts.map((verdict) => [
      name,
      ...cellsOf(verdict),
      verdict.met ? 'as expected' : 'NOT AS EXPECTED',
    ]),
  );
  const title =
    wrong.length === 0 ? 'as expected' : `${wrong.length} of ${checked.length} not as expected`;
  return [
    `## offsupply check, worked cases: ${title}`,
    '',
    ...markdownTable(['case', ...heads, ''], rows),
    '',
  ].join('\n');
}

const heads = ['figure', 'expected', 'margin', 'simulated', '95 %'] as const;

function cellsOf({ expectation, mean, halfWidth }: CaseVerdict): readonly string[] {
  const { text, figure, value, margin } = expectation;
  const show = (number: number): string => exactText(number, figure.metric);
  return [
    plainLabel(text, 80),
    show(value),
    show(margin),
    show(mean),
    Number.isNaN(halfWidth) ? noFigure : `± ${show(halfWidth)}`,
  ];
}

/** With enough decimals to show small differences. */
function exactText(value: number, metric: MetricName): string {
  if (Number.isNaN(value)) return noFigure;
  const { unit } = metrics[metricIndex[metric]]!;
  const number = unit === 'share' ? 100 * value : value;
  const decimals = Math.min(6, String(Number(number.toPrecision(8))).split('.')[1]?.length ?? 0);
  return withUnit(numberText(number, decimals), unit);
}

export function caseJson(checked: CheckedCase): Json {
  const orNull = (value: number): number | null => (Number.isNaN(value) ? null : value);
  const { name, title, replications, verdicts } = checked;
  return {
    ...{ case: name, title, replications, as_expected: isAsExpected(checked) },
    figures: verdicts.map(({ expectation: { text, value, margin }, mean, halfWidth, met }) => ({
      ...{
        figure: text,
        expected: value,
        margin,
        simulated: orNull(mean),
        half_width: orNull(halfWidth),
        as_expected: met,
      },
    })),
  };
}
