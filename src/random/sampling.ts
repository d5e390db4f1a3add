// Samples a distribution of the scenario by inverse transform: one uniform number gives one value,
// as common random numbers need. The laws themselves are in the files imported here.
import { assert, UsageError } from '../errors.ts';
import type { Distribution } from '../scenario/distribution.ts';
import { ContinuousLaw } from './continuous-law.ts';
import { gammaShape } from './gamma-shape.ts';
import type { Law, Part } from './law.ts';
import { MixtureLaw } from './mixture-law.ts';
import {
  exponentialShape,
  lognormalShape,
  normalShape,
  triangularShape,
  uniformShape,
} from './shapes.ts';
import { constantLaw, SteppedLaw } from './stepped-law.ts';
import { QuantileTable } from './tabulation.ts';

/**
 * Truncation by the caller, on top of the distribution's own: for example, durations are never
 * negative.
 */
export interface Bounds {
  readonly min?: number;
}

const unbuilt = Float64Array.of(NaN, NaN, NaN, NaN);

export class Sampler {
  readonly law: Law;
  private bins = 0;
  private cubics: Float64Array = unbuilt;
  private table: QuantileTable | undefined;
  /** A field, since callers read it before every draw. */
  readonly isConstant: boolean;

  constructor(law: Law) {
    this.law = law;
    this.isConstant = law.lowest === law.highest;
  }

  /**
   * The value at u in (0, 1), from a table made as it is wanted: relative error below 1e-6, exact
   * for uniform laws and finite ones. Non-decreasing in u up to rounding, except for mixtures:
   * there it is so within each part.
   */
  quantile(u: number): number {
    const position = u * this.bins;
    const bin = position | 0;
    const place = position - bin;
    const at = bin << 2;
    const cubics = this.cubics;
    const value =
      cubics[at]! + place * (cubics[at + 1]! + place * (cubics[at + 2]! + place * cubics[at + 3]!));
    return Number.isNaN(value) ? this.outsideTable(u) : value;
  }

  /** The value at u in (0, 1) without the table. */
  exactQuantile(u: number): number {
    return this.law.quantile(u);
  }

  /** Probability of a value of at most x. */
  cumulative(x: number): number {
    return this.law.cumulative(x);
  }

  /** Theoretical mean, truncation included. */
  get mean(): number {
    return this.law.mean;
  }

  get lowest(): number {
    return this.law.lowest;
  }

  get highest(): number {
    return this.law.highest;
  }

  /**
   * The table behind `quantile`: how many bins, 0 for none, and four coefficients of each, NaN
   * where they have not been needed yet or a cubic is not accurate enough. `quantile` fills it in.
   */
  tableOf(): { readonly bins: number; readonly cubics: Float64Array } {
    if (this.table === undefined && this.law.bins > 0) {
      this.table = new QuantileTable(this.law);
      this.cubics = this.table.cubics;
      this.bins = this.law.bins;
    }
    return { bins: this.bins, cubics: this.cubics };
  }

  private outsideTable(u: number): number {
    this.tableOf();
    return this.table?.tryBin((u * this.bins) | 0) === true
      ? this.quantile(u)
      : this.law.quantile(u);
  }
}

/**
 * Samplers by distribution and implied minimum: replications and policies share scenario objects,
 * so each is built once a process.
 */
const compiled = new WeakMap<Distribution, Map<number, Sampler>>();

/**
 * @throws Error when truncation leaves nothing of the distribution; `truncatedMass` tells
 * beforehand.
 */
export function compileSampler(distribution: Distribution, bounds: Bounds = {}): Sampler {
  const min = bounds.min ?? -Infinity;
  const byMinimum = compiled.get(distribution) ?? new Map<number, Sampler>();
  compiled.set(distribution, byMinimum);
  let sampler = byMinimum.get(min);
  if (sampler === undefined) {
    sampler = new Sampler(lawWithin(distribution, min));
    byMinimum.set(min, sampler);
  }
  return sampler;
}

/**
 * Probability that a draw of the distribution without its `min` and `max` satisfies them and the
 * caller's bounds: 0 means that it cannot be drawn, by itself or because a part of a mixture
 * cannot.
 */
export function truncatedMass(distribution: Distribution, bounds: Bounds = {}): number {
  if (
    distribution.kind === 'mixture' &&
    distribution.parts.some(({ of }) => truncatedMass(of) === 0)
  )
    return 0;
  return partWithin(distribution, bounds.min ?? -Infinity).probability;
}

/** Mean 0, standard deviation 1. */
export const standardNormal: Sampler = compileSampler({ kind: 'normal', mean: 0, sd: 1 });

function lawWithin(distribution: Distribution, min: number): Law {
  const { law } = partWithin(distribution, min);
  if (law !== undefined) return law;
  const lower = Math.max(min, distribution.min ?? -Infinity);
  throw new UsageError(
    `no value of a ${distribution.kind} distribution lies between its min, ${lower}, and ` +
      `its max, ${distribution.max ?? 'none'} ` +
      '(durations in minutes): choose bounds that it reaches',
  );
}

function partWithin(distribution: Distribution, min: number): Part {
  return wholeLaw(distribution).within(
    Math.max(min, distribution.min ?? -Infinity),
    distribution.max ?? Infinity,
  );
}

/** The law before truncation. Degenerate parameters give a constant. */
function wholeLaw(distribution: Distribution): Law {
  switch (distribution.kind) {
    case 'constant':
      return constantLaw(distribution.value);
    case 'uniform': {
      const { low, high } = distribution;
      assert(low <= high, 'uniform: low <= high');
      return low === high ? constantLaw(low) : new ContinuousLaw(uniformShape(low, high));
    }
    case 'triangular': {
      const { low, mode, high } = distribution;
      assert(low <= mode && mode <= high, 'triangular: low <= mode <= high');
      return low === high ? constantLaw(low) : new ContinuousLaw(triangularShape(low, mode, high));
    }
    case 'normal': {
      const { mean, sd } = distribution;
      assert(sd >= 0, 'normal: sd >= 0');
      return sd === 0 ? constantLaw(mean) : new ContinuousLaw(normalShape(mean, sd));
    }
    case 'lognormal': {
      const { median, sigma } = distribution;
      assert(median >= 0 && sigma >= 0, 'lognormal: median >= 0 and sigma >= 0');
      return sigma === 0 || median === 0
        ? constantLaw(median)
        : new ContinuousLaw(lognormalShape(median, sigma));
    }
    case 'exponential': {
      const { mean } = distribution;
      assert(mean >= 0, 'exponential: mean >= 0');
      return mean === 0 ? constantLaw(0) : new ContinuousLaw(exponentialShape(mean));
    }
    case 'gamma': {
      const { mean, cv } = distribution;
      assert(mean >= 0 && cv >= 0, 'gamma: mean >= 0 and cv >= 0');
      return mean === 0 || cv === 0 ? constantLaw(mean) : new ContinuousLaw(gammaShape(mean, cv));
    }
    case 'discrete':
      return new SteppedLaw(distribution.values, distribution.weights);
    case 'empirical':
      return new SteppedLaw(
        distribution.values,
        distribution.values.map(() => 1),
      );
    case 'mixture':
      return new MixtureLaw(
        distribution.parts.map(({ weight, of }) => ({ weight, law: lawWithin(of, -Infinity) })),
      );
  }
}
