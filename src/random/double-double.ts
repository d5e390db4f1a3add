// Numbers as an unevaluated sum of two doubles, about 106 bits. Used to build tables when the program loads and where
// a rounded intermediate would cost the last bit. Algorithms: T. J. Dekker, Numerische Mathematik 18 (1971).

export interface DoubleDouble {
  readonly high: number;
  readonly low: number;
}

/** 2^27 + 1: multiplying by it parts a double into two halves of at most 26 bits. */
const splitter = 134217729;

/** What rounding took from `product = a * b`, exactly, while no part over- or underflows. */
export function productError(a: number, b: number, product: number): number {
  const scaledA = splitter * a;
  const highA = scaledA - (scaledA - a);
  const lowA = a - highA;
  const scaledB = splitter * b;
  const highB = scaledB - (scaledB - b);
  const lowB = b - highB;
  return lowA * lowB - (product - highA * highB - lowA * highB - highA * lowB);
}

function normalised(high: number, low: number): DoubleDouble {
  const sum = high + low;
  return { high: sum, low: low - (sum - high) };
}

export function sumOf(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  const high = a.high + b.high;
  const back = high - a.high;
  const lost = a.high - (high - back) + (b.high - back);
  return normalised(high, lost + (a.low + b.low));
}

export function productOf(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  const high = a.high * b.high;
  return normalised(high, productError(a.high, b.high, high) + (a.high * b.low + a.low * b.high));
}

/** a / b for plain doubles. */
export function quotientOf(a: number, b: number): DoubleDouble {
  const high = a / b;
  const back = high * b;
  return normalised(high, (a - back - productError(high, b, back)) / b);
}

export function rootOf(a: DoubleDouble): DoubleDouble {
  const high = Math.sqrt(a.high);
  const square = high * high;
  return normalised(high, (a.high - square - productError(high, high, square) + a.low) / (2 * high));
}
