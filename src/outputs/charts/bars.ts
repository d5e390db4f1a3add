// Bar charts: one row per policy, with its name above the bar so that long names fit on a
// telephone; parts of a whole side by side, with numbers.
import { scaleLinear } from 'd3-scale';
import { numberText } from '../number-text.ts';
import type { Markup } from '../markup.ts';
import type { Blocks, Canvas, Drawing } from './chart.ts';
import { box, brokenLines, fitted, textAt, textWidth, whisker } from './marks.ts';
import { ink, quietInk, white } from './palette.ts';

export interface BarPart {
  readonly label: string;
  readonly colour: string;
  /** Whether text on it is white; otherwise it is dark. */
  readonly dark: boolean;
  /** Whether it is striped, to be recognised without colour. */
  readonly striped?: boolean;
}

export interface BarRow {
  readonly label: string;
  readonly bold?: boolean;
  /** In the order of the parts. */
  readonly values: readonly number[];
  /** 95 % interval of the last part, drawn about its end. */
  readonly interval?: readonly [number, number];
  /** Text after the bar. */
  readonly total: string;
}

const row = { label: 16, bar: 20, between: 2, gap: 12 } as const;
/** Bold letters are wider than `textWidth` says at 13. */
const boldSize = 14;

/**
 * Stacked bars on one scale, with a key above where there is more than one part. A row without a
 * name belongs to the one above.
 */
export function stackedBars(
  parts: readonly BarPart[],
  rows: readonly BarRow[],
  { width }: Canvas,
): Blocks {
  const totalWidth = Math.max(...rows.map(({ total }) => textWidth(total))) + 14;
  const ends = rows.map(({ values, interval }) =>
    Math.max(sumOf(values), interval === undefined ? 0 : interval[1]),
  );
  const x = scaleLinear([0, Math.max(1e-9, ...ends)], [0, width - totalWidth]);
  const key = parts.length > 1 ? keyLines(parts, width) : { height: 6, marks: [] };
  const named = rows.flatMap(({ label }, place) => (label === '' ? [] : [place]));
  const groups = named.map((place, index) => rows.slice(place, named[index + 1]));
  return [key, ...groups.map((group) => barGroup(parts, group, x, width))];
}

function barGroup(
  parts: readonly BarPart[],
  rows: readonly BarRow[],
  x: (value: number) => number,
  width: number,
): Drawing {
  const { label, bold = false } = rows[0]!;
  const names = brokenLines(label, width, bold ? boldSize : 13);
  const marks: Markup[] = names.map((name, index) =>
    textAt(0, 12 + index * row.label, name, { bold }),
  );
  let y = names.length * row.label + 2;
  for (const { values, interval, total } of rows) {
    const alone = values.filter((value) => value > 0).length < 2;
    let from = 0;
    values.forEach((value, index) => {
      const part = parts[index]!;
      const [left, right] = [x(from), x(from + value)];
      marks.push(
        ...partBox(part, left, y, right - left - (index < values.length - 1 ? 1 : 0), row.bar),
      );
      const text = numberText(value, value < 9.95 ? 1 : 0);
      if (!alone && right - left > textWidth(text) + 12)
        marks.push(
          textAt((left + right) / 2, y + 14.5, text, {
            anchor: 'middle',
            fill: part.dark ? white : ink,
          }),
        );
      from += value;
    });
    let end = x(from);
    if (interval !== undefined) {
      marks.push(...whisker(x(interval[0]), x(interval[1]), y + row.bar / 2, ink, 4));
      end = Math.max(end, x(interval[1]));
    }
    marks.push(textAt(end + 8, y + 14.5, total, { bold: true }));
    y += row.bar + row.between;
  }
  return { height: y - row.between + row.gap, marks };
}

