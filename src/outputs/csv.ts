// CSV text of tables: UTF-8, comma, line feed, header row. columns.ts makes the cells; this file
// joins them.
import { quoted } from './cells.ts';
import type { Column, Table } from './columns.ts';

/** A small table as one text. */
export function csvText<Row>(table: Table<Row>, rows: Iterable<Row>): string {
  return [...csvChunks(table, rows)].join('');
}

/** Approximate number of characters in a piece. */
export const chunkLength = 1 << 16;

/**
 * The same text in pieces, so that tables of many rows are never held in memory.
 * @param see is called with each row as its line is made
 */
export function* csvChunks<Row>(
  table: Table<Row>,
  rows: Iterable<Row>,
  see?: (row: Row) => void,
): Iterable<string> {
  const cells = table.columns.map(cellOf);
  let chunk = headerLine(table);
  for (const row of rows) {
    see?.(row);
    chunk += lineOf(cells, row);
    if (chunk.length >= chunkLength) {
      yield chunk;
      chunk = '';
    }
  }
  yield chunk;
}

/** By itself, since V8 compiles the loop over rows several times, with all that is inside it. */
function lineOf<Row>(cells: readonly ((row: Row) => string)[], row: Row): string {
  let line = cells[0]!(row);
  for (let index = 1; index < cells.length; index += 1) line += `,${cells[index]!(row)}`;
  return `${line}\n`;
}

export function headerLine({
  columns,
}: {
  readonly columns: readonly { readonly name: string }[];
}): string {
  return `${columns.map(({ name }) => quoted(name)).join(',')}\n`;
}

/**
 * A cell, quoted if necessary, which is only possible for text. Most texts are the same as in the
 * row before.
 */
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
