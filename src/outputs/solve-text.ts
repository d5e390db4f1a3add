// The results of `offsupply solve` in sentences: the answer, the figures behind it, and caveats.
import { metrics } from '../experiment/metrics.ts';
import type { Threshold } from '../experiment/threshold.ts';
import { metStretches, type MetStretch } from '../explore/solve/met-stretches.ts';
import type { Crossing } from '../explore/solve/narrow.ts';
import type { Answer } from '../explore/solve/solve.ts';
import type { Frontier, Solved } from '../explore/solve/solved.ts';
import type { Sought } from '../explore/solve/sought.ts';
import type { Tried, TriedFigure } from '../explore/solve/tried.ts';
import { listText } from './list-text.ts';
import { metricText } from './metric-words.ts';
import { figureText } from './number-text.ts';

export interface SolveSentences {
  /** One sentence. */
  readonly answer: string;
  /** The figures on both sides of it. */
  readonly figures: readonly string[];
  readonly cautions: readonly string[];
}

export function solveSentences(solved: Solved): SolveSentences {
  return {
    answer: answerSentence(solved),
    figures: figureSentences(solved),
    cautions: cautionSentences(solved),
  };
}

const unitOf = ({ metric }: Threshold): string => metrics.find(({ name }) => name === metric)!.unit;

/** A figure of a condition's metric, in its unit. */
export function valueText(value: number, condition: Threshold): string {
  return figureText(value, unitOf(condition));
}

/** `28.1 % (27.5 to 28.6 %)` */
function withInterval({ mean, ciLow, ciHigh }: TriedFigure, condition: Threshold): string {
  const [low, high] = [ciLow, ciHigh].map((end) => valueText(end, condition)) as [string, string];
  return `${valueText(mean, condition)} (${low.replace(/ %$/u, '')} to ${high})`;
}

/** The same for a condition as written, such as one read from a file. */
export function conditionFigure(written: string, figure: TriedFigure): string {
  const metric = metrics.find(
    ({ name }) => written.includes(`:${name}`) && new RegExp(`:${name}\\W`, 'u').test(written),
  );
  const unit = metric?.unit ?? '';
  const [mean, low, high] = [figure.mean, figure.ciLow, figure.ciHigh].map((value) =>
    figureText(value, unit),
  ) as [string, string, string];
  return `${mean} (${low.replace(/ %$/u, '')} to ${high})`;
}

/** `share of homes that lose supply because of the failure under mp134a-mp185` */
export function figureWords({ metric, policy, reference, segment }: Threshold): string {
  const what = metricText(metric, segment);
  return reference === undefined
    ? `${what} under ${policy}`
    : `difference in ${what} between ${policy} and ${reference}`;
}

/** `the share of homes that lose supply because of the failure under mp134a-mp185 below 5 %` */
export function conditionText(condition: Threshold): string {
  const { comparison, limit } = condition;
  const words = { '<': 'below', '<=': 'at most', '>': 'above', '>=': 'at least' }[comparison];
  return `the ${figureWords(condition)} ${words} ${valueText(limit, condition)}`;
}

const conditionsText = ({ conditions }: Solved): string =>
  conditions.map(conditionText).join(', and ');

const rangeText = ({ sought: { grid, textOf } }: Solved): string =>
  `${textOf(grid.first)} to ${textOf(grid.first + grid.step * grid.lastIndex)}`;

function answerSentence(solved: Solved): string {
  const { answer, sought } = solved;
  const kept = conditionsText(solved);
  if (answer.kind === 'all')
    return `Every value of ${sought.path} from ${rangeText(solved)} keeps ${kept}.`;
  if (answer.kind === 'none') {
    const { value } = answer.best;
    const nearest = `the nearest is ${sought.textOf(value)}`;
    return (
      `No value of ${sought.path} from ${rangeText(solved)} is sure to keep ${kept}: ` +
      `${nearest}.`
    );
  }
  const stretches = metStretches(answer).map((stretch) => stretchText(stretch, sought));
  return `${sought.path} must be ${stretches.join(', or ')} to keep ${kept}.`;
}

/** The frontier in a sentence, and the answer for each value of the first input. */
export function frontierSentences({ held, sought, conditions, along }: Frontier): {
  readonly answer: string;
  readonly more: readonly string[];
} {
  const kept = conditions.map(conditionText).join(', and ');
  const found = along.filter(({ answer }) => answer.kind !== 'none');
  const answer =
    found.length === 0
      ? `No value of ${sought.path} is sure to keep ${kept}, whatever ${held.path} of those tried.`
      : `What ${sought.path} must be to keep ${kept} depends on ${held.path}, as below.`;
  return {
    answer,
    more: along.map(
      ({ value, answer: one }) => `${held.path} ${held.textOf(value)}: ${alongText(one, sought)}.`,
    ),
  };
}

