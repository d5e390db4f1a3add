// Homes that wait for their turn at something shared, kept out of the slots. Of each only what has become of it since it was drawn, and where the
// home already waits under another policy, only what is different there: in a book of a million homes two in five wait, each under two or three
// of six policies in most of which it has come to wait by the same life, and a slot is seven times as large as what is kept here.
import { homeWords, type Slots } from '../model/columns.ts';
import { ByteBlocks } from './byte-blocks.ts';
import { Rows } from './rows.ts';
import { longestChanges, makeChanges, writeChanges } from './word-changes.ts';

const none = -1;
/**
 * Columns of a parked home: where its changes are; the household, or, where its changes are to another parked home, ~ that one; how many
 * need its changes, itself too.
 */
const column = { address: 0, base: 1, needs: 2 } as const;

export class ParkedHomes {
  readonly #slots: Slots;
  readonly #draw: (slot: number, household: number) => void;
  readonly #blocks = new ByteBlocks();
  readonly #changes = new Uint8Array(longestChanges(homeWords));
  readonly #home = new Int32Array(homeWords);
  readonly #base = new Int32Array(homeWords);
  readonly #homes = new Rows(Object.keys(column).length);
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
    const homes = this.#homes;
    const number = homes.take();
    const isRoot = this.#latest === none || homes.get(this.#latest, column.base) !== household;
    if (isRoot) this.#drawBase(household);
    const length = writeChanges(isRoot ? this.#base : this.#latestHome, this.#home, this.#changes);
    homes.set(number, column.address, this.#blocks.keep(this.#changes, length));
    homes.set(number, column.needs, 1);
    if (isRoot) {
      homes.set(number, column.base, household);
      this.#latest = number;
      this.#latestHome.set(this.#home);
    } else {
      homes.set(number, column.base, ~this.#latest);
      this.#addNeed(this.#latest, 1);
    }
    return number;
  }

  /** Takes a parked home up again. Returns its slot. */
  takeUp(number: number): number {
    const base = this.#homes.get(number, column.base);
    if (base >= 0) this.#drawBase(base);
    else {
      this.#drawBase(this.#homes.get(~base, column.base));
      this.#release(~base, this.#makeChanges(~base));
    }
    this.#release(number, this.#makeChanges(number));
    const slot = this.#slots.take();
    this.#slots.write(slot, this.#base);
    return slot;
  }

  /** Makes a parked home's changes to the base. Returns how many bytes they take. */
  #makeChanges(number: number): number {
    const address = this.#homes.get(number, column.address);
    const start = this.#blocks.startOf(address);
    return makeChanges(this.#base, this.#blocks.blockOf(address), start) - start;
  }

  /** One less needs a parked home's changes, of so many bytes. */
  #release(number: number, length: number): void {
    if (this.#addNeed(number, -1) > 0) return;
    this.#blocks.giveBack(this.#homes.get(number, column.address), length);
    this.#homes.giveBack(number);
    if (number === this.#latest) this.#latest = none;
  }

  #addNeed(number: number, change: number): number {
    const needs = this.#homes.get(number, column.needs) + change;
    this.#homes.set(number, column.needs, needs);
    return needs;
  }

  #drawBase(household: number): void {
    const slot = this.#slots.take();
    this.#draw(slot, household);
    this.#slots.read(slot, this.#base);
    this.#slots.giveBack(slot);
  }
}
