// Parquet of the tables that grow with replications: the columns of the CSV, each with its type.
// Values are parsed from the CSV's cells, so the two files cannot differ. Written in row groups, so
// that a table is never held in memory.
import { ByteWriter, ParquetWriter, type SchemaElement } from 'hyparquet-writer';
import type { Column, Table } from './columns.ts';

type Value = string | number | bigint | boolean | null;

/**
 * Rows per group: few enough to hold in memory, enough for readers that skip groups by their
 * smallest and largest values.
 */
const rowsPerGroup = 50_000;

/** How a type of column is stored. */
const storage: Readonly<Record<Column<never>['type'], Omit<SchemaElement, 'name'>>> = {
  string: { type: 'BYTE_ARRAY', converted_type: 'UTF8', logical_type: { type: 'STRING' } },
  integer: { type: 'INT64' },
  number: { type: 'DOUBLE' },
  boolean: { type: 'BOOLEAN' },
  datetime: {
    type: 'INT64',
    converted_type: 'TIMESTAMP_MILLIS',
    logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'MILLIS' },
  },
};

/** What a cell says. */
const values: Readonly<Record<Column<never>['type'], (cell: string) => Value>> = {
  string: (cell) => cell,
  integer: BigInt,
  number: Number,
  boolean: (cell) => cell === 'yes',
  datetime: (cell) => BigInt(Date.parse(cell)),
};

/**
 * The bytes of the file in pieces, the same for the same rows. An empty cell of a number, time or
 * optional text is null.
 */
export function* parquetChunks<Row>(table: Table<Row>, rows: Iterable<Row>): Iterable<Uint8Array> {
  const bytes = new TakenBytes();
  const writer = new ParquetWriter({
    writer: bytes,
    schema: schemaOf(table),
    createdBy: 'offsupply',
  });
  const readers = table.columns.map(valueReader);
  let held: Value[][] = readers.map(() => []);
  const group = (): Uint8Array => {
    const columnData = table.columns.map(({ name }, place) => ({ name, data: held[place]! }));
    void writer.write({ columnData, rowGroupSize: rowsPerGroup });
    held = readers.map(() => []);
    return bytes.take();
  };
  for (const row of rows) {
    for (let place = 0; place < readers.length; place += 1) held[place]!.push(readers[place]!(row));
    if (held[0]!.length === rowsPerGroup) yield group();
  }
  if (held[0]!.length > 0) yield group();
  void writer.finish();
  yield bytes.take();
}

function schemaOf<Row>({ columns }: Table<Row>): SchemaElement[] {
  return [
    { name: 'root', num_children: columns.length },
    ...columns.map(({ name, type, optional }): SchemaElement => ({
      ...{ name, ...storage[type] },
      repetition_type: optional === true ? 'OPTIONAL' : 'REQUIRED',
    })),
  ];
}

/** Reads values from the cells of a column. Most repeat the row before, or are one of few. */
function valueReader<Row>({ type, cell }: Column<Row>): (row: Row) => Value {
  const valueOf = values[type];
  let before = '';
  let value: Value = null;
  return (row) => {
    const text = cell(row);
    if (text !== before) [before, value] = [text, text === '' ? null : valueOf(text)];
    return value;
  };
}

/** A writer whose bytes can be taken while it is in use. */
class TakenBytes extends ByteWriter {
  take(): Uint8Array {
    const taken = this.getBytes().slice();
    this.index = 0;
    return taken;
  }
}
