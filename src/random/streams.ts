// Counter-based random numbers: any draw is a function of its address (seed, replication, entity, purpose, draw number), so streams
// cost nothing to set up and a draw more or less in one place moves no other. Threefry2x32-20: Salmon, Moraes, Dror and Shaw,
// "Parallel random numbers: as easy as 1, 2, 3", SC11. The registry of purposes lives with the model.
import seedrandom from 'seedrandom';
import { assert } from '../errors.ts';

/** 64 bits as two unsigned words. */
export interface Key {
  readonly high: number;
  readonly low: number;
}

/** Key of a user's seed. Texts that differ in any UTF-16 unit, or in length, give different keys (up to chance, 2^-64 a pair). */
export function seedKey(seedText: string): Key {
  const word = (half: string): number => seedrandom.alea(`offsupply ${half} ${seedText.length}:${seedText}.`).int32() >>> 0;
  return { high: word('high'), low: word('low') };
}

/** Second word of the last block of `threefry`: returning one integer and leaving the other here allocates nothing. */
export const secondWord = new Int32Array(1);

/**
 * Threefry2x32 with 20 rounds: encrypts the counter (x0, x1) under the key. Returns the first word, signed; the other is left in
 * `secondWord[0]`. A loop over twice four rounds, with `| 0` on the keys, is short enough for V8 to inline in integer registers: half the
 * time of all rounds written out.
 */
export function threefry(counter0: number, counter1: number, key0: number, key1: number): number {
  let x0 = (counter0 + key0) | 0;
  let x1 = (counter1 + key1) | 0;
  let next = key1 | 0;
  let afterNext = key0 ^ key1 ^ 0x1bd11bda;
  let last = key0 | 0;
  for (let injection = 1; ; injection += 2) {
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << 13) | (x1 >>> 19)) ^ x0;
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << 15) | (x1 >>> 17)) ^ x0;
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << 26) | (x1 >>> 6)) ^ x0;
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << 6) | (x1 >>> 26)) ^ x0;
    x0 = (x0 + next) | 0;
    x1 = (x1 + afterNext + injection) | 0;
    if (injection === 5) break;
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << 17) | (x1 >>> 15)) ^ x0;
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << 29) | (x1 >>> 3)) ^ x0;
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << 16) | (x1 >>> 16)) ^ x0;
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << 24) | (x1 >>> 8)) ^ x0;
    x0 = (x0 + afterNext) | 0;
    x1 = (x1 + last + injection + 1) | 0;
    const used = next;
    next = last;
    last = afterNext;
    afterNext = used;
  }
  secondWord[0] = x1;
  return x0;
}

/** Sets keys of replications apart from any draw: "repl" in ASCII. */
const replicationTag = 0x7265706c;

/** All random numbers of one replication. */
export class Streams {
  private readonly key0: number;
  private readonly key1: number;

  /** @param replication 0 to 2^32 - 1. */
  constructor(key: Key, replication: number) {
    assert(
      Number.isInteger(replication) && replication >= 0 && replication <= 0xffffffff,
      `replication ${replication} fits 32 bits`,
    );
    this.key0 = threefry(replication | 0, replicationTag, key.high | 0, key.low | 0);
    this.key1 = secondWord[0]!;
  }

  /**
   * The uniform number at an address: an odd multiple of 2^-53, so never 0, never 1, and 1 - u is as exact as u.
   *
   * @param entity 0 to 2^32 - 1.
   * @param purpose 0 to 255: what the draw decides (src/model/purposes.ts).
   * @param draw 0 to 2^24 - 1: number of the draw within entity and purpose. More would reach into the next purpose: asserted.
   */
  uniform(entity: number, purpose: number, draw: number): number {
    if (((draw >>> 24) | (purpose >>> 8)) !== 0) outOfBounds(purpose, draw);
    const first = threefry(entity, (purpose << 24) | draw, this.key0, this.key1);
    return (first >>> 0) * 2.3283064365386963e-10 + ((secondWord[0]! >>> 11) | 1) * 1.1102230246251565e-16;
  }
}

function outOfBounds(purpose: number, draw: number): never {
  throw new Error(`assertion failed: purpose ${purpose} is below 256 and draw ${draw} below 2^24`);
}
