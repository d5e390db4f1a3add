// Random choices from a seed: the same seed, the same choices.
import seedrandom from 'seedrandom';

export class Choices {
  readonly #next: () => number;

  constructor(seed: string) {
    this.#next = seedrandom.alea(seed);
  }

  /** From 0 to below 1. */
  unit(): number {
    return this.#next();
  }

  /** Whole, from least to most. */
  whole(least: number, most: number): number {
    return least + Math.floor(this.#next() * (most - least + 1));
  }

  happens(probability: number): boolean {
    return this.#next() < probability;
  }

  of<Value>(values: readonly Value[]): Value {
    return values[this.whole(0, values.length - 1)]!;
  }
}
