// Dot charts: for each kind of household the figure under a few policies, each with its own shape;
// and differences with intervals, around a line of no difference.
import { scaleLinear } from 'd3-scale';
import { noFigure, numberText } from '../number-text.ts';
import type { Markup } from '../markup.ts';
import {
  brokenLines,
  fitted,
  line,
  mark,
  markShapes,
  textAt,
  textWidth,
  whisker,
  type MarkShape,
} from './marks.ts';
import { axisColour, gridColour, ink, quietInk } from './palette.ts';
import type { Blocks, Canvas, Drawing } from './chart.ts';

export interface DotSeries {
  readonly label: string;
  readonly colour: string;
}

export interface DotGroup {
  readonly title: string;
  readonly rows: readonly {
    readonly label: string;
    readonly values: readonly number[];
    /** Values of further series, too many for shapes of their own: a thin stroke each. */
    readonly others?: readonly number[];
  }[];
}

const rowHeight = 25;

/** @param format of a value on the axis; at most three series */
export function dotRows(
  series: readonly DotSeries[],
  groups: readonly DotGroup[],
  format: (value: number) => string,
  { size, width }: Canvas,
): Blocks {
  const labels = groups.flatMap(({ rows }) => rows.map(({ label }) => label));
  // On a telephone names stand above their lines.
  const above = size === 'narrow';
  const labelWidth = above
    ? 0
    : Math.min(220, Math.max(...labels.map((label) => textWidth(label))) + 12);
  const most = Math.max(
    1e-9,
    ...groups
      .flatMap(({ rows }) => rows.flatMap(({ values, others = [] }) => [...values, ...others]))
      .filter((value) => !Number.isNaN(value)),
  );
  const hasOthers = groups.some(({ rows }) => rows.some(({ others = [] }) => others.length > 0));
  const x = scaleLinear([0, most], [labelWidth + 12, width - 24]).nice(above ? 3 : 6);
  const key = keyOf(series, hasOthers, width);
  const marks: Markup[] = [...key.marks];
  let y = key.height + 8;
  const top = y;
  const rows: Markup[] = [];
  for (const { title, rows: own } of groups) {
    rows.push(textAt(0, y + 13, fitted(title, width, 14), { bold: true, halo: true }));
    y += 22;
    for (const { label, values, others = [] } of own) {
      const present = values.filter((value) => !Number.isNaN(value));
      rows.push(
        textAt(8, y + 15, fitted(label, above ? width - 8 : labelWidth - 8), { halo: above }),
      );
      if (above) y += 16;
      if (present.length === 0) rows.push(textAt(x(0) + 4, y + 15, 'nobody', { fill: quietInk }));
      else
        rows.push(
          line(x(Math.min(...present)), y + 11, x(Math.max(...present)), y + 11, gridColour, 4),
        );
      for (const value of others)
        if (!Number.isNaN(value))
          rows.push(line(x(value), y + 4, x(value), y + 18, quietInk, 1.25));
      values.forEach((value, index) => {
        if (!Number.isNaN(value))
          rows.push(mark(markShapes[index]!, x(value), y + 11, series[index]!.colour));
      });
      y += rowHeight;
    }
    y += 8;
  }
  const ticks = x.ticks(above ? 3 : 6);
  const rules = ticks.map((tick) =>
    line(x(tick), top, x(tick), y, tick === 0 ? axisColour : gridColour),
  );
  const numbers = ticks.map((tick) =>
    textAt(x(tick), y + 15, format(tick), { anchor: 'middle', size: 12, fill: quietInk }),
  );
  return [{ height: y + 22, marks: [...marks, ...rules, ...rows, ...numbers] }];
}

function keyOf(series: readonly DotSeries[], hasOthers: boolean, width: number): Drawing {
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
  if (!hasOthers) return { height: y, marks };
  marks.push(
    line(8, y + 1, 8, y + 15, quietInk, 1.25),
    textAt(22, y + 12.5, 'each other policy: the table names them'),
  );
  return { height: y + 19, marks };
}

