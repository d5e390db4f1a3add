// Quantiles of Student's t distribution, for confidence intervals over replications. Uses
// kernel/arithmetic.ts throughout, so that every machine prints the same interval. Relative error
// below 1e-12 for the probabilities intervals use (checked in the tests).
import { assert } from '../errors.ts';
import { exp, log1p } from '../kernel/arithmetic.ts';

/**
 * Γ(a + ½) / Γ(a) for a > 0: the expansion in 1 / a, after stepping a up to where six terms of it
 * are exact to double precision.
 */
function gammaRatio(a: number): number {
  let factor = 1;
  let shifted = a;
  while (shifted < 16) {
    factor *= shifted / (shifted + 0.5);
    shifted += 1;
  }
  const r = 1 / shifted;
  const s = r * r;
  const series =
    r *
    (-1 / 8 +
      s * (1 / 192 + s * (-1 / 640 + s * (17 / 14336 + s * (-31 / 18432 + s * (691 / 180224))))));
  return factor * Math.sqrt(shifted) * exp(series);
}

/**
 * Continued fraction of the incomplete beta function (Lentz's method); converges for x < (a + 1) /
 * (a + b + 2).
 */
function betaFraction(x: number, a: number, b: number): number {
  const tiny = 1e-300;
  const keep = (value: number): number => (Math.abs(value) < tiny ? tiny : value);
  let c = 1;
  let d = 1 / keep(1 - ((a + b) * x) / (a + 1));
  let fraction = d;
  for (let m = 1; m <= 100_000; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / keep(1 + even * d);
    c = keep(1 + even / c);
    fraction *= c * d;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / keep(1 + odd * d);
    c = keep(1 + odd / c);
    fraction *= c * d;
    if (Math.abs(c * d - 1) < 1e-16) break;
  }
  return fraction;
}

/**
 * P(T > t) and the density at t, for t ≥ 0.
 * With x = ν / (ν + t²), the tail is half the incomplete beta function I_x(ν/2, ½).
 */
function tailAndDensity(
  t: number,
  degreesOfFreedom: number,
): { readonly tail: number; readonly density: number } {
  const a = degreesOfFreedom / 2;
  const square = t * t;
  const ratio = gammaRatio(a); // 1 / B(a, ½) = ratio / √π
  const bell = exp(-a * log1p(square / degreesOfFreedom)); // x^a, without losing x near 1
  const scale = ratio / Math.sqrt(Math.PI);
  const density =
    (scale / Math.sqrt(degreesOfFreedom)) *
    bell *
    Math.sqrt(degreesOfFreedom / (degreesOfFreedom + square));
  const x = degreesOfFreedom / (degreesOfFreedom + square);
  const y = square / (degreesOfFreedom + square);
  const front = scale * bell * Math.sqrt(y);
  if (x < (a + 1) / (a + 2.5))
    return { tail: (front * betaFraction(x, a, 0.5)) / (2 * a), density };
  return { tail: 0.5 - front * betaFraction(y, 0.5, a), density };
}

/**
 * The value a Student's t variable stays below with the given probability.
 * @param probability strictly between 0 and 1
 * @param degreesOfFreedom above 0; need not be whole
 */
export function studentTQuantile(probability: number, degreesOfFreedom: number): number {
  assert(
    probability > 0 && probability < 1,
    `a probability strictly between 0 and 1, not ${probability}`,
  );
  assert(
    degreesOfFreedom > 0 && Number.isFinite(degreesOfFreedom),
    `degrees of freedom above 0, not ${degreesOfFreedom}`,
  );
  if (probability < 0.5) return -upperQuantile(probability, degreesOfFreedom);
  return upperQuantile(1 - probability, degreesOfFreedom);
}

/**
 * t ≥ 0 with P(T > t) = tail, by Newton's method: the tail is convex for t ≥ 0, so from 0 the steps
 * never overshoot.
 */
function upperQuantile(tail: number, degreesOfFreedom: number): number {
  let t = 0;
  for (let step = 0; step < 500; step += 1) {
    const at = tailAndDensity(t, degreesOfFreedom);
    const next = t + (at.tail - tail) / at.density;
    if (!(Math.abs(next - t) > 1e-15 * next)) return next;
    t = next;
  }
  return t;
}
