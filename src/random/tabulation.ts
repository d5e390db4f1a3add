// Quantile functions as tables: one cubic in each of equal bins of u. Bins in which a cubic is not good enough hold NaN, and the
// sampler evaluates there.
import type { Law } from './law.ts';

/** Largest relative error allowed at the two places checked in a bin; the largest within it is then below 1e-6. */
const tolerance = 2.5e-7;

/** Four coefficients for each bin, in powers of the place within the bin, 0 to 1. */
export function tabulate(law: Law): Float64Array {
  const cubics = new Float64Array(4 * law.bins).fill(NaN);
  const spread = law.quantile(0.75) - law.quantile(0.25);
  let end = law.quantile(0);
  for (let bin = 0; bin < law.bins; bin++) {
    const start = end;
    end = law.quantile((bin + 1) / law.bins);
    if (law.smoothBetween(bin / law.bins, (bin + 1) / law.bins)) fitBin(law, bin, start, end, 0.01 * Math.abs(spread), cubics);
  }
  return cubics;
}

/** The cubic through the bin's ends and thirds, kept if it holds in between. A flat or straight bin is stored as such, to be exact. */
function fitBin(law: Law, bin: number, start: number, end: number, scale: number, cubics: Float64Array): void {
  const at = (place: number): number => law.quantile((bin + place) / law.bins);
  const first = at(1 / 3) - start;
  const second = at(2 / 3) - start;
  const rise = end - start;
  if (first === 0 && second === 0) {
    cubics.set([start, 0, 0, 0], 4 * bin);
    return;
  }
  if (!Number.isFinite(rise)) return;
  const rounding = 4e-16 * (Math.abs(start) + Math.abs(rise));
  if (Math.abs(first - rise / 3) <= rounding && Math.abs(second - (2 * rise) / 3) <= rounding) {
    cubics.set([start, rise, 0, 0], 4 * bin);
    return;
  }
  const linear = 9 * first - 4.5 * second + rise;
  const quadratic = 18 * second - 22.5 * first - 4.5 * rise;
  const cubic = 13.5 * (first - second) + 4.5 * rise;
  const good = (place: number): boolean => {
    const exact = at(place);
    const fitted = start + place * (linear + place * (quadratic + place * cubic));
    return Math.abs(fitted - exact) <= tolerance * Math.max(Math.abs(exact), scale);
  };
  if (good(1 / 6) && good(5 / 6)) cubics.set([start, linear, quadratic, cubic], 4 * bin);
}