export interface ForestRow {
  readonly label: string;
  readonly colour: string;
  readonly difference: number;
  /** 95 % interval; of random variation alone if `fullInterval` is given too. */
  readonly interval?: readonly [number, number];
  /** Interval including uncertain assumptions, if they were drawn. */
  readonly fullInterval?: readonly [number, number];
  readonly text: string;
}

/** Differences, left or right of a line of no difference. @param ends what lies on either side */
export function forest(
  rows: readonly ForestRow[],
  ends: readonly [left: string, right: string],
  canvas: Canvas,
): Blocks {
  const { width } = canvas;
  const limits = rows
    .flatMap(({ difference, interval = [], fullInterval = [] }) => [
      difference,
      ...interval,
      ...fullInterval,
    ])
    .filter((value) => !Number.isNaN(value));
  const x = scaleLinear([Math.min(0, ...limits), Math.max(0, ...limits)], [14, width - 14]).nice(4);
  const rules = (top: number, bottom: number): readonly Markup[] =>
    x
      .ticks(4)
      .map((tick) =>
        line(
          x(tick),
          top,
          x(tick),
          bottom,
          tick === 0 ? axisColour : gridColour,
          tick === 0 ? 1.5 : 1,
        ),
      );
  const numbers = x.ticks(4).map((tick) =>
    textAt(x(tick), 15, Number.isNaN(tick) ? noFigure : numberText(tick, 0), {
      anchor: tick === x.domain()[0] ? 'start' : tick === x.domain()[1] ? 'end' : 'middle',
      size: 12,
      fill: quietInk,
    }),
  );
  const blocks = rows.map((row) => {
    const { height, marks } = forestRow(row, x, canvas);
    return { height, marks: [...rules(0, height), ...marks] };
  });
  return [sidesOf(ends, x(0), width), ...blocks, { height: 22, marks: numbers }];
}

function forestRow(row: ForestRow, x: (value: number) => number, { size, width }: Canvas): Drawing {
  const { label, colour, difference, interval, fullInterval, text } = row;
  const beside = size === 'wide' && textWidth(label, 14) + textWidth(`  ${text}`) <= width;
  const names = brokenLines(label, width, 14);
  const marks: Markup[] = names.map((name, index) =>
    textAt(0, 14 + 17 * index, name, { bold: true, halo: true }),
  );
  let y = 14 + 17 * (names.length - 1);
  if (beside) marks.push(textAt(textWidth(label, 14) + 6, y, text, { halo: true }));
  else
    for (const part of brokenLines(text, width)) {
      y += 17;
      marks.push(textAt(0, y, part, { halo: true }));
    }
  const middle = y + 15;
  if (fullInterval === undefined) {
    if (interval !== undefined)
      marks.push(...whisker(x(interval[0]), x(interval[1]), middle, colour));
  } else {
    marks.push(...whisker(x(fullInterval[0]), x(fullInterval[1]), middle, ink, 4));
    if (interval !== undefined)
      marks.push(line(x(interval[0]), middle, x(interval[1]), middle, colour, 7));
  }
  if (!Number.isNaN(difference)) marks.push(mark('circle', x(difference), middle, colour));
  return { height: middle + 15, marks };
}

/** What lies left and right of no difference. */
function sidesOf(
  ends: readonly [left: string, right: string],
  zero: number,
  width: number,
): Drawing {
  const [left, right] = ends;
  const look = { size: 12, fill: quietInk } as const;
  const marks = [
    ...(zero > 40
      ? [
          textAt(Math.max(textWidth(left, 12), zero - 8), 12, fitted(left, zero, 12), {
            ...look,
            anchor: 'end',
          }),
        ]
      : []),
    ...(zero < width - 40 ? [textAt(zero + 8, 12, fitted(right, width - zero - 8, 12), look)] : []),
  ];
  return { height: 20, marks };
}
