// Columns of numbers as bytes: each in the narrowest type that holds every value exactly, NaN and
// minus zero included. A column starts at a multiple of eight bytes, so that it can be read in
// place. Byte order is the machine's; the record's header shows whether it is another machine's.

const types = {
  u1: { array: Uint8Array, high: 0xff },
  u2: { array: Uint16Array, high: 0xffff },
  i4: { array: Int32Array },
  f8: { array: Float64Array },
} as const;
type NumberType = keyof typeof types;

/** Where a column lies in the body of a record. */
export interface ColumnPlace {
  readonly type: NumberType;
  /** Bytes from the start of the body. */
  readonly offset: number;
  readonly count: number;
}

function narrowestType(values: ArrayLike<number>): NumberType {
  let low = 0;
  let high = 0;
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index]!;
    // Not a whole number of 32 bits, or minus zero.
    if ((value | 0) !== value || (value === 0 && 1 / value < 0)) return 'f8';
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (low < 0) return 'i4';
  if (high <= types.u1.high) return 'u1';
  return high <= types.u2.high ? 'u2' : 'i4';
}

/** Collects columns, then gives their bytes as one body. */
export class ColumnWriter {
  #parts: Uint8Array[] = [];
  #length = 0;

  add(values: ArrayLike<number>): ColumnPlace {
    const type = narrowestType(values);
    const column = new types[type].array(values);
    const place = { type, offset: this.#length, count: values.length };
    this.#parts.push(new Uint8Array(column.buffer));
    this.#length += align(column.byteLength);
    return place;
  }

  /** Total length in bytes: a multiple of eight. */
  get byteLength(): number {
    return this.#length;
  }

  copyTo(target: Uint8Array, start: number): void {
    let offset = start;
    for (const part of this.#parts) {
      target.set(part, offset);
      offset += align(part.byteLength);
    }
  }
}

export function align(length: number): number {
  return Math.ceil(length / 8) * 8;
}

/** Bytes that `count` values from `first` on take up, within the body. */
export function byteRange(
  place: ColumnPlace,
  first = 0,
  count = place.count,
): { readonly offset: number; readonly length: number } {
  const size = types[place.type].array.BYTES_PER_ELEMENT;
  return { offset: place.offset + first * size, length: count * size };
}

/** The numbers in bytes read from a column. */
export function numbersIn(place: ColumnPlace, bytes: Uint8Array): Float64Array {
  const copy = new Uint8Array(bytes); // starts at a multiple of eight, which `bytes` need not
  return new Float64Array(new types[place.type].array(copy.buffer));
}
