// Values that have been tried, and on which side of the limits each is, if that is sure.
import { assert } from '../../errors.ts';
import {
  halfWidthOf,
  limitsWithin,
  meanOf,
  standardDeviationOf,
} from '../../experiment/statistics.ts';
import { isProven, isDisproven } from '../../experiment/threshold.ts';
import {
  valueOnGrid,
  type FigureSample,
  type Limit,
  type Problem,
  type Sample,
  type Wanted,
} from './problem.ts';

/** Whether a value surely meets every limit, surely misses one, or neither is sure yet. */
export type Standing = 'met' | 'missed' | 'unsure';

/**
 * Distance of a figure from its limit, as a share of the limit: 0 at the limit, positive where it
 * is missed. With several limits, the largest distance.
 */
export interface Margin {
  /** Lower and upper end of its confidence interval. */
  readonly low: number;
  readonly high: number;
  readonly mean: number;
}

/** A figure over the replications of a value, in the figure's unit, with its 95 % interval. */
export interface TriedFigure {
  readonly mean: number;
  readonly ciLow: number;
  readonly ciHigh: number;
}

/** A value that has been tried. */
export interface Tried {
  readonly index: number;
  readonly value: number;
  readonly replications: number;
  /** One figure per limit. */
  readonly figures: readonly TriedFigure[];
  readonly margin: Margin;
  /** Decided by the interval of the margin. */
  readonly standing: Standing;
  /** Whether the means alone meet every limit. */
  readonly meanMeets: boolean;
}

/** Probability of error allowed for the answer. */
const error = 0.05;

/**
 * The level of confidence at which a value is said to be on one side of the limits.
 *
 * On a stepped grid a search ends once two neighbours are told apart, so it may look at a value as
 * often as its replications can double. Each look gets an equal part of the error, so that all of
 * them together err in at most 5 in 100 searches. Without steps a search ends when the interval is
 * narrow, wherever it is; then one look at 95 % is what the answer rests on.
 */
function levelOf({ grid, replications, atMost }: Problem): number {
  if (!grid.isStepped) return 1 - error;
  let looks = 1;
  for (let count = replications; count < atMost; count *= 2) looks += 1;
  return 1 - error / looks;
}

export class TriedValues {
  private readonly samples = new Map<number, Sample>();
  private readonly judged = new Map<number, Tried>();
  private readonly problem: Problem;
  private readonly level: number;

  constructor(problem: Problem) {
    this.problem = problem;
    this.level = levelOf(problem);
  }

  /** Replications of a value; 0 where it has not been tried. */
  replicationsOf(index: number): number {
    return this.samples.get(index)?.[0]!.values.length ?? 0;
  }

  /** The values among these that have fewer replications. */
  missing(indices: Iterable<number>, replications: number): readonly Wanted[] {
    const lacking = [...new Set(indices)].filter(
      (index) => this.replicationsOf(index) < replications,
    );
    return lacking.sort((a, b) => a - b).map((index) => ({ index, replications }));
  }

  put({ index, replications }: Wanted, sample: Sample): void {
    const { limits, grid } = this.problem;
    assert(
      sample.length === limits.length,
      `${limits.length} figures of value ${index}, not ${sample.length}`,
    );
    const isWhole = sample.every(({ values }) => values.length === replications);
    assert(isWhole, `${replications} replications of value ${index}`);
    this.samples.set(index, sample);
    this.judged.set(index, {
      index,
      value: valueOnGrid(grid, index),
      replications,
      ...judge(sample, limits, this.level),
    });
  }

  /** Ascending by value. */
  all(): readonly Tried[] {
    return [...this.judged.values()].sort((a, b) => a.index - b.index);
  }

  at(index: number): Tried | undefined {
    return this.judged.get(index);
  }

  /** The figures of a limit by replication; of a value that has been tried. */
  sampleOf(index: number): Sample {
    return this.samples.get(index)!;
  }
}

function judge(
  sample: Sample,
  limits: readonly Limit[],
  level: number,
): Pick<Tried, 'figures' | 'margin' | 'standing' | 'meanMeets'> {
  const each = limits.map((limit, place) => judgeOne(sample[place]!, limit, level));
  const largest = (of: (one: Margin) => number): number =>
    Math.max(...each.map(({ margin }) => of(margin)));
  return {
    figures: each.map(({ figure }) => figure),
    margin: {
      low: largest(({ low }) => low),
      mean: largest(({ mean }) => mean),
      high: largest(({ high }) => high),
    },
    standing: each.every(({ met }) => met)
      ? 'met'
      : each.some(({ missed }) => missed)
        ? 'missed'
        : 'unsure',
    meanMeets: each.every(({ meanMeets }) => meanMeets),
  };
}

/**
 * The interval of a mean, within the figure's bounds as in every other file.
 * @param half half the width of the plain one
 */
function intervalOf(
  { most, isDifference = false }: FigureSample,
  mean: number,
  half: number,
): readonly [number, number] {
  if (most === undefined) return [mean - half, mean + half];
  return isDifference
    ? [Math.max(-most, mean - half), Math.min(most, mean + half)]
    : limitsWithin(mean, half, most);
}

function judgeOne(sample: FigureSample, { comparison, limit }: Limit, level: number) {
  const present = sample.values.filter((value) => !Number.isNaN(value));
  const mean = meanOf(present);
  const sd = standardDeviationOf(present, mean);
  const half = halfWidthOf(sd, present.length, level);
  const [low, high] = intervalOf(sample, mean, half);
  const [ciLow, ciHigh] = intervalOf(sample, mean, halfWidthOf(sd, present.length));
  const figure: TriedFigure = { mean, ciLow, ciHigh };
  // Too few replications have the figure, so its limit is not surely met.
  if (Number.isNaN(half)) {
    const nothing = { low: Infinity, mean: Infinity, high: Infinity };
    return { figure, margin: nothing, met: false, missed: true, meanMeets: false };
  }
  const scale = limit === 0 ? 1 : Math.abs(limit);
  const isCeiling = comparison === '<' || comparison === '<=';
  const distance = (of: number): number => (isCeiling ? of - limit : limit - of) / scale;
  const [nearer, farther] = isCeiling ? [low, high] : [high, low];
  return {
    figure,
    margin: { low: distance(nearer), mean: distance(mean), high: distance(farther) },
    met: isProven(comparison, low, high, limit),
    missed: isDisproven(comparison, low, high, limit),
    meanMeets: isProven(comparison, mean, mean, limit),
  };
}
