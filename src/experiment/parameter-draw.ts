// Which set of parameters a replication lives by, and how much of the variation between replications is luck and how much parameters.
// Replications 1 and 2 share a set, 3 and 4 the next, and so on: what two that share one differ by is luck alone.
import * as purpose from '../kernel/purposes.ts';
import { seedKey, Streams, type Key } from '../random/streams.ts';
import { meanOf, standardDeviationOf } from './statistics.ts';
import { studentTQuantile } from './student-t.ts';

/** Index of the set, 0 first: one addressed draw a pair of replications. */
export function setOf(key: Key, replication: number, sets: number): number {
  const pair = Math.ceil(replication / 2);
  return Math.floor(new Streams(key, pair).uniform(0, purpose.parameterSet, 0) * sets);
}

/** Indices of the sets that some replications live by. */
export function setsOf(seed: string, replications: readonly number[], sets: number): ReadonlySet<number> {
  const key = seedKey(seed);
  return new Set(replications.map((replication) => setOf(key, replication, sets)));
}

export interface UncertainMean {
  readonly mean: number;
  /** Half of the 95 % interval of the mean over luck, parameters given. */
  readonly luckHalf: number;
  /** Half of the 95 % interval of what the mean over luck would be, parameters not known. */
  readonly fullHalf: number;
  /** Standard deviation of that mean over sets of parameters; 0 where luck hides it. */
  readonly parameterSd: number;
}

/**
 * Splits variation between replications in two: within pairs it is luck; what pairs differ by beyond that, parameters.
 * @param values one figure a replication, in order; an odd one at the end and pairs with a missing figure are left out of the split
 * @rule C10
 */
export function splitVariation(values: readonly number[]): UncertainMean {
  const present = values.filter((value) => !Number.isNaN(value));
  const mean = meanOf(present);
  const pairs = Array.from(
    { length: Math.floor(values.length / 2) },
    (_, pair) => [values[2 * pair]!, values[2 * pair + 1]!] as const,
  ).filter(([a, b]) => !Number.isNaN(a + b));
  if (pairs.length < 2) return { mean, luckHalf: NaN, fullHalf: NaN, parameterSd: NaN };
  const luckVariance = meanOf(pairs.map(([a, b]) => ((a - b) * (a - b)) / 2));
  const betweenSd = standardDeviationOf(pairs.map(([a, b]) => (a + b) / 2));
  const parameterVariance = Math.max(0, betweenSd * betweenSd - luckVariance / 2);
  const quantile = studentTQuantile(0.975, pairs.length);
  const luckHalf = quantile * Math.sqrt(luckVariance / (2 * pairs.length));
  const between = studentTQuantile(0.975, pairs.length - 1);
  return {
    mean,
    luckHalf,
    fullHalf: Math.sqrt(luckHalf * luckHalf + between * between * parameterVariance),
    parameterSd: Math.sqrt(parameterVariance),
  };
}
