// Tables of quantiles: one cubic in each of equal bins of u, fitted when the bin is first needed.
// Four coefficients a bin, in powers of the place within the bin, 0 to 1. The first is NaN where
// the law itself is to be asked; the second, too, where no cubic has been tried yet.
import { newF64s, type f64, type F64s, type i32 } from './platform.ts';

/**
 * Largest relative error allowed at the two places checked in a bin; the largest within it is then
 * below 1e-6.
 */
const tolerance: f64 = 2.5e-7;

/** At both ends of a curved law a few bins have no cubic. */
const outerBins: i32 = 2;

/** How many quantiles a bin is fitted to, and held against. */
export const placesInBin: i32 = 6;
/** The quantiles of a bin, at its places in order. */
export const quantilesInBin: F64s = newF64s(placesInBin);

/** A place within a bin, 0 to 1: its ends, its thirds, and between them two to check the fit at. */
export function placeInBin(index: i32): f64 {
  if (index === 0) return 0;
  if (index === 1) return 1.0 / 6;
  if (index === 2) return 1.0 / 3;
  if (index === 3) return 2.0 / 3;
  return index === 4 ? 5.0 / 6 : 1;
}

/** Where quantiles are smaller than this, the error allowed is `tolerance` times this. */
export function scaleOf(lowerQuartile: f64, upperQuartile: f64): f64 {
  return 0.01 * Math.abs(upperQuartile - lowerQuartile);
}

export function isBinTried(cubics: F64s, bin: i32): boolean {
  return !isNaN(cubics[(bin << 2) + 1]!);
}

/** Leaves a bin without a cubic, and not to be tried again. */
export function leaveBin(cubics: F64s, bin: i32): void {
  cubics[(bin << 2) + 1] = 0;
}

/**
 * Fits a bin to `quantilesInBin`: a straight line, to be exact, or a cubic that is accurate enough.
 * Leaves it without where neither does.
 * @param bins how many the table has
 * @param scale of the law, from `scaleOf`
 */
export function fitBin(cubics: F64s, bin: i32, bins: i32, scale: f64): void {
  const start: f64 = quantilesInBin[0]!;
  const first: f64 = quantilesInBin[2]! - start;
  const second: f64 = quantilesInBin[3]! - start;
  const rise: f64 = quantilesInBin[5]! - start;
  leaveBin(cubics, bin);
  // At the end of a step's bin the value is the next step's.
  if (isStraight(start, first, second, rise))
    setCubic(cubics, bin, start, first === 0 ? 0 : rise, 0, 0);
  else if (bin >= outerBins && bin < bins - outerBins)
    fitCubic(cubics, bin, start, first, second, rise, scale);
}

function isStraight(start: f64, first: f64, second: f64, rise: f64): boolean {
  if (first === 0 && second === 0) return true;
  if (!isFinite(start + rise)) return false;
  const rounding: f64 = 4e-16 * (Math.abs(start) + Math.abs(rise));
  return Math.abs(first - rise / 3) <= rounding && Math.abs(second - (2 * rise) / 3) <= rounding;
}

/**
 * The cubic through the bin's ends and thirds, kept if it rises at both ends and is accurate in
 * between.
 */
function fitCubic(
  cubics: F64s,
  bin: i32,
  start: f64,
  first: f64,
  second: f64,
  third: f64,
  scale: f64,
): void {
  const linear: f64 = 9 * first - 4.5 * second + third;
  const quadratic: f64 = 18 * second - 22.5 * first - 4.5 * third;
  const cubic: f64 = 13.5 * (first - second) + 4.5 * third;
  if (!(linear >= 0 && linear + 2 * quadratic + 3 * cubic >= 0)) return;
  for (let index: i32 = 1; index < placesInBin; index += 3) {
    const place: f64 = placeInBin(index);
    const exact: f64 = quantilesInBin[index]!;
    const fitted: f64 = start + place * (linear + place * (quadratic + place * cubic));
    if (!(Math.abs(fitted - exact) <= tolerance * Math.max(Math.abs(exact), scale))) return;
  }
  setCubic(cubics, bin, start, linear, quadratic, cubic);
}

function setCubic(
  cubics: F64s,
  bin: i32,
  constant: f64,
  linear: f64,
  quadratic: f64,
  cubic: f64,
): void {
  const at: i32 = bin << 2;
  cubics[at] = constant;
  cubics[at + 1] = linear;
  cubics[at + 2] = quadratic;
  cubics[at + 3] = cubic;
}
