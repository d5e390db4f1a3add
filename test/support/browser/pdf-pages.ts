// What is on the pages of a PDF: its words with their places, and a coarse grey picture of each
// page, by Debian's poppler-utils.
import { execFileSync } from 'node:child_process';
import { foundOrInstalled } from './debian-packages.ts';

const fix = 'install poppler-utils (Debian: apt-get install poppler-utils)';
const tool = (name: string): string =>
  foundOrInstalled([`/usr/bin/${name}`, `/usr/local/bin/${name}`], 'poppler-utils', fix);

export interface PdfPage {
  /** Points, 72 an inch. */
  readonly width: number;
  readonly height: number;
  readonly words: readonly {
    readonly text: string;
    readonly left: number;
    readonly right: number;
  }[];
}

export function pagesOf(file: string): readonly PdfPage[] {
  const html = execFileSync(tool('pdftotext'), ['-bbox', file, '-'], {
    encoding: 'utf8',
    maxBuffer: 1 << 27,
  });
  return html
    .split('<page ')
    .slice(1)
    .map((page) => {
      const [, width, height] = /width="([\d.]+)" height="([\d.]+)"/u.exec(page)!;
      const words = [
        ...page.matchAll(
          /<word xMin="([-\d.]+)" yMin="[-\d.]+" xMax="([-\d.]+)" yMax="[-\d.]+">([^<]*)</gu,
        ),
      ];
      return {
        ...{ width: Number(width), height: Number(height) },
        words: words.map(([, left, right, text]) => ({
          text: text!,
          left: Number(left),
          right: Number(right),
        })),
      };
    });
}

/** Share of the width, from the left edge, that ink reaches on each page. */
export function inkReaches(file: string): readonly number[] {
  // One PGM after another: `P5 width height 255` and a byte a pixel.
  const bytes = execFileSync(tool('pdftoppm'), ['-gray', '-r', '40', file], { maxBuffer: 1 << 28 });
  const reaches: number[] = [];
  for (let at = 0; at < bytes.length;) {
    const [head, width, height] = /^P5\s(\d+)\s(\d+)\s\d+\s/u.exec(
      bytes.toString('latin1', at, at + 40),
    )!;
    const [columns, rows] = [Number(width), Number(height)];
    const pixels = bytes.subarray(at + head.length, at + head.length + columns * rows);
    let reach = 0;
    for (let row = 0; row < rows; row += 1)
      for (let column = columns - 1; column > reach; column -= 1)
        if (pixels[row * columns + column]! < 200) reach = column;
    reaches.push(reach / columns);
    at += head.length + columns * rows;
  }
  return reaches;
}
