// Stochastic root finding under common random numbers: a coarse scan, then an interval for each
// crossing of the limits. It yields values to be tried and decides which to try next; the caller
// simulates them.
import { narrow, type Crossing } from './narrow.ts';
import type { Problem, Sample, Wanted } from './problem.ts';
import { courseOf, regionsOf, scannedIndices, unexplained, type Course } from './scan.ts';
import { TriedValues, type Tried } from './tried.ts';

/** What was found. */
export interface Answer {
  /**
   * `found`: the limits are crossed, at one or more values. `all`: every value tried meets them.
   * `none`: none is sure to; then `best` is the value that comes nearest.
   */
  readonly kind: 'found' | 'all' | 'none';
  /** From the lowest value to the highest. */
  readonly crossings: readonly Crossing[];
  /**
   * The value with the mean farthest on the right side of the limits, or least on the wrong side.
   */
  readonly best: Tried;
  /** The shape of each limit's figure over the range. */
  readonly courses: readonly Course[];
  /**
   * Values whose side stays unsure without a crossing near them: the figure nearly touches the
   * limit there.
   */
  readonly touching: readonly number[];
  /** Every value tried, ascending. */
  readonly tried: readonly Tried[];
}

/**
 * Yields values to be tried, with the replications they need; receives their samples, in the same
 * order.
 */
export type Solving<Result> = Generator<readonly Wanted[], Result, readonly Sample[]>;

/**
 * Most repetitions of the search for crossings, which change if a value turns out to be on the
 * other side.
 */
const rounds = 4;

export function* searchValue(problem: Problem): Solving<Answer> {
  const tried = new TriedValues(problem);
  const scanned = scannedIndices(problem.grid, problem.scanned);
  yield* asking(tried, scan(problem, tried, scanned));
  let crossings: readonly Crossing[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    const regions = regionsOf(tried, problem.grid);
    crossings = [];
    for (const region of regions) {
      const crossing = yield* asking(tried, narrow(problem, tried, region));
      if (crossing !== undefined) crossings = [...crossings, crossing];
    }
    if (
      crossings.length === regions.length &&
      regionsOf(tried, problem.grid).length === regions.length
    )
      break;
    yield* asking(tried, settle(problem, tried));
  }
  return answerOf(problem, tried, { scanned, crossings });
}

/** Tries all values that a part of the search asks for, and stores their samples. */
function* asking<Result>(
  tried: TriedValues,
  part: Generator<readonly Wanted[], Result, void>,
): Solving<Result> {
  for (;;) {
    const step = part.next();
    if (step.done === true) return step.value;
    if (step.value.length === 0) continue;
    const samples = yield step.value;
    step.value.forEach((wanted, place) => {
      tried.put(wanted, samples[place]!);
    });
  }
}

function* scan(
  problem: Problem,
  tried: TriedValues,
  scanned: readonly number[],
): Generator<readonly Wanted[], void, void> {
  yield tried.missing(scanned, problem.replications);
  yield* settle(problem, tried);
  // A curve that turns may meet its limits only between two scanned values.
  for (
    let look = 0;
    look < 2 && !tried.all().some(({ standing }) => standing === 'met');
    look += 1
  ) {
    yield tried.missing(besideBest(tried.all()), problem.replications);
    yield* settle(problem, tried);
  }
}

function* settle(problem: Problem, tried: TriedValues): Generator<readonly Wanted[], void, void> {
  for (;;) {
    const wanted = unexplained(tried, problem);
    if (wanted.length === 0) return;
    yield wanted;
  }
}

/** Half-way from the best value to its neighbours. */
function besideBest(points: readonly Tried[]): readonly number[] {
  const { index } = bestOf(points);
  const place = points.findIndex((point) => point.index === index);
  const neighbours = [points[place - 1], points[place + 1]].filter((point) => point !== undefined);
  return neighbours.map((neighbour) => Math.round((neighbour.index + index) / 2));
}

/** The best value; the lowest of equals. */
function bestOf(points: readonly Tried[]): Tried {
  return points.reduce((best, point) => (point.margin.mean < best.margin.mean ? point : best));
}

interface Found {
  readonly scanned: readonly number[];
  readonly crossings: readonly Crossing[];
}

function answerOf(problem: Problem, values: TriedValues, { scanned, crossings }: Found): Answer {
  const tried = values.all();
  const isAnyMet = tried.some(({ standing }) => standing === 'met');
  return {
    kind: !isAnyMet ? 'none' : crossings.length === 0 ? 'all' : 'found',
    crossings,
    best: bestOf(tried),
    courses: problem.limits.map((_, limit) => courseOf(values, scanned, limit)),
    touching: touchingOf(
      tried.filter(({ replications }) => replications >= problem.atMost),
      crossings,
    ),
    tried,
  };
}

/**
 * Unsure values outside the intervals of the crossings.
 * @param tried with as many replications as there may be
 */
function touchingOf(tried: readonly Tried[], crossings: readonly Crossing[]): readonly number[] {
  const isExplained = (value: number): boolean =>
    crossings.some(
      ({ surelyMet = Infinity, surelyMissed = Infinity, low, high, isOpenBelow, isOpenAbove }) => {
        const from = isOpenBelow ? -Infinity : Math.min(low, surelyMet, surelyMissed);
        const sure = [surelyMet, surelyMissed].filter(Number.isFinite);
        const to = isOpenAbove ? Infinity : Math.max(high, ...sure);
        return value >= from && value <= to;
      },
    );
  return tried
    .filter(({ standing, value }) => standing === 'unsure' && !isExplained(value))
    .map(({ value }) => value);
}
