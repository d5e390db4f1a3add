// Line chart of a sweep of one value: one line per policy with its 95 % band, and the base beside
// them.
import { scaleLinear } from 'd3-scale';
import { area as areaShape, line as lineShape } from 'd3-shape';
import type { Markup } from '../markup.ts';
import { valueRules, type Plot } from './axes.ts';
import type { Blocks, Canvas } from './chart.ts';
import { area, brokenLines, fitted, line, mark, stroke, textAt, textWidth } from './marks.ts';
import { axisColour, gridColour, otherStyle, quietInk, type SeriesStyle } from './palette.ts';
import { afterTwoDigits, seriesKey } from './series-key.ts';

interface Estimate {
  readonly mean: number;
  /** 95 % interval; NaN where there is none. */
  readonly low: number;
  readonly high: number;
}

interface SweepLine {
  readonly label: string;
  readonly style: SeriesStyle;
  /** The figure in the unchanged scenario. */
  readonly base: Estimate;
  /** By value. */
  readonly points: readonly Estimate[];
}

export interface SweepLines {
  readonly lines: readonly SweepLine[];
  readonly values: readonly {
    readonly text: string;
    /** From 0 to 1 along the axis. */ readonly at: number;
  }[];
  readonly yTitle: string;
  readonly xTitle: string;
  /** Pairs of neighbouring values between which the best policy changes. */
  readonly changes: readonly (readonly [number, number])[];
}

const baseWidth = 44;

export function sweepLines(
  { lines, values, yTitle, xTitle, changes }: SweepLines,
  { size, width }: Canvas,
): Blocks {
  const key = seriesKey(lines, width, afterTwoDigits);
  const all = lines
    .flatMap(({ base, points }) => [base, ...points])
    .flatMap(({ mean, low, high }) => [mean, low, high]);
  const shown = all.filter((value) => !Number.isNaN(value));
  const range = [Math.min(0, ...shown), Math.max(1e-9, ...shown)] as const;
  const title = brokenLines(yTitle, width, 12);
  const top = key.height + 12 + title.length * 14;
  const bottom = top + (size === 'wide' ? 320 : 260);
  const y = scaleLinear(range, [bottom, top]).nice(5);
  const left = Math.max(...y.ticks(5).map((tick) => textWidth(String(tick), 12))) + 12;
  const plot: Plot = { left, right: width - 12, top, bottom };
  const first = left + baseWidth + 14;
  const x = scaleLinear([0, 1], [first, plot.right - 6]);
  const marks: Markup[] = [
    ...key.marks,
    ...title.map((text, index) =>
      textAt(0, key.height + 12 + index * 14, text, { size: 12, fill: quietInk }),
    ),
    ...valueRules(y, plot, 5),
    line(left + baseWidth, top, left + baseWidth, bottom, axisColour, 1, '2 3'),
    textAt(left + baseWidth / 2, bottom + 17, 'base', {
      anchor: 'middle',
      size: 12,
      fill: quietInk,
    }),
    ...changes.map(([from, to]) => bandAt(x(values[from]!.at), x(values[to]!.at), plot)),
  ];
  const path = lineShape<number>(
    (index) => x(values[index]!.at),
    (index) => 0 * index,
  );
  for (const { points, style, base } of [...lines].reverse()) {
    const places = points.map((_, index) => index);
    const band = areaShape<number>(
      (index) => x(values[index]!.at),
      (index) => y(points[index]!.low),
      (index) => y(points[index]!.high),
    ).digits(1);
    if (points.every(({ low }) => !Number.isNaN(low)))
      marks.push(area(band(places) ?? '', style.colour, 0.14));
    marks.push(stroke(path.y((index) => y(points[index]!.mean)).digits(1)(places) ?? '', style));
    for (const [index, { mean }] of points.entries())
      marks.push(mark('circle', x(values[index]!.at), y(mean), style.colour, 3));
    marks.push(mark('diamond', left + baseWidth / 2, y(base.mean), style.colour, 4));
  }
  marks.push(
    ...numbersAt(lines, (index) => x(values[index]!.at), y),
    line(left, bottom, plot.right, bottom, axisColour),
  );
  marks.push(...valueTicks(values, x, bottom));
  const below = brokenLines(xTitle, width, 13);
  marks.push(
    ...below.map((text, index) =>
      textAt(plot.right, bottom + 38 + index * 16, text, { anchor: 'end' }),
    ),
  );
  return [{ height: bottom + 46 + (below.length - 1) * 16, marks }];
}

/** Between two values somewhere the best policy changes. */
function bandAt(from: number, to: number, { top, bottom }: Plot): Markup {
  return area(
    `M${from.toFixed(1)},${top}H${to.toFixed(1)}V${bottom}H${from.toFixed(1)}Z`,
    gridColour,
    0.55,
  );
}

/** Ticks at as many of the values as there is room for. */
function valueTicks(
  values: SweepLines['values'],
  x: (at: number) => number,
  bottom: number,
): readonly Markup[] {
  let free = -Infinity;
  const end = x(1) + 10;
  return values.flatMap(({ text, at }, index) => {
    const shown = fitted(text, 110, 12);
    const half = textWidth(shown, 12) / 2;
    const middle = Math.min(x(at), end - half);
    const tick = line(x(at), bottom, x(at), bottom + 4, axisColour);
    const isLast = index === values.length - 1;
    if (
      middle - half < free ||
      (!isLast && middle + half > end - 2 * half && values.length > 2 && middle + 2 * half > end)
    )
      return [tick];
    free = middle + half + 8;
    return [
      tick,
      textAt(middle, bottom + 17, shown, { anchor: 'middle', size: 12, fill: quietInk }),
    ];
  });
}

/** Places of the lines' numbers: where each line is farthest from the others. */
function numbersAt(
  lines: readonly SweepLine[],
  x: (index: number) => number,
  y: (value: number) => number,
): readonly Markup[] {
  const taken: { readonly x: number; readonly y: number }[] = [];
  return lines.flatMap(({ points, style }, place) => {
    const room = (index: number): number => {
      const own = y(points[index]!.mean);
      const others = lines
        .filter((_, other) => other !== place)
        .map((line_) => Math.abs(y(line_.points[index]!.mean) - own));
      // Not on the number of a line that coincides with this one here.
      const isTaken = taken.some(
        (one) => Math.abs(one.x - x(index)) < 16 && Math.abs(one.y - own) < 14,
      );
      return isTaken ? -1 : Math.min(60, ...others);
    };
    const best = points.reduce(
      (most, _, index) => (room(index) > room(most) + 0.01 ? index : most),
      0,
    );
    const at = { x: x(best), y: y(points[best]!.mean) - 9 };
    taken.push({ x: at.x, y: y(points[best]!.mean) });
    const fill = style.colour === otherStyle.colour ? quietInk : style.colour;
    return [
      textAt(at.x, at.y, `${place + 1}`, {
        anchor: 'middle',
        size: 12,
        bold: true,
        fill,
        halo: true,
      }),
    ];
  });
}
