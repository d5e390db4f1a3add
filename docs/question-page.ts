// A block of QUESTIONS.md from the kept rows of its searches: for each search the command, the
// answer in a sentence, and every value tried.
import { conditionFigure } from '../src/outputs/solve-text.ts';

/** A value tried in a search, and the figure of one condition there. */
export interface QuestionRow {
  readonly question: string;
  /** As it was run. */
  readonly command: string;
  /** The answer of the search. */
  readonly sentence: string;
  readonly value: string;
  readonly condition: string;
  readonly mean: number;
  readonly ciLow: number;
  readonly ciHigh: number;
  /** `kept`, `not kept` or `unsure`: all conditions together. */
  readonly standing: string;
  readonly replications: number;
}

/** @param rows of one question */
export function questionLines(rows: readonly QuestionRow[]): readonly string[] {
  const commands = [...new Set(rows.map(({ command }) => command))];
  return commands.flatMap((command, place) => {
    const own = rows.filter((row) => row.command === command);
    const conditions = [...new Set(own.map(({ condition }) => condition))];
    const values = [...new Set(own.map(({ value }) => value))];
    const line = (value: string): string => {
      const of = own.filter((row) => row.value === value);
      const figures = conditions.map((condition) =>
        conditionFigure(
          condition,
          of.find((row) => row.condition === condition)!,
        ),
      );
      return `| ${value} | ${figures.join(' | ')} | ${of[0]!.standing} | ${of[0]!.replications} |`;
    };
    return [
      ...(place === 0 ? [] : ['']),
      ...['```', command, '```', '', `**${own[0]!.sentence}**`, ''],
      `| value | ${conditions.map((condition) => `\`${condition}\``).join(' | ')} | limit ` +
        '| replications |',
      `|---|${conditions.map(() => '---|').join('')}---|---|`,
      ...values.map(line),
    ];
  });
}
