// Off supply through time: a panel a policy on one scale, its median with the 90 % band, ordinary life behind it, and the events of the
// failure above, each with a rule down to the lines.
import { scaleLinear } from 'd3-scale';
import { area as areaShape, line as lineShape } from 'd3-shape';
import type { Markup } from '../markup.ts';
import { dayTicks, valueRules, type Plot } from './axes.ts';
import type { Canvas, Drawing } from './chart.ts';
import { area, fitted, line, stroke, textAt, textWidth } from './marks.ts';
import { axisColour, ordinaryStyle, quietInk, type SeriesStyle } from './palette.ts';

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
  /** In order of time; events of one moment are one label. */
  readonly events: readonly { readonly hour: number; readonly label: string }[];
}

export interface Panels {
  readonly panels: readonly Panel[];
  /** The same household’s ordinary life. */
  readonly ordinary: readonly BandPoint[];
  readonly horizonHours: number;
}

const titleHeight = 22;
const eventHeight = 15;
const axisHeight = 24;

export function bandPanels({ panels, ordinary, horizonHours }: Panels, { size, width }: Canvas): Drawing {
  const most = Math.max(
    1,
    ...panels.flatMap(({ points }) => points.map(({ high }) => high)),
    ...ordinary.map(({ middle }) => middle),
  );
  const plotHeight = size === 'wide' ? 120 : 110;
  const left = textWidth(`${Math.round(most)}`, 12) + 16;
  const marks: Markup[] = [];
  let top = 0;
  panels.forEach((panel, index) => {
    const plotTop = top + titleHeight + panel.events.length * eventHeight + 4;
    const plot: Plot = { left, right: width - 8, top: plotTop, bottom: plotTop + plotHeight };
    const x = scaleLinear([0, horizonHours], [plot.left, plot.right]);
    const y = scaleLinear([0, most], [plot.bottom, plot.top]).nice(3);
    marks.push(textAt(0, top + 14, fitted(panel.title, width, 14), { bold: true, size: 14 }));
    marks.push(...valueRules(y, plot, 3), ...dayTicks(x, plot, horizonHours));
    marks.push(...eventMarks(panel.events, x, top + titleHeight, plot, width));
    marks.push(...lines(panel, ordinary, x, y));
    if (index === 0) marks.push(...keyAt(panel, ordinary, x, y, plot));
    top = plot.bottom + axisHeight + 16;
  });
  return { height: top - 12, marks };
}

type Scale = ReturnType<typeof scaleLinear<number, number>>;

function lines({ points, style }: Panel, ordinary: readonly BandPoint[], x: Scale, y: Scale): readonly Markup[] {
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

function eventMarks(events: Panel['events'], x: Scale, top: number, plot: Plot, width: number): readonly Markup[] {
  return events.flatMap(({ hour, label }, index) => {
    const baseline = top + index * eventHeight + 11;
    const at = x(hour);
    const needed = textWidth(label, 12);
    // Labels stand right of their rule, or left of it near the end.
    const leftward = at + 6 + needed > width && at - 6 - needed > 0;
    return [
      line(at, baseline - 8, at, plot.bottom, axisColour, 1, '2 2'),
      textAt(leftward ? at - 5 : at + 5, baseline, fitted(label, leftward ? at - 6 : width - at - 6, 12), {
        anchor: leftward ? 'end' : 'start',
        size: 12,
        fill: quietInk,
        halo: true,
      }),
    ];
  });
}

/** Names the lines once, where they are highest: median, band, ordinary life. */
function keyAt({ points, style }: Panel, ordinary: readonly BandPoint[], x: Scale, y: Scale, plot: Plot): readonly Markup[] {
  const peak = points.reduce((most, point) => (point.middle > most.middle ? point : most), points[0]!);
  const right = x(peak.hour) < (plot.left + plot.right) / 2;
  const place = right ? points.find((point) => point.hour > peak.hour && point.middle < peak.middle * 0.7) : undefined;
  const at = place ?? peak;
  const apart = points.reduce(
    (most, point, index) =>
      point.middle - (ordinary[index]?.middle ?? 0) > points[most]!.middle - (ordinary[most]?.middle ?? 0) ? index : most,
    0,
  );
  const calm = ordinary[apart]!;
  return [
    textAt(x(at.hour) + 8, Math.max(plot.top + 12, y(at.high) - 4), 'median and 90 % band', {
      size: 12,
      fill: style.colour,
      bold: true,
      halo: true,
    }),
    textAt(x(calm.hour), Math.min(y(calm.middle) - 10, plot.bottom - 6), 'ordinary life', {
      anchor: 'middle',
      size: 12,
      fill: quietInk,
      halo: true,
    }),
  ];
}
