// What `offsupply solve` prints: the answer, the figures on both sides of it, every value tried;
// and the same as data for --json.
import type { Threshold } from '../experiment/threshold.ts';
import type { Crossing } from '../explore/solve/narrow.ts';
import type { Answer } from '../explore/solve/solve.ts';
import type { Frontier, Solved } from '../explore/solve/solved.ts';
import type { Sought } from '../explore/solve/sought.ts';
import type { Tried } from '../explore/solve/tried.ts';
import type { Json } from './json.ts';
import { valueText, frontierSentences, solveSentences } from './solve-text.ts';
import { alignedLines, wrapped } from './text-columns.ts';

const width = 110;

/** Lines of text ending in a line feed. */
export function solvedText(solved: Solved): string {
  const { answer, figures, cautions } = solveSentences(solved);
  const sentences = [answer, ...figures, ...cautions].flatMap((sentence) =>
    wrapped(sentence, width),
  );
  return `${[...sentences, '', ...triedLines(solved)].join('\n')}\n`;
}

export function frontierText(frontier: Frontier): string {
  const { answer, more } = frontierSentences(frontier);
  return `${[...wrapped(answer, width), ...more.flatMap((line) => wrapped(`  ${line}`, width))].join('\n')}\n`;
}

const standingWords = { met: 'kept', missed: 'not kept', unsure: 'unsure' } as const;

function triedLines({ sought, conditions, answer }: Solved): readonly string[] {
  const heads = [
    sought.path,
    ...conditions.flatMap(({ metric }) => [metric, '95 % interval']),
    'limit',
    'replications',
  ];
  const rows = answer.tried.map(({ value, figures, standing, replications }) => [
    sought.textOf(value),
    ...conditions.flatMap((condition, place) => {
      const { mean, ciLow, ciHigh } = figures[place]!;
      return [
        valueText(mean, condition),
        `${valueText(ciLow, condition)} to ${valueText(ciHigh, condition)}`,
      ];
    }),
    standingWords[standing],
    `${replications}`,
  ]);
  return alignedLines([heads, ...rows], width);
}

const orNull = (value: number | undefined): number | null =>
  value === undefined || !Number.isFinite(value) ? null : value;

export function solvedJson(solved: Solved): Json {
  const { sought, conditions, answer } = solved;
  return {
    ...askedJson(sought, conditions),
    sentence: solveSentences(solved).answer,
    ...(answerJson(answer, conditions, sought) as object),
  };
}

export function frontierJson(frontier: Frontier): Json {
  const { held, sought, conditions, along } = frontier;
  return {
    held: held.path,
    ...askedJson(sought, conditions),
    sentence: frontierSentences(frontier).answer,
    along: along.map(({ value, answer }) => ({
      held: held.textOf(value),
      ...(answerJson(answer, conditions, sought) as object),
    })),
  };
}

function askedJson({ path, grid, textOf }: Sought, conditions: readonly Threshold[]) {
  return {
    find: path,
    from: textOf(grid.first),
    to: textOf(grid.first + grid.step * grid.lastIndex),
    step: grid.isStepped ? grid.step : null,
    conditions: conditions.map(({ text }) => text),
  };
}

function answerJson(
  { kind, crossings, best, courses, touching, tried }: Answer,
  conditions: readonly Threshold[],
  sought: Sought,
): Json {
  return {
    kind,
    crossings: crossings.map((crossing) => crossingJson(crossing, sought)),
    best: triedJson(best, conditions, sought),
    courses: [...courses],
    touching: touching.map(sought.textOf),
    tried: tried.map((one) => triedJson(one, conditions, sought)),
  };
}

function crossingJson(crossing: Crossing, { textOf }: Sought): Json {
  const {
    isMetBelow,
    low,
    high,
    isOpenBelow,
    isOpenAbove,
    surelyMet,
    surelyMissed,
    replications,
    isNarrow,
  } = crossing;
  return {
    kept: isMetBelow ? 'below' : 'above',
    low,
    high,
    open_below: isOpenBelow,
    open_above: isOpenAbove,
    surely_kept: surelyMet === undefined ? null : textOf(surelyMet),
    surely_missed: surelyMissed === undefined ? null : textOf(surelyMissed),
    replications,
    narrow: isNarrow,
  };
}

function triedJson(
  { value, figures, standing, replications }: Tried,
  conditions: readonly Threshold[],
  { textOf }: Sought,
): Json {
  return {
    value: textOf(value),
    number: value,
    standing: standingWords[standing],
    replications,
    figures: conditions.map(({ text }, place) => {
      const { mean, ciLow, ciHigh } = figures[place]!;
      return {
        condition: text,
        mean: orNull(mean),
        ci_low: orNull(ciLow),
        ci_high: orNull(ciHigh),
      };
    }),
  };
}
