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

/** 2^27 + 1: multiplying by it parts a double into two halves of at most 26 bits. */
const splitter: f64 = 134217729;

/** What rounding took from `product = a * b`, exactly, while no part over- or underflows. */
export function productError(a: f64, b: f64, product: f64): f64 {
  const scaledA: f64 = splitter * a;
  const highA: f64 = scaledA - (scaledA - a);
  const lowA: f64 = a - highA;
  const scaledB: f64 = splitter * b;
  const highB: f64 = scaledB - (scaledB - b);
  const lowB: f64 = b - highB;
  return lowA * lowB - (product - highA * highB - lowA * highB - highA * lowB);
}

function normalised(high: f64, low: f64): DoubleDouble {
  const sum: f64 = high + low;
  return new DoubleDouble(sum, low - (sum - high));
}

export function sumOf(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  const high: f64 = a.high + b.high;
  const back: f64 = high - a.high;
  const lost: f64 = a.high - (high - back) + (b.high - back);
  return normalised(high, lost + (a.low + b.low));
}

export function productOf(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  const high: f64 = a.high * b.high;
  const error: f64 = productError(a.high, b.high, high);
  return normalised(high, error + (a.high * b.low + a.low * b.high));
}

/** a / b for plain doubles. */
export function quotientOf(a: f64, b: f64): DoubleDouble {
  const high: f64 = a / b;
  const back: f64 = high * b;
  return normalised(high, (a - back - productError(high, b, back)) / b);
}

export function rootOf(a: DoubleDouble): DoubleDouble {
  const high: f64 = Math.sqrt(a.high);
  const square: f64 = high * high;
  return normalised(
    high,
    (a.high - square - productError(high, high, square) + a.low) / (2 * high),
  );
}
