// Tables of arithmetic.ts, computed in double-double when the program loads: shorter than listing them, and nothing to mistype.
import type { DoubleDouble } from './double-double.ts';
import { productOf, quotientOf, rootOf, sumOf } from './double-double.ts';

/** powersOfTwo[n - smallestPower] = 2^n, for every power of two a double can hold. */
export const smallestPower = -1074;
export const powersOfTwo = new Float64Array(1023 - smallestPower + 1);
powersOfTwo[0] = 5e-324;
for (let at = 1; at < powersOfTwo.length; at++) powersOfTwo[at] = 2 * powersOfTwo[at - 1]!;

/** rootsOfTwo[2 k] + rootsOfTwo[2 k + 1] = 2^(k / 128). */
export const roots = 128;
export const rootsOfTwo = new Float64Array(2 * roots);
/** ln 2 = ln2High + ln2Low; ln2High is a multiple of 2^-42, so its multiples by any exponent are exact. */
export const ln2High = 0.6931471805598903;
export const ln2Low = 5.497923018708371e-14;

/**
 * Four numbers for each of 256 cells of the mantissa: an approximate reciprocal of the cell's middle, a multiple of 2^-11; minus the
 * logarithm of that reciprocal, as a multiple of 2^-42 and the rest, itself in two doubles.
 */
const lnCells = 256;
export const lnTable = new Float64Array(4 * lnCells);
/** High word of the double at which the first cell starts; cells cover one factor of two from there, 1 among them. */
export const lnFirstHighWord = 0x3fe6a000;

const one: DoubleDouble = { high: 1, low: 0 };

function fillRootsOfTwo(): void {
  const powers = Array.from({ length: roots }, () => one);
  let root: DoubleDouble = { high: 2, low: 0 };
  for (let bit = roots / 2; bit >= 1; bit /= 2) {
    root = rootOf(root);
    for (let index = 0; index < roots; index++) if ((index & bit) !== 0) powers[index] = productOf(powers[index]!, root);
  }
  for (const [index, power] of powers.entries()) rootsOfTwo.set([power.high, power.low], 2 * index);
}

/** ln(a / b) for nearby a and b: 2 artanh((a - b) / (a + b)). */
function lnOfQuotient(a: number, b: number): DoubleDouble {
  const ratio = quotientOf(a - b, a + b);
  const square = productOf(ratio, ratio);
  let series: DoubleDouble = { high: 0, low: 0 };
  for (let order = 13; order >= 1; order -= 2) series = sumOf(quotientOf(1, order), productOf(square, series));
  const half = productOf(ratio, series);
  return { high: 2 * half.high, low: 2 * half.low };
}

/** Middle of a cell; exact, since cells are short binary fractions. The first 150 lie below 1, where a cell is half as wide. */
function middleOfCell(cell: number): number {
  const start = 0x6a0 / 0x1000;
  const below = 0x1000 - 0x6a0;
  return 16 * cell < below ? (1 + start + (cell + 0.5) / 256) / 2 : 1 + (cell - below / 16 + 0.5) / 256;
}

function fillLnTable(): void {
  const reciprocals = Array.from({ length: lnCells }, (_, cell) => Math.floor(2048 / middleOfCell(cell) + 0.5) / 2048);
  const logarithms: DoubleDouble[] = [];
  // From 1 outwards in both directions, so that each step is a short series.
  const nearest = reciprocals.findIndex((reciprocal) => reciprocal <= 1);
  for (const step of [1, -1]) {
    let previous = 1;
    let sum: DoubleDouble = { high: 0, low: 0 };
    for (let cell = step > 0 ? nearest : nearest - 1; cell >= 0 && cell < lnCells; cell += step) {
      sum = sumOf(sum, lnOfQuotient(previous, reciprocals[cell]!));
      previous = reciprocals[cell]!;
      logarithms[cell] = sum;
    }
  }
  logarithms.forEach((logarithm, cell) => {
    const grid = Math.floor(logarithm.high * 4398046511104 + 0.5) / 4398046511104;
    const rest = sumOf(logarithm, { high: -grid, low: 0 });
    lnTable.set([reciprocals[cell]!, grid, rest.high, rest.low], 4 * cell);
  });
}

fillRootsOfTwo();
fillLnTable();
