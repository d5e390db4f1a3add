// sweep.html: what is best at which values, in plain words first; a picture by how many values were varied; then every figure of it.
import { quantileOf } from '../../experiment/statistics.ts';
import { bestStretches, crossingsOf, rankCorrelations, type PointOutcome, type Sweep } from '../../explore/sweep.ts';
import { bestMap } from '../charts/best-map.ts';
import type { Chart } from '../charts/chart.ts';
import { seriesStyles } from '../charts/palette.ts';
import { parallelCoordinates } from '../charts/parallel.ts';
import { sweepLines } from '../charts/sweep-lines.ts';
import { markup, type Markup } from '../markup.ts';
import { numberText } from '../number-text.ts';
import { tableElement, type Figure } from '../report/figure.ts';
import { pageText, type PageSection } from '../report/page.ts';
import type { PointVerdict } from '../sweep-text.ts';
import { plainLabel } from '../text-columns.ts';
import { countOf, hoursOf, labelsOf, leadersOf, rangeOf, stylesOf, valuesText, type Labels } from './sweep-words.ts';

export interface SweepPageData {
  readonly study: Sweep;
  /** The base first. */
  readonly outcomes: readonly PointOutcome[];
  readonly verdicts: readonly PointVerdict[];
  readonly version: string;
  readonly replications: number;
}

const longestTitle = 200;
/** Lines that can be told apart in one picture. */
const mostLines = 8;

/** @param sha256 of a text's UTF-8, in base64: the page allows its own style sheet by it, and no other */
export function sweepPage(data: SweepPageData, sha256: (text: string) => string): string {
  const { study, version, replications } = data;
  const title = plainLabel(study.scenario.title, longestTitle);
  const varied = study.factors.length === 1 ? plainLabel(study.factors[0]!.name, 80) : `${study.factors.length} values`;
  return pageText(
    {
      documentTitle: `${title}: what changes with ${varied}`,
      kicker: `A sweep of ${varied}`,
      heading: title,
      lead: `What each policy comes to at ${countOf(study.points.length - 1, 'point')}, each simulated ${numberText(replications, 0)} times with ${numberText(study.scenario.households, 0)} households. Every point has the same households, weather and random draws.`,
      sections: [answer(data), ...pointLists(data), varies(data), howSure(data)],
      skip: 'Skip to the answer',
      footer: `Made by offsupply ${version}. Every figure is in sweep.csv beside this page. It holds no script and asks nothing of any network.`,
    },
    sha256,
  );
}

function answer(data: SweepPageData): PageSection {
  const { study, outcomes } = data;
  const labels = labelsOf(study);
  const points = outcomes.slice(1);
  const sentences = study.factors.length === 1 ? oneVaried(points, labels, data) : manyVaried(points, labels);
  return {
    id: 'answer',
    title: 'The answer',
    parts: [
      markup`<div class="headline">${sentences.map((sentence) => markup`<p>${sentence}</p>\n`)}</div>\n`,
      markup`<p class="note">Hours are the hours a home is off supply because of the failure, as a mean over all homes: those of the same home in ordinary life are taken off. Best means fewest such hours.</p>\n`,
      ...(study.factors.length === 1
        ? [lineFigure(data, labels)]
        : study.factors.length === 2 && isGrid(study)
          ? [mapFigure(data, labels)]
          : [parallelFigure(data, labels)]),
      ...(study.factors.length === 1 ? [crossings(points, labels)] : []),
    ],
  };
}

/** Which policy is best from where to where, and how far its figure moves. */
function oneVaried(points: readonly PointOutcome[], labels: Labels, { study }: SweepPageData): readonly Markup[] {
  const stretches = bestStretches(points);
  const name = study.factors[0]!.name;
  const [first, ...others] = stretches;
  if (first === undefined) return [];
  if (others.length === 0) {
    const ends = [points[0]!, points.at(-1)!].map((outcome) => hoursOf(outcome, first.policy));
    return [
      markup`<strong>${labels.of(first.policy)}</strong> is best at all ${numberText(points.length, 0)} values of ${name}.`,
      markup`It leaves ${ends[0]} hours a home at ${points[0]!.point.levels[0]!.text}, and ${ends[1]} at ${points.at(-1)!.point.levels[0]!.text}.`,
      ...tiedSentence(points, labels),
    ];
  }
  const spans = stretches.map(({ policy, outcomes }) => {
    const [from, to] = [outcomes[0]!, outcomes.at(-1)!].map(({ point }) => point.levels[0]!.text) as [string, string];
    return markup`<strong>${labels.of(policy)}</strong> is best ${from === to ? `at ${from}` : `from ${from} to ${to}`}`;
  });
  return [
    markup`The best policy changes with ${name}. ${spans.map((span, index) => markup`${index === 0 ? '' : '; '}${span}`)}.`,
    ...tiedSentence(points, labels),
  ];
}

