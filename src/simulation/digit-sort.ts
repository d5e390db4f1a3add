// Sorts whole numbers by some of their bits, in two passes: the lower half of these bits, then the
// upper half. Numbers with equal bits stay in order. Much quicker than comparing, for many numbers.

/**
 * Sorts keys, in place, by `bits` bits from bit `from` on.
 * @param carried moved along with its key
 */
export function sortByBits(
  keys: Int32Array,
  { from, bits }: { readonly from: number; readonly bits: number },
  carried?: Int32Array,
): void {
  const lower = bits >> 1;
  const between = { keys: new Int32Array(keys.length), carried: carried?.slice() };
  sortByDigit({ keys, carried }, from, lower, between);
  sortByDigit(between, from + lower, bits - lower, { keys, carried });
}

interface Numbers {
  readonly keys: Int32Array;
  readonly carried: Int32Array | undefined;
}

function sortByDigit(numbers: Numbers, from: number, bits: number, sorted: Numbers): void {
  const { keys, carried } = numbers;
  const digits = 1 << bits;
  const next = new Int32Array(digits + 1);
  for (let place = 0; place < keys.length; place++)
    next[((keys[place]! >> from) & (digits - 1)) + 1]! += 1;
  for (let digit = 0; digit < digits; digit++) next[digit + 1]! += next[digit]!;
  for (let place = 0; place < keys.length; place++) {
    const to = next[(keys[place]! >> from) & (digits - 1)]!++;
    sorted.keys[to] = keys[place]!;
    if (carried !== undefined) sorted.carried![to] = carried[place]!;
  }
}
