// The interval that contains practically all values of a distribution. Used to check that `min` and
// `max` leave something to draw (truncation redraws, so it must succeed in reasonable time), and
// how large values can be.
import type { Distribution } from './distribution.ts';
import { roughExp } from './rough-powers.ts';

interface Span {
  readonly low: number;
  readonly high: number;
}

/**
 * A tail beyond this many standard deviations, or a multiple of the mean, counts as empty
 * (probability under one in a billion).
 */
const farInDeviations = 6;
const farInMeans = 20;

/** The interval of practically all values, before truncation. */
function span(distribution: Distribution): Span {
  switch (distribution.kind) {
    case 'constant':
      return { low: distribution.value, high: distribution.value };
    case 'uniform':
    case 'triangular':
      return distribution;
    case 'normal': {
      const reach = farInDeviations * distribution.sd;
      return { low: distribution.mean - reach, high: distribution.mean + reach };
    }
    case 'lognormal': {
      const reach = roughExp(farInDeviations * distribution.sigma);
      return { low: distribution.median / reach, high: distribution.median * reach };
    }
    case 'exponential':
      return { low: 0, high: farInMeans * distribution.mean };
    case 'gamma':
      return gammaSpan(distribution.mean, distribution.cv);
    case 'discrete':
      return spanOf(distribution.values.filter((_, index) => distribution.weights[index]! > 0));
    case 'empirical':
      // Unknown while the values are still in their file.
      return distribution.values.length === 0
        ? { low: -Infinity, high: Infinity }
        : spanOf(distribution.values);
    case 'mixture': {
      const spans = distribution.parts
        .filter(({ weight }) => weight > 0)
        .map(({ of }) => reachOf(of));
      return {
        low: Math.min(...spans.map(({ low }) => low)),
        high: Math.max(...spans.map(({ high }) => high)),
      };
    }
  }
}

function spanOf(values: readonly number[]): Span {
  const extreme = (pick: (a: number, b: number) => number): number =>
    values.reduce((one, other) => pick(one, other));
  return { low: extreme(Math.min), high: extreme(Math.max) };
}

/**
 * Approximated by the cube of a normal (Wilson and Hilferty, 1931), to a few per cent unless the
 * law is very skewed.
 */
function gammaSpan(mean: number, cv: number): Span {
  const cube = (deviations: number): number => {
    const root = Math.max(0, 1 - (cv * cv) / 9 + (deviations * cv) / 3);
    return mean * root * root * root;
  };
  return {
    low: cube(-farInDeviations),
    high: cv < 0.5 ? cube(farInDeviations) : farInMeans * mean * Math.max(1, cv * cv),
  };
}

/** The interval of practically all values, after truncation. */
export function reachOf(distribution: Distribution): Span {
  const { low, high } = span(distribution);
  return {
    low: Math.max(low, distribution.min ?? -Infinity),
    high: Math.min(high, distribution.max ?? Infinity),
  };
}

/** The median of a distribution; approximate if it is truncated or a mixture. */
export function roughMedianOf(distribution: Distribution): number {
  const { min = -Infinity, max = Infinity } = distribution;
  return Math.min(Math.max(wholeMedian(distribution), min), max);
}

function wholeMedian(distribution: Distribution): number {
  switch (distribution.kind) {
    case 'constant':
      return distribution.value;
    case 'uniform':
      return (distribution.low + distribution.high) / 2;
    case 'triangular': {
      const { low, mode, high } = distribution;
      return mode - low >= high - mode
        ? low + Math.sqrt(((high - low) * (mode - low)) / 2)
        : high - Math.sqrt(((high - low) * (high - mode)) / 2);
    }
    case 'normal':
      return distribution.mean;
    case 'lognormal':
      return distribution.median;
    case 'exponential':
      return Math.LN2 * distribution.mean;
    case 'gamma':
      // A lower bound of the median; the cube of a normal fails for very skewed laws.
      return distribution.mean * roughExp(-Math.LN2 * distribution.cv * distribution.cv);
    case 'discrete':
      return weightedMedian(distribution.values, distribution.weights);
    case 'empirical':
      return distribution.values[distribution.values.length >> 1] ?? 0;
    case 'mixture': {
      const medians = distribution.parts.map(({ of }) => roughMedianOf(of));
      return weightedMedian(
        medians,
        distribution.parts.map(({ weight }) => weight),
      );
    }
  }
}

/** @param weights shares of one whole */
function weightedMedian(values: readonly number[], weights: readonly number[]): number {
  const order = values.map((_, index) => index).sort((a, b) => values[a]! - values[b]!);
  let sum = 0;
  return values[order.find((index) => (sum += weights[index]!) >= 0.5) ?? order.at(-1)!]!;
}

/** The fix for bounds that leave nothing to draw; undefined if they leave something. */
export function supportProblem(distribution: Distribution): string | undefined {
  const { min = -Infinity, max = Infinity } = distribution;
  if (min === -Infinity && max === Infinity) return undefined;
  const isLeft = leavesOfSeveral(distribution, min, max);
  if (isLeft !== undefined)
    return isLeft ? undefined : 'widen min and max: no value lies between them';
  const { low, high } = span(distribution);
  const point = low === high;
  if (point ? min > low : min >= high) return 'lower the min, or remove it: no value is above it';
  if (point ? max < high : max <= low) return 'raise the max, or remove it: no value is below it';
  return undefined;
}

/** Whether bounds leave any of several values or parts; undefined for other distributions. */
function leavesOfSeveral(
  distribution: Distribution,
  min: number,
  max: number,
): boolean | undefined {
  switch (distribution.kind) {
    case 'discrete':
      return distribution.values.some(
        (value, index) => value >= min && value <= max && distribution.weights[index]! > 0,
      );
    case 'empirical':
      return (
        distribution.values.length === 0 ||
        distribution.values.some((value) => value >= min && value <= max)
      );
    case 'mixture':
      return distribution.parts.some((part) => {
        const bounds = {
          min: Math.max(min, part.of.min ?? -Infinity),
          max: Math.min(max, part.of.max ?? Infinity),
        };
        return (
          part.weight > 0 &&
          bounds.min <= bounds.max &&
          supportProblem({ ...part.of, ...bounds }) === undefined
        );
      });
    default:
      return undefined;
  }
}