function tiedSentence(points: readonly PointOutcome[], labels: Labels): readonly Markup[] {
  const tied = points.filter(({ verdict }) => (verdict?.tied.length ?? 0) > 0);
  if (tied.length === 0 || labels.count < 2) return [];
  const many = tied.length === points.length ? 'every value' : countOf(tied.length, 'value');
  return [markup`At ${many} at least one other policy cannot be told from the best: the table names them.`];
}

function manyVaried(points: readonly PointOutcome[], labels: Labels): readonly Markup[] {
  const leaders = leadersOf(points);
  const [first] = leaders;
  if (first === undefined) return [];
  const all = points.length;
  const sentence =
    leaders.length === 1
      ? markup`<strong>${labels.of(first.policy)}</strong> is best at all ${numberText(all, 0)} points.`
      : markup`<strong>${labels.of(first.policy)}</strong> is best at ${numberText(first.count, 0)} of ${numberText(all, 0)} points${leaders.slice(1, 4).map(({ policy, count }) => markup`, <strong>${labels.of(policy)}</strong> at ${numberText(count, 0)}`)}${leaders.length > 4 ? `, others at the rest` : ''}.`;
  const [least, most] = rangeOf(
    points.map((outcome) => outcome.figures.find(({ policy }) => policy === outcome.verdict!.best)!.hours.mean),
  );
  return [sentence, markup`What the best policy leaves goes from ${numberText(least)} to ${numberText(most)} hours a home.`];
}

