// Numbers as an unevaluated sum of two doubles, about 106 bits. Used to build tables when the
// program loads and where a rounded intermediate would cost the last bit. Algorithms: T. J. Dekker,
// Numerische Mathematik 18 (1971).
import type { f64 } from './platform.ts';

export class DoubleDouble {
  high: f64;
  low: f64;
  constructor(high: f64, low: f64) {
    this.high = high;
    this.low = low;
  }
}

/** 2^27 + 1: multiplying by it splits a double into two halves of at most 26 bits. */
const splitter: f64 = 134217729;

/** The exact rounding error of `product = a * b`, provided nothing over- or underflows. */
export function productError(a: f64, b: f64, product: f64): f64 {
  const scaledA: f64 = splitter * a;
  const highA: f64 = scaledA - (scaledA - a);
  const lowA: f64 = a - highA;
  const scaledB: f64 = splitter * b;
  const highB: f64 = scaledB - (scaledB - b);
  const lowB: f64 = b - highB;
  return lowA * lowB - (product - highA * highB - lowA * highB - highA * lowB);
}

/** Puts a sum of two doubles, the second small beside the first, into a number. */
function set(into: DoubleDouble, high: f64, low: f64): void {
  const sum: f64 = high + low;
  into.high = sum;
  into.low = low - (sum - high);
}

/** Puts a + b into a number, which may be one of them, so that nothing is allocated. */
export function setSum(into: DoubleDouble, a: DoubleDouble, b: DoubleDouble): void {
  const high: f64 = a.high + b.high;
  const back: f64 = high - a.high;
  const lost: f64 = a.high - (high - back) + (b.high - back);
  set(into, high, lost + (a.low + b.low));
}

/** Puts a × b into a number, which may be one of them. */
export function setProduct(into: DoubleDouble, a: DoubleDouble, b: DoubleDouble): void {
  const high: f64 = a.high * b.high;
  const error: f64 = productError(a.high, b.high, high);
  set(into, high, error + (a.high * b.low + a.low * b.high));
}

/** Puts a / b, of plain doubles, into a number. */
export function setQuotient(into: DoubleDouble, a: f64, b: f64): void {
  const high: f64 = a / b;
  const back: f64 = high * b;
  set(into, high, (a - back - productError(high, b, back)) / b);
}

/** Puts the square root of a number into another, or itself. */
export function setRoot(into: DoubleDouble, a: DoubleDouble): void {
  const high: f64 = Math.sqrt(a.high);
  const square: f64 = high * high;
  const rest: f64 = a.high - square - productError(high, high, square) + a.low;
  set(into, high, rest / (2 * high));
}
