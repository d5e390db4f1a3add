// The picture of a sweep of one value: a line for each policy, and where lines cross.
import { bestStretches, crossingsOf, type PointOutcome } from '../../explore/sweep.ts';
import type { Chart } from '../charts/chart.ts';
import { sweepLines } from '../charts/sweep-lines.ts';
import { markup, type Markup } from '../markup.ts';
import { countOf, numberText } from '../number-text.ts';
import type { Figure } from '../report/figure.ts';
import { hoursOf, stylesOf, type Labels, type SweepResults } from './sweep-words.ts';

/** Most lines that can be distinguished in one picture. */
const mostLines = 8;

/** One line per policy over the varied value, and where the best policy changes. */
export function lineFigure({ study, outcomes }: SweepResults, labels: Labels): Figure {
  const factor = study.factors[0]!;
  const points = outcomes.slice(1);
  const shown = labels.ids(mostLines, points);
  const styles = stylesOf(shown);
  const estimate = (outcome: PointOutcome, policy: string) => {
    const {
      mean,
      ciLow: low,
      ciHigh: high,
    } = outcome.figures.find((one) => one.policy === policy)!.hours;
    return { mean, low, high };
  };
  const changes = points
    .slice(1)
    .flatMap((after, index) =>
      after.verdict?.best === points[index]!.verdict?.best ? [] : [[index, index + 1] as const],
    );
  const stretches = bestStretches(points);
  const left = labels.count - shown.length;
  const chart: Chart = {
    name: 'sweep',
    title:
      stretches.length === 1
        ? `${labels.of(stretches[0]!.policy)} is best at every value`
        : 'The best policy changes ' +
          (stretches.length === 2 ? 'once' : `${stretches.length - 1} times`),
    description:
      `Hours off supply a home because of the failure, against ${factor.name}: ` +
      `${shown.map((policy) => `${labels.of(policy)} from ${hoursOf(points[0]!, policy)} at ` + `${points[0]!.point.levels[0]!.text} to ${hoursOf(points.at(-1)!, policy)} at ` + points.at(-1)!.point.levels[0]!.text).join('; ')}.`,
    draw: (canvas) =>
      sweepLines(
        {
          lines: shown.map((policy, index) => ({
            ...{
              label: labels.of(policy),
              style: styles[index]!,
              base: estimate(outcomes[0]!, policy),
            },
            points: points.map((outcome) => estimate(outcome, policy)),
          })),
          values: points.map(({ point }) => ({
            text: point.levels[0]!.text,
            at: points.length === 1 ? 0.5 : point.place[0]!,
          })),
          yTitle: 'hours off a home because of the failure, with 95 % interval',
          ...{ xTitle: factor.name, changes },
        },
        canvas,
      ),
  };
  return {
    chart,
    table: {
      head: [
        factor.name,
        ...labels.all.map((policy) => labels.of(policy)),
        'best',
        'not told from it',
      ],
      words: new Set([labels.count + 1, labels.count + 2]),
      rows: outcomes.map((outcome) => [
        outcome.point.number === 0
          ? `base: ${outcome.point.levels[0]!.text}`
          : outcome.point.levels[0]!.text,
        ...outcome.figures.map(({ policy }) => hoursOf(outcome, policy)),
        labels.of(outcome.verdict!.best),
        outcome.verdict!.tied.map((policy) => labels.of(policy)).join(', ') || 'none',
      ]),
    },
    sources: ['sweep.csv'],
    hasFile: false,
    note: markup`Base is the scenario as it stands${left > 0 ? `; ${countOf(left, 'policy', 'policies')} more in the table` : ''}. Grey: between these values the best policy changes.`,
  };
}

/** Between which values two policies change places. */
export function crossings(points: readonly PointOutcome[], labels: Labels): Markup {
  const found = [...crossingsOf(points)].sort(
    (a, b) => Number(b.isOfBest) - Number(a.isOfBest) || Number(b.isClear) - Number(a.isClear),
  );
  if (labels.count < 2) return markup``;
  if (found.length === 0)
    return markup`<p>No two lines cross: at every value the policies stand in the same order.</p>\n`;
  const shown = found.slice(0, 12);
  return markup`<h3>Where lines cross</h3>
<ul>${shown.map(({ below, above, from, to, isClear }) => markup`<li>Between ${from.text} and ${to.text}: <strong>${labels.of(below)}</strong> is better before, <strong>${labels.of(above)}</strong> after${isClear ? '' : ' (not told from random variation on both sides)'}.</li>\n`)}</ul>
${found.length > shown.length ? markup`<p class="note">${numberText(found.length - shown.length, 0)} more are in sweep.csv.</p>\n` : undefined}`;
}
