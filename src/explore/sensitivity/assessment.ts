// Sensitivity of the chosen outcomes: rows of sensitivity.csv, from the figures at the points of a
// method's design.
import { assert } from '../../errors.ts';
import type { MetricName, Segment } from '../../experiment/metrics.ts';
import { elementaryEffects } from './elementary-effects.ts';
import { excludesZeroAmong, excludesZero, type Estimate } from './estimate.ts';
import { effectOfChange, singleChanges, type SingleChange } from './one-at-a-time.ts';
import { saltelliPoints, type SaltelliScheme, type UnitPoint } from './saltelli.ts';
import { sobolIndices, type Responses } from './sobol-indices.ts';
import {
  candidatesFor,
  spreadTrajectories,
  type GridFactor,
  type Trajectory,
} from './trajectories.ts';
import type { Uniforms } from './uniforms.ts';

export const methods = ['oat', 'morris', 'sobol'] as const;
export type Method = (typeof methods)[number];

/**
 * An outcome: a metric of some or all households under a policy, or its difference from another
 * policy's.
 */
export interface Outcome {
  readonly policy: string;
  /** The policy subtracted, paired by replication; absent for the level. */
  readonly reference?: string;
  readonly metric: MetricName;
  /** The homes it is for. */
  readonly segment: Segment;
  readonly unit: string;
}

/** The points of a method, and how their figures are analysed. */
export type Design =
  | { readonly method: 'oat'; readonly changes: readonly SingleChange[] }
  | { readonly method: 'morris'; readonly trajectories: readonly Trajectory[] }
  | {
      readonly method: 'sobol';
      readonly scheme: SaltelliScheme;
      readonly rows: readonly UnitPoint[];
    };

/**
 * A point of a design: the position of each factor in its range, from 0 to 1; undefined for the
 * scenario's own value.
 */
export type DesignPoint = readonly (number | undefined)[];

export function oatDesign(factors: readonly GridFactor[]): Design {
  return { method: 'oat', changes: singleChanges(factors) };
}

/** @param uniform random numbers of the design's own seed */
export function morrisDesign(
  factors: readonly GridFactor[],
  trajectories: number,
  uniform: Uniforms,
): Design {
  const options = { trajectories, levels: 4, candidates: candidatesFor(factors.length) };
  return { method: 'morris', trajectories: spreadTrajectories(factors, options, uniform) };
}

/**
 * In a fixed order; a point of more rows or trajectories keeps its place.
 * @param factors how many are varied
 */
export function designPoints(design: Design, factors: number): readonly DesignPoint[] {
  switch (design.method) {
    case 'oat':
      return design.changes.map(({ factor, at }) =>
        Array.from({ length: factors }, (_, place) => (place === factor ? at : undefined)),
      );
    case 'morris':
      return design.trajectories.flatMap(({ points }) => points);
    case 'sobol':
      return saltelliPoints(design.scheme, design.rows);
  }
}

/**
 * Meaning of each index: `effect` of setting one value (oat); `swing` between the lowest and the
 * highest (oat); `mu`, `mu_star` and `sigma` (morris); `first`, `total` and `pair`, shares of the
 * variance, and `knowing`, the expected fall in variance (sobol).
 */
export const indexNames = [
  'effect',
  'swing',
  'mu',
  'mu_star',
  'sigma',
  'first',
  'total',
  'pair',
  'knowing',
] as const;
export type IndexName = (typeof indexNames)[number];

export interface IndexRow extends Estimate {
  readonly index: IndexName;
  /** Place of the other factor of a pair. */
  readonly other?: number;
  /** Place in its range of the value set, for an effect. */
  readonly at?: number;
}

/** One factor for one outcome. */
export interface Assessment {
  /** Its place among the factors. */
  readonly factor: number;
  readonly indices: readonly IndexRow[];
  /** The index it is ranked by: swing, μ* or total; NaN where there is no figure. */
  readonly strength: number;
  /** 1 for the strongest; of equals the first in the order of the factors. */
  readonly rank: number;
  /**
   * Whether the effect is larger than random variation explains, at 95 %, for each factor by
   * itself.
   */
  readonly told: boolean;
}

/** One outcome under every factor, in the order of the factors. */
export interface OutcomeSensitivity {
  readonly outcome: Outcome;
  /**
   * Of the expected answer over the ranges, in squares of the unit; NaN for methods that do not
   * estimate it.
   */
  readonly variance: number;
  readonly factors: readonly Assessment[];
}

/**
 * @param answers figures of the points of the design in order, one per replication
 * @param base figures of the unchanged scenario
 */
