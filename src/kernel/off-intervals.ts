// The times off supply of a policy, one by one: of each meter, and of each home with any meter off.
// They are handed to the host, which sorts and counts them (simulation/off-intervals.ts): counting
// them here by minute and segment would touch memory all over for each.
import { hostKeepOffIntervals, newI32s, type i32, type I32s } from './platform.ts';

/** How many are handed over together. */
export const intervalsTogether: i32 = 8192;

/** Whose interval it is takes so many bits, below its length. */
export const ownerBits: i32 = 7;

export class OffIntervals {
  /** Place of their policy. */
  readonly policy: i32;
  count: i32 = 0;
  /** By interval: its first minute; then its length in minutes, and whose it is. */
  words: I32s = newI32s(2 * intervalsTogether);

  constructor(policy: i32) {
    this.policy = policy;
  }

  reset(): void {
    this.count = 0;
  }

  /**
   * @param length minutes, below 2^24
   * @param owner whose it is, below 2^7 (`ownerOf…` of tally.ts)
   */
  add(start: i32, length: i32, owner: i32): void {
    const at: i32 = 2 * this.count;
    this.words[at] = start;
    this.words[at + 1] = (length << ownerBits) | owner;
    this.count += 1;
    if (this.count === intervalsTogether) this.handOver();
  }

  /** Hands over what has not been handed over yet. */
  handOver(): void {
    hostKeepOffIntervals(this.policy, this.count);
    this.count = 0;
  }
}
