// The picture of a sweep of many values: parallel coordinates, and the points at which each policy
// does best and worst.
import { quantileOf } from '../../experiment/statistics.ts';
import { rankCorrelations, type PointOutcome, type Sweep } from '../../explore/sweep.ts';
import { seriesStyles } from '../charts/palette.ts';
import { parallelCoordinates } from '../charts/parallel.ts';
import { markup } from '../markup.ts';
import { numberText } from '../number-text.ts';
import { tableElement, type Figure } from '../report/figure.ts';
import type { PageSection } from '../report/page.ts';
import {
  bestHoursOf,
  hoursOf,
  labelsOf,
  leadersOf,
  rangeOf,
  type Labels,
  type SweepResults,
} from './sweep-words.ts';

/** Axes that have room on a page. */
const mostAxes = 10;
const mostDrawn = 300;

/** One line per point, through the values with the strongest rank correlation with hours off. */
export function parallelFigure({ study, outcomes }: SweepResults, labels: Labels): Figure {
  const points = outcomes.slice(1);
  const shown = leadersOf(points)
    .slice(0, 4)
    .map(({ policy }) => policy);
  const strongest = strongestFactors(study, points);
  const [least, most] = rangeOf(points.map(bestHoursOf));
  const drawn = points.slice(0, mostDrawn);
  const quarter = quantileOf(
    points.map(bestHoursOf).sort((one, other) => one - other),
    0.75,
  );
  const series =
    shown.length === 1
      ? [{ label: 'the quarter of points with most hours' }, { label: 'the other points' }]
      : shown.map((policy) => ({ label: `${labels.of(policy)} is best` }));
  const seriesOf = (outcome: PointOutcome): number =>
    shown.length === 1
      ? bestHoursOf(outcome) > quarter
        ? 0
        : 1
      : shown.indexOf(outcome.verdict!.best);
  const lines = drawn
    .filter((outcome) => seriesOf(outcome) >= 0)
    .map((outcome) => ({
      series: seriesOf(outcome),
      places: [
        ...strongest.map(({ place }) => outcome.point.place[place]!),
        most > least ? (bestHoursOf(outcome) - least) / (most - least) : 0.5,
      ],
    }))
    // Rare policies are drawn over frequent ones.
    .sort((one, other) => other.series - one.series);
  return {
    chart: {
      name: 'sweep',
      title: `What goes with most hours: ${strongest
        .slice(0, 2)
        .map(({ name }) => name)
        .join(', ')}`,
      description:
        `A line for each of ${lines.length} points through the values of ` +
        `${strongest.map(({ name }) => name).join(', ')}, ending at the hours off a home ` +
        `under the best policy, from ${numberText(least)} to ${numberText(most)}.`,
      draw: (canvas) =>
        parallelCoordinates(
          {
            axes: [
              ...strongest.map(({ name, low, high }) => ({ title: name, low, high })),
              {
                title: 'hours off a home, best policy',
                low: numberText(least),
                high: numberText(most),
              },
            ],
            series: series.map(({ label }, index) => ({
              label,
              style: seriesStyles[shown.length === 1 ? 1 - index : index]!,
            })),
            lines,
          },
          canvas,
        ),
    },
    table: {
      head: ['value', 'rank correlation with hours'],
      rows: strongest.map(({ name, correlation }) => [name, numberText(correlation, 2)]),
    },
    sources: ['sweep.csv'],
    hasFile: false,
    note: markup`The axes are the values that go most with hours off, by rank, strongest first${study.factors.length > strongest.length ? `; ${study.factors.length - strongest.length} more were varied` : ''}.${points.length > drawn.length ? ` The first ${mostDrawn} points are drawn.` : ''}`,
  };
}

interface ShownFactor {
  readonly place: number;
  readonly name: string;
  readonly low: string;
  readonly high: string;
  readonly correlation: number;
}

/** Factors by rank correlation with the hours under the best policy. */
function strongestFactors(
  { factors }: Sweep,
  points: readonly PointOutcome[],
): readonly ShownFactor[] {
  const correlations = rankCorrelations(points, bestHoursOf);
  return factors
    .map(({ name, low, high }, place): ShownFactor => ({
      place,
      name,
      low,
      high,
      correlation: correlations[place]!,
    }))
    .sort((a, b) => Math.abs(b.correlation) - Math.abs(a.correlation))
    .slice(0, mostAxes);
}

/** For each policy the five points at which it does best, and worst. */
export function pointLists(data: SweepResults): readonly PageSection[] {
  const { study, outcomes } = data;
  if (study.factors.length <= 2) return [];
  const points = outcomes.slice(1);
  const labels = labelsOf(study);
  const strongest = strongestFactors(study, points).slice(0, 5);
  return [
    {
      id: 'points',
      title: 'Best and worst points',
      parts: labels.all.map((policy) => {
        const hours = (outcome: PointOutcome): number =>
          outcome.figures.find((one) => one.policy === policy)!.hours.mean;
        const sorted = [...points].sort(
          (a, b) => hours(a) - hours(b) || a.point.number - b.point.number,
        );
        const chosen = [...sorted.slice(0, 5), ...sorted.slice(-5)].filter(
          (one, index, all) => all.indexOf(one) === index,
        );
        const label = labels.of(policy);
        return markup`<details><summary>${label}: ${numberText(hours(sorted[0]!))} to ${numberText(hours(sorted.at(-1)!))} hours a home</summary>
${tableElement({ head: ['point', 'hours a home', ...strongest.map(({ name }) => name)], words: new Set(strongest.map((_, index) => index + 2)), rows: chosen.map((outcome) => [String(outcome.point.number), hoursOf(outcome, policy), ...strongest.map(({ place }) => outcome.point.levels[place]!.text)]) }, `best and worst points of ${label}`)}
</details>
`;
      }),
    },
  ];
}
