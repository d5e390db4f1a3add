// The gamma law of a given mean and coefficient of variation, as a continuous law's formulas.
import type { Shape } from './continuous-law.ts';
import { StandardGamma } from './gamma.ts';

/** @param cv Standard deviation over mean: the shape parameter is 1 / cv^2. */
export function gammaShape(mean: number, cv: number): Shape {
  const shape = 1 / (cv * cv);
  const scale = mean / shape;
  const law = new StandardGamma(shape);
  return {
    lowest: 0,
    highest: Infinity,
    mean,
    bins: 1024,
    kinks: [],
    quantile: (p) => scale * law.quantile(p),
    upperQuantile: (q) => scale * law.upperQuantile(q),
    below: (x) => law.below(x / scale),
    above: (x) => law.above(x / scale),
  };
}
