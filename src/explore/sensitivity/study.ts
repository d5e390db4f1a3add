// A sensitivity study: the points of the scenario for a design, the outcomes, and their
// sensitivities.
import {
  metricIndex,
  metrics,
  placeOf,
  segmentNames,
  type CrossedBy,
  type MetricName,
  type Segment,
} from '../../experiment/metrics.ts';
import type { FigureRows } from '../../experiment/figures.ts';
import { differenceAt, summariseAt } from '../../experiment/summary.ts';
import { verdictOf } from '../../experiment/verdict.ts';
import type { PolicyList } from '../../experiment/summary.ts';
import { noFailure } from '../../scenario/scenario.ts';
import type { Factor } from '../factor.ts';
import { basePoint, type Point } from '../points.ts';
import {
  assess,
  designPoints,
  type Design,
  type DesignPoint,
  type Outcome,
  type OutcomeSensitivity,
} from './assessment.ts';
import type { Estimate } from './estimate.ts';
import type { GridFactor } from './trajectories.ts';

/** What is simulated: the unchanged scenario, and one point for each of the design. */
export interface Study {
  readonly factors: readonly Factor[];
  readonly design: Design;
  readonly figuresAt: (point: Point) => FigureRows;
  /** Crossings of attributes that have segments beside the usual ones. */
  readonly segments: CrossedBy['segments'];
}

export const gridFactorOf = ({ count }: Factor): GridFactor =>
  count === Infinity ? {} : { values: count };

/** Points of the design in its order. */
export function studyPoints(factors: readonly Factor[], design: Design): readonly Point[] {
  return designPoints(design, factors.length).map((place) => pointAt(factors, place));
}

function pointAt(factors: readonly Factor[], place: DesignPoint): Point {
  return {
    settings: place.flatMap((at, factor) =>
      at === undefined ? [] : factors[factor]!.settingsAt(at),
    ),
  };
}

/** Levels of every policy by metric and segment, then differences from the reference. */
export function allOutcomes(
  { policies, reference }: PolicyList,
  names: readonly MetricName[],
  segments: readonly Segment[],
): readonly Outcome[] {
  const acting = policies.map(({ id }) => id).filter((id) => id !== noFailure);
  const against = acting.includes(reference) ? acting.filter((id) => id !== reference) : [];
  return segments.flatMap((segment) =>
    names.flatMap((metric) => [
      ...acting.map((policy) => outcomeOf({ policy }, metric, segment)),
      ...against.map((policy) => outcomeOf({ policy, reference }, metric, segment)),
    ]),
  );
}

/** @param of a policy, or a policy and the one subtracted */
export function outcomeOf(
  of: Pick<Outcome, 'policy' | 'reference'>,
  metric: MetricName,
  segment: Segment,
): Outcome {
  const { unit } = metrics.find(({ name }) => name === metric)!;
  return { ...of, metric, segment, unit };
}

/** An outcome, its sensitivity, and its figure in the unchanged scenario. */
export interface AssessedOutcome {
  readonly sensitivity: OutcomeSensitivity;
  readonly base: Estimate;
}

export function assessAll(
  { factors, design, figuresAt, segments }: Study,
  outcomes: readonly Outcome[],
): readonly AssessedOutcome[] {
  const known = segmentNames(segments);
  const answers = outcomes.map((): Float64Array[] => []);
  for (const point of studyPoints(factors, design)) {
    const figures = figuresAt(point);
    outcomes.forEach((outcome, place) => answers[place]!.push(answerOf(figures, outcome, known)));
  }
  const standing = figuresAt(basePoint);
  return outcomes.map((outcome, place) => {
    const sensitivity = assess(
      design,
      outcome,
      answers[place]!,
      answerOf(standing, outcome, known),
    );
    return { sensitivity, base: baseOf(standing, outcome, known) };
  });
}

/** The figure in the unchanged scenario, with the same interval as in other files. */
function baseOf(
  figures: FigureRows,
  { policy, reference, metric, segment }: Outcome,
  known: readonly Segment[],
) {
  const at = placeOf(metric, known.indexOf(segment));
  const own = figures.metricsOf(policy);
  if (reference === undefined) {
    const { mean: value, ciLow, ciHigh } = summariseAt(own, at);
    return { value, ciLow, ciHigh };
  }
  const { difference: value, ciLow, ciHigh } = differenceAt(own, figures.metricsOf(reference), at);
  return { value, ciLow, ciHigh };
}

/** Figures by replication; differences are paired by replication. */
function answerOf(
  figures: FigureRows,
  { policy, reference, metric, segment }: Outcome,
  known: readonly Segment[],
): Float64Array {
  const at = placeOf(metric, known.indexOf(segment));
  const own = figures.metricsOf(policy);
  const other = reference === undefined ? undefined : figures.metricsOf(reference);
  return Float64Array.from(
    own,
    (row, replication) => row[at]! - (other === undefined ? 0 : other[replication]![at]!),
  );
}

/** The outcomes that a page names first, by place; undefined where there is none. */
export interface Headline {
  /** The reference by the first metric. */
  readonly level: number | undefined;
  /**
   * Difference between the reference and the policy that does best in the unchanged scenario; if
   * the reference is best, the next best.
   */
  readonly ranking: number | undefined;
}

export function headlineOutcomes(
  { policies, reference }: PolicyList,
  outcomes: readonly Outcome[],
  base: FigureRows,
): Headline {
  const place = (wanted: (outcome: Outcome) => boolean): number | undefined => {
    const found = outcomes.findIndex(wanted);
    return found < 0 ? undefined : found;
  };
  const levels = outcomes.filter((outcome) => outcome.reference === undefined);
  const level = place(
    (one) =>
      one.reference === undefined &&
      (one.policy === reference || !levels.some(({ policy }) => policy === reference)),
  );
  const pairs = outcomes.flatMap((one) => (one.reference === undefined ? [] : [one.policy]));
  const contenders = policies
    .filter(({ id }) => pairs.includes(id))
    .map(({ id }) => contender(id, base));
  const best = verdictOf(contenders)?.best;
  return { level, ranking: place((one) => one.reference !== undefined && one.policy === best) };
}

const contender = (id: string, figures: FigureRows) => {
  const values = (metric: MetricName): number[] =>
    figures.metricsOf(id).map((row) => row[metricIndex[metric]]!);
  return { id, hours: values('excess_hours_off'), households: values('excess_households_off') };
};

/**
 * For each policy, the share of the design's points at which it has the fewest hours off because of
 * the failure. The first of equals counts.
 */
export function bestPolicies({ factors, design, figuresAt }: Study, { policies }: PolicyList) {
  const acting = policies.map(({ id }) => id).filter((id) => id !== noFailure);
  const points = studyPoints(factors, design);
  const wins = new Map<string, number>();
  for (const point of points) {
    const figures = figuresAt(point);
    const best = verdictOf(acting.map((id) => contender(id, figures)))?.best;
    if (best !== undefined) wins.set(best, (wins.get(best) ?? 0) + 1);
  }
  return [...wins]
    .map(([policy, count]) => ({ policy, share: count / points.length }))
    .sort(
      (one, other) =>
        other.share - one.share || acting.indexOf(one.policy) - acting.indexOf(other.policy),
    );
}
