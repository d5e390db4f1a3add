// The picture of a sweep of two values: which policy is best at each combination.
import type { Sweep } from '../../explore/sweep.ts';
import { bestMap } from '../charts/best-map.ts';
import { markup } from '../markup.ts';
import type { Figure } from '../report/figure.ts';
import { bestHoursOf, hoursOf, leadersOf, type Labels, type SweepResults } from './sweep-words.ts';

/** Whether the points are every combination of two lists of values. */
export function isGrid({ points }: Sweep): boolean {
  const [down, across] = [0, 1].map(
    (factor) => new Set(points.slice(1).map(({ levels }) => levels[factor]!.text)).size,
  ) as [number, number];
  return down * across === points.length - 1 && down <= 40 && across <= 24;
}

/** The best policy at each combination of two values. */
export function mapFigure({ study, outcomes }: SweepResults, labels: Labels): Figure {
  const points = outcomes.slice(1);
  const [down, across] = [0, 1].map((factor) => [
    ...new Set(points.map(({ point }) => point.levels[factor]!.text)),
  ]) as [string[], string[]];
  const [downName, acrossName] = study.factors.map(({ name }) => name) as [string, string];
  const cells = down.map((_, row) =>
    across.map((__, column) => {
      const outcome = points[row * across.length + column]!;
      return {
        best: labels.all.indexOf(outcome.verdict!.best),
        value: bestHoursOf(outcome),
        isTied: outcome.verdict!.tied.length > 0,
      };
    }),
  );
  const leaders = leadersOf(points);
  return {
    chart: {
      name: 'sweep',
      title:
        leaders.length === 1
          ? `${labels.of(leaders[0]!.policy)} is best everywhere`
          : `${leaders.length} policies are best in some part`,
      description:
        `A map of ${downName} against ${acrossName}. ` +
        `${leaders.map(({ policy, count }) => `${labels.of(policy)} is best at ${count} of ${points.length} points`).join('; ')}.`,
      draw: (canvas) =>
        bestMap(
          {
            policies: labels.all.map((policy) => labels.of(policy)),
            across: { title: acrossName, values: across },
            down: { title: downName, values: down },
            cells,
            unit: 'hours off a home',
          },
          canvas,
        ),
    },
    table: {
      head: [downName, acrossName, 'best', 'hours a home', 'not told from it'],
      words: new Set([1, 2, 4]),
      rows: points.map((outcome) => [
        outcome.point.levels[0]!.text,
        outcome.point.levels[1]!.text,
        labels.of(outcome.verdict!.best),
        hoursOf(outcome, outcome.verdict!.best),
        outcome.verdict!.tied.map((policy) => labels.of(policy)).join(', ') || 'none',
      ]),
    },
    sources: ['sweep.csv'],
    hasFile: false,
    ...(leaders.length > 1 && {
      note: markup`The heavy line is the boundary at which the best policy changes.`,
    }),
  };
}
