// Tables of arithmetic.ts, computed in double-double when the program loads: shorter than listing
// them, and nothing to mistype.
import { DoubleDouble, productOf, quotientOf, rootOf, sumOf } from './double-double.ts';
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
  const powers: DoubleDouble[] = [];
  for (let index: i32 = 0; index < roots; index++) powers.push(new DoubleDouble(1, 0));
  let root: DoubleDouble = new DoubleDouble(2, 0);
  for (let bit: i32 = roots >> 1; bit >= 1; bit >>= 1) {
    root = rootOf(root);
    for (let index: i32 = 0; index < roots; index++)
      if ((index & bit) !== 0) powers[index] = productOf(powers[index]!, root);
  }
  for (let index: i32 = 0; index < roots; index++) {
    rootsOfTwo[2 * index] = powers[index]!.high;
    rootsOfTwo[2 * index + 1] = powers[index]!.low;
  }
}

/** ln(a / b) for nearby a and b: 2 artanh((a - b) / (a + b)). */
function lnOfQuotient(a: f64, b: f64): DoubleDouble {
  const ratio: DoubleDouble = quotientOf(a - b, a + b);
  const square: DoubleDouble = productOf(ratio, ratio);
  let series: DoubleDouble = new DoubleDouble(0, 0);
  for (let order: i32 = 13; order >= 1; order -= 2)
    series = sumOf(quotientOf(1, order), productOf(square, series));
  const half: DoubleDouble = productOf(ratio, series);
  return new DoubleDouble(2 * half.high, 2 * half.low);
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

/** Fills cells from one on, upward or downward, so that each step is a short series. */
function fillLnCells(from: i32, step: i32): void {
  let previous: f64 = 1;
  let sum: DoubleDouble = new DoubleDouble(0, 0);
  for (let cell: i32 = from; cell >= 0 && cell < lnCells; cell += step) {
    const reciprocal: f64 = reciprocalOfCell(cell);
    sum = sumOf(sum, lnOfQuotient(previous, reciprocal));
    previous = reciprocal;
    const grid: f64 = Math.floor(sum.high * 4398046511104 + 0.5) / 4398046511104;
    const rest: DoubleDouble = sumOf(sum, new DoubleDouble(-grid, 0));
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
