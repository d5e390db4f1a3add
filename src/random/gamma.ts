// The gamma law with scale 1: probabilities by the incomplete gamma function, quantiles by Newton's
// method on them.
import { exp, ln, log1p, pow } from '../kernel/arithmetic.ts';
import { normalQuantile } from '../kernel/normal.ts';

/**
 * ln of Gamma(a + 1) over Stirling's formula for it, for a >= 10: the series 6.1.41 of Abramowitz
 * and Stegun.
 */
function stirlingError(a: number): number {
  const square = 1 / (a * a);
  return (
    (1 / 12 -
      square *
        (1 / 360 -
          square *
            (1 / 1260 - square * (1 / 1680 - square * (1 / 1188 - square * (691 / 360360)))))) /
    a
  );
}

const rootOfTwoPi = 2.5066282746310007;

/** ln Gamma(a + 1) for a > 0; small arguments are moved above 10. */
function lnGammaAfter(a: number): number {
  let argument = a;
  let product = 1;
  while (argument < 10) {
    argument += 1;
    product *= argument;
  }
  return (
    argument * (ln(argument) - 1) +
    ln((rootOfTwoPi * Math.sqrt(argument)) / product) +
    stirlingError(argument)
  );
}

/** Gamma law of a shape parameter above 0 and scale 1. */
export class StandardGamma {
  private readonly shape: number;
  /**
   * The density's constant: 1 / Gamma(a + 1) below a shape of 10, otherwise its value with
   * Stirling's formula taken out.
   */
  private readonly constant: number;
  private readonly lnGammaAfter: number;

  constructor(shape: number) {
    this.shape = shape;
    this.lnGammaAfter = lnGammaAfter(shape);
    this.constant =
      shape < 10
        ? exp(-this.lnGammaAfter)
        : exp(-stirlingError(shape)) / (rootOfTwoPi * Math.sqrt(shape));
  }

  /** x^a e^-x / Gamma(a + 1): the density times x / a. */
  private front(x: number): number {
    const a = this.shape;
    // e^-x in two factors: alone it would be subnormal where the product is not.
    if (a < 10) return this.constant * exp(-x / 2) * pow(x, a) * exp(-x / 2);
    const offset = (x - a) / a;
    // Far below a, what is left of 1 + offset has few digits.
    return this.constant * exp(-a * (offset - (x < 0.1 * a ? ln(x / a) : log1p(offset))));
  }

  /** Probability of at most x. */
  below(x: number): number {
    return x > 0 ? this.tail(x, this.front(x), true) : 0;
  }

  /** Probability of more than x. */
  above(x: number): number {
    return x > 0 ? this.tail(x, this.front(x), false) : 1;
  }

  /** Whichever of the two tails converges fast at x, or 1 minus it. */
  private tail(x: number, front: number, lower: boolean): number {
    const inner = x < this.shape + 1;
    const tail = front * (inner ? this.series(x) : this.fraction(x));
    return inner === lower ? tail : 1 - tail;
  }

  /**
   * Power series of the lower incomplete gamma function (Abramowitz and Stegun 6.5.29), for x below
   * a + 1.
   */
  private series(x: number): number {
    let term = 1;
    let sum = 1;
    for (let order = this.shape + 1; term > 1e-17 * sum; order += 1) {
      term *= x / order;
      sum += term;
    }
    return sum;
  }

  /** Continued fraction of the upper one (6.5.31), by Lentz's method, times a. */
  private fraction(x: number): number {
    const a = this.shape;
    let denominator = x + 1 - a;
    let ratio = 1 / denominator;
    let numeratorRatio = 1e300;
    let product = ratio;
    for (let order = 1; order < 100_000; order++) {
      const coefficient = order * (a - order);
      denominator += 2;
      ratio = 1 / (denominator + coefficient * ratio);
      numeratorRatio = denominator + coefficient / numeratorRatio;
      const factor = numeratorRatio * ratio;
      product *= factor;
      if (Math.abs(factor - 1) < 1e-16) break;
    }
    return a * product;
  }

  /** Value below which a draw falls with probability p. */
  quantile(p: number): number {
    if (!(p > 0 && p < 1)) return p === 0 ? 0 : p === 1 ? Infinity : NaN;
    return this.solve(p, 1 - p);
  }

  /** Value above which a draw falls with probability q. */
  upperQuantile(q: number): number {
    if (!(q > 0 && q < 1)) return q === 0 ? Infinity : q === 1 ? 0 : NaN;
    return this.solve(1 - q, q);
  }

  /**
   * Newton on the logarithm of the smaller tail, which converges from anywhere, since it is
   * concave; Halley once close.
   */
  private solve(p: number, q: number): number {
    const lower = p < q;
    const target = lower ? p : q;
    const unit = 1 / Math.sqrt(this.shape + 1);
    let x = this.guess(p, q);
    for (let round = 0; round < 100; round++) {
      if (x < 1e-300) return x;
      const front = this.front(x);
      const tail = this.tail(x, front, lower);
      const density = (front * this.shape) / x;
      const excess = lower ? tail - target : target - tail;
      const close = Math.abs(excess) < 0.2 * target;
      const next = close
        ? this.halley(x, excess / density)
        : this.newtonOfLogarithm(x, lower, tail, target, density);
      // Halley's error is of the order of the step cubed, both in the unit on which the density
      // changes.
      const done = close && Math.abs(next - x) * (Math.abs((this.shape - 1) / x - 1) + unit) < 2e-5;
      x = next;
      if (done) break;
    }
    return x;
  }

  /** @param step Newton's step. */
  private halley(x: number, step: number): number {
    return x - step / (1 - 0.5 * step * ((this.shape - 1) / x - 1));
  }

  private newtonOfLogarithm(
    x: number,
    lower: boolean,
    tail: number,
    target: number,
    density: number,
  ): number {
    // Too far out for a double: starts again beyond the solution, from where Newton's method
    // converges.
    if (tail === 0 || density === 0)
      return lower ? this.firstTermQuantile(target) : (x + this.shape) / 2;
    const step = (ln(tail / target) * tail) / density;
    // A step in ln x for the lower tail, limited so that a poor guess stays in the range of
    // doubles.
    return lower ? x * exp(Math.min(Math.max(-step / x, -700), 700)) : x + step;
  }

  /** Wilson and Hilferty's cube of a normal value; near 0 the first term of the series. */
  private guess(p: number, q: number): number {
    const a = this.shape;
    const z = p < q ? normalQuantile(p) : -normalQuantile(q);
    const root = 1 - 1 / (9 * a) + z / (3 * Math.sqrt(a));
    const cube = a * root * root * root;
    return cube > 0.1 * a && (a >= 1 || cube > a) ? cube : this.firstTermQuantile(p);
  }

  /** Solves x^a / Gamma(a + 1) = p: never above the quantile, and close to it when p is small. */
  private firstTermQuantile(p: number): number {
    return exp((ln(p) + this.lnGammaAfter) / this.shape);
  }
}
