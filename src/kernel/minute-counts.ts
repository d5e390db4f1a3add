// Counts by minute and group of households: how many are off at each minute, and how many spells
// have each length. Pages of minutes are allocated when first counted in, so that a small book
// needs few. The host sets the groups and who counts in which (settings.ts).
import { newI32s, type i32, type I32s } from './platform.ts';

export const pageMinutes: i32 = 64;
const pageBits: i32 = 6;

/** Counts by minute and group, in pages that are allocated when a minute is first counted in. */
export class MinuteCounts {
  /** By page of minutes: its place in `pages`, −1 where nothing was counted. */
  pageOf: I32s = newI32s(0);
  pages: I32s[] = [];
  private used: i32 = 0;
  private groups: i32 = 0;

  /**
   * Sets all counts to 0, for minutes 0 to `last`, both included. Allocated pages are used again.
   */
  reset(last: i32, groups: i32): void {
    const count: i32 = (last >> pageBits) + 1;
    if (this.pageOf.length !== count) this.pageOf = newI32s(count);
    this.pageOf.fill(-1);
    this.used = 0;
    if (this.groups !== groups) this.pages = [];
    this.groups = groups;
  }

  /** Adds to the count of a minute in every group of the list. */
  add(minute: i32, list: I32s, change: i32): void {
    let page: i32 = this.pageOf[minute >> pageBits]!;
    if (page < 0) page = this.takePage(minute >> pageBits);
    const counts: I32s = this.pages[page]!;
    const at: i32 = (minute & (pageMinutes - 1)) * this.groups;
    for (let place: i32 = 0; place < list.length; place++) counts[at + list[place]!]! += change;
  }

  private takePage(place: i32): i32 {
    const page: i32 = this.used;
    this.used += 1;
    if (page === this.pages.length) this.pages.push(newI32s(pageMinutes * this.groups));
    else this.pages[page]!.fill(0);
    this.pageOf[place] = page;
    return page;
  }
}
