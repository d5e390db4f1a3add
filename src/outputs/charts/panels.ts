// Homes off supply over time: one panel per policy on a common scale, with the median, the 90 %
// band, ordinary life behind it, and the failure's events above, each with a rule down to the
// lines.
import { scaleLinear } from 'd3-scale';
import { area as areaShape, line as lineShape } from 'd3-shape';
import type { Markup } from '../markup.ts';
import { numberText } from '../number-text.ts';
import { dayTicks, valueRules, type Plot } from './axes.ts';
import type { Blocks, Canvas } from './chart.ts';
import { eventLabels, type ChartEvent } from './event-labels.ts';
import { area, brokenLines, stroke, textAt, textWidth } from './marks.ts';
import { ordinaryStyle, quietInk, type SeriesStyle } from './palette.ts';

export interface BandPoint {
  readonly hour: number;
  readonly low: number;
  readonly middle: number;
  readonly high: number;
}

export interface Panel {
  readonly title: string;
  readonly style: SeriesStyle;
  readonly points: readonly BandPoint[];
  /** In order of time. Simultaneous events share a label. */
  readonly events: readonly ChartEvent[];
}

export interface Panels {
  readonly panels: readonly Panel[];
  /** Ordinary life of the same households. */
  readonly ordinary: readonly BandPoint[];
  readonly horizonHours: number;
}

const titleLine = 18;
const axisHeight = 24;

export function bandPanels({ panels, ordinary, horizonHours }: Panels, canvas: Canvas): Blocks {
  const { size, width } = canvas;
  const most = Math.max(
    1,
    ...panels.flatMap(({ points }) => points.map(({ high }) => high)),
    ...ordinary.map(({ middle }) => middle),
  );
  const plotHeight = size === 'wide' ? 120 : 110;
  const left = textWidth(numberText(most, 0), 12) + 14;
  const right = width - 8;
  const x = scaleLinear([0, horizonHours], [left, right]);
  return panels.map((panel, index) => {
    const labels = eventLabels(panel.events, x, canvas);
    const title = brokenLines(panel.title, width, 15);
    const labelsTop = title.length * titleLine + 4;
    const plotTop = labelsTop + labels.height + 4;
    const plot: Plot = { left, right, top: plotTop, bottom: plotTop + plotHeight };
    const y = scaleLinear([0, most * 1.04], [plot.bottom, plot.top]);
    const marks: readonly Markup[] = [
      ...title.map((text, place) =>
        textAt(0, 14 + place * titleLine, text, { bold: true, size: 14 }),
      ),
      ...valueRules(y, plot, 3),
      ...dayTicks(x, plot, horizonHours),
      ...labels.marks(labelsTop, plot.bottom),
      ...lines(panel, ordinary, x, y),
      ...(index === 0 ? keyAt(panel, ordinary, x, y, plot) : []),
    ];
    return { height: plot.bottom + axisHeight + (index < panels.length - 1 ? 16 : 4), marks };
  });
}

type Scale = ReturnType<typeof scaleLinear<number, number>>;

function lines(
  { points, style }: Panel,
  ordinary: readonly BandPoint[],
  x: Scale,
  y: Scale,
): readonly Markup[] {
  const band = areaShape<BandPoint>(
    (point) => x(point.hour),
    (point) => y(point.low),
    (point) => y(point.high),
  ).digits(1);
  const middle = lineShape<BandPoint>(
    (point) => x(point.hour),
    (point) => y(point.middle),
  ).digits(1);
  return [
    area(band(points) ?? '', style.colour, 0.22),
    stroke(middle(ordinary) ?? '', ordinaryStyle),
    stroke(middle(points) ?? '', { colour: style.colour, width: 2.25 }),
  ];
}

/** Names the lines once, where they are highest: median, band, ordinary life. */
function keyAt(
  { points, style }: Panel,
  ordinary: readonly BandPoint[],
  x: Scale,
  y: Scale,
  plot: Plot,
): readonly Markup[] {
  const peak = points.reduce(
    (most, point) => (point.middle > most.middle ? point : most),
    points[0]!,
  );
  const right = x(peak.hour) < (plot.left + plot.right) / 2;
  const place = right
    ? points.find((point) => point.hour > peak.hour && point.middle < peak.middle * 0.7)
    : undefined;
  const at = place ?? peak;
  // The hour at which the two lines are farthest apart, among hours that both have. Each policy has
  // further hours near its own events.
  const above = new Map(points.map(({ hour, middle }) => [hour, middle]));
  const gapAt = ({ hour, middle }: BandPoint): number => (above.get(hour) ?? -Infinity) - middle;
  const calm = ordinary.reduce(
    (most, point) => (gapAt(point) > gapAt(most) ? point : most),
    ordinary[0]!,
  );
  const [name, background] = ['median and 90 % band', 'ordinary life'];
  // Kept inside the plot, whatever its width.
  const left = Math.min(x(at.hour) + 8, plot.right - textWidth(name, 13));
  const half = textWidth(background, 12) / 2;
  const middle = Math.min(plot.right - half, Math.max(plot.left + half, x(calm.hour)));
  return [
    textAt(left, Math.max(plot.top + 12, y(at.high) - 4), name, {
      size: 12,
      fill: style.colour,
      bold: true,
      halo: true,
    }),
    textAt(middle, Math.min(y(calm.middle) - 10, plot.bottom - 6), background, {
      ...{ anchor: 'middle', size: 12, fill: quietInk, halo: true },
    }),
  ];
}
