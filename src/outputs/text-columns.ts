// Lines of a given width for a terminal: aligned columns, the first left and cut to fit, the others
// right; and long lines broken.

const gap = '  ';
const shortestLabel = 8;

/** @param rows all of one length @param width characters a line may have */
export function alignedLines(
  rows: readonly (readonly string[])[],
  width: number,
): readonly string[] {
  const widths = rows[0]!.map((_, column) =>
    Math.max(...rows.map((row) => lengthOf(row[column]!))),
  );
  const others = widths.slice(1).reduce((sum, one) => sum + one + gap.length, 0);
  const first = Math.min(widths[0]!, Math.max(shortestLabel, width - others));
  return rows.map(([label = '', ...cells]) => {
    const start = padEnd(plainLabel(label, first), first);
    return [start, ...cells.map((cell, index) => padStart(cell, widths[index + 1]!))]
      .join(gap)
      .trimEnd();
  });
}

/** Latin letters and common punctuation, no control characters: cheap to test. */
const harmless = /^[ -~\u00a1-\u00ac\u00ae-\u02ff\u2010-\u2027]*$/u;

/**
 * Text of a scenario on one line: no control characters (they could drive the terminal), cut with
 * `…` where longer.
 */
export function plainLabel(text: string, longest: number): string {
  const plain = (
    harmless.test(text) ? text : text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
  ).trim();
  const characters = Array.from(plain);
  return characters.length <= longest ? plain : `${characters.slice(0, longest - 1).join('')}…`;
}

/** A line broken at blanks; further lines are indented. */
export function wrapped(line: string, width: number): readonly string[] {
  const indent = ' '.repeat(line.length - line.trimStart().length);
  const lines = [''];
  for (const word of line.trimStart().split(' ')) {
    const last = lines.at(-1)!;
    if (last === '') lines[0] = `${indent}${word}`;
    else if (last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(`${indent}  ${word}`);
  }
  return lines;
}

function lengthOf(text: string): number {
  return Array.from(text).length;
}

function padEnd(text: string, length: number): string {
  return text + ' '.repeat(Math.max(0, length - lengthOf(text)));
}

function padStart(text: string, length: number): string {
  return ' '.repeat(Math.max(0, length - lengthOf(text))) + text;
}
