// The continuous laws with a closed form: uniform, triangular, normal, lognormal, exponential.
import { exp, expm1, ln } from '../kernel/arithmetic.ts';
import {
  exponentialAbove,
  exponentialBelow,
  lognormalAbove,
  lognormalBelow,
  normalAbove,
  normalBelow,
} from '../kernel/law-forms.ts';
import { formExponential, formLognormal, formNormal } from '../kernel/random.ts';
import type { Shape } from './continuous-law.ts';
import { normalCumulative } from '../kernel/normal.ts';

/**
 * Bins of a table of a curved quantile: with a cubic in each, all but the outer ten or so are good
 * to 1e-6.
 */
const bins = 1024;

export function uniformShape(low: number, high: number): Shape {
  const range = high - low;
  const share = (part: number): number => Math.min(Math.max(part / range, 0), 1);
  return {
    lowest: low,
    highest: high,
    mean: low + range / 2,
    bins: 1,
    kinks: [],
    quantile: (p) => low + p * range,
    upperQuantile: (q) => high - q * range,
    below: (x) => share(x - low),
    above: (x) => share(high - x),
  };
}

export function triangularShape(low: number, mode: number, high: number): Shape {
  const range = high - low;
  const rise = (mode - low) / range;
  const fall = (high - mode) / range;
  const upTo = (x: number): number => ((x - low) / range) * ((x - low) / (mode - low));
  const from = (x: number): number => ((high - x) / range) * ((high - x) / (high - mode));
  return {
    lowest: low,
    highest: high,
    mean: low + (mode - low + range) / 3,
    bins,
    kinks: [rise],
    quantile: (p) =>
      p < rise ? low + range * Math.sqrt(p * rise) : high - range * Math.sqrt((1 - p) * fall),
    upperQuantile: (q) =>
      q < fall ? high - range * Math.sqrt(q * fall) : low + range * Math.sqrt((1 - q) * rise),
    below: (x) => (x <= low ? 0 : x >= high ? 1 : x < mode ? upTo(x) : 1 - from(x)),
    above: (x) => (x <= low ? 1 : x >= high ? 0 : x < mode ? 1 - upTo(x) : from(x)),
  };
}

export function normalShape(mean: number, sd: number): Shape {
  return {
    lowest: -Infinity,
    highest: Infinity,
    mean,
    bins,
    kinks: [],
    formula: { form: formNormal, first: mean, second: sd },
    quantile: (p) => normalBelow(mean, sd, p),
    upperQuantile: (q) => normalAbove(mean, sd, q),
    below: (x) => normalCumulative((x - mean) / sd),
    above: (x) => normalCumulative((mean - x) / sd),
  };
}

/** @param sigma Standard deviation of the logarithm. */
export function lognormalShape(median: number, sigma: number): Shape {
  const depth = (x: number): number => (x > 0 ? ln(x / median) / sigma : -Infinity);
  return {
    lowest: 0,
    highest: Infinity,
    mean: median * exp((sigma * sigma) / 2),
    bins,
    kinks: [],
    formula: { form: formLognormal, first: median, second: sigma },
    quantile: (p) => lognormalBelow(median, sigma, p),
    upperQuantile: (q) => lognormalAbove(median, sigma, q),
    below: (x) => normalCumulative(depth(x)),
    above: (x) => normalCumulative(-depth(x)),
  };
}

export function exponentialShape(mean: number): Shape {
  return {
    lowest: 0,
    highest: Infinity,
    mean,
    bins,
    kinks: [],
    formula: { form: formExponential, first: mean, second: 0 },
    quantile: (p) => exponentialBelow(mean, p),
    upperQuantile: (q) => exponentialAbove(mean, q),
    below: (x) => (x > 0 ? -expm1(-x / mean) : 0),
    above: (x) => (x > 0 ? exp(-x / mean) : 1),
  };
}
