// Bars: one row a policy, its name above its bar, so that long names fit on a telephone; parts of a whole side by side, numbers written out.
import { scaleLinear } from 'd3-scale';
import { numberText } from '../number-text.ts';
import type { Markup } from '../markup.ts';
import type { Canvas, Drawing } from './chart.ts';
import { box, fitted, textAt, textWidth, whisker } from './marks.ts';
import { ink, quietInk, white } from './palette.ts';

export interface BarPart {
  readonly label: string;
  readonly colour: string;
  /** Whether white is read on it; ink is otherwise. */
  readonly dark: boolean;
}

export interface BarRow {
  readonly label: string;
  readonly bold?: boolean;
  /** In the order of the parts. */
  readonly values: readonly number[];
  /** 95 % interval of the last part, drawn about its end. */
  readonly interval?: readonly [number, number];
  /** What stands after the bar. */
  readonly total: string;
}

const row = { label: 16, bar: 20, gap: 12 } as const;

/** Stacked bars on one scale, with a key above where there is more than one part. A row without a name belongs to the one above. */
export function stackedBars(parts: readonly BarPart[], rows: readonly BarRow[], { width }: Canvas): Drawing {
  const totalWidth = Math.max(...rows.map(({ total }) => textWidth(total))) + 14;
  const ends = rows.map(({ values, interval }) => Math.max(sumOf(values), interval === undefined ? 0 : interval[1]));
  const x = scaleLinear([0, Math.max(1e-9, ...ends)], [0, width - totalWidth]);
  const key = parts.length > 1 ? keyLines(parts, width) : { height: 0, marks: [] };
  const marks: Markup[] = [...key.marks];
  let y = key.height + 6;
  rows.forEach(({ label, bold = false, values, interval, total }, place) => {
    if (label !== '') {
      marks.push(textAt(0, y + 12, fitted(label, width), { bold }));
      y += row.label + 2;
    }
    const alone = values.filter((value) => value > 0).length < 2;
    let from = 0;
    values.forEach((value, index) => {
      const part = parts[index]!;
      const [left, right] = [x(from), x(from + value)];
      marks.push(box(left, y, right - left - (index < values.length - 1 ? 1 : 0), row.bar, part.colour));
      const text = numberText(value, value < 9.95 ? 1 : 0);
      if (!alone && right - left > textWidth(text) + 12)
        marks.push(textAt((left + right) / 2, y + 14.5, text, { anchor: 'middle', fill: part.dark ? white : ink }));
      from += value;
    });
    let end = x(from);
    if (interval !== undefined) {
      marks.push(...whisker(x(interval[0]), x(interval[1]), y + row.bar / 2, ink, 4));
      end = Math.max(end, x(interval[1]));
    }
    marks.push(textAt(end + 8, y + 14.5, total, { bold: true }));
    y += row.bar + (rows[place + 1]?.label === '' ? 2 : row.gap);
  });
  return { height: y, marks };
}

function keyLines(parts: readonly BarPart[], width: number): Drawing {
  const marks: Markup[] = [];
  let [x, y] = [0, 0];
  for (const { label, colour } of parts) {
    const needed = 20 + textWidth(label) + 18;
    if (x > 0 && x + needed > width) [x, y] = [0, y + 20];
    marks.push(box(x, y + 1, 13, 13, colour), textAt(x + 19, y + 12, fitted(label, width - 20)));
    x += needed;
  }
  return { height: y + 22, marks };
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

/** Small panels of bars, each measure on a scale of its own; two beside each other where there is room. */
export function measurePanels(measures: readonly Measure[], { size, width }: Canvas): Drawing {
  const columns = size === 'wide' ? 2 : 1;
  const gutter = 40;
  const panelWidth = (width - gutter * (columns - 1)) / columns;
  const marks: Markup[] = [];
  let [top, tallest] = [0, 0];
  measures.forEach((measure, index) => {
    const column = index % columns;
    if (column === 0 && index > 0) [top, tallest] = [top + tallest + 18, 0];
    const panel = measurePanel(measure, column * (panelWidth + gutter), top, panelWidth);
    marks.push(...panel.marks);
    tallest = Math.max(tallest, panel.height);
  });
  return { height: top + tallest, marks };
}

function measurePanel({ title, rows }: Measure, left: number, top: number, width: number): Drawing {
  const textSpace = Math.max(...rows.map(({ text }) => textWidth(text, 12))) + 12;
  const most = Math.max(
    1e-9,
    ...rows.flatMap(({ value, interval }) => [value, interval?.[1] ?? 0]).filter((one) => !Number.isNaN(one)),
  );
  const x = scaleLinear([0, most], [left, left + width - textSpace]);
  const marks: Markup[] = [textAt(left, top + 13, fitted(title, width, 14), { bold: true, size: 14 })];
  let y = top + 24;
  if (rows.every(({ value }) => value === 0)) {
    marks.push(textAt(left, y + 11, 'none under any policy', { size: 12, fill: quietInk }));
    return { height: y + 18 - top, marks };
  }
  for (const { label, value, interval, text, colour } of rows) {
    const shown = Number.isNaN(value) ? 0 : value;
    marks.push(textAt(left, y + 11, fitted(label, width, 12), { size: 12, fill: quietInk }));
    marks.push(box(left, y + 15, x(shown) - left, 11, colour));
    let end = x(shown);
    if (interval !== undefined && !interval.some(Number.isNaN)) {
      marks.push(...whisker(x(Math.max(0, interval[0])), x(interval[1]), y + 20.5, ink, 3));
      end = Math.max(end, x(interval[1]));
    }
    marks.push(textAt(end + 6, y + 25, text, { size: 12 }));
    y += 33;
  }
  return { height: y - top, marks };
}