function alongText(answer: Answer, sought: Sought): string {
  if (answer.kind === 'all') return `any ${sought.path} will do`;
  if (answer.kind === 'none')
    return `no ${sought.path} is sure to do; nearest ${sought.textOf(answer.best.value)}`;
  return `${sought.path} ${metStretches(answer)
    .map((stretch) => stretchText(stretch, sought))
    .join(', or ')}`;
}

function stretchText({ from, to }: MetStretch, sought: Sought): string {
  if (from === undefined) return `at most ${endText(to!, sought)}`;
  if (to === undefined) return `at least ${endText(from, sought)}`;
  return `from ${endText(from, sought)} to ${endText(to, sought)}`;
}

/** `4d (5d will not do)`, `between 3.9 and 4.2 (95 % interval)` */
function endText(crossing: Crossing, sought: Sought): string {
  const { low, high, surelyMet, surelyMissed } = crossing;
  const missed =
    surelyMissed === undefined
      ? 'the range ends before it is crossed'
      : `${sought.textOf(surelyMissed)} will not do`;
  if (sought.grid.isStepped && low === high) return `${sought.textOf(low)} (${missed})`;
  const [from, to] = intervalText(crossing, sought);
  const sure = surelyMet === undefined ? '' : `; ${sought.textOf(surelyMet)} surely does`;
  return `${from} to ${to} (95 % interval${sure}; ${missed})`;
}

/** The ends of the interval, rounded outward to a hundredth of its width. */
export function intervalText(
  { low, high }: Crossing,
  { textOf, grid }: Sought,
): readonly [string, string] {
  if (grid.isStepped) return [textOf(low), textOf(high)];
  let scale = 1;
  for (let step = 0; step < 9 && (high - low) * scale < 10; step += 1) scale *= 10;
  return [
    textOf(Math.floor(low * scale + 1e-9) / scale),
    textOf(Math.ceil(high * scale - 1e-9) / scale),
  ];
}

function figureSentences({ answer, conditions, sought }: Solved): readonly string[] {
  const of = ({ value, figures }: Tried): string => {
    const texts = conditions.map(
      (condition, limit) =>
        `the ${figureWords(condition)} is ${withInterval(figures[limit]!, condition)}`,
    );
    return `At ${sought.textOf(value)} ${texts.join(', and ')}.`;
  };
  if (answer.kind !== 'found') return [of(answer.best)];
  const beside = answer.crossings.flatMap(({ surelyMet, surelyMissed }) => [
    surelyMet,
    surelyMissed,
  ]);
  return answer.tried.filter(({ value }) => beside.includes(value)).map(of);
}

function cautionSentences(solved: Solved): readonly string[] {
  const { answer, conditions, sought } = solved;
  const { crossings, courses, touching, tried } = answer;
  const most = Math.max(...tried.map(({ replications }) => replications));
  const wide = crossings.filter(
    ({ isNarrow, isOpenAbove, isOpenBelow }) => !isNarrow && !isOpenAbove && !isOpenBelow,
  );
  const turning = conditions.filter((_, limit) => courses[limit] === 'turns');
  const level = conditions.filter((_, limit) => courses[limit] === 'level');
  return [
    ...turning.map(
      (condition) =>
        `The ${figureWords(condition)} both rises and falls over the range, so a value ` +
        'between those tried may be otherwise.',
    ),
    ...level.map((condition) => levelText(condition, solved)),
    ...(crossings.length > 1
      ? [`The limits are crossed at ${crossings.length} places in the range.`]
      : []),
    ...(wide.length > 0
      ? [
          `The interval is wider than was asked for after ${most} replications: raise ` +
            '--max-replications.',
        ]
      : []),
    ...(crossings.some(({ isOpenAbove, isOpenBelow }) => isOpenAbove || isOpenBelow)
      ? ['The limit may be crossed beyond the range. Widen --in, if the value may lie there.']
      : []),
    ...(touching.length > 0
      ? [
          'The figures come too near the limit to tell at ' +
            `${listText(touching.map(sought.textOf))} after ${most} replications.`,
        ]
      : []),
  ];
}

function levelText(threshold: Threshold, { answer, sought, conditions }: Solved): string {
  const { policy } = threshold;
  const limit = conditions.indexOf(threshold);
  const means = new Set(answer.tried.map(({ figures }) => figures[limit]!.mean));
  const replications = new Set(answer.tried.map((one) => one.replications));
  if (means.size > replications.size)
    return (
      `The ${figureWords(threshold)} changes no more over the range than random variation ` +
      'can explain.'
    );
  return (
    `The ${figureWords(threshold)} is the same at every value: the policy may set the value ` +
    `itself; then look for policies.${policy}.${sought.path}.`
  );
}
