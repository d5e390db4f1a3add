// A key of numbered lines, for charts in which a name does not fit beside its line.
import type { Markup } from '../markup.ts';
import type { Drawing } from './chart.ts';
import { brokenLines, line, textAt } from './marks.ts';
import type { SeriesStyle } from './palette.ts';

/**
 * @param piece start and end of the sample of each line: after numbers with one digit, or with two
 */
export function seriesKey(
  series: readonly { readonly label: string; readonly style: SeriesStyle }[],
  width: number,
  [from, to]: readonly [number, number],
): Drawing {
  const marks: Markup[] = [];
  const left = to + 8;
  let y = 0;
  series.forEach(({ label, style }, index) => {
    marks.push(
      textAt(0, y + 12, `${index + 1}`, { bold: true }),
      line(from, y + 8, to, y + 8, style.colour, style.width, style.dash),
    );
    for (const text of brokenLines(label, width - left)) {
      marks.push(textAt(left, y + 12, text));
      y += 17;
    }
    y += 2;
  });
  return { height: y + 6, marks };
}

export const afterOneDigit = [14, 52] as const;
export const afterTwoDigits = [22, 58] as const;
