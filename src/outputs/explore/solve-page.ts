// solve.html: the answer, the figures at the values tried, and how the answer was found. Each chart
// is also a picture file.
import type { Threshold } from '../../experiment/threshold.ts';
import type { Frontier, Solved } from '../../explore/solve/solved.ts';
import { chartFile, type Chart } from '../charts/chart.ts';
import { response, type Response } from '../charts/response.ts';
import { capitalised } from '../list-text.ts';
import { markup, type Markup } from '../markup.ts';
import { metricText } from '../metric-words.ts';
import { numberText } from '../number-text.ts';
import { chartPath, type Figure } from '../report/figure.ts';
import { isFigure, pageText, type PageSection } from '../report/page.ts';
import type { ReportFile } from '../report/figure.ts';
import { frontierRows, frontierTable, solveTable } from '../solve-columns.ts';
import {
  conditionText,
  figureWords,
  frontierSentences,
  intervalText,
  solveSentences,
  valueText,
} from '../solve-text.ts';
import { plainLabel } from '../text-columns.ts';

/** Facts on the page besides the answer. */
export interface SolvePageFacts {
  readonly title: string;
  readonly households: number;
  readonly seed: string;
  readonly version: string;
  /** The command that gives the same answer. */
  readonly command: string;
}

const solvePagePath = 'solve.html';

/** @param sha256 of a text's UTF-8, in base64 */
export function solvePageFiles(
  found: Solved | Frontier,
  facts: SolvePageFacts,
  sha256: (text: string) => string,
): readonly Pick<ReportFile, 'path' | 'text'>[] {
  const sections = 'held' in found ? frontierSections(found, facts) : solveSections(found, facts);
  const text = pageText(
    {
      documentTitle: `${plainLabel(facts.title, 150)}: what ${soughtNames(found)} must be`,
      kicker: `A search for ${soughtNames(found)}`,
      heading: plainLabel(facts.title, 200),
      lead:
        `What ${soughtNames(found)} must be to keep a limit, found by simulations of ` +
        `${numberText(facts.households, 0)} households.`,
      sections,
      skip: 'Skip to the answer',
      footer:
        `Made by offsupply ${facts.version} from the files beside it. It holds no script and ` +
        'asks nothing of any network.',
    },
    sha256,
  );
  const charts = sections.flatMap(({ parts }) => parts.filter(isFigure)).map(({ chart }) => chart);
  return [
    { path: solvePagePath, text },
    ...charts.map((chart) => ({ path: chartPath(chart), text: chartFile(chart) })),
  ];
}

const soughtNames = (found: Solved | Frontier): string =>
  'held' in found ? `${found.held.path} and ${found.sought.path}` : found.sought.path;

function answerParts(answer: string, more: readonly string[]): readonly Markup[] {
  return [
    markup`<div class="headline"><p>${answer}</p></div>\n`,
    ...(more.length === 0
      ? []
      : [
          markup`<ul class="answer">\n${more.map((sentence) => markup`<li>${sentence}</li>\n`)}</ul>\n`,
        ]),
  ];
}

function solveSections(solved: Solved, facts: SolvePageFacts): readonly PageSection[] {
  const { answer, figures, cautions } = solveSentences(solved);
  return [
    {
      id: 'answer',
      title: 'The answer',
      parts: [
        ...answerParts(answer, [...figures, ...cautions]),
        markup`<p class="note">${solved.sought.path}: ${solved.sought.label}. Intervals in brackets hold the mean in 95 of 100 runs. They cover random variation only, not uncertain assumptions.</p>\n`,
        ...solved.conditions.map((condition, place) => responseFigure(solved, condition, place)),
      ],
    },
    howFound(facts, Math.max(...solved.answer.tried.map(({ replications }) => replications))),
  ];
}

