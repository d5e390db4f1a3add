// Counts by minute and group of households: who is off at each minute, and how many spells last so
// long. Pages of minutes are taken as they are first counted in, so that a small book has few.
import { newI32s, type i32, type I32s } from './platform.ts';

// Groups that are counted minute by minute, as bits: all, the fuels, the smart kinds, and the three
// circumstances. What is left of all is the host's to work out.
export const groupAll: i32 = 1;
export const groupElectricity: i32 = 2;
export const groupFirstKind: i32 = 8;
export const groupVulnerable: i32 = 64;
export const groupPsr: i32 = 128;
export const groupMedical: i32 = 256;
export const groupCount: i32 = 9;

export const pageMinutes: i32 = 64;
const pageBits: i32 = 6;
const pageLength: i32 = pageMinutes * groupCount;

/** Counts by minute and group, in pages that are taken as minutes are first counted in. */
export class MinuteCounts {
  /** By page of minutes: its place in `pages`, −1 where nothing was counted. */
  pageOf: I32s = newI32s(0);
  pages: I32s[] = [];
  private used: i32 = 0;

  /** Minutes 0 to `last`, both included. Pages taken before are used again. */
  reset(last: i32): void {
    const count: i32 = (last >> pageBits) + 1;
    if (this.pageOf.length !== count) this.pageOf = newI32s(count);
    this.pageOf.fill(-1);
    this.used = 0;
  }

  /** Adds to the count of a minute in every group of the mask. */
  add(minute: i32, groups: i32, change: i32): void {
    let page: i32 = this.pageOf[minute >> pageBits]!;
    if (page < 0) page = this.takePage(minute >> pageBits);
    const counts: I32s = this.pages[page]!;
    let at: i32 = (minute & (pageMinutes - 1)) * groupCount;
    for (let rest: i32 = groups; rest !== 0; rest >>= 1) {
      if ((rest & 1) !== 0) counts[at]! += change;
      at += 1;
    }
  }

  private takePage(place: i32): i32 {
    const page: i32 = this.used;
    this.used += 1;
    if (page === this.pages.length) this.pages.push(newI32s(pageLength));
    else this.pages[page]!.fill(0);
    this.pageOf[place] = page;
    return page;
  }
}
