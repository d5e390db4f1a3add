// Dots on a line: for each kind of household the figure under a few policies, each policy a shape of its own; and differences with their
// intervals about a line of no difference.
import { scaleLinear } from 'd3-scale';
import { noFigure, numberText } from '../number-text.ts';
import { markup, type Markup } from '../markup.ts';
import { brokenLines, fitted, line, mark, markShapes, textAt, textWidth, whisker, type MarkShape } from './marks.ts';
import { axisColour, gridColour, ink, quietInk } from './palette.ts';
import type { Canvas, Drawing } from './chart.ts';

export interface DotSeries {
  readonly label: string;
  readonly colour: string;
}

export interface DotGroup {
  readonly title: string;
  readonly rows: readonly { readonly label: string; readonly values: readonly number[] }[];
}

const rowHeight = 25;

/** @param format of a value on the axis and beside the first mark; at most three series */
export function dotRows(
  series: readonly DotSeries[],
  groups: readonly DotGroup[],
  format: (value: number) => string,
  { size, width }: Canvas,
): Drawing {
  const labels = groups.flatMap(({ rows }) => rows.map(({ label }) => label));
  const labelWidth = Math.min(size === 'wide' ? 220 : 108, Math.max(...labels.map((label) => textWidth(label))) + 12);
  const most = Math.max(
    1e-9,
    ...groups.flatMap(({ rows }) => rows.flatMap(({ values }) => values)).filter((value) => !Number.isNaN(value)),
  );
  const x = scaleLinear([0, most], [labelWidth + 8, width - 24]).nice(size === 'wide' ? 6 : 3);
  const key = keyOf(series, width);
  const marks: Markup[] = [...key.marks];
  let y = key.height + 8;
  const top = y;
  const rows: Markup[] = [];
  for (const { title, rows: own } of groups) {
    rows.push(textAt(0, y + 13, fitted(title, width), { bold: true, halo: true }));
    y += 22;
    for (const { label, values } of own) {
      const present = values.filter((value) => !Number.isNaN(value));
      rows.push(textAt(8, y + 15, fitted(label, labelWidth - 8)));
      if (present.length === 0) rows.push(textAt(x(0) + 4, y + 15, 'nobody', { fill: quietInk }));
      else rows.push(line(x(Math.min(...present)), y + 11, x(Math.max(...present)), y + 11, gridColour, 4));
      values.forEach((value, index) => {
        if (!Number.isNaN(value)) rows.push(mark(markShapes[index]!, x(value), y + 11, series[index]!.colour));
      });
      y += rowHeight;
    }
    y += 8;
  }
  const ticks = x.ticks(size === 'wide' ? 6 : 3);
  const rules = ticks.map((tick) => line(x(tick), top, x(tick), y, tick === 0 ? axisColour : gridColour));
  const numbers = ticks.map((tick) => textAt(x(tick), y + 15, format(tick), { anchor: 'middle', size: 12, fill: quietInk }));
  return { height: y + 22, marks: [...marks, ...rules, ...rows, ...numbers] };
}

function keyOf(series: readonly DotSeries[], width: number): Drawing {
  let y = 0;
  const marks = series.flatMap(({ label, colour }, index) => {
    const lines = brokenLines(label, width - 24);
    const own = [
      mark(markShapes[index] as MarkShape, 8, y + 8, colour),
      ...lines.map((text, place) => textAt(22, y + 12.5 + 17 * place, text)),
    ];
    y += 19 + 17 * (lines.length - 1);
    return own;
  });
  return { height: y, marks };
}

export interface ForestRow {
  readonly label: string;
  readonly colour: string;
  readonly difference: number;
  /** 95 % interval. */
  readonly interval?: readonly [number, number];
  /** With the parameters' uncertainty, where it was run. */
  readonly fullInterval?: readonly [number, number];
  readonly text: string;
}

/** Differences left or right of none. @param ends what lies on either side */
export function forest(rows: readonly ForestRow[], ends: readonly [left: string, right: string], { width }: Canvas): Drawing {
  const limits = rows
    .flatMap(({ difference, interval = [], fullInterval = [] }) => [difference, ...interval, ...fullInterval])
    .filter((value) => !Number.isNaN(value));
  const x = scaleLinear([Math.min(0, ...limits), Math.max(0, ...limits)], [14, width - 14]).nice(4);
  const marks: Markup[] = [];
  let y = 22;
  for (const { label, colour, difference, interval, fullInterval, text } of rows) {
    const numbers = ` ${text}`;
    marks.push(
      markup`<text x="0" y="${y + 12}" stroke="#ffffff" stroke-width="3.5" stroke-linejoin="round" paint-order="stroke"><tspan font-weight="bold">${fitted(label, width - textWidth(numbers) - 4)}</tspan><tspan fill="${ink}">${numbers}</tspan></text>`,
    );
    const middle = y + 27;
    if (fullInterval !== undefined) marks.push(line(x(fullInterval[0]), middle, x(fullInterval[1]), middle, gridColour, 9));
    if (interval !== undefined && !interval.some(Number.isNaN))
      marks.push(...whisker(x(interval[0]), x(interval[1]), middle, colour));
    if (!Number.isNaN(difference)) marks.push(mark('circle', x(difference), middle, colour));
    y += 46;
  }
  const ticks = x.ticks(4);
  const rules = ticks.map((tick) => line(x(tick), 20, x(tick), y, tick === 0 ? axisColour : gridColour, tick === 0 ? 1.5 : 1));
  const numbers = ticks.map((tick) =>
    textAt(x(tick), y + 15, Number.isNaN(tick) ? noFigure : numberText(tick, 0), {
      anchor: tick === x.domain()[0] ? 'start' : tick === x.domain()[1] ? 'end' : 'middle',
      size: 12,
      fill: quietInk,
    }),
  );
  const zero = x(0);
  const sides = [
    ...(zero > 40
      ? [
          textAt(Math.max(textWidth(ends[0], 12), zero - 8), 12, fitted(ends[0], zero, 12), {
            anchor: 'end',
            size: 12,
            fill: quietInk,
          }),
        ]
      : []),
    ...(zero < width - 40 ? [textAt(zero + 8, 12, fitted(ends[1], width - zero - 8, 12), { size: 12, fill: quietInk })] : []),
  ];
  return { height: y + 22, marks: [...sides, ...rules, ...marks, ...numbers] };
}
