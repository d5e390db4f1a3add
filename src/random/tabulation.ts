// The table of quantiles of a law (kernel/quantile-bins.ts), filled in from the law as each bin is
// first needed.
import {
  fitBin,
  isBinTried,
  leaveBin,
  placeInBin,
  placesInBin,
  quantilesInBin,
  scaleOf,
} from '../kernel/quantile-bins.ts';
import type { Law } from './law.ts';

export class QuantileTable {
  readonly #law: Law;
  readonly #scale: number;
  readonly cubics: Float64Array;

  constructor(law: Law) {
    this.#law = law;
    this.#scale = scaleOf(law.quantile(0.25), law.quantile(0.75));
    this.cubics = new Float64Array(4 * law.bins).fill(NaN);
  }

  /** Computes the cubic of a bin. Returns false if that was tried before. */
  tryBin(bin: number): boolean {
    if (isBinTried(this.cubics, bin)) return false;
    const { bins } = this.#law;
    if (!this.#law.smoothBetween(bin / bins, (bin + 1) / bins)) {
      leaveBin(this.cubics, bin);
      return true;
    }
    for (let index = 0; index < placesInBin; index++)
      quantilesInBin[index] = this.#law.quantile((bin + placeInBin(index)) / bins);
    fitBin(this.cubics, bin, bins, this.#scale);
    return true;
  }
}
