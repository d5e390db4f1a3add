// Points of an exploration. Each is a scenario: the base scenario with some values set. Figures are
// stored by point and replication, so that a command can reuse points that were simulated before.
// Points are run in files/point-pool.ts; decision 0021 gives the reasons.
import { rowOf, type FigureRows } from '../experiment/figures.ts';
import type { Override } from '../scenario/override.ts';

/** A scenario: the base with these values set. */
export interface Point {
  readonly settings: readonly Override[];
}

/** The base scenario itself. */
export const basePoint: Point = { settings: [] };

/**
 * The key of a point: the values it sets, in order. Points with the same key have the same results.
 */
export function pointKey({ settings }: Point): string {
  return settings.map(({ path, value }) => `${path}=${value}`).join('\n');
}

/** Stores the figures of each replication of each point. */
export interface FigureStore {
  has(point: string, replication: number): boolean;
  put(point: string, replication: number, figures: Float64Array): void;
  /** Undefined when it is not stored. */
  read(point: string, replication: number): Float64Array | undefined;
}

/** Figures in memory: for tests, and where nothing is written. */
export function memoryFigures(): FigureStore {
  const kept = new Map<string, Float64Array>();
  const place = (point: string, replication: number): string => `${replication}\n${point}`;
  return {
    has: (point, replication) => kept.has(place(point, replication)),
    put: (point, replication, figures) => void kept.set(place(point, replication), figures),
    read: (point, replication) => kept.get(place(point, replication)),
  };
}

/**
 * Copies replications 1 to `replications` of points to a store, except those that it has.
 * @param from has all of them
 */
export function copyFigures(
  points: readonly Point[],
  replications: number,
  from: FigureStore,
  to: FigureStore,
): void {
  for (const { point, replications: missing } of tasksFor(points, replications, to, 1)) {
    const key = pointKey(point);
    for (const replication of missing) to.put(key, replication, from.read(key, replication)!);
  }
}

/** Which policies and segments the figures of a store are for. */
export interface FigureLayout {
  /** Ids, in the order they are run. */
  readonly policies: readonly string[];
  /** Places of the segments that are kept. */
  readonly segments: readonly number[];
}

/**
 * Replications 1 to `replications` of a point, as statistics read them: `summarise`,
 * `pairedDifference`, `judge`.
 * @throws when one of them is not stored
 */
export function figuresAt(
  figureStore: FigureStore,
  { policies, segments }: FigureLayout,
  point: Point,
  replications: number,
): FigureRows {
  const key = pointKey(point);
  const kept = Array.from({ length: replications }, (_, turn) => {
    const figures = figureStore.read(key, turn + 1);
    if (figures === undefined)
      throw new Error(`replication ${turn + 1} of point "${key}" was not run`);
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
 * The replications of points that the store does not have, as tasks. If there are many points per
 * worker, a task is a whole point, since each thread has to prepare a point. Otherwise a task is
 * one replication, so that no worker is idle.
 */
export function tasksFor(
  points: readonly Point[],
  replications: number,
  figureStore: FigureStore,
  workers: number,
): readonly PointTask[] {
  const seen = new Set<string>();
  const missing = points.flatMap((point): PointTask[] => {
    const key = pointKey(point);
    if (seen.has(key)) return [];
    seen.add(key);
    const wanted = Array.from({ length: replications }, (_, turn) => turn + 1).filter(
      (one) => !figureStore.has(key, one),
    );
    return wanted.length === 0 ? [] : [{ point, replications: wanted }];
  });
  if (missing.length >= pointsPerWorker * workers) return missing;
  return missing.flatMap(({ point, replications: wanted }) =>
    wanted.map((one) => ({ point, replications: [one] })),
  );
}

const pointsPerWorker = 8;

/** Points of one shard: every `count`-th from the `index`-th on. */
export function pointsOfShard(
  points: readonly Point[],
  { index, count }: { readonly index: number; readonly count: number },
): readonly Point[] {
  return points.filter((_, place) => place % count === index - 1);
}
