// Parallel coordinates of a sweep of many values: one axis per value, one below the other, and one
// line per point, in the colour of its best policy.
import type { Markup } from '../markup.ts';
import type { Blocks, Canvas } from './chart.ts';
import { fitted, line, stroke, textAt } from './marks.ts';
import { axisColour, quietInk, type SeriesStyle } from './palette.ts';
import { afterTwoDigits, seriesKey } from './series-key.ts';

interface ParallelAxis {
  readonly title: string;
  readonly low: string;
  readonly high: string;
}

export interface Parallel {
  readonly axes: readonly ParallelAxis[];
  readonly series: readonly { readonly label: string; readonly style: SeriesStyle }[];
  /** Places from 0 to 1, by axis. */
  readonly lines: readonly { readonly series: number; readonly places: readonly number[] }[];
}

const rowHeight = 58;
/** Size for measuring bold text of size 13, which is wider than `textWidth` assumes. */
const boldSize = 15;

export function parallelCoordinates({ axes, series, lines }: Parallel, { width }: Canvas): Blocks {
  const key = seriesKey(series, width, afterTwoDigits);
  const [left, right] = [6, width - 6];
  const yOf = (axis: number): number => key.height + 40 + axis * rowHeight;
  const xOf = (place: number): number => left + place * (right - left);
  const marks: Markup[] = [...key.marks];
  for (const { series: place, places } of lines) {
    const d = places
      .map((at, axis) => `${axis === 0 ? 'M' : 'L'}${xOf(at).toFixed(1)},${yOf(axis)}`)
      .join('');
    marks.push(stroke(d, { ...series[place]!.style, width: 0.8 }));
  }
  for (const [axis, { title, low, high }] of axes.entries()) {
    const y = yOf(axis);
    marks.push(
      line(left, y, right, y, axisColour, 1.5),
      textAt(left, y - 7, fitted(title, width - 12, boldSize), { bold: true, halo: true }),
      textAt(left, y + 14, fitted(low, width / 2 - 12, 12), {
        size: 12,
        fill: quietInk,
        halo: true,
      }),
      textAt(right, y + 14, fitted(high, width / 2 - 12, 12), {
        anchor: 'end',
        size: 12,
        fill: quietInk,
        halo: true,
      }),
    );
  }
  return [{ height: yOf(axes.length - 1) + 24, marks }];
}
