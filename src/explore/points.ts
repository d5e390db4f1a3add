// Points of an exploration: a scenario each, told apart by what is set on top of one base scenario. Their figures are kept by point and
// replication, so that any command that asks for the same point again has it. How points are run is files/point-pool.ts; decision 0021 says why.
import { rowOf, type FigureRows } from '../experiment/figures.ts';
import type { Override } from '../scenario/override.ts';

/** A scenario: the base with these values set. */
export interface Point {
  readonly settings: readonly Override[];
}

/** The base scenario itself. */
export const basePoint: Point = { settings: [] };

/** What tells a point from others: what it sets, in order. Two points of one key have the same results. */
export function pointKey({ settings }: Point): string {
  return settings.map(({ path, value }) => `${path}=${value}`).join('\n');
}

/** Keeps the figures of each replication of each point. */
export interface FigureShelf {
  has(point: string, replication: number): boolean;
  put(point: string, replication: number, figures: Float64Array): void;
  /** Undefined when it is not kept. */
  read(point: string, replication: number): Float64Array | undefined;
}

/** Figures in memory: for tests, and where nothing is written. */
export function memoryFigures(): FigureShelf {
  const kept = new Map<string, Float64Array>();
  const place = (point: string, replication: number): string => `${replication}\n${point}`;
  return {
    has: (point, replication) => kept.has(place(point, replication)),
    put: (point, replication, figures) => void kept.set(place(point, replication), figures),
    read: (point, replication) => kept.get(place(point, replication)),
  };
}

/** Puts replications 1 to `replications` of points on a shelf, those aside that it has. @param from has all of them */
export function copyFigures(points: readonly Point[], replications: number, from: FigureShelf, to: FigureShelf): void {
  for (const { point, replications: missing } of tasksFor(points, replications, to, 1)) {
    const key = pointKey(point);
    for (const replication of missing) to.put(key, replication, from.read(key, replication)!);
  }
}

/** What the figures on a shelf are of. */
export interface FigureLayout {
  /** Ids, in the order they are run. */
  readonly policies: readonly string[];
  /** Places of the segments that are kept. */
  readonly segments: readonly number[];
}

/**
 * Replications 1 to `replications` of a point, as statistics read them: `summarise`, `pairedDifference`, `judge`.
 * @throws when one of them is not kept
 */
export function figuresAt(
  shelf: FigureShelf,
  { policies, segments }: FigureLayout,
  point: Point,
  replications: number,
): FigureRows {
  const key = pointKey(point);
  const kept = Array.from({ length: replications }, (_, turn) => {
    const figures = shelf.read(key, turn + 1);
    if (figures === undefined) throw new Error(`replication ${turn + 1} of point "${key}" was not run`);
    return figures;
  });
  return {
    metricsOf(policy) {
      const place = policies.indexOf(policy);
      if (place < 0) throw new Error(`policy ${policy} was not run`);
      return kept.map((figures) => rowOf(figures, place, segments));
    },
  };
}

/** Some replications of one point, to be run one after another by one thread. */
export interface PointTask {
  readonly point: Point;
  readonly replications: readonly number[];
}

/**
 * What is to be run of points: what the shelf does not have. A task is a whole point where there are many for each worker, since each thread
 * that works on a point has to make it ready; else a replication each, so that no worker idles.
 */
export function tasksFor(
  points: readonly Point[],
  replications: number,
  shelf: FigureShelf,
  workers: number,
): readonly PointTask[] {
  const seen = new Set<string>();
  const missing = points.flatMap((point): PointTask[] => {
    const key = pointKey(point);
    if (seen.has(key)) return [];
    seen.add(key);
    const wanted = Array.from({ length: replications }, (_, turn) => turn + 1).filter((one) => !shelf.has(key, one));
    return wanted.length === 0 ? [] : [{ point, replications: wanted }];
  });
  if (missing.length >= pointsPerWorker * workers) return missing;
  return missing.flatMap(({ point, replications: wanted }) => wanted.map((one) => ({ point, replications: [one] })));
}

const pointsPerWorker = 8;

/** Points of one of several machines: every `count`-th from the `index`-th on. */
export function pointsOfShard(
  points: readonly Point[],
  { index, count }: { readonly index: number; readonly count: number },
): readonly Point[] {
  return points.filter((_, place) => place % count === index - 1);
}
