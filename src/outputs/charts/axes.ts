// Axes of line charts: light rules with numbers, and days or durations along the bottom.
import type { ScaleLinear } from 'd3-scale';
import { numberText } from '../number-text.ts';
import type { Markup } from '../markup.ts';
import { line, textAt } from './marks.ts';
import { axisColour, gridColour, quietInk } from './palette.ts';

export interface Plot {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Rules across the plot, with numbers to the left. */
export function valueRules(
  y: ScaleLinear<number, number>,
  { left, right }: Plot,
  count: number,
  format = plain,
): readonly Markup[] {
  return y
    .ticks(count)
    .flatMap((tick) => [
      line(left, y(tick), right, y(tick), tick === 0 ? axisColour : gridColour),
      textAt(left - 6, y(tick) + 4, format(tick), { anchor: 'end', size: 12, fill: quietInk }),
    ]);
}

function plain(value: number): string {
  return numberText(value, Number.isInteger(value) ? 0 : 1);
}

/** Ticks along the bottom at whole weeks, or at days in short runs. @param x hours to pixels */
export function dayTicks(
  x: ScaleLinear<number, number>,
  { left, right, bottom }: Plot,
  horizonHours: number,
): readonly Markup[] {
  const days = horizonHours / 24;
  const room = (right - left) / 34;
  const step = [1, 2, 7, 14, 28, 56].find((one) => days / one <= room) ?? 112;
  const ticks = Array.from({ length: Math.floor(days / step) + 1 }, (_, index) => index * step);
  return [
    ...ticks.map((day) => line(x(day * 24), bottom, x(day * 24), bottom + 4, axisColour)),
    ...ticks.map((day) =>
      textAt(x(day * 24), bottom + 17, day === 0 ? 'day 0' : `${day}`, {
        anchor: day === 0 ? 'start' : 'middle',
        size: 12,
        fill: quietInk,
      }),
    ),
  ];
}
