// Short strings of bytes, kept by address. They lie in blocks that never move, so growing copies nothing, and room given back is used again.

const blockBits = 16;
const blockMask = (1 << blockBits) - 1;
/** Room is given out in so many bytes, so that strings of nearly the same length can take each other's. */
const grain = 8;

export class ByteBlocks {
  readonly #blocks: Uint8Array[] = [];
  #end = 1 << blockBits;
  /** Addresses given back, by room in grains. */
  readonly #free: number[][] = [];

  /** Keeps the first bytes, so many, no more than a block holds; returns their address. */
  keep(bytes: Uint8Array, length: number): number {
    const grains = Math.ceil(length / grain);
    const address = this.#free[grains]?.pop() ?? this.#newRoom(grains * grain);
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
    (this.#free[Math.ceil(length / grain)] ??= []).push(address);
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
