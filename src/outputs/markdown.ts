// Tables in Markdown, for pull requests and minutes: text of a scenario cannot become markup.

/**
 * Lines of a table. Columns with a heading of figures stand to the right; the first, and one
 * without a heading, to the left.
 */
export function markdownTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
): readonly string[] {
  const sides = head.map((heading, column) => (column === 0 || heading === '' ? '---' : '---:'));
  return [head.map(escaped), sides, ...rows.map((row) => row.map(escaped))].map(
    (row) => `| ${row.join(' | ')} |`,
  );
}

/** Text that is no Markdown. */
export function escaped(text: string): string {
  return text.replace(/[\\`*_[\]<>|#]/gu, (character) => `\\${character}`);
}
