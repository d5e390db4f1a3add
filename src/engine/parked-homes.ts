// Homes that wait for their turn at something shared, kept out of the slots. Of each only what has become of it since it was drawn, and where the
// home already waits under another policy, only what is different there: in a book of a million homes two in five wait, each under two or three
// of six policies in most of which it has come to wait by the same life, and a slot is seven times as large as what is kept here.
import { homeWords, type Slots } from '../model/columns.ts';
import { ByteBlocks } from './byte-blocks.ts';
import { grown } from './grown.ts';
import { longestChanges, makeChanges, writeChanges } from './word-changes.ts';

const none = -1;

export class ParkedHomes {
  readonly #slots: Slots;
  readonly #draw: (slot: number, household: number) => void;
  readonly #blocks = new ByteBlocks();
  readonly #changes = new Uint8Array(longestChanges(homeWords));
  readonly #home = new Int32Array(homeWords);
  readonly #base = new Int32Array(homeWords);
  /**
   * By number of a parked home: where its changes are, or, where nobody has the number, the next such one; the household, or, where its
   * changes are to another parked home, ~ that one; how many need its changes, itself too.
   */
  #addresses = new Int32Array(64);
  #bases = new Int32Array(64);
  #needs = new Int32Array(64);
  #count = 0;
  #freeNumber = none;
  /** The latest whose changes are to a home as drawn, and what it is like; `none` where it is gone. */
  #latest = none;
  readonly #latestHome = new Int32Array(homeWords);

  /** `draw` lays a household in a slot as it was before its life began. */
  constructor(slots: Slots, draw: (slot: number, household: number) => void) {
    this.#slots = slots;
    this.#draw = draw;
  }

  /** Parks the home in a slot and gives the slot back. Returns the home's number; numbers are small, and used again. */
  park(slot: number): number {
    const household = this.#slots.households.household(slot);
    this.#slots.read(slot, this.#home);
    this.#slots.giveBack(slot);
    const number = this.#newNumber();
    const isRoot = this.#latest === none || this.#bases[this.#latest] !== household;
    if (isRoot) this.#drawBase(household);
    const length = writeChanges(isRoot ? this.#base : this.#latestHome, this.#home, this.#changes);
    this.#addresses[number] = this.#blocks.keep(this.#changes, length);
    this.#needs[number] = 1;
    if (isRoot) {
      this.#bases[number] = household;
      this.#latest = number;
      this.#latestHome.set(this.#home);
    } else {
      this.#bases[number] = ~this.#latest;
      this.#needs[this.#latest]!++;
    }
    return number;
  }

  /** Takes a parked home up again. Returns its slot. */
  takeUp(number: number): number {
    const base = this.#bases[number]!;
    if (base >= 0) this.#drawBase(base);
    else {
      this.#drawBase(this.#bases[~base]!);
      this.#release(~base, this.#makeChanges(~base));
    }
    this.#release(number, this.#makeChanges(number));
    const slot = this.#slots.take();
    this.#slots.write(slot, this.#base);
    return slot;
  }

  /** Makes a parked home's changes to the base. Returns how many bytes they take. */
  #makeChanges(number: number): number {
    const address = this.#addresses[number]!;
    const start = this.#blocks.startOf(address);
    return makeChanges(this.#base, this.#blocks.blockOf(address), start) - start;
  }

  /** One less needs a parked home's changes, of so many bytes. */
  #release(number: number, length: number): void {
    this.#needs[number]!--;
    if (this.#needs[number]! > 0) return;
    this.#blocks.giveBack(this.#addresses[number]!, length);
    this.#addresses[number] = this.#freeNumber;
    this.#freeNumber = number;
    if (number === this.#latest) this.#latest = none;
  }

  #drawBase(household: number): void {
    const slot = this.#slots.take();
    this.#draw(slot, household);
    this.#slots.read(slot, this.#base);
    this.#slots.giveBack(slot);
  }

  #newNumber(): number {
    const free = this.#freeNumber;
    if (free !== none) {
      this.#freeNumber = this.#addresses[free]!;
      return free;
    }
    if (this.#count === this.#addresses.length) {
      this.#addresses = grown(this.#addresses, 2 * this.#count);
      this.#bases = grown(this.#bases, 2 * this.#count);
      this.#needs = grown(this.#needs, 2 * this.#count);
    }
    return this.#count++;
  }
}
