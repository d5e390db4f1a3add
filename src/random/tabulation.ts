// Quantile functions as tables: one cubic in each of equal bins of u, each computed when first
// needed. Bins in which a cubic is not accurate enough stay NaN, and the sampler evaluates the law
// there.
import { outerBins } from '../kernel/random.ts';
import type { Law } from './law.ts';

/**
 * Largest relative error allowed at the two places checked in a bin; the largest within it is then
 * below 1e-6.
 */
const tolerance = 2.5e-7;

export class QuantileTable {
  readonly #law: Law;
  readonly #scale: number;
  /** Bins that have been tried, successfully or not. */
  readonly #tried: Uint8Array;
  /** Four coefficients for each bin, in powers of the place within the bin, 0 to 1. */
  readonly cubics: Float64Array;

  constructor(law: Law) {
    this.#law = law;
    this.#scale = 0.01 * Math.abs(law.quantile(0.75) - law.quantile(0.25));
    this.#tried = new Uint8Array(law.bins);
    this.cubics = new Float64Array(4 * law.bins).fill(NaN);
  }

  /** Computes the cubic of a bin. Returns false if that was tried before. */
  tryBin(bin: number): boolean {
    if (this.#tried[bin] === 1) return false;
    this.#tried[bin] = 1;
    const law = this.#law;
    const { bins } = law;
    if (!law.smoothBetween(bin / bins, (bin + 1) / bins)) return true;
    const start = law.quantile(bin / bins);
    const first = law.quantile((bin + 1 / 3) / bins) - start;
    const second = law.quantile((bin + 2 / 3) / bins) - start;
    const rise = law.quantile((bin + 1) / bins) - start;
    if (isStraight(start, first, second, rise)) {
      // Stored as a straight line, to be exact. At the end of a step's bin the value is the next
      // step's.
      this.cubics.set([start, first === 0 ? 0 : rise, 0, 0], 4 * bin);
    } else if (bin >= outerBins && bin < bins - outerBins) {
      fitCubic(law, bin, start, [first, second, rise], this.#scale, this.cubics);
    }
    return true;
  }
}

function isStraight(start: number, first: number, second: number, rise: number): boolean {
  if (first === 0 && second === 0) return true;
  if (!Number.isFinite(start + rise)) return false;
  const rounding = 4e-16 * (Math.abs(start) + Math.abs(rise));
  return Math.abs(first - rise / 3) <= rounding && Math.abs(second - (2 * rise) / 3) <= rounding;
}

/**
 * The cubic through the bin's ends and thirds, kept if it rises at both ends and is accurate in
 * between.
 */
function fitCubic(
  law: Law,
  bin: number,
  start: number,
  rises: readonly [number, number, number],
  scale: number,
  cubics: Float64Array,
): void {
  const [first, second, third] = rises;
  const linear = 9 * first - 4.5 * second + third;
  const quadratic = 18 * second - 22.5 * first - 4.5 * third;
  const cubic = 13.5 * (first - second) + 4.5 * third;
  if (!(linear >= 0 && linear + 2 * quadratic + 3 * cubic >= 0)) return;
  const holds = (place: number): boolean => {
    const exact = law.quantile((bin + place) / law.bins);
    const fitted = start + place * (linear + place * (quadratic + place * cubic));
    return Math.abs(fitted - exact) <= tolerance * Math.max(Math.abs(exact), scale);
  };
  if (!holds(1 / 6) || !holds(5 / 6)) return;
  cubics.set([start, linear, quadratic, cubic], 4 * bin);
}
