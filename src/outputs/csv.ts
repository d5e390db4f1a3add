// CSV text of tables: UTF-8, comma, line feed, header row. Cells come from columns.ts; this is only how they are joined.
import { quoted } from './cells.ts';
import type { Column, Table } from './columns.ts';

/** A small table as one text. */
export function csvText<Row>(table: Table<Row>, rows: Iterable<Row>): string {
  return [...csvChunks(table, rows)].join('');
}

/** About this many characters are handed on at a time. */
export const chunkLength = 1 << 16;

/**
 * The same text in pieces, for tables of many rows: never held whole.
 * @param see is shown each row as its line is made
 */
export function* csvChunks<Row>(table: Table<Row>, rows: Iterable<Row>, see?: (row: Row) => void): Iterable<string> {
  const cells = table.columns.map(cellOf);
  let chunk = headerLine(table);
  for (const row of rows) {
    see?.(row);
    chunk += cells[0]!(row);
    for (let index = 1; index < cells.length; index += 1) chunk += `,${cells[index]!(row)}`;
    chunk += '\n';
    if (chunk.length >= chunkLength) {
      yield chunk;
      chunk = '';
    }
  }
  yield chunk;
}

export function headerLine({ columns }: { readonly columns: readonly { readonly name: string }[] }): string {
  return `${columns.map(({ name }) => quoted(name)).join(',')}\n`;
}

/** A cell in its quotes, which only text can need. Most texts are that of the row before. */
function cellOf<Row>({ type, cell }: Column<Row>): (row: Row) => string {
  if (type !== 'string') return cell;
  let text = '';
  let inQuotes = '';
  return (row) => {
    const next = cell(row);
    if (next !== text) [text, inQuotes] = [next, quoted(next)];
    return inQuotes;
  };
}
