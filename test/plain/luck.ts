// Luck: every random number is taken from its address (section 4, D1 and D2), through the project's streams and samplers, which are the
// one thing that this model shares with the engine. The list of purposes is src/model/purposes.ts.
import { compileSampler } from '../../src/random/sampling.ts';
import { seedKey, Streams } from '../../src/random/streams.ts';
import type { Distribution } from '../../src/scenario/distribution.ts';
import { dayOf } from './units.ts';

export class Luck {
  readonly #streams: Streams;
  readonly #firstDay: number;

  /** @param firstDay day of the first minute lived, from which draws by day are numbered. */
  constructor(seed: string, replication: number, firstDay: number) {
    this.#streams = new Streams(seedKey(seed), replication);
    this.#firstDay = firstDay;
  }

  uniform(entity: number, purpose: number, draw = 0): number {
    return this.#streams.uniform(entity, purpose, draw);
  }

  happens(probability: number, entity: number, purpose: number, draw = 0): boolean {
    return this.uniform(entity, purpose, draw) < probability;
  }

  /** A value that may not be below 0: an amount, or a delay in minutes that is not rounded. */
  amount(distribution: Distribution, entity: number, purpose: number, draw = 0): number {
    return compileSampler(distribution, { min: 0 }).quantile(this.uniform(entity, purpose, draw));
  }

  /** A value that may. */
  value(distribution: Distribution, entity: number, purpose: number, draw = 0): number {
    return compileSampler(distribution).quantile(this.uniform(entity, purpose, draw));
  }

  /** A drawn delay, to the nearest whole minute (O5). */
  minutes(distribution: Distribution, entity: number, purpose: number, draw = 0): number {
    return Math.round(this.amount(distribution, entity, purpose, draw));
  }

  /** Which of several parts of a whole. */
  pick<Name extends string>(shares: readonly (readonly [Name, number])[], entity: number, purpose: number): Name {
    const uniform = this.uniform(entity, purpose);
    let sum = 0;
    for (const [name, share] of shares) {
      sum += share;
      if (uniform < sum) return name;
    }
    return shares.findLast(([, share]) => share > 0)![0];
  }

  dayIndex(minute: number): number {
    return dayOf(minute) - this.#firstDay;
  }

  /** Number of the draws of a need, an attempt, an offer, a spell or a re-arming: 64 a day, after the last one used (D2). */
  nextNumber(last: number, minute: number): number {
    return Math.max(this.dayIndex(minute) * 64, last + 1);
  }
}
