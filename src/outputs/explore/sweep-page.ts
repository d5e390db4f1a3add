// sweep.html: the best policy at each value, first in words; then a picture, which depends on how
// many values were varied; then its figures.
import { bestStretches, type PointOutcome } from '../../explore/sweep.ts';
import { markup, type Markup } from '../markup.ts';
import { countOf, numberText } from '../number-text.ts';
import { tableElement } from '../report/figure.ts';
import { pageText, type PageSection } from '../report/page.ts';
import type { PointVerdict } from '../sweep-text.ts';
import { plainLabel } from '../text-columns.ts';
import { crossings, lineFigure } from './sweep-line-figure.ts';
import { isGrid, mapFigure } from './sweep-map-figure.ts';
import { parallelFigure, pointLists } from './sweep-parallel-figure.ts';
import {
  bestHoursOf,
  hoursOf,
  labelsOf,
  leadersOf,
  rangeOf,
  valuesText,
  type Labels,
  type SweepResults,
} from './sweep-words.ts';

export interface SweepPageData extends SweepResults {
  readonly verdicts: readonly PointVerdict[];
  readonly version: string;
  readonly replications: number;
}

const longestTitle = 200;
/**
 * @param sha256 of a text's UTF-8, in base64: the page allows its own style sheet by it, and no
 * other
 */
export function sweepPage(data: SweepPageData, sha256: (text: string) => string): string {
  const { study, version, replications } = data;
  const title = plainLabel(study.scenario.title, longestTitle);
  const varied =
    study.factors.length === 1
      ? plainLabel(study.factors[0]!.name, 80)
      : `${study.factors.length} values`;
  return pageText(
    {
      documentTitle: `${title}: what changes with ${varied}`,
      kicker: `A sweep of ${varied}`,
      heading: title,
      lead:
        `What each policy comes to at ${countOf(study.points.length - 1, 'point')}, each ` +
        `simulated ${numberText(replications, 0)} times with ` +
        `${numberText(study.scenario.households, 0)} households. Every point has the same ` +
        'households, weather and random draws.',
      sections: [answer(data), ...pointLists(data), varies(data), howSure(data)],
      skip: 'Skip to the answer',
      footer:
        `Made by offsupply ${version}. Every figure is in sweep.csv beside this page. It ` +
        'holds no script and asks nothing of any network.',
    },
    sha256,
  );
}

function answer(data: SweepPageData): PageSection {
  const { study, outcomes } = data;
  const labels = labelsOf(study);
  const points = outcomes.slice(1);
  const sentences =
    study.factors.length === 1 ? oneVaried(points, labels, data) : manyVaried(points, labels);
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

/** For which values each policy is best, and the range of its figure. */
function oneVaried(
  points: readonly PointOutcome[],
  labels: Labels,
  { study }: SweepPageData,
): readonly Markup[] {
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
    const [from, to] = [outcomes[0]!, outcomes.at(-1)!].map(
      ({ point }) => point.levels[0]!.text,
    ) as [string, string];
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
  return [
    markup`At ${many} at least one other policy is not clearly worse than the best: the table names them.`,
  ];
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
  const [least, most] = rangeOf(points.map(bestHoursOf));
  return [
    sentence,
    markup`What the best policy leaves goes from ${numberText(least)} to ${numberText(most)} hours a home.`,
  ];
}

/** Lists with more factors are folded. */
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
