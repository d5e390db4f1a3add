// The search of a fit: a Latin hypercube over all ranges, then damped least squares (Levenberg-Marquardt) from its best point, or from a point
// given in its place, then a sample of points that fit about as well. Seeded, and it knows nothing of what is fitted: a point is numbers from 0 to 1, a residual is how far a
// figure is from its published value, in tolerances. Slopes are taken from few homes, levels from many: luck is common to both ends of a slope.
import { normalQuantile } from '../kernel/normal.ts';
import { seedKey, Streams } from '../random/streams.ts';
import { cholesky, solveTransposed, stepWithin, type StepMatter } from './least-squares.ts';

/** Few homes or many. */
export type Grain = 'coarse' | 'fine';

/** How much a search tries. */
export interface Shape {
  readonly dimensions: number;
  /** Points of the Latin hypercube; 0 with a point to start from. */
  readonly explore: number;
  /** Steps of the local search. */
  readonly steps: number;
  /** Points tried for the sample. */
  readonly sample: number;
}

export interface SearchOptions extends Shape {
  readonly seed: string;
  readonly start: Float64Array | undefined;
  /** One a figure, signed; always the same number of them. */
  readonly residualsAt: (point: Float64Array, grain: Grain) => Float64Array;
  readonly onProgress?: (done: number, best: number) => void;
}

interface Found {
  readonly point: Float64Array;
  /** Root mean square of the residuals. */
  readonly distance: number;
}

export interface Fit {
  readonly best: Found;
  /** Points tried around the best, with the distance of each, in the order drawn. */
  readonly sample: readonly Found[];
}

/** How much of a range a slope is taken over: wide enough to see past the luck of few homes. */
const slopeWidth = 0.2;
/** A coordinate that no figure knows is held to the middle of its range: from there to an end counts as 0.15 tolerances. */
const pull = 0.3;
const dampings = [0.1, 1.5, 20];
/** How many evaluations a search makes at most. */
export function evaluationsOf({ dimensions, explore, steps, sample }: Shape): number {
  return explore + 1 + steps * (dimensions + 1 + dampings.length) + dimensions + 1 + sample;
}

interface Tried extends Found {
  readonly residuals: Float64Array;
}

export function search(options: SearchOptions): Fit {
  const { dimensions, explore, steps, residualsAt, onProgress } = options;
  const streams = new Streams(seedKey(options.seed), 0);
  let done = 0;
  let nearest = Infinity;
  const tried = (point: Float64Array, grain: Grain): Tried => {
    const residuals = residualsAt(point, grain);
    const distance = distanceOf(residuals);
    if (grain === 'fine') nearest = Math.min(nearest, distance);
    onProgress?.(++done, nearest);
    return { point, residuals, distance };
  };
  const explored = latinHypercube(streams, explore, dimensions).map((point) => tried(point, 'coarse'));
  const start = options.start ?? explored.reduce((best, one) => (one.distance < best.distance ? one : best)).point;
  let best = tried(start, 'fine');
  let matter: StepMatter | undefined;
  let caution = 1;
  for (let step = 0; step < steps; step++) {
    const here: StepMatter =
      matter?.point === best.point
        ? matter
        : {
            ...{ point: best.point, residuals: best.residuals, pull },
            derivatives: slopesAt(best.point, (point) => tried(point, 'coarse').residuals),
          };
    matter = here;
    const next = dampings.map((damping) => tried(stepWithin(here, damping * caution), 'fine'));
    best = next.reduce((nearer, one) => (one.distance < nearer.distance ? one : nearer), best);
    // Where no step led nearer, shorter ones from the same slopes are next.
    caution *= best.point === here.point ? 100 : 0.3;
  }
  const coarse = (point: Float64Array): Tried => tried(point, 'coarse');
  return { best, sample: sampleAround(best.point, options, coarse) };
}

/** Points around the best, as likely as their distance says where residuals are straight lines, with the distance of each. */
function sampleAround(
  best: Float64Array,
  { seed, sample }: Pick<SearchOptions, 'seed' | 'sample'>,
  coarse: (point: Float64Array) => Found & { readonly residuals: Float64Array },
): readonly Found[] {
  const derivatives = slopesAt(best, (point) => coarse(point).residuals);
  return drawAround(new Streams(seedKey(seed), 0), best, derivatives, sample).map(coarse);
}

function distanceOf(residuals: Float64Array): number {
  return Math.sqrt(residuals.reduce((sum, residual) => sum + residual * residual, 0) / residuals.length);
}

/** Derivatives of every residual, one row a residual: one-sided differences, away from the nearer end of the range. */
function slopesAt(point: Float64Array, residualsAt: (point: Float64Array) => Float64Array): readonly Float64Array[] {
  const here = residualsAt(point);
  const columns = Array.from(point.keys(), (coordinate) => {
    const width = point[coordinate]! > 0.5 ? -slopeWidth : slopeWidth;
    const moved = Float64Array.from(point);
    moved[coordinate]! += width;
    return residualsAt(moved).map((residual, index) => (residual - here[index]!) / width);
  });
  return Array.from(here.keys(), (index) => Float64Array.from(columns, (column) => column[index]!));
}

/** Purposes of the search's own draws. */
const draw = { cell: 1, place: 2, spread: 3 } as const;

/** One point in each of `count` equal parts of every dimension's range. */
function latinHypercube(streams: Streams, count: number, dimensions: number): readonly Float64Array[] {
  const points = Array.from({ length: count }, () => new Float64Array(dimensions));
  for (let dimension = 0; dimension < dimensions; dimension++) {
    const order = Array.from(points.keys(), (index) => ({ index, rank: streams.uniform(index, draw.cell, dimension) }));
    order.sort((a, b) => a.rank - b.rank);
    order.forEach(({ index }, cell) => {
      points[index]![dimension] = (cell + streams.uniform(index, draw.place, dimension)) / count;
    });
  }
  return points;
}

/** Standard deviation a figure's residual may have, in tolerances: a tolerance is read as an interval of 95 %. */
const residualSpread = 0.5;
/** Standard deviation of a coordinate no figure knows: that of a uniform number. */
const priorSpread = Math.sqrt(1 / 12);

/** Residuals are not straight lines for long, so a third of the steps each is taken whole, by half and by a quarter. */
const lengths = [1, 0.5, 0.25];

/** Draws of the normal law about the best point that straight lines would give, each coordinate kept in its range. */
function drawAround(
  streams: Streams,
  best: Float64Array,
  derivatives: readonly Float64Array[],
  count: number,
): readonly Float64Array[] {
  const precision = Array.from(best.keys(), (row) =>
    Float64Array.from(best.keys(), (column) => {
      const product = derivatives.reduce((sum, derivative) => sum + derivative[row]! * derivative[column]!, 0);
      return product / (residualSpread * residualSpread) + (row === column ? 1 / (priorSpread * priorSpread) : 0);
    }),
  );
  const lower = cholesky(precision);
  return Array.from({ length: count }, (_, index) => {
    const normals = Float64Array.from(best.keys(), (dimension) => normalQuantile(streams.uniform(index, draw.spread, dimension)));
    const step = solveTransposed(lower, normals);
    const length = lengths[index % lengths.length]!;
    return best.map((value, dimension) => reflect(value + length * step[dimension]!));
  });
}

/** Back into 0 to 1 at its ends. */
function reflect(value: number): number {
  const folded = Math.abs(value) % 2;
  return folded > 1 ? 2 - folded : folded;
}
