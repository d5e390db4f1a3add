// Charts of sensitivity: a tornado chart of effects around the unchanged scenario, and the size of
// effects against their spread.
import { scaleLinear } from 'd3-scale';
import { numberText } from '../number-text.ts';
import type { Markup } from '../markup.ts';
import { valueRules, type Plot } from './axes.ts';
import type { Blocks, Canvas, Drawing } from './chart.ts';
import { box, brokenLines, line, mark, textAt, textWidth, whisker } from './marks.ts';
import { axisColour, categoryColours, gridColour, ink, otherStyle, quietInk } from './palette.ts';

/** The effect of one value of a factor. */
interface TornadoEnd {
  /** The value, in the units of the file. */
  readonly value: string;
  readonly effect: number;
  readonly interval?: readonly [number, number];
}

export interface TornadoRow {
  readonly label: string;
  /** The key, below the label. */
  readonly detail: string;
  readonly ends: readonly TornadoEnd[];
}

const barHeight = 16;
const lineHeight = 16;

/** One row per factor: from its lowest to its highest effect, around a line of no change. */
export function tornado(
  rows: readonly TornadoRow[],
  axisTitle: string,
  { size, width }: Canvas,
): Blocks {
  const ticks = size === 'wide' ? 4 : 2;
  const effects = rows.flatMap(({ ends }) =>
    ends.flatMap(({ effect, interval = [] }) => [effect, ...interval]),
  );
  const present = effects.filter((effect) => !Number.isNaN(effect));
  const x = scaleLinear(
    [Math.min(0, ...present), Math.max(1e-9, ...present)],
    [14, width - 14],
  ).nice(ticks);
  const blocks = rows.map((row): Drawing => {
    const { height, marks } = tornadoRow(row, x, width);
    const rules = x
      .ticks(ticks)
      .map((tick) =>
        line(
          x(tick),
          0,
          x(tick),
          height,
          tick === 0 ? axisColour : gridColour,
          tick === 0 ? 1.5 : 1,
        ),
      );
    return { height, marks: [...rules, ...marks] };
  });
  return [
    { height: 20, marks: [textAt(0, 13, axisTitle, { size: 12, fill: quietInk })] },
    ...blocks,
    axisNumbers(x, ticks),
  ];
}

function axisNumbers(
  x: { ticks(count: number): number[]; domain(): number[] } & ((value: number) => number),
  count: number,
): Drawing {
  const [first, last] = x.domain();
  const marks = x.ticks(count).map((tick) =>
    textAt(x(tick), 15, numberText(tick, 0), {
      ...{
        anchor: tick === first ? 'start' : tick === last ? 'end' : 'middle',
        size: 12,
        fill: quietInk,
      },
    }),
  );
  return { height: 22, marks };
}

function tornadoRow(
  { label, detail, ends }: TornadoRow,
  x: (value: number) => number,
  width: number,
): Drawing {
  const names = brokenLines(label, width, 14);
  const details = brokenLines(detail, width, 12);
  const marks: Markup[] = names.map((name, index) =>
    textAt(0, 14 + index * lineHeight, name, { bold: true, halo: true }),
  );
  let y = names.length * lineHeight;
  for (const text of details) {
    marks.push(textAt(0, y + 12, text, { size: 12, fill: quietInk, halo: true }));
    y += 15;
  }
  y += 5;
  const sorted = ends
    .filter(({ effect }) => !Number.isNaN(effect))
    .toSorted((one, other) => one.effect - other.effect);
  const [lowest, highest] = [sorted[0], sorted.at(-1)];
  if (lowest === undefined || highest === undefined) return { height: y + 10, marks };
  const [left, right] = [Math.min(0, lowest.effect), Math.max(0, highest.effect)];
  if (left < 0) marks.push(box(x(left), y, x(0) - x(left), barHeight, categoryColours[0]));
  if (right > 0) marks.push(box(x(0), y, x(right) - x(0), barHeight, categoryColours[2]));
  for (const { interval } of [lowest, highest])
    if (interval !== undefined && !interval.some(Number.isNaN))
      marks.push(...whisker(x(interval[0]), x(interval[1]), y + barHeight / 2, ink, 4));
  y += barHeight + 4;
  for (const { value, effect } of sorted)
    for (const text of brokenLines(
      `${value}: ${effect > 0 ? '+' : ''}${numberText(effect)}`,
      width,
      12,
    )) {
      marks.push(textAt(0, y + 11, text, { size: 12, halo: true }));
      y += 15;
    }
  return { height: y + 10, marks };
}

export interface ScatterPoint {
  readonly label: string;
  readonly x: number;
  readonly y: number;
}

/**
 * Numbered points with their names below; further ones are small and grey.
 * @param titles of the two axes
 */
