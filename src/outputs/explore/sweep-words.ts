// Names, figures and styles of a sweep's page and text.
import { bestStretches, type PointOutcome, type Sweep } from '../../explore/sweep.ts';
import { noFailure } from '../../scenario/scenario.ts';
import { otherStyle, seriesStyles, type SeriesStyle } from '../charts/palette.ts';
import { countOf, numberText, spreadText } from '../number-text.ts';
import { plainLabel } from '../text-columns.ts';

export interface SweepResults {
  readonly study: Sweep;
  /** The base first. */
  readonly outcomes: readonly PointOutcome[];
}

/** Mean hours off a home because of the failure, under the policy that has the fewest. */
export const bestHoursOf = ({ figures, verdict }: PointOutcome): number =>
  figures.find(({ policy }) => policy === verdict!.best)!.hours.mean;

export interface Labels {
  /** Policies that act in a failure, in the scenario's order. */
  readonly all: readonly string[];
  readonly count: number;
  of(policy: string): string;
  /** At most `most` of them: the reference, those that are best somewhere, then the others. */
  ids(most: number, points: readonly PointOutcome[]): readonly string[];
}

export function labelsOf({ scenario }: Sweep): Labels {
  const acting = scenario.policies.filter(({ id }) => id !== noFailure);
  const all = acting.map(({ id }) => id);
  const labels = new Map(acting.map(({ id, label }) => [id, plainLabel(label, 80)]));
  return {
    ...{ all, count: all.length },
    of: (policy) => labels.get(policy)!,
    ids(most, points) {
      const leading = leadersOf(points).map(({ policy }) => policy);
      const first = [scenario.reference, ...leading, ...all].filter((id) => all.includes(id));
      return [...new Set(first)].slice(0, most);
    },
  };
}

/** Policies by how often they are best, most often first. */
export function leadersOf(
  points: readonly PointOutcome[],
): readonly { readonly policy: string; readonly count: number }[] {
  const counts = new Map<string, number>();
  for (const { policy, outcomes } of bestStretches(
    points.filter(({ verdict }) => verdict !== undefined),
  ))
    counts.set(policy, (counts.get(policy) ?? 0) + outcomes.length);
  return [...counts]
    .map(([policy, count]) => ({ policy, count }))
    .sort((a, b) => b.count - a.count);
}

export function stylesOf(ids: readonly string[]): readonly SeriesStyle[] {
  return ids.map((_, index) => seriesStyles[index] ?? otherStyle);
}

/** `12.3 ± 0.4` hours a home. */
export function hoursOf({ figures }: PointOutcome, policy: string): string {
  const { mean, ciHigh } = figures.find((one) => one.policy === policy)!.hours;
  return Number.isNaN(ciHigh) ? numberText(mean) : spreadText(mean, ciHigh - mean);
}

export function rangeOf(values: readonly number[]): readonly [number, number] {
  return [Math.min(...values), Math.max(...values)];
}

/** `3 of 12 points: agent.decision=2d; …`, the first of them. */
export function valuesText({ factors, points }: Sweep, numbers: readonly number[]): string {
  const shown = numbers.slice(0, 5).map((number) => {
    const point = points.find((one) => one.number === number)!;
    if (number === 0) return 'the base';
    return factors.length > 3
      ? `point ${number}`
      : factors.map(({ name }, index) => `${name}=${point.levels[index]!.text}`).join(', ');
  });
  const more = numbers.length > shown.length ? '; …' : '';
  return (
    `${countOf(numbers.length, 'point')} of ${numberText(points.length, 0)}: ` +
    `${shown.join('; ')}${more}`
  );
}
