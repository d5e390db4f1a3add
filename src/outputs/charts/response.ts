// A figure against the values of an input: the mean with its interval at each value, the limit
// across, and the interval of the answer as a vertical band. Or, without a limit, a frontier: for
// each value of one input an interval of another.
import { scaleLinear, type ScaleLinear } from 'd3-scale';
import { line as lineShape } from 'd3-shape';
import type { Markup } from '../markup.ts';
import { valueRules, type Plot } from './axes.ts';
import type { Blocks, Canvas } from './chart.ts';
import { box, brokenLines, fitted, line, mark, stroke, textAt, textWidth } from './marks.ts';
import { axisColour, ink, quietInk, seriesStyles } from './palette.ts';

/** A value of the input, and the figure there. */
interface ResponsePoint {
  readonly at: number;
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

export interface Response {
  readonly points: readonly ResponsePoint[];
  /** In the unit of the figure. */
  readonly limit?: { readonly value: number; readonly text: string };
  /** Intervals of the answer, in the unit of the input. */
  readonly bands: readonly { readonly from: number; readonly to: number; readonly text: string }[];
  /** The whole range of the input. */
  readonly range: readonly [number, number];
  readonly xTitle: string;
  readonly yTitle: string;
  readonly xText: (value: number) => string;
  readonly yText: (value: number) => string;
}

const bandFill = '#f9d3bd';

export function response(drawn: Response, { size, width }: Canvas): Blocks {
  const { points, limit, bands, range, xText, yText } = drawn;
  const ends = [
    ...points.flatMap(({ mean, low, high }) => [mean, low, high]),
    ...(limit === undefined ? [] : [limit.value]),
  ];
  const finite = ends.filter((value) => Number.isFinite(value));
  const title = brokenLines(drawn.yTitle, width, 12);
  const top = title.length * 16 + 28;
  const height = size === 'wide' ? 320 : 260;
  const y = scaleLinear([Math.min(0, ...finite), Math.max(0, ...finite)], [top + height, top]).nice(
    5,
  );
  const labels = y.ticks(5).map(yText);
  const plot: Plot = {
    left: Math.max(...labels.map((label) => textWidth(label, 12))) + 12,
    right: width - 14,
    top,
    bottom: top + height,
  };
  const x = scaleLinear(range, [plot.left + 8, plot.right - 8]);
  const shown = points.filter(({ mean }) => Number.isFinite(mean));
  const path = lineShape<ResponsePoint>(
    ({ at }) => x(at),
    ({ mean }) => y(mean),
  ).digits(1);
  const [main] = seriesStyles;
  const marks: Markup[] = [
    ...title.map((text, index) => textAt(0, 13 + 16 * index, text, { size: 12, fill: quietInk })),
    ...bands.map(({ from, to }) =>
      box(x(from) - 1, plot.top, x(to) - x(from) + 2, plot.bottom - plot.top, bandFill),
    ),
    ...valueRules(y, plot, 5, yText),
    ...xTicks(x, plot, size === 'wide' ? 7 : 4, xText),
    stroke(path(shown) ?? '', main),
    ...shown.flatMap(({ at, low, high }) =>
      low < high ? [line(x(at), y(low), x(at), y(high), main.colour, 1.5)] : [],
    ),
    ...shown.map(({ at, mean }) => mark('circle', x(at), y(mean), main.colour, 3.5)),
    ...(limit === undefined ? [] : limitMarks(y(limit.value), plot, limit.text)),
    ...bands.map(({ from, to, text }, index) =>
      bandLabel((x(from) + x(to)) / 2, plot, text, index),
    ),
  ];
  const foot = brokenLines(drawn.xTitle, width, 12);
  marks.push(
    ...foot.map((text, index) =>
      textAt(plot.right, plot.bottom + 36 + 16 * index, text, {
        anchor: 'end',
        size: 12,
        fill: quietInk,
      }),
    ),
  );
  return [{ height: plot.bottom + 30 + 16 * foot.length, marks }];
}

function xTicks(
  x: ScaleLinear<number, number>,
  { bottom }: Plot,
  count: number,
  text: (value: number) => string,
): readonly Markup[] {
  return x
    .ticks(count)
    .flatMap((tick) => [
      line(x(tick), bottom, x(tick), bottom + 4, axisColour),
      textAt(x(tick), bottom + 17, text(tick), { anchor: 'middle', size: 12, fill: quietInk }),
    ]);
}

function limitMarks(at: number, { left, right, top }: Plot, text: string): readonly Markup[] {
  const isHigh = at - top < 24;
  const label = fitted(text, right - left - 8, 12);
  return [
    line(left, at, right, at, ink, 1.5, '6 3'),
    textAt(right - 4, isHigh ? at + 15 : at - 6, label, {
      anchor: 'end',
      size: 12,
      bold: true,
      halo: true,
    }),
  ];
}

/** Above the plot; the second one a line lower, inside it. */
function bandLabel(
  middle: number,
  { left, right, top }: Plot,
  text: string,
  index: number,
): Markup {
  const half = textWidth(text, 12) / 2;
  const at = Math.min(right - half, Math.max(left + half, middle));
  return textAt(at, top - 6 + 17 * index, text, {
    anchor: 'middle',
    size: 12,
    bold: true,
    halo: true,
  });
}
