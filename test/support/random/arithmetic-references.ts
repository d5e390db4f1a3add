// High-precision values to compare with (made by
// test/support/random/make-arithmetic-references.py), and the distance in last places.
import references from './arithmetic-references.json' with { type: 'json' };

export { references };

/** Spacing of doubles just above |x|. */
function lastPlace(x: number): number {
  const value = new Float64Array([Math.abs(x)]);
  new BigInt64Array(value.buffer)[0]! += 1n;
  return value[0]! - Math.abs(x);
}

/**
 * Distance of a result from the true value high + low, in units of the last place of the true
 * value.
 */
export function errorInLastPlaces(result: number, high: number, low: number): number {
  return Math.abs((result - high - low) / lastPlace(high));
}

/** FNV-1a over the bytes of doubles, low byte first. */
export function hashOfBits(values: Iterable<number>): string {
  const view = new DataView(new ArrayBuffer(8));
  let hash = 0x811c9dc5;
  for (const value of values) {
    view.setFloat64(0, value, true);
    for (let byte = 0; byte < 8; byte++) hash = Math.imul(hash ^ view.getUint8(byte), 0x01000193);
  }
  return (hash >>> 0).toString(16).padStart(8, '0');
}
