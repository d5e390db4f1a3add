// A chart: its finding as a title, its text alternative, and its drawing at a width. There are two
// widths, a page's column and a telephone's; a separate drawing for each keeps text readable.
import { markup, type Markup } from '../markup.ts';
import { brokenLines, textAt } from './marks.ts';
import { ink, fontFamily } from './palette.ts';

const widths = { wide: 720, narrow: 300 } as const;
export type Size = keyof typeof widths;

export interface Canvas {
  readonly size: Size;
  readonly width: number;
}

/** A drawing and its height. */
export interface Drawing {
  readonly height: number;
  readonly marks: readonly Markup[];
}

/** Drawings one below the other. A page break may come between two of them, but not inside one. */
export type Blocks = readonly Drawing[];

export interface Chart {
  /** Part of ids and file names: small letters and hyphens. */
  readonly name: string;
  /** The finding, in about ten words. */
  readonly title: string;
  /** Text alternative, for readers who cannot see the chart. */
  readonly description: string;
  readonly draw: (canvas: Canvas) => Blocks;
}

const drawings = new WeakMap<Chart, Map<Size, Blocks>>();

/** Drawn once, for the page and for the file. */
function drawingOf(chart: Chart, size: Size): Blocks {
  const known = drawings.get(chart) ?? new Map<Size, Blocks>();
  drawings.set(chart, known);
  const blocks = known.get(size) ?? chart.draw({ size, width: widths[size] });
  known.set(size, blocks);
  return blocks;
}

/** Greatest height of a sheet: with a heading and a note it fills a page of A4. */
const tallest = 780;

/**
 * The chart as SVG elements for a page: one, or where it is too tall for a page of paper, several.
 */
export function chartElements(chart: Chart, size: Size): readonly Markup[] {
  const width = widths[size];
  const blocks = drawingOf(chart, size);
  const sheets = size === 'wide' ? sheetsOf(blocks) : [stacked(blocks)];
  return sheets.map(({ height, marks }, index) => {
    const id = `${chart.name}-${size}${index === 0 ? '' : `-${index + 1}`}`;
    const part = sheets.length === 1 ? '' : ` (part ${index + 1} of ${sheets.length})`;
    const description =
      index === 0 ? chart.description : 'Goes on from the part before, which describes all of it.';
    return markup`<svg class="${size}" viewBox="0 0 ${width} ${Math.ceil(height)}" width="${width}" height="${Math.ceil(height)}" role="img" aria-labelledby="${id}-title ${id}-description" font-family="${fontFamily}" font-size="13" fill="${ink}"><title id="${id}-title">${chart.title}${part}</title><desc id="${id}-description">${description}</desc>${marks}</svg>`;
  });
}

function sheetsOf(blocks: Blocks): readonly Drawing[] {
  const sheets: Drawing[][] = [];
  let height = Infinity;
  for (const block of blocks) {
    if (height + block.height > tallest) {
      sheets.push([]);
      height = 0;
    }
    sheets.at(-1)!.push(block);
    height += block.height;
  }
  return sheets.map(stacked);
}

function stacked(blocks: Blocks): Drawing {
  let height = 0;
  const marks = blocks.map((block) => {
    const top = height;
    height += block.height;
    return top === 0
      ? markup`${block.marks}`
      : markup`<g transform="translate(0 ${Math.round(top * 10) / 10})">${block.marks}</g>`;
  });
  return { height, marks };
}

const margin = 24;
const titleSize = 17;
const titleLine = 22;

/** The chart as an SVG file of its own, with its title above it, for slides. */
export function chartFile(chart: Chart): string {
  const width = widths.wide;
  const { height, marks } = stacked(drawingOf(chart, 'wide'));
  // Bold letters are a little wider.
  const title = brokenLines(chart.title, width * 0.93, titleSize);
  const head = title.length * titleLine + 18;
  const [outerWidth, outerHeight] = [width + 2 * margin, Math.ceil(height) + 2 * margin + head];
  const drawing = markup`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${outerWidth} ${outerHeight}" width="${outerWidth}" height="${outerHeight}" role="img" aria-labelledby="title description" font-family="${fontFamily}" font-size="13" fill="${ink}"><title id="title">${chart.title}</title><desc id="description">${chart.description}</desc><rect width="${outerWidth}" height="${outerHeight}" fill="#ffffff"/>${title.map((text, index) => textAt(margin, margin + 16 + index * titleLine, text, { size: titleSize, bold: true }))}<g transform="translate(${margin} ${margin + head})">${marks}</g></svg>`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n${drawing.text}\n`;
}
