// Map of a sweep of two values: one cell per point. Its shade shows the harm under the best policy,
// its number says which policy that is, and heavy lines separate cells with different best
// policies.
import type { Markup } from '../markup.ts';
import { numberText } from '../number-text.ts';
import type { Blocks, Canvas } from './chart.ts';
import { box, brokenLines, fitted, line, textAt, textWidth } from './marks.ts';
import { ink, quietInk, white } from './palette.ts';

interface MapCell {
  /** Place of the best policy in the list of policies. */
  readonly best: number;
  /** The harm under the best policy. */
  readonly value: number;
  /** Whether another policy does not differ clearly from it. */
  readonly isTied: boolean;
}

export interface BestMap {
  readonly policies: readonly string[];
  readonly across: { readonly title: string; readonly values: readonly string[] };
  readonly down: { readonly title: string; readonly values: readonly string[] };
  /** Rows by the value down, columns by the value across. */
  readonly cells: readonly (readonly MapCell[])[];
  /** Unit of the shade. */
  readonly unit: string;
}

const light = [226, 236, 245] as const;
const dark = [18, 67, 109] as const;

export function bestMap(
  { policies, across, down, cells, unit }: BestMap,
  { width }: Canvas,
): Blocks {
  const values = cells.flat().map(({ value }) => value);
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const shade = (value: number): number => (most > least ? (value - least) / (most - least) : 0);
  const used = policies
    .map((label, place) => ({ label, place }))
    .filter(({ place }) => cells.flat().some(({ best }) => best === place));
  const marks: Markup[] = [];
  let top = 0;
  for (const { label, place } of used) {
    marks.push(textAt(0, top + 12, `${place + 1}`, { bold: true }));
    for (const text of brokenLines(`best where it says ${place + 1}: ${label}`, width - 26)) {
      marks.push(textAt(22, top + 12, text));
      top += 17;
    }
  }
  marks.push(
    ...brokenLines(`Down: ${down.title}. Across: ${across.title}.`, width, 12).map((text, index) =>
      textAt(0, top + 18 + index * 15, text, { size: 12, fill: quietInk }),
    ),
  );
  top += 18 + 15 * brokenLines(`Down: ${down.title}. Across: ${across.title}.`, width, 12).length;
  const left = Math.min(110, Math.max(...down.values.map((text) => textWidth(text, 12)))) + 8;
  const cellWidth = (width - left - 4) / across.values.length;
  const cellHeight = Math.max(26, Math.min(48, cellWidth * 0.7));
  const xOf = (column: number): number => left + column * cellWidth;
  const yOf = (row: number): number => top + row * cellHeight;
  for (const [row, line_] of cells.entries()) {
    marks.push(
      textAt(left - 6, yOf(row) + cellHeight / 2 + 4, fitted(down.values[row]!, 104, 12), {
        anchor: 'end',
        size: 12,
        fill: quietInk,
      }),
    );
    for (const [column, { best, value, isTied }] of line_.entries()) {
      const depth = shade(value);
      marks.push(box(xOf(column), yOf(row), cellWidth - 0.5, cellHeight - 0.5, colourAt(depth)));
      const text =
        cellWidth > 60
          ? `${best + 1}${isTied ? '≈' : ''} · ${numberText(value)}`
          : `${best + 1}${isTied ? '≈' : ''}`;
      const fill = depth > 0.45 ? white : ink;
      marks.push(
        textAt(xOf(column) + cellWidth / 2, yOf(row) + cellHeight / 2 + 4.5, text, {
          anchor: 'middle',
          size: 12,
          fill,
        }),
      );
    }
  }
  marks.push(...boundary(cells, xOf, yOf));
  const bottom = yOf(cells.length);
  let free = -Infinity;
  for (const [column, text] of across.values.entries()) {
    const shown = fitted(text, 90, 12);
    const middle = xOf(column) + cellWidth / 2;
    if (middle - textWidth(shown, 12) / 2 < free) continue;
    free = middle + textWidth(shown, 12) / 2 + 6;
    marks.push(textAt(middle, bottom + 16, shown, { anchor: 'middle', size: 12, fill: quietInk }));
  }
  const note = brokenLines(
    `Darker: more ${unit} under the best policy, ${numberText(least)} to ` +
      `${numberText(most)}. ≈: another policy is not clearly worse.`,
    width,
    12,
  );
  marks.push(
    ...note.map((text, index) =>
      textAt(0, bottom + 38 + index * 15, text, { size: 12, fill: quietInk }),
    ),
  );
  return [{ height: bottom + 44 + note.length * 15, marks }];
}

/**
 * Heavy lines between neighbours with different best policies, on white so that they are seen on
 * every shade.
 */
function boundary(
  cells: BestMap['cells'],
  xOf: (column: number) => number,
  yOf: (row: number) => number,
): readonly Markup[] {
  const edges: (readonly [number, number, number, number])[] = [];
  for (const [row, line_] of cells.entries()) {
    for (const [column, { best }] of line_.entries()) {
      const right = line_[column + 1];
      const below = cells[row + 1]?.[column];
      if (right !== undefined && right.best !== best)
        edges.push([xOf(column + 1), yOf(row), xOf(column + 1), yOf(row + 1)]);
      if (below !== undefined && below.best !== best)
        edges.push([xOf(column), yOf(row + 1), xOf(column + 1), yOf(row + 1)]);
    }
  }
  return [
    ...edges.map((edge) => line(...edge, white, 6)),
    ...edges.map((edge) => line(...edge, '#801650', 3)),
  ];
}

function colourAt(depth: number): string {
  const part = (index: 0 | 1 | 2): string =>
    Math.round(light[index] + depth * (dark[index] - light[index]))
      .toString(16)
      .padStart(2, '0');
  return `#${part(0)}${part(1)}${part(2)}`;
}
