// What a chart is: its finding as a title, its text alternative, and how it is drawn at a width. The two widths are a page's column and
// a telephone's; drawing each for itself keeps text readable on both.
import { markup, type Markup } from '../markup.ts';
import { ink, fontFamily } from './palette.ts';

const widths = { wide: 720, narrow: 300 } as const;
export type Size = keyof typeof widths;

export interface Canvas {
  readonly size: Size;
  readonly width: number;
}

/** What is drawn, and how tall that came out. */
export interface Drawing {
  readonly height: number;
  readonly marks: readonly Markup[];
}

export interface Chart {
  /** Part of ids and file names: small letters and hyphens. */
  readonly name: string;
  /** The finding, in some ten words. */
  readonly title: string;
  /** What somebody who cannot see it should know. */
  readonly description: string;
  readonly draw: (canvas: Canvas) => Drawing;
}

/** The chart as an SVG element for a page. */
export function chartElement(chart: Chart, size: Size): Markup {
  const width = widths[size];
  const { height, marks } = chart.draw({ size, width });
  const id = `${chart.name}-${size}`;
  return markup`<svg class="${size}" viewBox="0 0 ${width} ${Math.ceil(height)}" width="${width}" height="${Math.ceil(height)}" role="img" aria-labelledby="${id}-title ${id}-description" font-family="${fontFamily}" font-size="13" fill="${ink}"><title id="${id}-title">${chart.title}</title><desc id="${id}-description">${chart.description}</desc>${marks}</svg>`;
}

const margin = 24;
const headHeight = 40;

/** The chart as an SVG file of its own, with its title above it, for slides. */
export function chartFile(chart: Chart): string {
  const width = widths.wide;
  const { height, marks } = chart.draw({ size: 'wide', width });
  const [outerWidth, outerHeight] = [width + 2 * margin, Math.ceil(height) + 2 * margin + headHeight];
  const drawing = markup`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${outerWidth} ${outerHeight}" width="${outerWidth}" height="${outerHeight}" role="img" aria-labelledby="title description" font-family="${fontFamily}" font-size="13" fill="${ink}"><title id="title">${chart.title}</title><desc id="description">${chart.description}</desc><rect width="${outerWidth}" height="${outerHeight}" fill="#ffffff"/><text x="${margin}" y="${margin + 16}" font-size="17" font-weight="bold">${chart.title}</text><g transform="translate(${margin} ${margin + headHeight})">${marks}</g></svg>`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n${drawing.text}\n`;
}
