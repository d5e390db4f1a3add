// What has changed between two states of a home, word by word, in as few bytes as is cheap: most words stay, counts and minutes are small, and
// an amount of money held as a double leaves most of its low word empty.
//
// A change is a tag and some bytes of the new word. The tag says how many words before it stay (five bits), and which bytes follow
// (three bits): 1 to 4 low ones, or, 5 to 7, 1 to 3 high ones, lowest first; the others are 0. With no bytes, it only passes words; a tag of 0
// ends the changes.

const formBits = 3;
const highForm = 4;
const mostPassed = (1 << (8 - formBits)) - 1;

/** Bytes that changes to so many words take at most. */
export function longestChanges(words: number): number {
  return 5 * words + Math.ceil(words / mostPassed) + 1;
}

/** Writes how `after` differs from `before`. Returns how many bytes that took. */
export function writeChanges(before: Int32Array, after: Int32Array, into: Uint8Array): number {
  let length = 0;
  let passed = 0;
  for (let place = 0; place < after.length; place++) {
    let word = after[place]!;
    if (word === before[place]) {
      passed++;
      continue;
    }
    for (; passed > mostPassed; passed -= mostPassed) into[length++] = mostPassed << formBits;
    const low = word === 0 ? 1 : 4 - (Math.clz32(word) >> 3);
    const high = word === 0 ? 4 : 4 - ((31 - Math.clz32(word & -word)) >> 3);
    const isLow = low <= high;
    into[length++] = (passed << formBits) | (isLow ? low : highForm + high);
    passed = 0;
    if (!isLow) word >>>= 8 * (4 - high);
    for (let left = isLow ? low : high; left > 0; left--) {
      into[length++] = word & 0xff;
      word >>>= 8;
    }
  }
  into[length++] = 0;
  return length;
}

/** Makes the changes written at `start`. Returns where they end. */
export function makeChanges(words: Int32Array, from: Uint8Array, start: number): number {
  let at = start;
  let place = 0;
  for (let tag = from[at++]!; tag !== 0; tag = from[at++]!) {
    place += tag >> formBits;
    const form = tag & ((1 << formBits) - 1);
    if (form === 0) continue;
    const count = form > highForm ? form - highForm : form;
    let word = 0;
    for (let byte = 0; byte < count; byte++) word |= from[at++]! << (8 * byte);
    words[place++] = form > highForm ? word << (8 * (4 - count)) : word;
  }
  return at;
}
