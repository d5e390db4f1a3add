// Results of a sweep: the rows of sweep.csv, the best policy at each point, and where two policies
// change places.
import type { FigureRows } from '../experiment/figures.ts';
import {
  metrics,
  placeOf,
  segmentNames,
  type MetricName,
  type Segment,
} from '../experiment/metrics.ts';
import {
  meanOf,
  pairedDifference,
  summarise,
  type Difference,
  type Summary,
} from '../experiment/statistics.ts';
import { differenceAt, summariseAt } from '../experiment/summary.ts';
import { verdictOf, type Verdict } from '../experiment/verdict.ts';
import { noFailure, type Scenario } from '../scenario/scenario.ts';
import type { Factor, Level } from './factor.ts';
import { basePoint, type Point } from './points.ts';

/** A point of a sweep; number 0 is the base. */
export interface SweepPoint {
  readonly number: number;
  /** Levels by factor; for the base, the scenario's own values. */
  readonly levels: readonly Level[];
  /** Its position between the ends of each factor, from 0 to 1; empty for the base. */
  readonly place: readonly number[];
  readonly point: Point;
}

/** What was swept. */
export interface Sweep {
  /** The base, with the policies that are run. */
  readonly scenario: Scenario;
  readonly factors: readonly Factor[];
  /** The base first. */
  readonly points: readonly SweepPoint[];
  /** Places of the segments whose figures are kept. */
  readonly segments: readonly number[];
  readonly figuresAt: (point: Point) => FigureRows;
  /** Metrics in sweep.csv. */
  readonly metrics: readonly MetricName[];
}

/** The points of a design, the base before them. @param design places in the unit cube */
export function sweepPoints(
  factors: readonly Factor[],
  design: readonly ArrayLike<number>[],
): readonly SweepPoint[] {
  const base = factors.map((factor): Level => ({
    settings: [],
    text: factor.default,
    number: undefined,
  }));
  return [
    { number: 0, levels: base, place: [], point: basePoint },
    ...design.map((place, index) => {
      const levels = factors.map((factor, dimension) => factor.levelAt(place[dimension]!));
      return {
        number: index + 1,
        levels,
        place: Array.from(place),
        point: { settings: levels.flatMap(({ settings }) => settings) },
      };
    }),
  ];
}

/** The main metrics of a policy. */
export const mainMetrics: readonly MetricName[] = [
  ...([
    'households',
    'households_off',
    'households_off_share',
    'households_off_24h',
    'hours_off_total',
  ] as const),
  ...([
    'hours_off_per_affected',
    'peak_households_off',
    'excess_households_off',
    'excess_hours_off',
  ] as const),
];

/** A row of sweep.csv. */
export interface SweepRow extends Summary {
  readonly point: number;
  /** By factor, as a file writes them. */
  readonly values: readonly string[];
  readonly policy: string;
  readonly segment: Segment;
  readonly metric: MetricName;
  readonly unit: string;
  /** From the reference at the same point. */
  readonly fromReference: Difference;
  /** From the same policy at the base point. */
  readonly fromBase: Difference;
}

/** Rows by point, policy in the scenario's order, segment and metric. */
export function* sweepRows({
  scenario,
  points,
  segments,
  figuresAt,
  metrics: wanted,
}: Sweep): Iterable<SweepRow> {
  const names = segmentNames(scenario.segments);
  const ids = scenario.policies.map(({ id }) => id);
  const shown = metrics.filter(({ name }) => wanted.includes(name));
  const base = figuresAt(basePoint);
  const baseRows = new Map(ids.map((id) => [id, base.metricsOf(id)]));
  for (const { number, levels, point } of points) {
    const figures = figuresAt(point);
    const rows = new Map(ids.map((id) => [id, figures.metricsOf(id)]));
    const values = levels.map(({ text }) => text);
    for (const policy of ids) {
      for (const segment of segments) {
        for (const { name: metric, unit } of shown) {
          const place = placeOf(metric, segment);
          const own = rows.get(policy)!;
          yield {
            ...{ point: number, values, policy, segment: names[segment]!, metric, unit },
            ...summariseAt(own, place),
            fromReference: differenceAt(own, rows.get(scenario.reference)!, place),
            fromBase: differenceAt(own, baseRows.get(policy)!, place),
          };
        }
      }
    }
  }
}

/** Figures of a policy at a point: hours off supply because of the failure, per home. */
interface PointFigure {
  readonly policy: string;
  readonly hours: Summary;
  /** Replication by replication. */
  readonly each: readonly number[];
  /** Homes off because of the failure, as a share of all. */
  readonly homes: number;
}

export interface PointOutcome {
  readonly point: SweepPoint;
  /** Policies that act in a failure, in the scenario's order. */
  readonly figures: readonly PointFigure[];
  /** By the rule of the comparison table; undefined where there is no policy. */
  readonly verdict: Verdict | undefined;
}

