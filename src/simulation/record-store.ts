// Stores the records of households that wait. They lie in blocks that never move, so that growing
// copies nothing; freed space is used again. A record's number gives its block and its place there.
// The word before a record is its length.
import { assert } from '../errors.ts';
import { recordMembers } from '../kernel/record.ts';

const blockBits = 16;
const blockWords = 1 << blockBits;
/** Most blocks, so that every number fits into 32 bits. */
const blocksMost = 1 << (31 - blockBits);
const none = -1;

export class RecordStore {
  readonly #blocks: Int32Array[];
  /** Number of the first record that is this store's own. */
  readonly #firstOwn: number;
  readonly #isShared: boolean;
  #end = blockWords;
  /** By length in words: the first free space; each links to the next by its first word. */
  readonly #free = new Map<number, number>();

  /**
   * @param given blocks of other stores, which are only read here; numbers of their records as in
   * `firstNumbers`
   * @param isShared whether other threads read the blocks of this store
   */
  constructor({ given = [], isShared = false }: RecordStoreOptions = {}) {
    this.#blocks = [...given];
    this.#firstOwn = numberOf(given.length, 0);
    this.#isShared = isShared;
  }

  get blocks(): readonly Int32Array[] {
    return this.#blocks;
  }

  /** Stores the first `length` words; returns the record's number. */
  keep(words: Int32Array, length: number): number {
    const number = this.#takeFree(length) ?? this.#newRoom(length);
    const block = this.#blockOf(number);
    const start = startOf(number);
    block[start - 1] = length;
    for (let word = 0; word < length; word++) block[start + word] = words[word]!;
    return number;
  }

  lengthOf(number: number): number {
    return this.#blockOf(number)[startOf(number) - 1]!;
  }

  /** Places of the policies under which the household of a record waits. */
  membersOf(number: number): Int32Array {
    const block = this.#blockOf(number);
    const start = startOf(number);
    const end = start + block[start - 1]!;
    return block.subarray(end - block[start + recordMembers]!, end);
  }

  /** Copies the first words of a record into an array. */
  peek(number: number, into: Int32Array): void {
    this.#copy(number, into.length, into);
  }

  /** Copies a record into an array, and removes it if it is this store's own. */
  takeOut(number: number, into: Int32Array): void {
    const length = this.lengthOf(number);
    this.#copy(number, length, into);
    if (number < this.#firstOwn) return;
    this.#blockOf(number)[startOf(number)] = this.#free.get(length) ?? none;
    this.#free.set(length, number);
  }

  #copy(number: number, length: number, into: Int32Array): void {
    const block = this.#blockOf(number);
    const start = startOf(number);
    for (let word = 0; word < length; word++) into[word] = block[start + word]!;
  }

  #blockOf(number: number): Int32Array {
    return this.#blocks[number >> blockBits]!;
  }

  #takeFree(length: number): number | undefined {
    const number = this.#free.get(length);
    if (number === undefined) return undefined;
    const next = this.#blockOf(number)[startOf(number)]!;
    if (next === none) this.#free.delete(length);
    else this.#free.set(length, next);
    return number;
  }

  #newRoom(length: number): number {
    if (this.#end + 1 + length > blockWords) {
      assert(this.#blocks.length < blocksMost, 'records have room');
      this.#blocks.push(newWords(blockWords, this.#isShared));
      this.#end = 0;
    }
    const start = this.#end + 1;
    this.#end = start + length;
    return numberOf(this.#blocks.length - 1, start);
  }
}

export interface RecordStoreOptions {
  readonly given?: readonly Int32Array[];
  readonly isShared?: boolean;
}

/**
 * By store: what is added to the numbers of its records when the blocks of several stores are
 * combined.
 */
export function firstNumbers(blockCounts: readonly number[]): readonly number[] {
  let before = 0;
  return blockCounts.map((count) => {
    before += count;
    return numberOf(before - count, 0);
  });
}

function numberOf(block: number, start: number): number {
  return (block << blockBits) | start;
}
function startOf(number: number): number {
  return number & (blockWords - 1);
}

/** @param isShared whether other threads are to read them */
export function newWords(length: number, isShared: boolean): Int32Array {
  return isShared ? new Int32Array(new SharedArrayBuffer(4 * length)) : new Int32Array(length);
}
