// Text that a command writes into a page: paragraphs, and what stands between <!-- name --> and
// <!-- /name --> of a page written by hand.
import { wrapped } from '../src/outputs/text-columns.ts';

/** Columns of a page, but for tables, code and addresses. */
const pageWidth = 120;

/** Lines of a page, of which those that are neither code nor table are broken to fit it. */
export function pageLines(lines: readonly string[]): readonly string[] {
  let isCode = false;
  return lines.flatMap((line) => {
    if (line.startsWith('```')) {
      isCode = !isCode;
      return [line];
    }
    return isCode || line.startsWith('|') ? [line] : paragraphLines(line);
  });
}

/** A paragraph, an item of a list or a quotation in lines that fit the page. */
function paragraphLines(text: string): readonly string[] {
  const mark = /^(?:> |- |\d+\. )?/u.exec(text)![0];
  const further = mark === '> ' ? mark : ' '.repeat(mark.length);
  // Further lines come two columns to the right, which is taken off again.
  const lines = wrapped(text.slice(mark.length), pageWidth - mark.length - 2);
  return lines.map((line, index) => `${index === 0 ? mark : further}${line.trimStart()}`);
}

/** The page with these lines as its block; everything else is left as it is. */
export function withBlock(page: string, name: string, lines: readonly string[]): string {
  const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [from, to] = [page.indexOf(start), page.indexOf(end)];
  if (from === -1 || to < from)
    throw new Error(`the page has no place for ${name}: put ${start} and ${end} where it belongs`);
  return `${page.slice(0, from + start.length)}\n\n${pageLines(lines).join('\n')}\n\n${page.slice(to)}`;
}
