import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textCell } from '../../src/outputs/cells.ts';
import type { Table } from '../../src/outputs/columns.ts';
import { csvChunks, csvText } from '../../src/outputs/csv.ts';

interface Row {
  readonly text: string;
  readonly count: number;
}

const table: Table<Row> = {
  path: 'any.csv',
  title: 'Any',
  description: '',
  primaryKey: ['text'],
  columns: [
    { name: 'text', type: 'string', title: '', description: '', cell: (row) => textCell(row.text) },
    {
      name: 'count',
      type: 'integer',
      title: '',
      description: '',
      cell: (row) => String(row.count),
    },
    {
      name: 'again',
      type: 'string',
      title: '',
      description: '',
      cell: (row) => textCell(row.text),
    },
  ],
};

const rows = fc.array(
  fc.record({
    text: fc.oneof(
      fc.string(),
      fc.string({ unit: fc.constantFrom(',', '"', '\n', '\r', '=', ' ', 'a') }),
    ),
    count: fc.integer(),
  }),
);

function joined(some: readonly Row[]): string {
  return csvText(table, some);
}

describe('a table as CSV', () => {
  it('reads back as it was written', () => {
    fc.assert(
      fc.property(rows, (some) => {
        const read: string[][] = parse(joined(some), { record_delimiter: '\n' });
        expect(read).toEqual([
          ['text', 'count', 'again'],
          ...some.map(({ text, count }) => [textCell(text), String(count), textCell(text)]),
        ]);
      }),
      { numRuns: 500 },
    );
  });

  it('is the text that csv-stringify makes', () => {
    fc.assert(
      fc.property(rows, (some) => {
        const cells = some.map((row) => table.columns.map(({ cell }) => cell(row)));
        const header = table.columns.map(({ name }) => name);
        expect(joined(some)).toBe(
          stringify([header, ...cells], { record_delimiter: '\n', quoted_match: /[\r\n]/u }),
        );
      }),
      { numRuns: 500 },
    );
  });

  it('has a header row, no byte order mark, and a line feed at the end of every line', () => {
    expect(joined([])).toBe('text,count,again\n');
    expect(joined([{ text: 'a', count: 1 }])).toBe('text,count,again\na,1,a\n');
  });

  it('comes in pieces, never whole, when it is long', () => {
    const many = Array.from({ length: 50_000 }, (_, count) => ({ text: 'some text', count }));
    const pieces = [...csvChunks(table, many)];
    expect(pieces.length).toBeGreaterThan(10);
    expect(Math.max(...pieces.map((piece) => piece.length))).toBeLessThan(70_000);
    expect(pieces.join('')).toBe(joined(many));
  });
});
