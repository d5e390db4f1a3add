// The tables that arithmetic.ts looks up. They are computed in double-double precision when the
// program loads, so that no list of numbers can be mistyped.
import { DoubleDouble, setProduct, setQuotient, setRoot, setSum } from './double-double.ts';
import { newF64s, type f64, type F64s, type i32 } from './platform.ts';

/** powersOfTwo[n - smallestPower] = 2^n, for every power of two a double can hold. */
export const smallestPower: i32 = -1074;
export const powersOfTwo: F64s = newF64s(1023 + 1074 + 1);

/** rootsOfTwo[2 k] + rootsOfTwo[2 k + 1] = 2^(k / 128). */
export const roots: i32 = 128;
export const rootsOfTwo: F64s = newF64s(256);
/**
 * ln 2 = ln2High + ln2Low; ln2High is a multiple of 2^-42: its multiples by any exponent are exact.
 */
export const ln2High: f64 = 0.6931471805598903;
export const ln2Low: f64 = 5.497923018708371e-14;

/**
 * Four numbers for each of 256 cells of the mantissa: an approximate reciprocal of the cell's
 * middle, a multiple of 2^-11; minus the logarithm of that reciprocal, as a multiple of 2^-42 and
 * the rest, itself in two doubles.
 */
const lnCells: i32 = 256;
export const lnTable: F64s = newF64s(1024);
/**
 * High word of the double at which the first cell starts; cells cover a factor of two from there.
 */
export const lnFirstHighWord: i32 = 0x3fe6a000;

function fillPowersOfTwo(): void {
  powersOfTwo[0] = 5e-324;
  for (let at: i32 = 1; at < powersOfTwo.length; at++) powersOfTwo[at] = 2 * powersOfTwo[at - 1]!;
}

function fillRootsOfTwo(): void {
  const power: DoubleDouble = new DoubleDouble(1, 0);
  const root: DoubleDouble = new DoubleDouble(2, 0);
  for (let index: i32 = 0; index < roots; index++) rootsOfTwo[2 * index] = 1;
  for (let bit: i32 = roots >> 1; bit >= 1; bit >>= 1) {
    setRoot(root, root);
    for (let index: i32 = 0; index < roots; index++) {
      if ((index & bit) === 0) continue;
      power.high = rootsOfTwo[2 * index]!;
      power.low = rootsOfTwo[2 * index + 1]!;
      setProduct(power, power, root);
      rootsOfTwo[2 * index] = power.high;
      rootsOfTwo[2 * index + 1] = power.low;
    }
  }
}

const ratio: DoubleDouble = new DoubleDouble(0, 0);
const square: DoubleDouble = new DoubleDouble(0, 0);
const term: DoubleDouble = new DoubleDouble(0, 0);

/** Sets a number to ln(a / b) for nearby a and b: 2 artanh((a - b) / (a + b)). */
function setLnOfQuotient(into: DoubleDouble, a: f64, b: f64): void {
  setQuotient(ratio, a - b, a + b);
  setProduct(square, ratio, ratio);
  into.high = 0;
  into.low = 0;
  for (let order: i32 = 13; order >= 1; order -= 2) {
    setProduct(into, square, into);
    setQuotient(term, 1, order);
    setSum(into, term, into);
  }
  setProduct(into, ratio, into);
  into.high *= 2;
  into.low *= 2;
}

/** Middle of a cell; exact. The first 150 lie below 1, where a cell is half as wide. */
function middleOfCell(cell: i32): f64 {
  const start: f64 = 0.4140625; // 0x6a0 / 0x1000
  const below: f64 = 2400; // 0x1000 - 0x6a0
  return 16 * cell < below
    ? (1 + start + (cell + 0.5) / 256) / 2
    : 1 + (cell - below / 16 + 0.5) / 256;
}

function reciprocalOfCell(cell: i32): f64 {
  return Math.floor(2048 / middleOfCell(cell) + 0.5) / 2048;
}

const logarithm: DoubleDouble = new DoubleDouble(0, 0);
const step: DoubleDouble = new DoubleDouble(0, 0);
const rest: DoubleDouble = new DoubleDouble(0, 0);

/** Fills cells from one on, upward or downward, so that each step is a short series. */
function fillLnCells(from: i32, direction: i32): void {
  let previous: f64 = 1;
  logarithm.high = 0;
  logarithm.low = 0;
  for (let cell: i32 = from; cell >= 0 && cell < lnCells; cell += direction) {
    const reciprocal: f64 = reciprocalOfCell(cell);
    setLnOfQuotient(step, previous, reciprocal);
    setSum(logarithm, logarithm, step);
    previous = reciprocal;
    const grid: f64 = Math.floor(logarithm.high * 4398046511104 + 0.5) / 4398046511104;
    rest.high = -grid;
    rest.low = 0;
    setSum(rest, logarithm, rest);
    lnTable[4 * cell] = reciprocal;
    lnTable[4 * cell + 1] = grid;
    lnTable[4 * cell + 2] = rest.high;
    lnTable[4 * cell + 3] = rest.low;
  }
}

function fillLnTable(): void {
  let nearest: i32 = 0;
  while (reciprocalOfCell(nearest) > 1) nearest++;
  fillLnCells(nearest, 1);
  fillLnCells(nearest - 1, -1);
}

fillPowersOfTwo();
fillRootsOfTwo();
fillLnTable();
