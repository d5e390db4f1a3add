// The marks that charts consist of. Coordinates are rounded to a tenth of a pixel, so that they do
// not depend on a machine's rounding.
import { markup, type Markup } from '../markup.ts';
import { ink, type SeriesStyle } from './palette.ts';

function round(value: number): number {
  const rounded = Math.round(value * 10) / 10;
  return Object.is(rounded, -0) ? 0 : rounded;
}

export interface TextLook {
  readonly anchor?: 'start' | 'middle' | 'end';
  readonly size?: number;
  readonly bold?: boolean;
  readonly fill?: string;
  /** A white edge that keeps it readable over lines. */
  readonly halo?: boolean;
}

export function textAt(x: number, y: number, text: string, look: TextLook = {}): Markup {
  const { anchor = 'start', size = 13, bold = false, fill = ink, halo = false } = look;
  return markup`<text x="${round(x)}" y="${round(y)}" text-anchor="${anchor}" font-size="${size}" fill="${fill}"${bold ? markup` font-weight="bold"` : undefined}${halo ? markup` stroke="#ffffff" stroke-width="3.5" stroke-linejoin="round" paint-order="stroke"` : undefined}>${text}</text>`;
}

export function line(
  x1: number,
  y1: number,
  x2: number,
  y2: number,
  colour: string,
  width = 1,
  dash?: string,
): Markup {
  return markup`<line x1="${round(x1)}" y1="${round(y1)}" x2="${round(x2)}" y2="${round(y2)}" stroke="${colour}" stroke-width="${width}"${dash === undefined ? undefined : markup` stroke-dasharray="${dash}"`}/>`;
}

export function box(x: number, y: number, width: number, height: number, fill: string): Markup {
  return markup`<rect x="${round(x)}" y="${round(y)}" width="${round(Math.max(0, width))}" height="${round(Math.max(0, height))}" fill="${fill}"/>`;
}

/** @param d path data from d3-shape, asked for with one digit */
export function stroke(d: string, { colour, width, dash }: SeriesStyle): Markup {
  return markup`<path d="${d}" fill="none" stroke="${colour}" stroke-width="${width}" stroke-linejoin="round"${dash === undefined ? undefined : markup` stroke-dasharray="${dash}"`}/>`;
}

export function area(d: string, fill: string, opacity: number): Markup {
  return markup`<path d="${d}" fill="${fill}" fill-opacity="${opacity}"/>`;
}

export const markShapes = ['circle', 'diamond', 'bar'] as const;
export type MarkShape = (typeof markShapes)[number];

/** A mark whose shape tells the series without its colour. */
export function mark(shape: MarkShape, x: number, y: number, colour: string, radius = 5.5): Markup {
  if (shape === 'circle')
    return markup`<circle cx="${round(x)}" cy="${round(y)}" r="${radius}" fill="${colour}" stroke="#ffffff"/>`;
  if (shape === 'bar')
    return markup`<rect x="${round(x - 2)}" y="${round(y - radius - 1)}" width="4" height="${2 * radius + 2}" fill="${colour}" stroke="#ffffff" stroke-width="0.5"/>`;
  const reach = radius + 1.5;
  return markup`<path d="M${round(x)},${round(y - reach)}L${round(x + reach)},${round(y)}L${round(x)},${round(y + reach)}L${round(x - reach)},${round(y)}Z" fill="${colour}" stroke="#ffffff"/>`;
}

/**
 * A whisker from one limit to the other, with a white edge, so that it is seen on dark bars too.
 */
export function whisker(
  x1: number,
  x2: number,
  y: number,
  colour: string,
  half = 5,
): readonly Markup[] {
  return [
    line(x1 - 1.5, y, x2 + 1.5, y, '#ffffff', 5),
    line(x1, y - half - 1.5, x1, y + half + 1.5, '#ffffff', 5),
    line(x2, y - half - 1.5, x2, y + half + 1.5, '#ffffff', 5),

    line(x1, y, x2, y, colour, 2),
    line(x1, y - half, x1, y + half, colour, 2),
    line(x2, y - half, x2, y + half, colour, 2),
  ];
}

/** Widths by character, kept because charts measure many texts. */
const widths = new Map<string, number>();

function widthOf(character: string): number {
  const known = widths.get(character);
  if (known !== undefined) return known;
  const width = /[A-Z0-9MW£%]/u.test(character)
    ? 0.62
    : /[ilj.,:;' ()|]/u.test(character)
      ? 0.3
      : 0.53;
  widths.set(character, width);
  return width;
}

/** Approximate width of a text in Arial, in pixels. */
export function textWidth(text: string, size = 13): number {
  let width = 0;
  for (const character of text) width += widthOf(character);
  return width * size;
}

/** The text, cut with `…` if it would be wider. */
export function fitted(text: string, width: number, size = 13): string {
  if (textWidth(text, size) <= width) return text;
  const characters = Array.from(text);
  while (characters.length > 1 && textWidth(`${characters.join('')}…`, size) > width)
    characters.pop();
  return `${characters.join('').trimEnd()}…`;
}

/** The text broken at blanks into lines that fit. Words that are too long for a line are cut. */
export function brokenLines(text: string, width: number, size = 13): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && textWidth(`${last} ${word}`, size) <= width)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(fitted(word, width, size));
  }
  return lines;
}
