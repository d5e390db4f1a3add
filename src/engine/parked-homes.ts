// Homes that wait for their turn at something shared, kept out of the slots: of each only the words in which it differs from a blank home.
// In a book of a million homes a tenth wait under each policy, and a slot is three times as large as what is kept here.
import { homeWords, type Slots } from '../model/columns.ts';

const blockBits = 16;
const maskWords = Math.ceil(homeWords / 32);
const longest = maskWords + homeWords;

export class ParkedHomes {
  readonly #slots: Slots;
  readonly #blank = new Int32Array(homeWords);
  readonly #home = new Int32Array(homeWords);
  readonly #kept = new Int32Array(longest);
  /** Blocks of words; an address is a block's number and a place in it. A block never moves, so growing copies nothing. */
  readonly #blocks: Int32Array[] = [];
  #end = 0;
  /** Addresses given back, by length. */
  readonly #freeAddresses = Array.from({ length: longest + 1 }, (): number[] => []);
  /** By number of a parked home. */
  readonly #addresses: number[] = [];
  readonly #freeNumbers: number[] = [];

  constructor(slots: Slots) {
    this.#slots = slots;
    const slot = slots.take();
    slots.blank(slot);
    slots.read(slot, this.#blank);
    slots.giveBack(slot);
  }

  /** Parks the home in a slot and gives the slot back. Returns the home's number; numbers are small, and used again. */
  park(slot: number): number {
    this.#slots.read(slot, this.#home);
    this.#slots.giveBack(slot);
    const kept = this.#kept.fill(0, 0, maskWords);
    let length = maskWords;
    for (let word = 0; word < homeWords; word++) {
      if (this.#home[word] === this.#blank[word]) continue;
      kept[word >> 5]! |= 1 << (word & 31);
      kept[length++] = this.#home[word]!;
    }
    const address = this.#freeAddresses[length]!.pop() ?? this.#newAddress(length);
    const block = this.#blocks[address >>> blockBits]!;
    const start = address & ((1 << blockBits) - 1);
    for (let word = 0; word < length; word++) block[start + word] = kept[word]!;
    const number = this.#freeNumbers.pop() ?? this.#addresses.length;
    this.#addresses[number] = address;
    return number;
  }

  /** Takes a parked home up again. Returns its slot. */
  takeUp(number: number): number {
    const address = this.#addresses[number]!;
    const block = this.#blocks[address >>> blockBits]!;
    const start = address & ((1 << blockBits) - 1);
    let length = maskWords;
    for (let word = 0; word < homeWords; word++) {
      const differs = (block[start + (word >> 5)]! & (1 << (word & 31))) !== 0;
      this.#home[word] = differs ? block[start + length++]! : this.#blank[word]!;
    }
    this.#freeAddresses[length]!.push(address);
    this.#freeNumbers.push(number);
    const slot = this.#slots.take();
    this.#slots.write(slot, this.#home);
    return slot;
  }

  #newAddress(length: number): number {
    const last = this.#blocks.length - 1;
    if (last < 0 || this.#end + length > 1 << blockBits) {
      this.#blocks.push(new Int32Array(1 << blockBits));
      this.#end = length;
      return (last + 1) * (1 << blockBits);
    }
    const address = last * (1 << blockBits) + this.#end;
    this.#end += length;
    return address;
  }
}
