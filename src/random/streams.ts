// Keys of random numbers: from a user's seed to the key of a replication. kernel/random.ts computes
// numbers by address; kernel/purposes.ts lists the purposes.
import seedrandom from 'seedrandom';
import { assert } from '../errors.ts';
import { secondWord, threefry, uniformOf } from '../kernel/random.ts';

/** 64 bits as two unsigned words. */
export interface Key {
  readonly high: number;
  readonly low: number;
}

/**
 * Key of a user's seed. Texts that differ in any UTF-16 unit, or in length, give different keys (up
 * to chance, 2^-64 a pair).
 */
export function seedKey(seedText: string): Key {
  const word = (half: string): number =>
    seedrandom.alea(`offsupply ${half} ${seedText.length}:${seedText}.`).int32() >>> 0;
  return { high: word('high'), low: word('low') };
}

/** Keeps keys of replications different from any draw: "repl" in ASCII. */
const replicationTag = 0x7265706c;

/** All random numbers of one replication. */
export class Streams {
  readonly key0: number;
  readonly key1: number;

  /** @param replication 0 to 2^32 - 1. */
  constructor(key: Key, replication: number) {
    assert(
      Number.isInteger(replication) && replication >= 0 && replication <= 0xffffffff,
      `replication ${replication} fits 32 bits`,
    );
    this.key0 = threefry(replication | 0, replicationTag, key.high | 0, key.low | 0);
    this.key1 = secondWord;
  }

  /**
   * The uniform number at an address: an odd multiple of 2^-53, so never 0, never 1, and 1 - u is
   * as exact as u.
   *
   * @param entity 0 to 2^32 - 1.
   * @param purpose 0 to 255: what the draw decides (kernel/purposes.ts).
   * @param draw 0 to 2^24 - 1: number of the draw within entity and purpose. A larger number would
   * overlap the next purpose: asserted.
   */
  uniform(entity: number, purpose: number, draw: number): number {
    if (((draw >>> 24) | (purpose >>> 8)) !== 0) outOfBounds(purpose, draw);
    const first = threefry(entity, (purpose << 24) | draw, this.key0, this.key1);
    return uniformOf(first, secondWord);
  }
}

function outOfBounds(purpose: number, draw: number): never {
  throw new Error(`assertion failed: purpose ${purpose} is below 256 and draw ${draw} below 2^24`);
}
