// Homes off supply over time, all policies in one plot: a numbered line each on an axis that
// whoever draws it again keeps still.
import { scaleLinear } from 'd3-scale';
import { line as lineShape } from 'd3-shape';
import { dayTicks, valueRules, type Plot } from './axes.ts';
import type { Blocks, Canvas } from './chart.ts';
import { stroke, textAt, textWidth } from './marks.ts';
import { ordinaryStyle, otherStyle, quietInk, type SeriesStyle } from './palette.ts';
import { afterTwoDigits, seriesKey } from './series-key.ts';

interface TimePoint {
  readonly hour: number;
  readonly value: number;
}

interface TimeLine {
  readonly label: string;
  readonly style: SeriesStyle;
  readonly points: readonly TimePoint[];
}

export interface TimeLines {
  readonly lines: readonly TimeLine[];
  /** The same homes had no supplier failed. */
  readonly ordinary: readonly TimePoint[];
  readonly horizonHours: number;
  /** Top of the axis. */
  readonly most: number;
  readonly format: (value: number) => string;
}

export function timeLines(
  { lines, ordinary, horizonHours, most, format }: TimeLines,
  { size, width }: Canvas,
): Blocks {
  const key = seriesKey(
    [...lines, { label: 'Ordinary life: no supplier fails', style: ordinaryStyle }],
    width,
    afterTwoDigits,
  );
  const top = key.height + 10;
  const bottom = top + (size === 'wide' ? 260 : 200);
  const y = scaleLinear([0, most], [bottom, top]);
  const plot: Plot = {
    left: Math.max(...y.ticks(4).map((tick) => textWidth(format(tick), 12))) + 14,
    right: width - 10,
    top,
    bottom,
  };
  const x = scaleLinear([0, horizonHours], [plot.left, plot.right]);
  const path = lineShape<TimePoint>(
    ({ hour }) => x(hour),
    ({ value }) => y(value),
  ).digits(1);
  const marks = [
    ...key.marks,
    ...valueRules(y, plot, 4, format),
    ...dayTicks(x, plot, horizonHours),
    stroke(path(ordinary) ?? '', ordinaryStyle),
    // The first lie on top: they are what titles speak of.
    ...lines.toReversed().map(({ points, style }) => stroke(path(points) ?? '', style)),
    ...numbersAtPeaks(lines, x, y),
  ];
  return [{ height: bottom + 26, marks }];
}

/** A number where each line is highest, beside that of a line that is highest there too. */
function numbersAtPeaks(
  lines: readonly TimeLine[],
  x: (hour: number) => number,
  y: (value: number) => number,
) {
  const taken: { readonly x: number; readonly y: number }[] = [];
  return lines.map(({ points, style }, place) => {
    const peak = points.reduce(
      (most, point) => (point.value > most.value ? point : most),
      points[0]!,
    );
    const at = { x: x(peak.hour), y: y(peak.value) - 6 };
    while (taken.some((one) => Math.abs(one.x - at.x) < 15 && Math.abs(one.y - at.y) < 12))
      at.x += 15;
    taken.push(at);
    const fill = style.colour === otherStyle.colour ? quietInk : style.colour;
    return textAt(at.x, at.y, `${place + 1}`, {
      anchor: 'middle',
      size: 12,
      bold: true,
      fill,
      halo: true,
    });
  });
}
