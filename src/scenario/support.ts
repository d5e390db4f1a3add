// Whether `min` and `max` leave a distribution anything to draw: truncation draws again, so it must succeed in reasonable time.
import type { Distribution } from './distribution.ts';

interface Span {
  readonly low: number;
  readonly high: number;
}

/** Beyond so many standard deviations or means we take a tail to be empty (probability under one in a billion). */
const farInDeviations = 6;
const farInMeans = 20;

/** Where practically all of the distribution lies, before truncation. */
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
    case 'lognormal':
      return distribution.sigma === 0 ? { low: distribution.median, high: distribution.median } : { low: 0, high: Infinity };
    case 'exponential':
      return { low: 0, high: farInMeans * distribution.mean };
    case 'gamma':
      return { low: 0, high: farInMeans * distribution.mean * Math.max(1, distribution.cv * distribution.cv) };
    case 'discrete':
    case 'empirical':
    case 'mixture':
      return { low: -Infinity, high: Infinity };
  }
}

/** What to do about bounds that leave nothing; undefined when they leave something. */
export function supportProblem(distribution: Distribution): string | undefined {
  const { min = -Infinity, max = Infinity } = distribution;
  if (min === -Infinity && max === Infinity) return undefined;
  const { low, high } = span(distribution);
  const point = low === high;
  if (point ? min > low : min >= high) return 'lower the min, or remove it: no value is above it';
  if (point ? max < high : max <= low) return 'raise the max, or remove it: no value is below it';
  if (!leavesAValue(distribution, min, max)) return 'widen min and max: no value lies between them';
  return undefined;
}

function leavesAValue(distribution: Distribution, min: number, max: number): boolean {
  switch (distribution.kind) {
    case 'discrete':
      return distribution.values.some((value, index) => value >= min && value <= max && distribution.weights[index]! > 0);
    case 'empirical':
      return distribution.values.length === 0 || distribution.values.some((value) => value >= min && value <= max);
    case 'mixture':
      return distribution.parts.some((part) => {
        const bounds = { min: Math.max(min, part.of.min ?? -Infinity), max: Math.min(max, part.of.max ?? Infinity) };
        return part.weight > 0 && bounds.min <= bounds.max && supportProblem({ ...part.of, ...bounds }) === undefined;
      });
    default:
      return true;
  }
}
