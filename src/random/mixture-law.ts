// A law drawn from one of several others: the uniform number picks the part, and what is left of it
// is used within the part.
import { assert } from '../errors.ts';
import type { Law, Part } from './law.ts';
import { insideUnit } from './law.ts';

export interface WeightedLaw {
  readonly weight: number;
  readonly law: Law;
}

export class MixtureLaw implements Law {
  readonly lowest: number;
  readonly highest: number;
  readonly bins = 1024;
  private readonly parts: readonly WeightedLaw[];
  private readonly total: number;
  /** Value of u at which each part starts. */
  private readonly starts: readonly number[];

  constructor(parts: readonly WeightedLaw[]) {
    this.parts = parts.filter((part) => part.weight > 0);
    assert(this.parts.length > 0, 'a mixture has a part of positive weight');
    this.total = this.parts.reduce((sum, part) => sum + part.weight, 0);
    let sum = 0;
    this.starts = this.parts.map((part) => {
      const start = sum / this.total;
      sum += part.weight;
      return start;
    });
    this.lowest = Math.min(...this.parts.map((part) => part.law.lowest));
    this.highest = Math.max(...this.parts.map((part) => part.law.highest));
  }

  get mean(): number {
    return this.parts.reduce((sum, part) => sum + part.weight * part.law.mean, 0) / this.total;
  }

  quantile(u: number): number {
    const at = this.partAt(u);
    return this.parts[at]!.law.quantile(insideUnit(this.restOf(u, at)));
  }

  cumulative(x: number): number {
    return (
      this.parts.reduce((sum, part) => sum + part.weight * part.law.cumulative(x), 0) / this.total
    );
  }

  smoothBetween(lower: number, upper: number): boolean {
    const at = this.partAt(lower);
    if (at + 1 < this.parts.length && upper > this.starts[at + 1]!) return false;
    return this.parts[at]!.law.smoothBetween(this.restOf(lower, at), this.restOf(upper, at));
  }

  within(min: number, max: number): Part {
    const inside: WeightedLaw[] = [];
    let weight = 0;
    for (const part of this.parts) {
      const { probability, law } = part.law.within(min, max);
      if (law === undefined) continue;
      inside.push({ weight: part.weight * probability, law });
      weight += part.weight * probability;
    }
    if (weight === 0) return { probability: 0, law: undefined };
    return { probability: Math.min(1, weight / this.total), law: new MixtureLaw(inside) };
  }

  private partAt(u: number): number {
    let at = this.parts.length - 1;
    while (at > 0 && this.starts[at]! > u) at -= 1;
    return at;
  }

  private restOf(u: number, at: number): number {
    return ((u - this.starts[at]!) * this.total) / this.parts[at]!.weight;
  }
}
