// What `offsupply sensitivity` prints: the verdicts in words, a table of the strongest factors for
// each; and all of it as data for --json.
import { numberText, shareText } from '../number-text.ts';
import { escaped, markdownTable } from '../markdown.ts';
import type { Json } from '../json.ts';
import { alignedLines, plainLabel, wrapped } from '../text-columns.ts';
import { sensitivityRows, unitOf } from './sensitivity-columns.ts';
import type { SensitivityReport } from './sensitivity-report.ts';
import { byRank, indexOf, outcomeText, verdictText } from './sensitivity-words.ts';

const width = 110;
const linesMost = 10;

type Shown = SensitivityReport['outcomes'][number];

/** The outcomes shown first: the level, then the ranking. */
function shownOutcomes({ level, ranking, outcomes }: SensitivityReport): readonly Shown[] {
  return [level, ranking].flatMap((place) => (place === undefined ? [] : [outcomes[place]!]));
}

/** Lines of text ending in a line feed. */
export function sensitivityText(report: SensitivityReport): string {
  const parts = shownOutcomes(report).map((outcome) => {
    const table = alignedLines([headOf(report), ...rowsOf(outcome, report)], width);
    return [...wrapped(verdictText(outcome.sensitivity, report), width), '', ...table, ''];
  });
  return `${[plainLabel(report.title, width), '', ...parts.flat(), note].join('\n')}\n`;
}

const note =
  'Intervals are 95 %. “told yes” is more than chance; about one in twenty of the small effects is ' +
  'chance all the same.';

function headOf({ method }: SensitivityReport): readonly string[] {
  const heads = {
    oat: ['swing', 'lowest', 'highest'],
    morris: ['size', 'mean', 'spread'],
    sobol: ['total', 'by itself', 'with others'],
  };
  return ['assumption', 'from', 'to', ...heads[method], 'told'];
}

function rowsOf(
  { sensitivity: { factors } }: Shown,
  report: SensitivityReport,
  { most, longest } = { most: linesMost, longest: 12 },
): readonly (readonly string[])[] {
  return byRank(factors)
    .slice(0, most)
    .map((one) => {
      const { name, low, high } = report.factors[one.factor]!;
      const value = (index: Parameters<typeof indexOf>[1]): number =>
        indexOf(one, index)?.value ?? NaN;
      const effects = one.indices
        .filter(({ index }) => index === 'effect')
        .map((effect) => effect.value);
      const figures = {
        oat: () =>
          [value('swing'), Math.min(0, ...effects), Math.max(0, ...effects)].map((figure) =>
            numberText(figure),
          ),
        morris: () =>
          [value('mu_star'), value('mu'), value('sigma')].map((figure) => numberText(figure)),
        sobol: () =>
          [value('total'), value('first'), value('total') - value('first')].map(shareText),
      }[report.method]();
      return [
        name,
        plainLabel(low, longest),
        plainLabel(high, longest),
        ...figures,
        one.told ? 'yes' : 'no',
      ];
    });
}

/** Columns of a page. */
const pageWidth = 120;

/** As a page of documentation. */
export function sensitivityMarkdown(report: SensitivityReport): string {
  const parts = shownOutcomes(report).map((outcome) => [
    ...wrapped(escaped(verdictText(outcome.sensitivity, report)), pageWidth),
    '',
    ...markdownTable(headOf(report), rowsOf(outcome, report, { most: Infinity, longest: 60 })),
    '',
  ]);
  const remarks = report.remarks.flatMap((remark) => [escaped(remark), '']);
  const size =
    `${report.factors.length} assumptions, ${report.points} points, ${report.replications} ` +
    'replications of ' +
    `${numberText(report.households, 0)} homes each, seed ${report.seed}, version ` +
    `${report.version}.`;
  const made = [
    'Made by this command; do not edit:',
    '',
    `    ${report.command}`,
    '',
    escaped(size),
  ];
  return `${[`# Sensitivity: ${escaped(plainLabel(report.title, width))}`, '', ...made, '', ...remarks, ...parts.flat(), note].join('\n')}\n`;
}

export function sensitivityJson(report: SensitivityReport): Record<string, Json> {
  const orNull = (value: number): number | null => (Number.isFinite(value) ? value : null);
  const { title, method, command, households, replications, seed, points, remarks } = report;
  return {
    ...{ title, method, command, households, replications, seed, points, remarks: [...remarks] },
    verdicts: shownOutcomes(report).map(({ sensitivity }) => ({
      outcome: { ...sensitivity.outcome, text: outcomeText(sensitivity.outcome, report) },
      verdict: verdictText(sensitivity, report),
    })),
    best: report.best.map((one) => ({ ...one })),
    base: report.outcomes.map(({ sensitivity: { outcome, variance }, base }) => ({
      ...outcome,
      ...{
        mean: orNull(base.value),
        ci_low: orNull(base.ciLow),
        ci_high: orNull(base.ciHigh),
        variance: orNull(variance),
      },
    })),
    indices: sensitivityRows(report).map(({ factor, outcome, assessment, index, at }) => ({
      ...{ factor: factor.name, policy: outcome.policy, reference: outcome.reference ?? null },
      ...{
        segment: outcome.segment,
        metric: outcome.metric,
        index: index.index,
        at: at === '' ? null : at,
        unit: unitOf(index, outcome),
      },
      ...{ value: orNull(index.value), ci_low: orNull(index.ciLow), ci_high: orNull(index.ciHigh) },
      ...{ rank: assessment.rank, told: assessment.told },
    })),
  };
}