export function assess(
  design: Design,
  outcome: Outcome,
  answers: Responses,
  base: Float64Array,
): OutcomeSensitivity {
  switch (design.method) {
    case 'oat':
      return {
        outcome,
        variance: NaN,
        factors: ranked(singleAssessments(design.changes, answers, base)),
      };
    case 'morris':
      return {
        outcome,
        variance: NaN,
        factors: ranked(elementaryAssessments(design.trajectories, answers)),
      };
    case 'sobol': {
      const { variance, ...indices } = sobolIndices(design.scheme, answers);
      return { outcome, variance, factors: ranked(varianceAssessments(indices, variance)) };
    }
  }
}

type Unranked = Omit<Assessment, 'rank' | 'factor'>;

function ranked(assessments: readonly Unranked[]): readonly Assessment[] {
  const strengths = assessments.map(({ strength }) =>
    Number.isNaN(strength) ? -Infinity : strength,
  );
  const order = assessments
    .map((_, factor) => factor)
    .sort((one, other) => strengths[other]! - strengths[one]! || one - other);
  return assessments.map((assessment, factor) => ({
    ...assessment,
    factor,
    rank: order.indexOf(factor) + 1,
  }));
}

function singleAssessments(
  changes: readonly SingleChange[],
  answers: Responses,
  base: Float64Array,
): readonly Unranked[] {
  assert(answers.length === changes.length, 'an answer for each change');
  const count = Math.max(-1, ...changes.map(({ factor }) => factor)) + 1;
  return Array.from({ length: count }, (_, factor) => {
    const effects = changes.flatMap(({ factor: own, at }, place): IndexRow[] =>
      own === factor ? [{ index: 'effect', at, ...effectOfChange(answers[place]!, base) }] : [],
    );
    // The scenario's own value counts towards the lowest and the highest figure.
    const reached = changes.flatMap(({ factor: own }, place) =>
      own === factor ? [answers[place]!] : [],
    );
    const all = [
      { value: 0, answers: base },
      ...effects.map(({ value }, turn) => ({ value, answers: reached[turn]! })),
    ];
    const lowest = all.reduce((least, one) => (one.value < least.value ? one : least));
    const highest = all.reduce((most, one) => (one.value > most.value ? one : most));
    const swing = effectOfChange(highest.answers, lowest.answers);
    const value = effects.some((effect) => Number.isNaN(effect.value)) ? NaN : swing.value;
    const told = effects.some((effect) => excludesZeroAmong(effect, effects.length, base.length));
    return { indices: [...effects, { index: 'swing', ...swing, value }], strength: value, told };
  });
}

function elementaryAssessments(
  trajectories: readonly Trajectory[],
  answers: Responses,
): readonly Unranked[] {
  return elementaryEffects(trajectories, answers).map(({ mu, muStar, sigma }) => ({
    indices: [
      { index: 'mu', ...mu },
      { index: 'mu_star', ...muStar },
      { index: 'sigma', ...sigma },
    ],
    strength: muStar.value,
    told: excludesZero(muStar) || excludesZero(mu),
  }));
}

function varianceAssessments(
  { first, total, pairs }: Omit<ReturnType<typeof sobolIndices>, 'variance'>,
  variance: number,
): readonly Unranked[] {
  return total.map((whole, factor) => {
    const alone = first[factor]!;
    const together = pairs.flatMap(({ first: one, second, ...estimate }): IndexRow[] =>
      one === factor || second === factor
        ? [{ index: 'pair', other: one === factor ? second : one, ...estimate }]
        : [],
    );
    const inSquares = (share: number): number => share * variance;
    return {
      indices: [
        { index: 'first', ...alone },
        { index: 'total', ...whole },
        ...together,
        {
          index: 'knowing',
          value: inSquares(alone.value),
          ciLow: inSquares(alone.ciLow),
          ciHigh: inSquares(alone.ciHigh),
        },
      ],
      strength: whole.value,
      told: excludesZero(whole),
    };
  });
}

/**
 * Places of the strongest factors over all outcomes: the strongest of each, then the second of
 * each, and so on.
 */
export function strongest(
  sensitivities: readonly OutcomeSensitivity[],
  count: number,
): readonly number[] {
  const chosen = new Set<number>();
  const factors = sensitivities[0]?.factors.length ?? 0;
  for (let rank = 1; rank <= factors; rank += 1)
    for (const sensitivity of sensitivities)
      for (const { factor, rank: own, told } of sensitivity.factors)
        if (own === rank && told && chosen.size < count) chosen.add(factor);
  return [...chosen].sort((one, other) => one - other);
}