function lineFigure({ study, outcomes }: SweepPageData, labels: Labels): Figure {
  const factor = study.factors[0]!;
  const points = outcomes.slice(1);
  const shown = labels.ids(mostLines, points);
  const styles = stylesOf(shown);
  const estimate = (outcome: PointOutcome, policy: string) => {
    const { mean, ciLow: low, ciHigh: high } = outcome.figures.find((one) => one.policy === policy)!.hours;
    return { mean, low, high };
  };
  const changes = points
    .slice(1)
    .flatMap((after, index) => (after.verdict?.best === points[index]!.verdict?.best ? [] : [[index, index + 1] as const]));
  const stretches = bestStretches(points);
  const left = labels.count - shown.length;
  const chart: Chart = {
    name: 'sweep',
    title:
      stretches.length === 1
        ? `${labels.of(stretches[0]!.policy)} is best at every value`
        : `The best policy changes ${stretches.length === 2 ? 'once' : `${stretches.length - 1} times`}`,
    description: `Hours off supply a home because of the failure, against ${factor.name}: ${shown.map((policy) => `${labels.of(policy)} from ${hoursOf(points[0]!, policy)} at ${points[0]!.point.levels[0]!.text} to ${hoursOf(points.at(-1)!, policy)} at ${points.at(-1)!.point.levels[0]!.text}`).join('; ')}.`,
    draw: (canvas) =>
      sweepLines(
        {
          lines: shown.map((policy, index) => ({
            ...{ label: labels.of(policy), style: styles[index]!, base: estimate(outcomes[0]!, policy) },
            points: points.map((outcome) => estimate(outcome, policy)),
          })),
          values: points.map(({ point }) => ({ text: point.levels[0]!.text, at: points.length === 1 ? 0.5 : point.place[0]! })),
          yTitle: 'hours off a home because of the failure, with 95 % interval',
          ...{ xTitle: factor.name, changes },
        },
        canvas,
      ),
  };
  return {
    chart,
    table: {
      head: [factor.name, ...labels.all.map((policy) => labels.of(policy)), 'best', 'not told from it'],
      words: new Set([labels.count + 1, labels.count + 2]),
      rows: outcomes.map((outcome) => [
        outcome.point.number === 0 ? `base: ${outcome.point.levels[0]!.text}` : outcome.point.levels[0]!.text,
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

function crossings(points: readonly PointOutcome[], labels: Labels): Markup {
  const found = [...crossingsOf(points)].sort(
    (a, b) => Number(b.isOfBest) - Number(a.isOfBest) || Number(b.isClear) - Number(a.isClear),
  );
  if (labels.count < 2) return markup``;
  if (found.length === 0) return markup`<p>No two lines cross: at every value the policies stand in the same order.</p>\n`;
  const shown = found.slice(0, 12);
  return markup`<h3>Where lines cross</h3>
<ul>${shown.map(({ below, above, from, to, isClear }) => markup`<li>Between ${from.text} and ${to.text}: <strong>${labels.of(below)}</strong> is better before, <strong>${labels.of(above)}</strong> after${isClear ? '' : ' (not told from random variation on both sides)'}.</li>\n`)}</ul>
${found.length > shown.length ? markup`<p class="note">${numberText(found.length - shown.length, 0)} more are in sweep.csv.</p>\n` : undefined}`;
}

/** Whether the points are every combination of two lists of values. */
function isGrid({ points }: Sweep): boolean {
  const [down, across] = [0, 1].map((factor) => new Set(points.slice(1).map(({ levels }) => levels[factor]!.text)).size) as [
    number,
    number,
  ];
  return down * across === points.length - 1 && down <= 40 && across <= 24;
}

function mapFigure({ study, outcomes }: SweepPageData, labels: Labels): Figure {
  const points = outcomes.slice(1);
  const [down, across] = [0, 1].map((factor) => [...new Set(points.map(({ point }) => point.levels[factor]!.text))]) as [
    string[],
    string[],
  ];
  const [downName, acrossName] = study.factors.map(({ name }) => name) as [string, string];
  const bestOf = (outcome: PointOutcome): number =>
    outcome.figures.find(({ policy }) => policy === outcome.verdict!.best)!.hours.mean;
  const cells = down.map((_, row) =>
    across.map((__, column) => {
      const outcome = points[row * across.length + column]!;
      return {
        best: labels.all.indexOf(outcome.verdict!.best),
        value: bestOf(outcome),
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
      description: `A map of ${downName} against ${acrossName}. ${leaders.map(({ policy, count }) => `${labels.of(policy)} is best at ${count} of ${points.length} points`).join('; ')}.`,
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
    ...(leaders.length > 1 && { note: markup`The heavy line is the boundary at which the best policy changes.` }),
  };
}

/** Axes that have room on a page. */
const mostAxes = 10;
const mostDrawn = 300;

function parallelFigure({ study, outcomes }: SweepPageData, labels: Labels): Figure {
  const points = outcomes.slice(1);
  const shown = leadersOf(points)
    .slice(0, 4)
    .map(({ policy }) => policy);
  const strongest = strongestFactors(study, points);
  const bestOf = (outcome: PointOutcome): number =>
    outcome.figures.find(({ policy }) => policy === outcome.verdict!.best)!.hours.mean;
  const [least, most] = rangeOf(points.map(bestOf));
  const drawn = points.slice(0, mostDrawn);
  const quarter = quantileOf(
    points.map(bestOf).sort((one, other) => one - other),
    0.75,
  );
  const series =
    shown.length === 1
      ? [{ label: 'the quarter of points with most hours' }, { label: 'the other points' }]
      : shown.map((policy) => ({ label: `${labels.of(policy)} is best` }));
  const seriesOf = (outcome: PointOutcome): number =>
    shown.length === 1 ? (bestOf(outcome) > quarter ? 0 : 1) : shown.indexOf(outcome.verdict!.best);
  const lines = drawn
    .filter((outcome) => seriesOf(outcome) >= 0)
    .map((outcome) => ({
      series: seriesOf(outcome),
      places: [
        ...strongest.map(({ place }) => outcome.point.place[place]!),
        most > least ? (bestOf(outcome) - least) / (most - least) : 0.5,
      ],
    }))
    // The few are drawn over the many.
    .sort((one, other) => other.series - one.series);
  return {
    chart: {
      name: 'sweep',
      title: `What goes with most hours: ${strongest
        .slice(0, 2)
        .map(({ name }) => name)
        .join(', ')}`,
      description: `A line for each of ${lines.length} points through the values of ${strongest.map(({ name }) => name).join(', ')}, ending at the hours off a home under the best policy, from ${numberText(least)} to ${numberText(most)}.`,
      draw: (canvas) =>
        parallelCoordinates(
          {
            axes: [
              ...strongest.map(({ name, low, high }) => ({ title: name, low, high })),
              { title: 'hours off a home, best policy', low: numberText(least), high: numberText(most) },
            ],
            series: series.map(({ label }, index) => ({ label, style: seriesStyles[shown.length === 1 ? 1 - index : index]! })),
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

/** By rank with what the best policy leaves. */
function strongestFactors({ factors }: Sweep, points: readonly PointOutcome[]): readonly ShownFactor[] {
  const correlations = rankCorrelations(
    points,
    (outcome) => outcome.figures.find(({ policy }) => policy === outcome.verdict!.best)!.hours.mean,
  );
  return factors
    .map(({ name, low, high }, place): ShownFactor => ({ place, name, low, high, correlation: correlations[place]! }))
    .sort((a, b) => Math.abs(b.correlation) - Math.abs(a.correlation))
    .slice(0, mostAxes);
}

/** For each policy the five points at which it does best, and worst. */
function pointLists(data: SweepPageData): readonly PageSection[] {
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
        const hours = (outcome: PointOutcome): number => outcome.figures.find((one) => one.policy === policy)!.hours.mean;
        const sorted = [...points].sort((a, b) => hours(a) - hours(b) || a.point.number - b.point.number);
        const chosen = [...sorted.slice(0, 5), ...sorted.slice(-5)].filter((one, index, all) => all.indexOf(one) === index);
        const label = labels.of(policy);
        return markup`<details><summary>${label}: ${numberText(hours(sorted[0]!))} to ${numberText(hours(sorted.at(-1)!))} hours a home</summary>
${tableElement({ head: ['point', 'hours a home', ...strongest.map(({ name }) => name)], words: new Set(strongest.map((_, index) => index + 2)), rows: chosen.map((outcome) => [String(outcome.point.number), hoursOf(outcome, policy), ...strongest.map(({ place }) => outcome.point.levels[place]!.text)]) }, `best and worst points of ${label}`)}
</details>
`;
      }),
    },
  ];
}

/** More of them are opened by whoever wants to see them. */
const fewFactors = 10;

function varies({ study }: SweepPageData): PageSection {
  const table = tableElement(
    {
      head: ['value', 'what it is', 'from', 'to', 'as the scenario stands'],
      words: new Set([1, 2, 3, 4]),
      rows: study.factors.map(({ name, label, low, high, default: standing, unit }) => [
        ...[name, label, low, unit === '' ? high : `${high} ${unit}`, standing],
      ]),
    },
    'what was varied',
  );
  return {
    id: 'varied',
    title: 'What was varied',
    parts: [
      study.factors.length <= fewFactors
        ? table
        : markup`<details><summary>The ${numberText(study.factors.length, 0)} values and their ranges</summary>\n${table}\n</details>\n`,
      markup`<p class="note">A policy that sets one of these values for itself keeps its own.</p>\n`,
    ],
  };
}

function howSure({ replications, verdicts, study }: SweepPageData): PageSection {
  const luck =
    replications < 2
      ? markup`<p>There is one replication of each point, so nothing can be said of random variation. <code>--replications 20</code> gives intervals.</p>\n`
      : markup`<p>Intervals cover random variation only, over ${numberText(replications, 0)} replications. Values that were not varied stand as in the scenario.</p>\n`;
  return {
    id: 'how-sure',
    title: 'How sure this is',
    parts: [
      luck,
      ...(verdicts.length === 0
        ? []
        : [
            markup`<h3>Thresholds</h3>\n<ul>${verdicts.map(({ threshold, missed }) => markup`<li>${plainLabel(threshold.text, longestTitle)}: ${missed.length === 0 ? 'met at every point' : `not met at ${valuesText(study, missed)}`}.</li>\n`)}</ul>\n`,
          ]),
    ],
  };
}
