// Spell lengths: for each policy, the number of spells of at least each length. The time axis is
// not to scale, so that hours and weeks both have room.
import { scaleLinear } from 'd3-scale';
import { line as lineShape } from 'd3-shape';
import type { Markup } from '../markup.ts';
import { valueRules, type Plot } from './axes.ts';
import type { Blocks, Canvas } from './chart.ts';
import { box, line, stroke, textAt, textWidth } from './marks.ts';
import { axisColour, gridColour, otherStyle, quietInk, type SeriesStyle } from './palette.ts';
import { afterOneDigit, seriesKey } from './series-key.ts';

export interface Curve {
  readonly label: string;
  readonly style: SeriesStyle;
  readonly points: readonly { readonly hours: number; readonly count: number }[];
}

const stops = [
  { hours: 0, label: '0' },
  { hours: 1, label: '1 h' },
  { hours: 3, label: '3 h' },
  { hours: 6, label: '6 h' },
  { hours: 12, label: '12 h' },
  { hours: 24, label: '1 day' },
  { hours: 72, label: '3 d' },
  { hours: 168, label: '1 wk' },
  { hours: 336, label: '2 wk' },
  { hours: 672, label: '4 wk' },
  { hours: 1344, label: '8 wk' },
  { hours: 2688, label: '16 wk' },
  { hours: 8760, label: '1 yr' },
] as const;

export function curves(all: readonly Curve[], yTitle: string, { size, width }: Canvas): Blocks {
  const most = Math.max(1, ...all.flatMap(({ points }) => points.map(({ count }) => count)));
  const longest = Math.max(
    1,
    ...all.flatMap(({ points }) =>
      points.filter(({ count }) => count > 0).map(({ hours }) => hours),
    ),
  );
  const shown = stops.slice(
    0,
    Math.max(3, stops.findIndex(({ hours }) => hours >= longest) + 1 || stops.length),
  );
  const key = seriesKey(all, width, afterOneDigit);
  const plot: Plot = {
    left: textWidth(`${Math.round(most)}`, 12) + 18,
    right: width - 10,
    top: key.height + 28,
    bottom: key.height + (size === 'wide' ? 320 : 270),
  };
  const range = shown.map(
    (_, index) => plot.left + ((plot.right - plot.left) * index) / (shown.length - 1),
  );
  const x = scaleLinear(
    shown.map(({ hours }) => hours),
    range,
  ).clamp(true);
  const y = scaleLinear([0, most], [plot.bottom, plot.top]).nice(5);
  const every = size === 'wide' ? 1 : 2;
  const marks: Markup[] = [
    ...key.marks,
    textAt(0, key.height + 14, yTitle, { size: 12, fill: quietInk }),
    ...valueRules(y, plot, 5),
  ];
  shown.forEach(({ label, hours }, index) => {
    if (index % every !== 0) return;
    marks.push(line(x(hours), plot.top, x(hours), plot.bottom + 4, gridColour));
    marks.push(
      textAt(x(hours), plot.bottom + 17, label, {
        anchor: index === 0 ? 'start' : index === shown.length - 1 ? 'end' : 'middle',
        size: 12,
        fill: quietInk,
      }),
    );
  });
  marks.push(line(plot.left, plot.bottom, plot.right, plot.bottom, axisColour));
  const path = lineShape<Curve['points'][number]>(
    (point) => x(point.hours),
    (point) => y(point.count),
  ).digits(1);
  for (const { points, style } of [...all].reverse()) marks.push(stroke(path(points) ?? '', style));
  marks.push(...numbersOf(all, x, y));
  return [{ height: plot.bottom + 26, marks }];
}

interface Place {
  readonly x: number;
  readonly y: number;
}

/**
 * Distance from a place to the nearest of some others, at most 60. Stops looking once it is not
 * above `most`.
 */
function roomAt(place: Place, others: readonly Place[], most: number): number {
  let room = 60;
  for (let index = 0; index < others.length && room > most; index++) {
    const other = others[index]!;
    room = Math.min(room, Math.abs(other.x - place.x) + Math.abs(other.y - place.y));
  }
  return room;
}

/** Places of the lines' numbers: where each line is farthest from the others. */
function numbersOf(
  all: readonly Curve[],
  x: (hours: number) => number,
  y: (count: number) => number,
): readonly Markup[] {
  const taken: Place[] = [];
  const drawn = all.map(({ points }) =>
    points.map(({ hours, count }) => ({ hours, count, x: x(hours), y: y(count) })),
  );
  return all.flatMap(({ style }, index) => {
    const own = drawn[index]!;
    const places = own.filter(({ hours, count }) => hours >= 1 && hours <= 336 && count > 0);
    const free = places.filter((place) =>
      taken.every((other) => Math.abs(other.x - place.x) > 22 || Math.abs(other.y - place.y) > 20),
    );
    const others = drawn.filter((other) => other !== own).flat();
    let best: Place | undefined;
    let most = -1;
    for (const place of free) {
      const room = roomAt(place, others, most);
      if (room <= most) continue;
      best = place;
      most = room;
    }
    if (best === undefined) return [];
    taken.push(best);
    return [
      box(best.x - 9, best.y - 8, 18, 16, '#ffffff'),
      textAt(best.x, best.y + 4.5, `${index + 1}`, {
        anchor: 'middle',
        bold: true,
        fill: style.colour === otherStyle.colour ? quietInk : style.colour,
      }),
    ];
  });
}
