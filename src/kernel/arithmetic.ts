// exp, ln, log1p, expm1 and pow from operations ECMAScript specifies to the bit (+ - * / and bit
// access), so that every engine gives the same results. Table-driven after P. T. P. Tang (ACM TOMS
// 15, 1989; 16, 1990). The normal law is in normal.ts.
import {
  ln2High,
  ln2Low,
  lnFirstHighWord,
  lnTable,
  powersOfTwo,
  roots,
  rootsOfTwo,
  smallestPower,
} from './arithmetic-tables.ts';
import { productError } from './double-double.ts';
import { highWord, newF64s, wholeToI32, type f64, type F64s, type i32 } from './platform.ts';

/**
 * 128 / ln 2; and ln 2 / 128 as a part whose multiples by 18-bit integers are exact, and the rest.
 */
const rootsPerUnit: f64 = 184.6649652337873;
const unitHigh: f64 = 0.005415212347998022;
const unitLow: f64 = 1.2655086083325438e-13;

/** e^(x + tail) / 2^shift, for |tail| far below 1 and a result that is a normal double. */
function scaledExp(x: f64, tail: f64, shift: i32): f64 {
  const multiple: f64 = Math.floor(x * rootsPerUnit + 0.5);
  const index: i32 = wholeToI32(multiple);
  const rest: f64 = x - multiple * unitHigh - multiple * unitLow + tail;
  const growth: f64 =
    rest + rest * rest * (0.5 + rest * (1 / 6 + rest * (1 / 24 + rest * (1 / 120))));
  const place: i32 = (index & (roots - 1)) << 1;
  const root: f64 = rootsOfTwo[place]!;
  return (
    (root + (rootsOfTwo[place + 1]! + root * growth)) *
    powersOfTwo[(index >> 7) - shift - smallestPower]!
  );
}

/** Near and beyond the ends of the range: scaled in two steps, so that only the last one rounds. */
function expAtTheEnds(x: f64, tail: f64): f64 {
  if (x > 710) return Infinity;
  if (x < -746) return 0;
  if (isNaN(x)) return x;
  const shift: i32 = x > 0 ? 64 : -128;
  return scaledExp(x, tail, shift) * powersOfTwo[shift - smallestPower]!;
}

/** e^x within 1 ulp (measured 0.502), over all doubles; subnormal results included. */
export function exp(x: f64): f64 {
  return x > -708 && x < 709 ? scaledExp(x, 0, 0) : expAtTheEnds(x, 0);
}

/**
 * e^x - 1 with full relative accuracy near 0 (a few ulp). By W. Kahan's quotient: the errors of exp
 * and ln cancel.
 */
export function expm1(x: f64): f64 {
  const power: f64 = exp(x);
  if (power === 1) return x;
  const excess: f64 = power - 1;
  if (excess === -1 || x > 36) return excess;
  return (excess * x) / ln(power);
}

const smallestNormal: f64 = 2.2250738585072014e-308;
/** Adding and taking away 1.5 * 2^31 rounds to a multiple of 2^-21. */
const rounder: f64 = 3221225472;

/**
 * Natural logarithm within 1 ulp (measured 0.502), over all doubles; NaN below 0, -Infinity at 0.
 */
export function ln(x: f64): f64 {
  if (!(x >= smallestNormal && x < Infinity)) return lnAtTheEnds(x);
  const fromOne: f64 = x - 1;
  if (fromOne > -0.0078125 && fromOne < 0.0078125) return lnNearOne(fromOne);
  const offset: i32 = highWord(x) - lnFirstHighWord;
  const exponent: i32 = offset >> 20;
  const place: i32 = (offset >> 10) & 1020;
  // The mantissa in two parts, each short enough for an exact product with the reciprocal.
  const mantissa: f64 = x * powersOfTwo[-exponent - smallestPower]!;
  const head: f64 = mantissa + rounder - rounder;
  const reciprocal: f64 = lnTable[place]!;
  const headRest: f64 = head * reciprocal - 1;
  const tailRest: f64 = (mantissa - head) * reciprocal;
  const rest: f64 = headRest + tailRest;
  const curve: f64 =
    rest *
    rest *
    (-0.5 + rest * (1 / 3 + rest * (-0.25 + rest * (0.2 + rest * (-1 / 6 + rest * (1 / 7))))));
  const exact: f64 = exponent * ln2High + lnTable[place + 1]! + headRest;
  return exact + (tailRest + (exponent * ln2Low + lnTable[place + 2]! + curve));
}

function lnAtTheEnds(x: f64): f64 {
  if (x === 0) return -Infinity;
  if (x > 0 && x < Infinity) return lnOfSubnormal(x);
  return x > 0 ? x : NaN;
}

