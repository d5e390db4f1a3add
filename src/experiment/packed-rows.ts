// The spells and meters of one share of a replication as columns of numbers: a message of a few
// arrays instead of one object per row.
import type { KeptRows } from '../simulation/reports.ts';
import { byteRange, ColumnWriter } from './number-columns.ts';
import {
  addRows,
  meterFields,
  rowsIn,
  spellFields,
  TextList,
  type RowColumns,
} from './record-rows.ts';
import type { MeterRecord, SpellRecord } from './records.ts';

export interface PackedRows {
  readonly texts: readonly string[];
  readonly spells: RowColumns<SpellRecord> | null;
  readonly meters: RowColumns<MeterRecord> | null;
  readonly body: Uint8Array;
}

export function packRows({ spells, meters }: KeptRows): PackedRows {
  const writer = new ColumnWriter();
  const texts = new TextList();
  const columns = {
    spells: addRows(spells, spellFields, writer, texts),
    meters: addRows(meters, meterFields, writer, texts),
  };
  const body = new Uint8Array(writer.byteLength);
  writer.copyTo(body, 0);
  return { ...columns, texts: texts.texts, body };
}

export function unpackRows({ texts, spells, meters, body }: PackedRows): KeptRows {
  const read = (place: Parameters<typeof byteRange>[0]): Uint8Array => {
    const { offset, length } = byteRange(place);
    return body.subarray(offset, offset + length);
  };
  return {
    spells: rowsIn(spells, spellFields, texts, read),
    meters: rowsIn(meters, meterFields, texts, read),
  };
}