function responseFigure(solved: Solved, condition: Threshold, place: number): Figure {
  const { sought, answer, conditions } = solved;
  const { grid, textOf } = sought;
  const tried = answer.tried;
  const drawn: Response = {
    points: tried.map(({ value, figures }) => {
      const { mean, ciLow, ciHigh } = figures[place]!;
      return { at: value, mean, low: ciLow, high: ciHigh };
    }),
    limit: { value: condition.limit, text: `limit ${valueText(condition.limit, condition)}` },
    bands: answer.crossings.map((crossing) => {
      const [low, high] = intervalText(crossing, sought);
      return {
        from: crossing.low,
        to: crossing.high,
        text: low === high ? low : `${low} to ${high}`,
      };
    }),
    range: [grid.first, grid.first + grid.step * grid.lastIndex],
    xTitle: sought.path,
    yTitle: `${metricText(condition.metric)}, with 95 % intervals`,
    xText: (value) => textOf(Number(value.toPrecision(12))),
    yText: (value) => valueText(value, condition),
  };
  const chart: Chart = {
    name: conditions.length === 1 ? 'response' : `response-${place + 1}`,
    title: capitalised(`${figureWords(condition)}, by ${sought.path}`),
    description:
      'Each value tried, with the mean and its 95 % interval; the limit as a dashed line: ' +
      `${conditionText(condition)}. ${solveSentences(solved).answer}`,
    draw: (canvas) => response(drawn, canvas),
  };
  return {
    chart,
    sources: [solveTable.path],
    table: {
      head: [sought.path, 'mean', '95 % interval', 'kept', 'replications'],
      rows: tried.map((one) => {
        const { mean, ciLow, ciHigh } = one.figures[place]!;
        const [text, low, high] = [mean, ciLow, ciHigh].map((value) =>
          valueText(value, condition),
        ) as [string, string, string];
        return [
          textOf(one.value),
          text,
          `${low} to ${high}`,
          standingWords[one.standing],
          `${one.replications}`,
        ];
      }),
      words: new Set([3]),
    },
  };
}

const standingWords = { met: 'yes', missed: 'no', unsure: 'unsure' } as const;

function howFound({ command, seed }: SolvePageFacts, most: number): PageSection {
  return {
    id: 'how',
    title: 'How it was found',
    parts: [
      markup`<p>Values over the whole range are tried first, then values between those on either side of the limit. All values are simulated with the same random numbers, so that they differ by the value alone; values near the limit get more replications, here ${numberText(most, 0)} at most.</p>\n`,
      markup`<p>A value cannot be ruled out as the crossing while the 95 % interval of the mean there holds the limit. The values that cannot be ruled out are the interval of the answer.</p>\n`,
      markup`<h3>Reproduce this search</h3>\n<p>Seed ${seed}.</p>\n<pre>${command}</pre>\n`,
    ],
  };
}

function frontierSections(frontier: Frontier, facts: SolvePageFacts): readonly PageSection[] {
  const { held, sought, along } = frontier;
  const { answer, more } = frontierSentences(frontier);
  const crossed = along.flatMap(({ value, answer: { crossings } }) =>
    crossings.map((crossing) => ({ value, crossing })),
  );
  const { grid } = sought;
  const drawn: Response = {
    points: crossed.map(({ value, crossing: { low, high } }) => ({
      at: value,
      mean: (low + high) / 2,
      low,
      high,
    })),
    bands: [],
    range: [held.grid.first, held.grid.first + held.grid.step * held.grid.lastIndex],
    xTitle: held.path,
    yTitle:
      `${sought.path} (${sought.textOf(grid.first)} to ` +
      `${sought.textOf(grid.first + grid.step * grid.lastIndex)} tried)`,
    xText: (value) => held.textOf(Number(value.toPrecision(12))),
    yText: (value) => sought.textOf(Number(value.toPrecision(12))),
  };
  const chart: Chart = {
    name: 'frontier',
    title: `What ${sought.path} must be for each ${held.path}`,
    description: answer,
    draw: (canvas) => response(drawn, canvas),
  };
  const figure: Figure = {
    chart,
    sources: [frontierTable.path, solveTable.path],
    table: {
      head: frontierTable.columns.map(({ title }) => title),
      rows: frontierRows(frontier).map((row) => frontierTable.columns.map(({ cell }) => cell(row))),
    },
  };
  const most = Math.max(
    ...along.flatMap(({ answer: { tried } }) => tried.map(({ replications }) => replications)),
  );
  return [
    {
      id: 'answer',
      title: 'The answer',
      parts: [...answerParts(answer, more), ...(crossed.length === 0 ? [] : [figure])],
    },
    howFound(facts, most),
  ];
}
