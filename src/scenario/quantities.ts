// The quantities of distributions: durations, amounts, balances. Each has its own bounds.
import type { Kind } from './kind.ts';
import { numberKind } from './numbers.ts';
import { duration } from './times.ts';

/** A quantity that is drawn: a duration, an amount of money. */
export interface Quantity {
  /** Name of its distribution in the JSON Schema. */
  readonly definition: string;
  readonly one: Kind<number>;
  /** Two values as written, for messages. */
  readonly examples: readonly [string, string];
  /** Whether values below 0 make no sense, so that a normal distribution is cut off there. */
  readonly floor: boolean;
  /** Bound of the absolute value of practically all values; absent if there is none. */
  readonly furthest?: number;
}

export const durations: Quantity = {
  definition: 'durationDistribution',
  one: duration,
  examples: ['1d', '3d'],
  floor: true,
};

const amount = numberKind({ min: 0, max: 1_000_000, example: 5 });

export const amounts: Quantity = {
  definition: 'amountDistribution',
  one: amount,
  examples: ['5', '10'],
  floor: true,
  furthest: 1e9,
};

const signed = numberKind({ min: -10_000, max: 10_000, example: 5 });

export const balances: Quantity = {
  definition: 'balanceDistribution',
  one: signed,
  examples: ['5', '10'],
  floor: false,
  furthest: 1e9,
};

export const quantities = [durations, amounts, balances];