/** Through 2^54 x, which is normal; ln 2^54 is far from cancelling. */
function lnOfSubnormal(x: f64): f64 {
  const high: f64 = lnInTwoParts(x * 18014398509481984);
  return high - 54 * ln2High + (lnLowPart[0]! - 54 * ln2Low);
}

/** ln(1 + rest) for |rest| < 2^-7. */
function lnNearOne(rest: f64): f64 {
  const tail: f64 = 0.2 + rest * (-1 / 6 + rest * (1 / 7 + rest * (-0.125 + rest * (1 / 9))));
  return rest + rest * rest * (-0.5 + rest * (1 / 3 + rest * (-0.25 + rest * tail)));
}

const lnLowPart: F64s = newF64s(1);

/** ln(x) for a normal x as returned value plus `lnLowPart[0]`, about 70 bits together. */
function lnInTwoParts(x: f64): f64 {
  const offset: i32 = highWord(x) - lnFirstHighWord;
  const nearOne: boolean = x > 0.998046875 && x < 1.001953125;
  const exponent: i32 = nearOne ? 0 : offset >> 20;
  const place: i32 = (offset >> 10) & 1020;
  const mantissa: f64 = x * powersOfTwo[-exponent - smallestPower]!;
  const head: f64 = mantissa + rounder - rounder;
  const reciprocal: f64 = nearOne ? 1 : lnTable[place]!;
  const headRest: f64 = head * reciprocal - 1;
  const tailRest: f64 = (mantissa - head) * reciprocal;
  const rest: f64 = headRest + tailRest;
  // rest^2 / 2 to twice the precision: it and the exact part are the only terms that need it.
  const square: f64 = rest * rest;
  const squareError: f64 =
    productError(rest, rest, square) + 2 * rest * (headRest - rest + tailRest);
  const series: f64 =
    1 / 3 + rest * (-0.25 + rest * (0.2 + rest * (-1 / 6 + rest * (1 / 7 + rest * -0.125))));
  const exact: f64 = nearOne ? 0 : exponent * ln2High + lnTable[place + 1]!;
  const first: f64 = exact + headRest;
  const second: f64 = tailRest - 0.5 * square;
  const secondBack: f64 = second - tailRest;
  const secondLost: f64 = tailRest - (second - secondBack) - (0.5 * square + secondBack);
  const sum: f64 = first + second;
  const back: f64 = sum - first;
  const lost: f64 = first - (sum - back) + (second - back);
  const table: f64 = nearOne ? 0 : exponent * ln2Low + lnTable[place + 2]!;
  const low: f64 = lost + secondLost + (table + (rest * square * series - 0.5 * squareError));
  const high: f64 = sum + low;
  lnLowPart[0] = low - (high - sum);
  return high;
}

/** ln(1 + x), accurate for small x too: within 1 ulp. NaN below -1. */
export function log1p(x: f64): f64 {
  if (x > -0.001953125 && x < 0.001953125) return x === 0 ? x : lnNearOne(x);
  const sum: f64 = 1 + x;
  if (!(sum > 0 && sum < Infinity)) return ln(sum);
  const back: f64 = sum - 1;
  const lost: f64 = 1 - (sum - back) + (x - back);
  const high: f64 = lnInTwoParts(sum);
  return high + (lnLowPart[0]! + lost / sum);
}

/**
 * x to the power y for x >= 0, within 1 ulp; for x < 0 NaN, even if y is an integer (no caller has
 * one). pow(x, 0) = pow(1, y) = 1.
 */
export function pow(x: f64, y: f64): f64 {
  if (y === 0 || x === 1) return 1;
  if (!(x > 0 && x < Infinity) || !(y > -Infinity && y < Infinity)) return powAtTheEnds(x, y);
  let high: f64 = 0;
  if (x >= smallestNormal) {
    high = lnInTwoParts(x);
  } else {
    const scaled: f64 = lnInTwoParts(x * 18014398509481984);
    const part: f64 = lnLowPart[0]! - 54 * ln2Low;
    high = scaled - 54 * ln2High;
    lnLowPart[0] = scaled - high - 54 * ln2High + part;
  }
  const exponent: f64 = y * high;
  if (exponent > 800) return Infinity;
  if (exponent < -800) return 0;
  // Tiny factors: the product is 0 to the last bit of 1, and its error would underflow.
  if (exponent > -1e-20 && exponent < 1e-20) return 1;
  const tail: f64 = productError(y, high, exponent) + y * lnLowPart[0]!;
  return exponent > -708 && exponent < 709
    ? scaledExp(exponent, tail, 0)
    : expAtTheEnds(exponent, tail);
}

function powAtTheEnds(x: f64, y: f64): f64 {
  if (!(x >= 0) || isNaN(y)) return NaN;
  const grows: boolean = x > 1 === y > 0;
  return grows ? Infinity : 0;
}
