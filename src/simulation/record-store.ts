// Records of households that wait, by number. They lie in blocks that never move, so growing copies
// nothing, and room that is given back is used again. A record that several policies wait with is
// kept once, until the last of them has taken it up.
import { Rows } from './rows.ts';

const blockBits = 18;
const blockWords = 1 << blockBits;
const none = -1;
/** Columns of a record: its block and place there, its length, how many policies wait with it. */
const column = { block: 0, start: 1, length: 2, needs: 3 } as const;

export class RecordStore {
  readonly #blocks: Int32Array[] = [];
  #end = blockWords;
  readonly #rows = new Rows(Object.keys(column).length);
  /** By length in words: the first free room, chained through its own words (block, start). */
  readonly #free = new Map<number, { block: number; start: number }>();

  /** Keeps the first words, so many; returns the record's number. */
  keep(words: Int32Array, length: number): number {
    const number = this.#rows.take();
    const room = this.#takeFree(length) ?? this.#newRoom(length);
    const block = this.#blocks[room.block]!;
    for (let word = 0; word < length; word++) block[room.start + word] = words[word]!;
    this.#rows.set(number, column.block, room.block);
    this.#rows.set(number, column.start, room.start);
    this.#rows.set(number, column.length, length);
    this.#rows.set(number, column.needs, 0);
    return number;
  }

  /** One more policy waits with the record. */
  share(number: number): void {
    this.#rows.set(number, column.needs, this.#rows.get(number, column.needs) + 1);
  }

  lengthOf(number: number): number {
    return this.#rows.get(number, column.length);
  }

  /** Copies the first words of a record out. */
  peek(number: number, into: Int32Array): void {
    const block = this.#blocks[this.#rows.get(number, column.block)]!;
    const start = this.#rows.get(number, column.start);
    for (let word = 0; word < into.length; word++) into[word] = block[start + word]!;
  }

  /** Copies a record out, for one of the policies that wait with it: gone with the last of them. */
  takeUp(number: number, into: Int32Array): void {
    const rows = this.#rows;
    const block = this.#blocks[rows.get(number, column.block)]!;
    const start = rows.get(number, column.start);
    const length = rows.get(number, column.length);
    for (let word = 0; word < length; word++) into[word] = block[start + word]!;
    const needs = rows.get(number, column.needs) - 1;
    rows.set(number, column.needs, needs);
    if (needs === 0) this.#giveBack(number);
  }

  #giveBack(number: number): void {
    const rows = this.#rows;
    const room = { block: rows.get(number, column.block), start: rows.get(number, column.start) };
    const length = rows.get(number, column.length);
    const next = this.#free.get(length);
    const block = this.#blocks[room.block]!;
    block[room.start] = next?.block ?? none;
    block[room.start + 1] = next?.start ?? none;
    this.#free.set(length, room);
    rows.giveBack(number);
  }

  #takeFree(length: number): { block: number; start: number } | undefined {
    const room = this.#free.get(length);
    if (room === undefined) return undefined;
    const block = this.#blocks[room.block]!;
    const next = { block: block[room.start]!, start: block[room.start + 1]! };
    if (next.block === none) this.#free.delete(length);
    else this.#free.set(length, next);
    return room;
  }

  #newRoom(length: number): { block: number; start: number } {
    if (this.#end + length > blockWords) {
      this.#blocks.push(new Int32Array(blockWords));
      this.#end = 0;
    }
    const room = { block: this.#blocks.length - 1, start: this.#end };
    this.#end += length;
    return room;
  }
}