/** Outcomes of all points, the base first. */
export function pointOutcomes({ scenario, points, figuresAt }: Sweep): readonly PointOutcome[] {
  const ids = scenario.policies.map(({ id }) => id).filter((id) => id !== noFailure);
  return points.map((point) => {
    const rows = figuresAt(point.point);
    const figures = ids.map((policy): PointFigure => {
      const of = (metric: MetricName): number[] =>
        rows.metricsOf(policy).map((row) => row[placeOf(metric, 0)]!);
      const households = of('households');
      const each = of('excess_hours_off').map((hours, index) => hours / households[index]!);
      return {
        policy,
        hours: summarise(each),
        each,
        homes: meanOf(of('excess_households_off_share')),
      };
    });
    const verdict = verdictOf(
      figures.map(({ policy, each }) => ({ id: policy, hours: each, households: [] })),
    );
    return { point, figures, verdict };
  });
}

/** Two policies that change places between two neighbouring values. */
export interface Crossing {
  /** The policy that is better below, and the one that is better above. */
  readonly below: string;
  readonly above: string;
  readonly from: Level;
  readonly to: Level;
  /** Whether the difference exceeds random variation on both sides. */
  readonly isClear: boolean;
  /** Whether it is the best policy that changes. */
  readonly isOfBest: boolean;
}

/**
 * Pairs of policies that change places along one factor, and where.
 * @param outcomes of the points in order of the factor, the base left out
 */
export function crossingsOf(outcomes: readonly PointOutcome[]): readonly Crossing[] {
  return outcomes.slice(1).flatMap((after, index) => {
    const before = outcomes[index]!;
    return pairsOf(before.figures.length).flatMap(([one, other]): Crossing[] => {
      const lead = (outcome: PointOutcome): Difference =>
        pairedDifference(outcome.figures[one]!.each, outcome.figures[other]!.each);
      const [first, second] = [lead(before), lead(after)];
      if (!(first.difference * second.difference < 0)) return [];
      const [below, above] = first.difference < 0 ? [one, other] : [other, one];
      const [belowId, aboveId] = [before.figures[below]!.policy, before.figures[above]!.policy];
      return [
        {
          ...{
            below: belowId,
            above: aboveId,
            from: before.point.levels[0]!,
            to: after.point.levels[0]!,
          },
          isClear: [first, second].every(({ ciLow, ciHigh }) => ciLow > 0 || ciHigh < 0),
          isOfBest: before.verdict?.best === belowId && after.verdict?.best === aboveId,
        },
      ];
    });
  });
}

function pairsOf(count: number): readonly (readonly [number, number])[] {
  return Array.from({ length: count }, (_, one) =>
    Array.from({ length: count - one - 1 }, (__, more) => [one, one + 1 + more] as const),
  ).flat();
}

/** Neighbouring values at which one policy is best. */
export interface BestStretch {
  readonly policy: string;
  readonly outcomes: readonly PointOutcome[];
}

/** @param outcomes of the points in order of one factor, the base left out */
export function bestStretches(outcomes: readonly PointOutcome[]): readonly BestStretch[] {
  const stretches: { policy: string; outcomes: PointOutcome[] }[] = [];
  for (const outcome of outcomes) {
    const best = outcome.verdict!.best;
    const last = stretches.at(-1);
    if (last?.policy === best) last.outcomes.push(outcome);
    else stretches.push({ policy: best, outcomes: [outcome] });
  }
  return stretches;
}

/**
 * Spearman's rank correlation of each factor's place with a figure, for choosing which factors to
 * show. Points are those of the design.
 */
export function rankCorrelations(
  outcomes: readonly PointOutcome[],
  figureOf: (outcome: PointOutcome) => number,
): readonly number[] {
  const figures = ranksOf(outcomes.map(figureOf));
  const dimensions = outcomes[0]?.point.place.length ?? 0;
  return Array.from({ length: dimensions }, (_, dimension) =>
    correlation(ranksOf(outcomes.map(({ point }) => point.place[dimension]!)), figures),
  );
}

/** Ties share the mean of their ranks. */
function ranksOf(values: readonly number[]): readonly number[] {
  const order = values.map((_, index) => index).sort((a, b) => values[a]! - values[b]!);
  const ranks = new Array<number>(values.length);
  for (let first = 0; first < order.length;) {
    let after = first;
    while (after < order.length && values[order[after]!] === values[order[first]!]) after += 1;
    for (let index = first; index < after; index++) ranks[order[index]!] = (first + after - 1) / 2;
    first = after;
  }
  return ranks;
}

function correlation(a: readonly number[], b: readonly number[]): number {
  const [meanA, meanB] = [meanOf(a), meanOf(b)];
  let [both, squaresA, squaresB] = [0, 0, 0];
  for (const [index, value] of a.entries()) {
    const [x, y] = [value - meanA, b[index]! - meanB];
    both += x * y;
    squaresA += x * x;
    squaresB += y * y;
  }
  return squaresA === 0 || squaresB === 0 ? 0 : both / Math.sqrt(squaresA * squaresB);
}
