// Quantiles of laws by formula, for values of u at which a table of quantiles is not accurate
// enough. `p` is measured from the lower end, `q` from the upper one, so that small probabilities
// keep their accuracy in either tail.
import { exp, ln, log1p } from './arithmetic.ts';
import { normalQuantile } from './normal.ts';
import type { f64, F64s, i32 } from './platform.ts';

export function normalBelow(mean: f64, sd: f64, p: f64): f64 {
  return mean + sd * normalQuantile(p);
}
export function normalAbove(mean: f64, sd: f64, q: f64): f64 {
  return mean - sd * normalQuantile(q);
}

/** @param sigma standard deviation of the logarithm */
export function lognormalBelow(median: f64, sigma: f64, p: f64): f64 {
  return median * exp(sigma * normalQuantile(p));
}
export function lognormalAbove(median: f64, sigma: f64, q: f64): f64 {
  return median * exp(-sigma * normalQuantile(q));
}

export function exponentialBelow(mean: f64, p: f64): f64 {
  return -mean * log1p(-p);
}
export function exponentialAbove(mean: f64, q: f64): f64 {
  return -mean * ln(q);
}

/** The first step whose cumulative probability is above u. */
export function stepAt(cumulatives: F64s, u: f64): i32 {
  let below: i32 = 0;
  let above: i32 = cumulatives.length - 1;
  while (below < above) {
    const middle: i32 = (below + above) >> 1;
    if (cumulatives[middle]! <= u) below = middle + 1;
    else above = middle;
  }
  return below;
}
