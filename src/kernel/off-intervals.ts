// The times off supply of a policy, one by one: of each meter, and of each home with any meter off.
// Kept in pages, one after another, since counting them here by minute and segment would touch
// memory all over for each. The host sorts and counts them (simulation/off-intervals.ts).
import { newI32s, type i32, type I32s } from './platform.ts';

const pageIntervals: i32 = 1024;
const pageBits: i32 = 10;

/** Whose interval it is takes so many bits, below its length. */
export const ownerBits: i32 = 7;

/** A list that grows by pages of 1,024 intervals of two words each. */
export class OffIntervals {
  count: i32 = 0;
  /** By interval: its first minute; then its length in minutes, and whose it is. */
  pages: I32s[] = [];

  /** Empties the list. Its pages are used again. */
  reset(): void {
    this.count = 0;
  }

  /**
   * @param length minutes, below 2^24
   * @param owner whose it is, below 2^7 (`ownerOf…` of tally.ts)
   */
  add(start: i32, length: i32, owner: i32): void {
    const page: i32 = this.count >> pageBits;
    if (page === this.pages.length) this.pages.push(newI32s(2 * pageIntervals));
    const words: I32s = this.pages[page]!;
    const at: i32 = 2 * (this.count & (pageIntervals - 1));
    words[at] = start;
    words[at + 1] = (length << ownerBits) | owner;
    this.count += 1;
  }
}