/** A part of a bar; stripes along its edges separate it from a neighbour of similar darkness. */
function partBox(
  { colour, striped = false }: BarPart,
  x: number,
  y: number,
  width: number,
  height: number,
): readonly Markup[] {
  if (!striped || width < 1) return [box(x, y, width, height, colour)];
  // Clear of a number in the middle.
  const stripe = height * 0.07;
  return [
    box(x, y, width, height, colour),
    box(x, y + 1.5 * stripe, width, stripe, white),
    box(x, y + height - 2.5 * stripe, width, stripe, white),
  ];
}

function keyLines(parts: readonly BarPart[], width: number): Drawing {
  const marks: Markup[] = [];
  let [x, y] = [0, 0];
  for (const part of parts) {
    const needed = 20 + textWidth(part.label) + 18;
    if (x > 0 && x + needed > width) [x, y] = [0, y + 20];
    marks.push(
      ...partBox(part, x, y + 1, 13, 13),
      textAt(x + 19, y + 12, fitted(part.label, width - 20)),
    );
    x += needed;
  }
  return { height: y + 28, marks };
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

export interface Measure {
  readonly title: string;
  readonly rows: readonly {
    readonly label: string;
    readonly value: number;
    readonly interval?: readonly [number, number];
    readonly text: string;
    readonly colour: string;
  }[];
}

/** Such panels in words, for readers who do not see them. */
export function measurePanelsText(measures: readonly Measure[]): string {
  const panels = measures.map(
    ({ title, rows }) =>
      `${title}: ${rows.map(({ label, text }) => `${label} ${text}`).join(', ')}.`,
  );
  return `Four panels of bars, a bar a policy, with 95 % intervals. ${panels.join(' ')}`;
}

/** Small panels of bars, one per measure with its own scale; two side by side if there is room. */
export function measurePanels(measures: readonly Measure[], { size, width }: Canvas): Blocks {
  const columns = size === 'wide' ? 2 : 1;
  const gutter = 40;
  const panelWidth = (width - gutter * (columns - 1)) / columns;
  const rows = Array.from({ length: Math.ceil(measures.length / columns) }, (_, index) =>
    measures.slice(index * columns, (index + 1) * columns),
  );
  return rows.map((beside, index) => {
    const panels = beside.map((measure, column) =>
      measurePanel(measure, column * (panelWidth + gutter), panelWidth),
    );
    return {
      height: Math.max(...panels.map(({ height }) => height)) + (index < rows.length - 1 ? 18 : 0),
      marks: panels.flatMap(({ marks }) => marks),
    };
  });
}

function measurePanel({ title, rows }: Measure, left: number, width: number): Drawing {
  const textSpace = Math.max(...rows.map(({ text }) => textWidth(text, 12))) + 12;
  const most = Math.max(
    1e-9,
    ...rows
      .flatMap(({ value, interval }) => [value, interval?.[1] ?? 0])
      .filter((one) => !Number.isNaN(one)),
  );
  const x = scaleLinear([0, most], [left, left + width - textSpace]);
  const marks: Markup[] = [textAt(left, 13, fitted(title, width, 15), { bold: true, size: 14 })];
  let y = 24;
  if (rows.every(({ value }) => value === 0)) {
    marks.push(textAt(left, y + 11, 'none under any policy', { size: 12, fill: quietInk }));
    return { height: y + 18, marks };
  }
  for (const { label, value, interval, text, colour } of rows) {
    const shown = Number.isNaN(value) ? 0 : value;
    const names = brokenLines(label, width, 12);
    names.forEach((name, index) =>
      marks.push(textAt(left, y + 11 + index * 14, name, { size: 12, fill: quietInk })),
    );
    y += (names.length - 1) * 14;
    marks.push(box(left, y + 15, x(shown) - left, 11, colour));
    let end = x(shown);
    if (interval !== undefined && !interval.some(Number.isNaN)) {
      marks.push(...whisker(x(Math.max(0, interval[0])), x(interval[1]), y + 20.5, ink, 3));
      end = Math.max(end, x(interval[1]));
    }
    marks.push(textAt(end + 6, y + 25, text, { size: 12 }));
    y += 33;
  }
  return { height: y, marks };
}
