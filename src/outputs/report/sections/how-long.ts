// 4. Number and length of spells, and households with long ones.
import { measurePanels, measurePanelsText, type Measure } from '../../charts/bars.ts';
import { curves, type Curve } from '../../charts/curves.ts';
import { ordinaryFill } from '../../charts/palette.ts';
import { markup } from '../../markup.ts';
import { noFailure } from '../../../scenario/scenario.ts';
import { seriesOf, type StyledPolicy } from '../policy-styles.ts';
import type { Figure } from '../figure.ts';
import { figureIn, summaryOf, type Row } from '../run-data.ts';
import type { ReportContext, Section } from '../section.ts';
import { countText, hoursText } from '../words.ts';
import type { MetricName } from '../../../experiment/metrics.ts';
import { survivalCurves, barsOfMeasures } from '../../vega-lite.ts';

export function howLong(context: ReportContext): Section {
  return {
    id: 'how-long',
    title: 'How many, and for how long',
    parts: [spellCurves(context), longSpells(context)],
  };
}

function spellCurves({ data, policyStyles }: ReportContext): Figure {
  const rowsOf = (id: string): readonly Row[] =>
    data.spellLengths.filter((row) => row['policy'] === id);
  // Ordered by the number of spells of at least a day, so that names are in the order of lines.
  const lasting = (id: string, hours: number): number =>
    Number(rowsOf(id).find((row) => Number(row['hours']) === hours)?.['mean'] ?? NaN);
  const all = [...policyStyles.all]
    .sort((a, b) => lasting(b.id, 24) - lasting(a.id, 24))
    .map(({ id, label, style }): Curve => ({
      ...{ label, style },
      points: rowsOf(id).map((row) => ({
        hours: Number(row['hours']),
        count: Number(row['mean']),
      })),
    }));
  const { reference, best } = policyStyles;
  const day = (member: StyledPolicy): string => countText(lasting(member.id, 24));
  const title =
    reference === undefined
      ? `${day(policyStyles.ordinary)} spells of ordinary life last a day or more`
      : best === undefined
        ? `${day(reference)} spells last a day or more under ${reference.label}`
        : `${day(reference)} spells last a day or more under ${reference.label}, ` +
          `${day(best)} under ${best.label}`;
  const lengths = [...new Set(data.spellLengths.map((row) => row['hours']!))];
  return {
    chart: {
      name: 'spell-lengths',
      title,
      description: `Falling lines, one a policy: how many spells off supply last at least as long as the axis says, from any length to weeks. ${all
        .map(
          ({ label, points }) =>
            `${label}: ` +
            `${[0, 3, 24, 72, 168].map((hours) => `${hoursText(hours)} or more, ` + countText(points.find((point) => point.hours === hours)?.count ?? NaN)).join('; ')}.`,
        )
        .join(' ')}`,
      draw: (canvas) => curves(all, 'spells of at least this length', canvas),
    },
    table: {
      head: ['At least', ...policyStyles.all.map(({ label }) => label)],
      rows: lengths.map((hours) => [
        Number(hours) === 0 ? 'any length' : hoursText(Number(hours)),
        ...policyStyles.all.map(({ id }) => countText(lasting(id, Number(hours)))),
      ]),
    },
    specification: survivalCurves(seriesOf(policyStyles.all)),
    sources: ['spell-lengths.csv'],
    note: markup`A spell is one interval in which one meter is off supply; spells still open at the end count as long as they were seen. Time axis not to scale.`,
  };
}

const measures: readonly { readonly metric: MetricName; readonly title: string }[] = [
  { metric: 'households_off_3h', title: 'Households off 3 hours or more' },
  { metric: 'households_off_24h', title: 'Households off 24 hours or more' },
  { metric: 'households_off_72h', title: 'Households off 72 hours or more' },
  { metric: 'peak_households_off', title: 'Most households off at once' },
];

function longSpells({ data, policyStyles }: ReportContext): Figure {
  const drawn = measures.map(({ metric, title }): Measure => ({
    title,
    rows: policyStyles.all.map(({ id, label, style }) => {
      const row = summaryOf(data, id, metric);
      const value = figureIn(row, 'mean').value;
      return {
        ...{ label, value, text: countText(value) },
        interval: [figureIn(row, 'ci_low').value, figureIn(row, 'ci_high').value] as const,
        colour: id === noFailure ? ordinaryFill : style.colour,
      };
    }),
  }));
  const { reference, best } = policyStyles;
  const value = (member: StyledPolicy): string =>
    countText(figureIn(summaryOf(data, member.id, 'households_off_72h'), 'mean').value);
  const title =
    reference === undefined
      ? `${value(policyStyles.ordinary)} households are off for three days or more in ordinary life`
      : best === undefined
        ? `${value(reference)} households are off for three days or more under ${reference.label}`
        : `${value(reference)} households are off three days or more under ` +
          `${reference.label}, ${value(best)} under ${best.label}`;
  return {
    chart: {
      name: 'long-spells',
      title,
      description: measurePanelsText(drawn),
      draw: (canvas) => measurePanels(drawn, canvas),
    },
    table: {
      head: ['Policy', ...measures.map(({ title: name }) => name), 'Hours off per affected home'],
      rows: policyStyles.all.map(({ id, label }) => [
        label,
        ...measures.map(({ metric }) =>
          countText(figureIn(summaryOf(data, id, metric), 'mean').value),
        ),
        countText(figureIn(summaryOf(data, id, 'hours_off_per_affected'), 'mean').value),
      ]),
    },
    specification: barsOfMeasures(seriesOf(policyStyles.all), measures),
    sources: ['summary.csv'],
    note: markup`Means over replications; whiskers are 95 % intervals. These count every household off so long, in ordinary life too.`,
  };
}