export function numberedScatter(
  named: readonly ScatterPoint[],
  others: readonly ScatterPoint[],
  titles: readonly [x: string, y: string],
  { size, width }: Canvas,
): Blocks {
  const all = [...named, ...others].filter(({ x, y }) => !Number.isNaN(x) && !Number.isNaN(y));
  const most = Math.max(1e-9, ...all.map(({ x }) => x));
  const highest = Math.max(1e-9, ...all.map(({ y }) => y));
  const plot: Plot = {
    left: textWidth(numberText(highest, 0), 12) + 20,
    right: width - 16,
    top: 28,
    bottom: size === 'wide' ? 340 : 280,
  };
  const x = scaleLinear([0, most], [plot.left, plot.right - 12]).nice(4);
  const y = scaleLinear([0, highest], [plot.bottom, plot.top + 8]).nice(5);
  const ticks = x.ticks(size === 'wide' ? 6 : 3);
  const marks: Markup[] = [
    textAt(0, 13, titles[1], { size: 12, fill: quietInk }),
    ...valueRules(y, plot, 5, (value) => numberText(value, highest < 5 ? 1 : 0)),
    ...ticks.map((tick) => line(x(tick), plot.bottom, x(tick), plot.bottom + 4, axisColour)),
    ...ticks.map((tick) =>
      textAt(x(tick), plot.bottom + 17, numberText(tick, most < 5 ? 1 : 0), {
        anchor: 'middle',
        size: 12,
        fill: quietInk,
      }),
    ),
    textAt(plot.right, plot.bottom + 34, titles[0], { anchor: 'end', size: 12, fill: quietInk }),
    ...others
      .filter((point) => all.includes(point))
      .map((point) => mark('circle', x(point.x), y(point.y), otherStyle.colour, 3)),
  ];
  const taken: Place[] = [];
  named.forEach((point, index) => {
    if (!all.includes(point)) return;
    marks.push(mark('circle', x(point.x), y(point.y), categoryColours[0]));
    const at = { x: x(point.x), y: y(point.y) };
    const place = freePlace(at, taken, {
      left: plot.left + 9,
      right: width - 9,
      bottom: plot.bottom - 4,
    });
    taken.push(place);
    if (Math.hypot(place.x - at.x, place.y - at.y) > farAway)
      marks.push(line(at.x, at.y, place.x, place.y, quietInk, 0.75));
    marks.push(
      textAt(place.x, place.y + 4.5, `${index + 1}`, {
        anchor: 'middle',
        bold: true,
        size: 13,
        halo: true,
      }),
    );
  });
  return [{ height: plot.bottom + 44, marks }, keyOf(named, width)];
}

interface Place {
  readonly x: number;
  readonly y: number;
}

/** Space for a number, with a margin. */
const numberRoom = { across: 19, down: 13 };

/** The nearest place to the point that has no number yet. */
function freePlace(
  { x, y }: Place,
  taken: readonly Place[],
  { left, right, bottom }: Readonly<Record<'left' | 'right' | 'bottom', number>>,
): Place {
  const isFree = (place: Place): boolean =>
    taken.every(({ x: across, y: down }) => {
      const isBeside = Math.abs(across - place.x) >= numberRoom.across;
      return isBeside || Math.abs(down - place.y) >= numberRoom.down;
    });
  const held = ([across, down]: readonly [number, number]): Place => ({
    x: Math.min(right, Math.max(left, x + across)),
    y: Math.min(bottom, Math.max(8, y + down)),
  });
  const around = turns.map(([across, down]) => [14 * across, 14 * down] as const);
  const further = farther.flatMap((radius) =>
    turns.map(([across, down]) => [radius * across, radius * down] as const),
  );
  const places = [...around, ...further].map(held);
  return places.find(isFree) ?? places[0]!;
}

/** Directions, the best for a number first. */
const turns: readonly (readonly [number, number])[] = [
  ...([
    [0.9, -0.45],
    [-0.9, -0.45],
    [0.9, 0.7],
    [-0.9, 0.7],
  ] as const),
  ...([
    [0, -1.1],
    [0, 1.2],
    [1.5, 0.1],
    [-1.5, 0.1],
  ] as const),
];
const farther = [22, 30, 38, 46, 56, 66, 78, 90, 104, 120];
/** From here on a line leads from the number to its point. */
const farAway = 20;

function keyOf(points: readonly ScatterPoint[], width: number): Drawing {
  const marks: Markup[] = [];
  let y = 0;
  points.forEach(({ label }, index) => {
    marks.push(textAt(0, y + 12, `${index + 1}`, { bold: true }));
    for (const text of brokenLines(label, width - 26)) {
      marks.push(textAt(26, y + 12, text));
      y += 16;
    }
    y += 4;
  });
  return { height: y + 4, marks };
}
