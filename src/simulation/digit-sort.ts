// Sorts whole numbers by some of their bits, digit by digit, the lowest first. Numbers with equal
// bits stay in order. Much quicker than comparing, for many numbers.

/** Bits of a digit at most, for few numbers and for many. */
const [fewDigitBits, manyDigitBits] = [9, 15];
const many = 10_000;

/**
 * Sorts keys, at least 0, in place, by their bits from bit `from` on.
 * @param carried moved along with its key
 */
export function sortByBits(keys: Int32Array, from: number, carried?: Int32Array): void {
  const bits = bitsUsed(keys, from);
  const digits = Math.ceil(bits / (keys.length < many ? fewDigitBits : manyDigitBits));
  const digitBits = Math.ceil(bits / digits);
  let sorted: Numbers = { keys, carried };
  let other: Numbers = { keys: roomFor(keys.length), carried: carried?.slice() };
  for (let digit = 0; digit < digits; digit++) {
    sortByDigit(sorted, from + digit * digitBits, digitBits, other);
    [sorted, other] = [other, sorted];
  }
  if (sorted.keys === keys) return;
  keys.set(sorted.keys);
  if (carried !== undefined) carried.set(sorted.carried!);
}

/** Kept for the next sort: arrays of a large book would otherwise pile up until V8 frees them. */
let room = new Int32Array(0);
function roomFor(length: number): Int32Array {
  if (room.length < length) room = new Int32Array(length);
  return room.subarray(0, length);
}

/** How many bits from bit `from` on any key uses, at least 1. */
function bitsUsed(keys: Int32Array, from: number): number {
  let used = 0;
  for (let place = 0; place < keys.length; place++) used |= keys[place]!;
  return Math.max(1, 32 - Math.clz32(used >> from));
}

interface Numbers {
  readonly keys: Int32Array;
  readonly carried: Int32Array | undefined;
}

function sortByDigit({ keys, carried }: Numbers, from: number, bits: number, to: Numbers): void {
  const values = 1 << bits;
  const next = new Int32Array(values + 1);
  for (let place = 0; place < keys.length; place++)
    next[((keys[place]! >> from) & (values - 1)) + 1]! += 1;
  for (let value = 0; value < values; value++) next[value + 1]! += next[value]!;
  for (let place = 0; place < keys.length; place++) {
    const at = next[(keys[place]! >> from) & (values - 1)]!++;
    to.keys[at] = keys[place]!;
    if (carried !== undefined) to.carried![at] = carried[place]!;
  }
}
