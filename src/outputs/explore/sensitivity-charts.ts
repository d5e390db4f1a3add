// The picture of each method for one outcome, with its figures as a table.
import type { Assessment, IndexRow } from '../../explore/sensitivity/assessment.ts';
import { stackedBars } from '../charts/bars.ts';
import type { Chart } from '../charts/chart.ts';
import { categoryColours } from '../charts/palette.ts';
import { numberedScatter, tornado } from '../charts/sensitivity.ts';
import { noFigure, numberText, shareText } from '../number-text.ts';
import type { DataTable } from '../report/figure.ts';
import { plainLabel } from '../text-columns.ts';
import type { FactorFacts, SensitivityReport } from './sensitivity-report.ts';
import { byRank, indexOf, outcomeText } from './sensitivity-words.ts';

type Outcome = SensitivityReport['outcomes'][number];

/** Rows in a picture; the table has all. */
const shown = 12;
const longest = 90;

const intervalOf = ({ ciLow, ciHigh }: IndexRow): readonly [number, number] => [ciLow, ciHigh];
const labelOf = ({ label }: FactorFacts): string => plainLabel(label, longest);

/** The strongest factors for an outcome. @param name part of the picture's id */
export function chartOf({ sensitivity }: Outcome, report: SensitivityReport, name: string): Chart {
  const top = byRank(sensitivity.factors)
    .filter(({ strength }) => strength > 0)
    .slice(0, shown);
  const what = outcomeText(sensitivity.outcome, report);
  const description =
    `${describes[report.method]}, for ${what}. Strongest first: ` +
    `${top.map(({ factor }) => report.factors[factor]!.name).join(', ')}.`;
  const { unit } = sensitivity.outcome;
  const factorOf = ({ factor }: Assessment): FactorFacts => report.factors[factor]!;
  switch (report.method) {
    case 'oat':
      return {
        ...{ name, description, title: `What each assumption does to ${what}` },
        draw: (canvas) =>
          tornado(
            top.map((one) => ({
              ...{
                label: labelOf(factorOf(one)),
                detail: `${factorOf(one).name}; now ${plainLabel(factorOf(one).default, longest)}`,
              },
              ends: one.indices
                .filter(({ index }) => index === 'effect')
                .map((effect) => ({
                  value: plainLabel(factorOf(one).textAt(effect.at!), longest),
                  effect: effect.value,
                  interval: intervalOf(effect),
                })),
            })),
            `change in ${unit}, 95 % interval`,
            canvas,
          ),
      };
    case 'morris': {
      const point = (one: Assessment) => ({
        label: `${labelOf(factorOf(one))} [${factorOf(one).name}]`,
        x: indexOf(one, 'mu_star')!.value,
        y: indexOf(one, 'sigma')!.value,
      });
      const others = sensitivity.factors.filter((one) => !top.includes(one));
      return {
        ...{ name, description, title: `How strongly each assumption moves ${what}` },
        draw: (canvas) =>
          numberedScatter(
            top.map(point),
            others.map(point),
            [`mean size of the effect, ${unit}`, `spread of the effect, ${unit}`],
            canvas,
          ),
      };
    }
    case 'sobol':
      return {
        ...{ name, description, title: `Whose variance ${what} has` },
        draw: (canvas) =>
          stackedBars(
            [
              { label: 'by itself', colour: categoryColours[0], dark: true },
              {
                label: 'together with others',
                colour: categoryColours[2],
                dark: false,
                striped: true,
              },
            ],
            top.map((one) => {
              const [first, total] = [indexOf(one, 'first')!, indexOf(one, 'total')!];
              const alone = Math.min(Math.max(0, first.value), total.value);
              return {
                label: labelOf(factorOf(one)),
                values: [100 * alone, 100 * (total.value - alone)],
                interval: [100 * Math.max(0, total.ciLow), 100 * total.ciHigh],
                total: shareText(total.value),
              };
            }),
            canvas,
          ),
      };
  }
}

const describes: Readonly<Record<SensitivityReport['method'], string>> = {
  oat: 'Bars from the change at the lowest to that at the highest value of each assumption, alone',
  morris: 'Points at the mean size of the effect of each assumption and the spread of that effect',
  sobol:
    'Bars of the share of the variance each assumption makes by itself and together with others',
};

/** Every factor, the strongest first. */
export function tableOf({ sensitivity }: Outcome, report: SensitivityReport): DataTable {
  const isShare = report.method === 'sobol';
  const figure = (value: number): string => (isShare ? shareText(value) : numberText(value));
  const cell = (index: IndexRow | undefined): string => {
    if (index === undefined || Number.isNaN(index.value)) return noFigure;
    const limits = Number.isNaN(index.ciLow)
      ? ''
      : ` (${figure(index.ciLow)} to ${figure(index.ciHigh)})`;
    return `${figure(index.value)}${limits}`;
  };
  const names =
    report.method === 'morris'
      ? (['mu_star', 'mu', 'sigma'] as const)
      : (['total', 'first'] as const);
  const heads =
    report.method === 'oat'
      ? ['at each value', 'swing']
      : report.method === 'morris'
        ? ['size (μ*)', 'mean (μ)', 'spread (σ)']
        : ['total', 'by itself'];
  const rows = byRank(sensitivity.factors).map((one) => {
    const facts = report.factors[one.factor]!;
    const effects = one.indices
      .filter(({ index }) => index === 'effect')
      .map((effect) => `${facts.textAt(effect.at!)}: ${cell(effect)}`)
      .join('; ');
    const figures =
      report.method === 'oat'
        ? [effects, cell(indexOf(one, 'swing'))]
        : names.map((name) => cell(indexOf(one, name)));
    return [
      `${one.rank}`,
      facts.label,
      facts.name,
      `${facts.low} to ${facts.high}`,
      ...figures,
      one.told ? 'yes' : 'no',
    ];
  });
  return {
    head: ['rank', 'assumption', 'key', 'range', ...heads, 'told from chance'],
    rows,
    words: new Set([1, 2, 3, ...(report.method === 'oat' ? [4] : []), 4 + heads.length]),
  };
}
