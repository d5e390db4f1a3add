// Labels of a failure's events above a plot, each with a rule down through it. On a page the name
// is beside its rule. On a telephone, which has no room for that, rules are numbered and the names
// are listed above.
import type { Markup } from '../markup.ts';
import type { Canvas } from './chart.ts';
import { brokenLines, fitted, line, textAt, textWidth } from './marks.ts';
import { axisColour, quietInk } from './palette.ts';

export interface ChartEvent {
  readonly hour: number;
  readonly label: string;
}

export interface EventLabels {
  readonly height: number;
  /** @param top of the labels @param bottom of the plot, where rules end */
  readonly marks: (top: number, bottom: number) => readonly Markup[];
}

const rowHeight = 15;
const size = 12;
/** Between a rule and its name. */
const gap = 5;

/** @param events in order of time @param x hours to pixels */
export function eventLabels(
  events: readonly ChartEvent[],
  x: (hour: number) => number,
  canvas: Canvas,
): EventLabels {
  return canvas.size === 'wide'
    ? besideRules(events, x, canvas.width)
    : numbered(events, x, canvas.width);
}

interface Placed {
  readonly at: number;
  readonly text: string;
  readonly leftward: boolean;
  /** Horizontal extent of the name. */
  readonly from: number;
  readonly to: number;
  row: number;
}

function besideRules(
  events: readonly ChartEvent[],
  x: (hour: number) => number,
  width: number,
): EventLabels {
  const placed = events.map(({ hour, label }): Placed => {
    const at = x(hour);
    const needed = textWidth(label, size) + gap;
    // Names are to the right of their rule, or to the left near the end.
    const leftward = at + needed > width && at - needed > 0;
    const text = fitted(label, (leftward ? at : width - at) - gap, size);
    const length = textWidth(text, size) + gap;
    return {
      at,
      text,
      leftward,
      from: leftward ? at - length : at,
      to: leftward ? at : at + length,
      row: 0,
    };
  });
  findRows(placed);
  const rows = Math.max(0, ...placed.map(({ row }) => row + 1));
  return {
    height: rows * rowHeight,
    marks: (top, bottom) =>
      placed.flatMap(({ at, text, leftward, row }) => {
        const baseline = top + row * rowHeight + 11;
        return [
          line(at, baseline - 8, at, bottom, axisColour, 1, '2 2'),
          textAt(leftward ? at - gap : at + gap, baseline, text, {
            ...{ anchor: leftward ? 'end' : 'start', size, fill: quietInk, halo: true },
          }),
        ];
      }),
  };
}

/**
 * Lowers names until none overlaps another, or the rule of a name above it. Stops after some rounds
 * if both are not possible.
 */
function findRows(placed: readonly Placed[]): void {
  const overlap = (a: Placed, b: Placed): boolean => a.from < b.to + 8 && b.from < a.to + 8;
  const crosses = (rule: Placed, name: Placed): boolean => rule.at > name.from && rule.at < name.to;
  for (let round = 0; round < placed.length; round += 1) {
    for (const one of placed)
      for (const other of placed) {
        if (one === other) continue;
        // The rule of one would cross the name of the other, so it has to begin below that.
        const under = crosses(one, other) && !crosses(other, one);
        const second =
          overlap(one, other) &&
          placed.indexOf(one) > placed.indexOf(other) &&
          one.row === other.row;
        if (under && one.row <= other.row) one.row = other.row + 1;
        else if (second && !crosses(other, one)) one.row = other.row + 1;
        else if (second) other.row = one.row + 1;
      }
  }
}

function numbered(
  events: readonly ChartEvent[],
  x: (hour: number) => number,
  width: number,
): EventLabels {
  const indent = 16;
  const listed = events.map(({ label }) => brokenLines(label, width - indent, size));
  const lines = listed.reduce((sum, texts) => sum + texts.length, 0);
  return {
    height: events.length === 0 ? 0 : (lines + 1) * rowHeight + 4,
    marks: (top, bottom) => {
      const marks: Markup[] = [];
      let baseline = top + 11;
      listed.forEach((texts, index) => {
        marks.push(textAt(0, baseline, `${index + 1}`, { size, bold: true }));
        for (const text of texts) {
          marks.push(textAt(indent, baseline, text, { size, fill: quietInk }));
          baseline += rowHeight;
        }
      });
      baseline += 4;
      const places = placesOfNumbers(
        events.map(({ hour }) => x(hour)),
        width,
      );
      events.forEach(({ hour }, index) => {
        const at = x(hour);
        marks.push(
          textAt(places[index]!, baseline, `${index + 1}`, {
            anchor: 'middle',
            size,
            bold: true,
            halo: true,
          }),
        );
        marks.push(line(at, baseline + 3, at, bottom, axisColour, 1, '2 2'));
      });
      return marks;
    },
  };
}

/**
 * Numbers above their rules. Those that would overlap are moved to the right, or back to the left
 * at the edge.
 */
function placesOfNumbers(rules: readonly number[], width: number): readonly number[] {
  const own = (index: number): number => textWidth(`${index + 1}`, size);
  const places: number[] = [];
  let free = 0;
  for (const [index, at] of rules.entries()) {
    places.push(Math.max(at, free));
    free = places.at(-1)! + own(index) + 3;
  }
  let room = width - 1;
  for (let index = places.length - 1; index >= 0; index -= 1) {
    places[index] = Math.min(places[index]!, room - own(index) / 2);
    room = places[index]! - own(index) / 2 - 3;
  }
  return places;
}
