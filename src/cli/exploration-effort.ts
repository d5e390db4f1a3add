// The number of runs of an exploration and their estimated time, measured on this machine before it
// begins.
import { prepareExperiment, runReplication } from '../experiment/experiment.ts';
import { basePoint, pointKey, tasksFor, type FigureStore, type Point } from '../explore/points.ts';
import { workersFor } from '../files/worker-pool.ts';
import { countOf, numberText } from '../outputs/number-text.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { Engine } from '../simulation/kernel-builds.ts';
import { waitText } from './terminal.ts';

interface Exploring {
  readonly points: readonly Point[];
  readonly replications: number;
  /** Figures that are stored already; undefined if there are none. */
  readonly figureStore: FigureStore | undefined;
  readonly scenario: Scenario;
  readonly scenarioOf: (point: Point) => Scenario;
  readonly engine: Engine;
  /** Number of workers; undefined for as many as are worthwhile. */
  readonly workers: number | undefined;
}

/** The work of an exploration. */
export interface Effort {
  /** Number of different points. */
  readonly distinct: number;
  readonly replications: number;
  /** Number of runs that are not stored yet. */
  readonly left: number;
  readonly workers: number;
  readonly seconds: number;
}

export function effortOf(exploring: Exploring): Effort {
  const { points, replications, figureStore, scenario } = exploring;
  const distinct = new Set(points.map(pointKey)).size;
  const left =
    figureStore === undefined
      ? distinct * replications
      : runsLeft(points, replications, figureStore);
  const job = { scenario, keepSpells: false, keepMeters: false, contentKey: '' };
  const workers = exploring.workers ?? workersFor(job, left);
  if (left === 0) return { distinct, replications, left, workers, seconds: 0 };
  const leftForEach = left / Math.min(workers, left);
  const { point, run } = secondsOf(exploring, leftForEach);
  return {
    distinct,
    replications,
    left,
    workers,
    seconds: (point / replications + run) * leftForEach,
  };
}

/**
 * `12 points × 30 replications × 5 policies: 1,800 simulated failures, about 3 min on 2 workers`.
 * @param out the folder, as the user named it
 */
export function effortText(
  { distinct, replications, left, workers, seconds }: Effort,
  out: string,
  policies: number,
): string {
  const all = distinct * replications;
  const what =
    `${countOf(distinct, 'point')} × ${countOf(replications, 'replication')} × ` +
    `${countOf(policies, 'policy', 'policies')}: ` +
    countOf(all * policies, 'simulated failure');
  if (left === 0) return `${what}, all kept in ${out}/: none is left to run`;
  const kept = numberText((all - left) * policies, 0);
  const rest = left === all ? '' : ` (${kept} kept, ${numberText(left * policies, 0)} left)`;
  return `${what}${rest}, about ${waitText(1000 * seconds)} on ${countOf(workers, 'worker')}`;
}

/** Number of runs that the store does not have. */
export function runsLeft(
  points: readonly Point[],
  replications: number,
  figureStore: FigureStore,
): number {
  return tasksFor(points, replications, figureStore, 1).reduce(
    (sum, task) => sum + task.replications.length,
    0,
  );
}

/** Most homes of a trial run; a larger book is measured at this size. */
const mostHouseholds = 1000;
const leastRuns = 2;
/**
 * Trial runs before this are not measured: while V8 compiles the code, runs take several times as
 * long.
 */
const warmUpMilliseconds = 1200;
/** Measuring may take this share of the whole time. */
const shareMeasured = 0.05;

/**
 * Seconds to make a point ready, and for each of its runs.
 * @param left how many runs there are for each worker
 */
function secondsOf(
  { scenario, scenarioOf, engine }: Exploring,
  left: number,
): { readonly point: number; readonly run: number } {
  const households = Math.min(scenario.households, mostHouseholds);
  const experiment = prepareExperiment({ ...scenario, households }, { engine });
  const runs: number[] = [];
  const begun = performance.now();
  const isEnough = (): boolean => {
    const taken = performance.now() - begun;
    return (
      runs.length >= leastRuns &&
      taken > Math.min(warmUpMilliseconds, shareMeasured * runs.at(-1)! * left)
    );
  };
  while (!isEnough()) runs.push(millisecondsOf(() => runReplication(experiment, runs.length + 1)));
  const making = Array.from({ length: leastRuns }, () =>
    millisecondsOf(() => prepareExperiment(scenarioOf(basePoint), { engine })),
  );
  // The last runs are the fastest code. Other programs can make a run longer, not shorter.
  const late = runs.slice(Math.floor(runs.length / 2)).sort((one, other) => one - other);
  const run = late[Math.floor((late.length - 1) / 2)]!;
  return {
    point: Math.min(...making) / 1000,
    run: ((run / 1000) * scenario.households) / households,
  };
}

function millisecondsOf(work: () => void): number {
  const begun = performance.now();
  work();
  return performance.now() - begun;
}
