// Laws with a density, whole or truncated. A shape gives quantiles and probabilities measured from
// both ends, so that both tails keep their accuracy; an interval of it is again a law. The shapes
// are in shapes.ts and gamma.ts.
import type { Formula, Law, Part } from './law.ts';
import { meanOfQuantiles } from './mean-of-quantiles.ts';

/** A continuous law as formulas. Small probabilities keep their relative accuracy at both ends. */
export interface Shape {
  readonly lowest: number;
  readonly highest: number;
  readonly mean: number;
  /** Bins of a table of quantiles: 1 when the quantile is a straight line. */
  readonly bins: number;
  /** Probabilities at which the quantile has a kink. */
  readonly kinks: readonly number[];
  /** The kernel's formula for its quantiles (kernel/random.ts), if it has one. */
  readonly formula?: Formula;
  /** Value below which a draw falls with probability p, 0 to 1. */
  quantile(p: number): number;
  /** Value above which a draw falls with probability q, 0 to 1. */
  upperQuantile(q: number): number;
  below(x: number): number;
  above(x: number): number;
}

export class ContinuousLaw implements Law {
  readonly lowest: number;
  readonly highest: number;
  private readonly shape: Shape;
  /** Probabilities of the shape outside the interval, and inside it. */
  private readonly cutBelow: number;
  private readonly cutAbove: number;
  private readonly inside: number;

  constructor(shape: Shape, min = -Infinity, max = Infinity) {
    this.shape = shape;
    this.lowest = Math.max(min, shape.lowest);
    this.highest = Math.min(max, shape.highest);
    this.cutBelow = min > shape.lowest ? shape.below(min) : 0;
    this.cutAbove = max < shape.highest ? shape.above(max) : 0;
    this.inside =
      this.cutBelow > 0.5
        ? shape.above(min) - this.cutAbove
        : (this.cutAbove > 0.5 ? shape.below(max) : 1 - this.cutAbove) - this.cutBelow;
  }

  /** The shape's formula, if nothing of the shape is cut off. */
  get formula(): Formula | undefined {
    return this.inside === 1 && this.cutBelow === 0 && this.cutAbove === 0
      ? this.shape.formula
      : undefined;
  }

  get bins(): number {
    return this.shape.bins;
  }

  get mean(): number {
    if (this.inside === 1) return this.shape.mean;
    const mean = meanOfQuantiles(
      (u) => this.at(u, 1 - u),
      (v) => this.at(1 - v, v),
    );
    return Math.min(Math.max(mean, this.lowest), this.highest);
  }

  quantile(u: number): number {
    return this.at(u, 1 - u);
  }

  cumulative(x: number): number {
    if (x < this.lowest) return 0;
    if (x >= this.highest) return 1;
    const fromBelow = this.shape.below(x) - this.cutBelow;
    const fromAbove = this.shape.above(x) - this.cutAbove;
    return this.cutBelow > 0.5 ? 1 - fromAbove / this.inside : fromBelow / this.inside;
  }

  smoothBetween(lower: number, upper: number): boolean {
    return this.shape.kinks.every((kink) => {
      const u = (kink - this.cutBelow) / this.inside;
      return u <= lower || u >= upper;
    });
  }

  within(min: number, max: number): Part {
    if (min <= this.lowest && max >= this.highest) return { probability: 1, law: this };
    const from = Math.max(min, this.lowest);
    const to = Math.min(max, this.highest);
    if (from >= to) return { probability: 0, law: undefined };
    const law = new ContinuousLaw(this.shape, from, to);
    if (!(law.inside > 0)) return { probability: 0, law: undefined };
    return { probability: Math.min(1, law.inside / this.inside), law };
  }

  /**
   * The value at u = 1 - v, given both so that either may be tiny: measured from the nearer end of
   * the whole shape.
   */
  private at(u: number, v: number): number {
    const fromBelow = this.cutBelow + u * this.inside;
    const value =
      fromBelow <= 0.5
        ? this.shape.quantile(fromBelow)
        : this.shape.upperQuantile(this.cutAbove + v * this.inside);
    return Math.min(Math.max(value, this.lowest), this.highest);
  }
}
