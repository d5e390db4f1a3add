// Spell and meter rows as columns of numbers and back: texts as their place in a list, flags as 0
// and 1, "none" as NaN.
import { numbersIn, type ColumnPlace, type ColumnWriter } from './number-columns.ts';
import type { MeterRecord, SpellRecord } from './records.ts';

type FieldKind = 'number' | 'text' | 'text-or-none' | 'flag' | 'number-or-none';
type Fields<Row> = Readonly<Record<keyof Row & string, FieldKind>>;
export type RowColumns<Row> = Readonly<Record<keyof Row & string, ColumnPlace>>;

export const spellFields: Fields<SpellRecord> = {
  household: 'number',
  fuel: 'text',
  meterKind: 'text',
  vulnerable: 'flag',
  startMinute: 'number',
  endMinute: 'number',
  cause: 'text',
  shutGate: 'text-or-none',
  noChannelMinute: 'number-or-none',
  endedBy: 'text',
  censored: 'flag',
};

export const meterFields: Fields<MeterRecord> = {
  household: 'number',
  fuel: 'text',
  meterKind: 'text',
  vulnerable: 'flag',
  psr: 'flag',
  medical: 'flag',
  habit: 'text',
  annualKwh: 'number',
  openingNet: 'number',
  vended: 'number',
  debtRepaid: 'number',
  creditGranted: 'number',
  energyCost: 'number',
  charges: 'number',
  closingNet: 'number',
  vends: 'number',
  failedVends: 'number',
  spells: 'number',
  offMinutes: 'number',
  onboardedMinute: 'number-or-none',
  safeMode: 'flag',
  owedMoved: 'number',
  writtenOff: 'number',
  granted: 'number',
};

/** The texts of a record, each once, in order of first use. */
export class TextList {
  readonly texts: string[] = [];
  readonly #codes = new Map<string, number>();

  codeOf(text: string): number {
    let code = this.#codes.get(text);
    if (code === undefined) {
      code = this.texts.push(text) - 1;
      this.#codes.set(text, code);
    }
    return code;
  }
}

const toNumber: Readonly<Record<FieldKind, (value: unknown, texts: TextList) => number>> = {
  number: (value) => value as number,
  text: (value, texts) => texts.codeOf(value as string),
  'text-or-none': (value, texts) => (value === null ? NaN : texts.codeOf(value as string)),
  flag: (value) => (value === true ? 1 : 0),
  'number-or-none': (value) => (value === null ? NaN : (value as number)),
};

const fromNumber: Readonly<Record<FieldKind, (code: number, texts: readonly string[]) => unknown>> =
  {
    number: (code) => code,
    text: (code, texts) => texts[code],
    'text-or-none': (code, texts) => (Number.isNaN(code) ? null : texts[code]),
    flag: (code) => code === 1,
    'number-or-none': (code) => (Number.isNaN(code) ? null : code),
  };

function entriesOf<Row>(
  fields: Fields<Row>,
): readonly (readonly [keyof Row & string, FieldKind])[] {
  return Object.entries(fields) as [keyof Row & string, FieldKind][];
}

/**
 * Null where there are no rows, as in most records: columns of nothing would be their longest part.
 */
export function addRows<Row>(
  rows: readonly Row[],
  fields: Fields<Row>,
  writer: ColumnWriter,
  texts: TextList,
): RowColumns<Row> | null {
  if (rows.length === 0) return null;
  const places = entriesOf(fields).map(([name, kind]) => {
    const values = Float64Array.from(rows, (row) => toNumber[kind](row[name], texts));
    return [name, writer.add(values)];
  });
  return Object.fromEntries(places) as RowColumns<Row>;
}

/** @param read gives the bytes of a column */
export function rowsIn<Row>(
  columns: RowColumns<Row> | null,
  fields: Fields<Row>,
  texts: readonly string[],
  read: (place: ColumnPlace) => Uint8Array,
): readonly Row[] {
  if (columns === null) return [];
  const entries = entriesOf(fields);
  const values = entries.map(([name]) => numbersIn(columns[name], read(columns[name])));
  return Array.from({ length: values[0]!.length }, (_, index) => {
    const row: Record<string, unknown> = {};
    for (let field = 0; field < entries.length; field += 1) {
      const [name, kind] = entries[field]!;
      row[name] = fromNumber[kind](values[field]![index]!, texts);
    }
    return row as Row;
  });
}
