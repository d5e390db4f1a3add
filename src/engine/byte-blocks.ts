// Short strings of bytes, kept by address. They lie in blocks that never move, so growing copies nothing, and room given back is used again.
import { never } from '../model/money.ts';

const blockBits = 16;
const blockMask = (1 << blockBits) - 1;
/** Room is given out in so many bytes: as many as an address takes, since free rooms of a length are chained through their own bytes. */
const grain = 4;
const none = never;

export class ByteBlocks {
  readonly #blocks: Uint8Array[] = [];
  #end = 1 << blockBits;
  /** The first free room of so many grains. */
  readonly #free = new Int32Array((1 << blockBits) / grain + 1).fill(none);

  /** Keeps the first bytes, so many, no more than a block holds; returns their address. */
  keep(bytes: Uint8Array, length: number): number {
    const grains = Math.ceil(length / grain);
    const address = this.#takeFree(grains) ?? this.#newRoom(grains * grain);
    const block = this.blockOf(address);
    const start = this.startOf(address);
    for (let place = 0; place < length; place++) block[start + place] = bytes[place]!;
    return address;
  }

  /** The block an address is in, to be read from `startOf` on. */
  blockOf(address: number): Uint8Array {
    return this.#blocks[address >>> blockBits]!;
  }
  startOf(address: number): number {
    return address & blockMask;
  }

  giveBack(address: number, length: number): void {
    const grains = Math.ceil(length / grain);
    const block = this.blockOf(address);
    const start = this.startOf(address);
    const next = this.#free[grains]!;
    for (let byte = 0; byte < grain; byte++) block[start + byte] = next >>> (8 * byte);
    this.#free[grains] = address;
  }

  #takeFree(grains: number): number | undefined {
    const address = this.#free[grains]!;
    if (address === none) return undefined;
    const block = this.blockOf(address);
    const start = this.startOf(address);
    let next = 0;
    for (let byte = 0; byte < grain; byte++) next |= block[start + byte]! << (8 * byte);
    this.#free[grains] = next;
    return address;
  }

  #newRoom(room: number): number {
    if (this.#end + room > 1 << blockBits) {
      this.#blocks.push(new Uint8Array(1 << blockBits));
      this.#end = 0;
    }
    const address = (this.#blocks.length - 1) * (1 << blockBits) + this.#end;
    this.#end += room;
    return address;
  }
}
