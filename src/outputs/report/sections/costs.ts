// 7. Other costs: debt, calls, abandoned calls, visits; safe mode turns harm into debt.
import type { MetricName } from '../../../experiment/metrics.ts';
import { noFailure } from '../../../scenario/scenario.ts';
import { measurePanels, measurePanelsText, type Measure } from '../../charts/bars.ts';
import { ordinaryFill } from '../../charts/palette.ts';
import { markup } from '../../markup.ts';
import { noFigure, numberText } from '../../number-text.ts';
import type { Figure } from '../figure.ts';
import { figureIn, summaryOf } from '../run-data.ts';
import type { ReportContext, Section } from '../section.ts';
import { countText } from '../words.ts';
import { seriesOf } from '../policy-styles.ts';
import { barsOfMeasures } from '../../vega-lite.ts';

interface Cost {
  readonly metric: MetricName;
  readonly title: string;
  readonly text: (value: number) => string;
}

const pounds = (value: number): string =>
  Number.isNaN(value) ? noFigure : `£${numberText(value, 0)}`;
const costs: readonly Cost[] = [
  { metric: 'debt_at_onboarding', title: 'Owed on meters when onboarded', text: pounds },
  { metric: 'calls', title: 'Calls to the contact centre', text: countText },
  { metric: 'calls_abandoned', title: 'Calls given up', text: countText },
  { metric: 'visits', title: 'Engineers’ visits', text: countText },
];

export function whatItCosts(context: ReportContext): Section {
  return { id: 'costs', title: 'What it costs otherwise', parts: [figure(context)] };
}

function figure({ data, policyStyles }: ReportContext): Figure {
  const mean = (id: string, metric: MetricName): number =>
    figureIn(summaryOf(data, id, metric), 'mean').value;
  const drawn = costs
    .map(({ metric, title, text }): Measure => ({
      title,
      rows: (metric === 'debt_at_onboarding' ? policyStyles.failures : policyStyles.all).map(
        ({ id, label, style }) => {
          const row = summaryOf(data, id, metric);
          return {
            ...{ label, value: mean(id, metric), text: text(mean(id, metric)) },
            interval: [figureIn(row, 'ci_low').value, figureIn(row, 'ci_high').value] as const,
            colour: id === noFailure ? ordinaryFill : style.colour,
          };
        },
      ),
    }))
    .filter(({ rows }) => rows.length > 0);
  const { reference, best } = policyStyles;
  const debt = (id: string): string => pounds(mean(id, 'debt_at_onboarding'));
  // Names the policies with the most and the least debt: the one with the fewest hours off may be
  // either.
  const owing = policyStyles.failures
    .filter((member) => member !== reference)
    .toSorted((a, b) => mean(a.id, 'debt_at_onboarding') - mean(b.id, 'debt_at_onboarding'));
  const [least, most] = [owing[0], owing.at(-1)];
  const rangeOfOthers =
    least === undefined || most === undefined || least === most
      ? owing.map(({ id, label }) => `, ${debt(id)} under ${label}`).join('')
      : `; under others from ${debt(least.id)} (${least.label}) to ${debt(most.id)} ` +
        `(${most.label})`;
  const title =
    reference === undefined
      ? `${countText(mean(noFailure, 'calls'))} calls in ordinary life`
      : best === undefined
        ? `${debt(reference.id)} is owed on meters when onboarded under ${reference.label}`
        : `${debt(reference.id)} is owed on meters when onboarded under ` +
          `${reference.label}${rangeOfOthers}`;
  return {
    chart: {
      name: 'costs',
      title,
      description: measurePanelsText(drawn),
      draw: (canvas) => measurePanels(drawn, canvas),
    },
    table: {
      head: ['Policy', ...costs.map(({ title: name }) => name), 'Meters put in safe mode'],
      rows: policyStyles.all.map(({ id, label }) => [
        label,
        ...costs.map(({ metric, text }) => text(mean(id, metric))),
        countText(mean(id, 'safe_mode_meters')),
      ]),
    },
    specification: barsOfMeasures(
      seriesOf(policyStyles.all),
      costs.map(({ metric, title: name }) => ({ metric, title: name })),
    ),
    sources: ['summary.csv'],
    note: markup`Safe mode keeps supply on and lets what is used be owed: harm moves into debt, it does not vanish. Means over replications; whiskers are 95 % intervals.`,
  };
}
