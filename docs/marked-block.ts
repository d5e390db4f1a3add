// A part of a hand-written page that a command writes: what stands between <!-- name --> and <!-- /name -->.

/** The page with these lines as its block; everything else is left as it is. */
export function withBlock(page: string, name: string, lines: readonly string[]): string {
  const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [from, to] = [page.indexOf(start), page.indexOf(end)];
  if (from === -1 || to < from) throw new Error(`the page has no place for ${name}: put ${start} and ${end} where it belongs`);
  return `${page.slice(0, from + start.length)}\n\n${lines.join('\n')}\n\n${page.slice(to)}`;
}
