// CSV text of tables: UTF-8, comma, line feed, header row. Cells come from columns.ts; this is only how they are joined.
import { stringify } from 'csv-stringify/sync';
import { quoted } from './cells.ts';
import type { Table } from './columns.ts';

/** A small table as one text. */
export function csvText<Row>(table: Table<Row>, rows: Iterable<Row>): string {
  const cells = Array.from(rows, (row) => table.columns.map((column) => column.cell(row)));
  const header = table.columns.map((column) => column.name);
  return stringify([header, ...cells], { record_delimiter: '\n', quoted_match: /[\r\n]/u });
}

/** About this many characters are handed on at a time. */
const chunkLength = 1 << 16;

/** The same text in pieces, for tables of many rows: about ten times as fast, and never held whole. */
export function* csvChunks<Row>(table: Table<Row>, rows: Iterable<Row>): Iterable<string> {
  // Only text can hold what needs quotes.
  const cells = table.columns.map(({ type, cell }) => (type === 'string' ? (row: Row) => quoted(cell(row)) : cell));
  let chunk = `${table.columns.map((column) => quoted(column.name)).join(',')}\n`;
  for (const row of rows) {
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
