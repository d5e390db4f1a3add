// Laws of finitely many values: constants, discrete weights, observed samples.
import { assert } from '../errors.ts';
import { stepAt } from '../kernel/law-forms.ts';
import type { Law, Part } from './law.ts';

/** Above this many values a table of them is not worth its memory. */
const mostBins = 65536;

export class SteppedLaw implements Law {
  readonly lowest: number;
  readonly highest: number;
  readonly mean: number;
  readonly bins: number;
  readonly values: Float64Array;
  private readonly weights: Float64Array;
  /** Probability of each value or a lower one. */
  readonly cumulatives: Float64Array;

  /** @param weights At least 0, not all 0; their scale does not matter. */
  constructor(values: readonly number[], weights: readonly number[]) {
    const order = values.map((_, index) => index).filter((index) => weights[index]! > 0);
    order.sort((a, b) => values[a]! - values[b]!);
    assert(
      order.length > 0 && values.length === weights.length,
      'a discrete law has values with weights',
    );
    this.values = Float64Array.from(order, (index) => values[index]!);
    this.weights = Float64Array.from(order, (index) => weights[index]!);
    this.cumulatives = new Float64Array(order.length);
    const total = this.weights.reduce((sum, weight) => sum + weight, 0);
    let sum = 0;
    let moment = 0;
    this.weights.forEach((weight, index) => {
      sum += weight;
      moment += weight * (this.values[index]! - this.values[0]!);
      this.cumulatives[index] = sum / total;
    });
    this.lowest = this.values[0]!;
    this.highest = this.values[order.length - 1]!;
    this.mean = this.lowest + moment / total;
    this.bins = this.suitableBins();
  }

  /** For a few values a small table, which stays in the processor's nearest cache. */
  private suitableBins(): number {
    const count = this.values.length;
    if (count === 1) return 1;
    if (count <= 8) return 64;
    const equal = this.weights.every((weight) => weight === this.weights[0]);
    if (!equal || count <= 128) return 1024;
    return count > mostBins ? 0 : count;
  }

  quantile(u: number): number {
    return this.values[stepAt(this.cumulatives, u)]!;
  }

  cumulative(x: number): number {
    let below = 0;
    let above = this.values.length;
    while (below < above) {
      const middle = (below + above) >> 1;
      if (this.values[middle]! <= x) below = middle + 1;
      else above = middle;
    }
    return below === 0 ? 0 : this.cumulatives[below - 1]!;
  }

  smoothBetween(lower: number, upper: number): boolean {
    // A bin includes its lower end only; a step exactly at its upper end belongs to the next bin.
    return (
      this.values[stepAt(this.cumulatives, lower)] ===
      this.values[stepAt(this.cumulatives, upper - 1e-13)]
    );
  }

  within(min: number, max: number): Part {
    const inside = (_: unknown, index: number): boolean =>
      this.values[index]! >= min && this.values[index]! <= max;
    const values = Array.from(this.values).filter(inside);
    const weights = Array.from(this.weights).filter(inside);
    if (values.length === this.values.length) return { probability: 1, law: this };
    if (values.length === 0) return { probability: 0, law: undefined };
    const sum = (numbers: Iterable<number>): number =>
      Array.from(numbers).reduce((total, number) => total + number, 0);
    return { probability: sum(weights) / sum(this.weights), law: new SteppedLaw(values, weights) };
  }
}

export function constantLaw(value: number): Law {
  return new SteppedLaw([value], [1]);
}
