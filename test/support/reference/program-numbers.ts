// The program's random numbers and laws, handed to the reference.
import * as purpose from '../../../src/kernel/purposes.ts';
import { normalCumulative, normalDensity, normalQuantile } from '../../../src/kernel/normal.ts';
import { compileSampler } from '../../../src/random/sampling.ts';
import { seedKey, Streams } from '../../../src/random/streams.ts';
import type { RandomNumbers } from '../../reference/random-draws.ts';

export function programNumbers(seed: string, replication: number): RandomNumbers {
  const streams = new Streams(seedKey(seed), replication);
  return {
    uniform: (entity, name, draw) => streams.uniform(entity, purpose[name], draw),
    quantile: (distribution, probability, least) =>
      compileSampler(distribution, { min: least }).quantile(probability),
    normal: { quantile: normalQuantile, cumulative: normalCumulative, density: normalDensity },
  };
}
