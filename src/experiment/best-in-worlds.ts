// Rows of best-in-worlds.csv: in how many of the drawn worlds each policy does best, and what
// choosing it costs in the others. A world is one draw of the assumptions; its figure is the mean
// over its replications.
import { noFailure, type Policy, type Scenario } from '../scenario/scenario.ts';
import { worldOf } from './drawn-worlds.ts';
import { metricIndex, metrics, type MetricName } from './metrics.ts';
import type { RecordStore } from './record-store.ts';
import { meanOf, quantileOf } from './statistics.ts';
import { sameExitAs } from './verdict.ts';

/** Metrics by which policies are compared. Less is better. */
export const judgedMetrics = [
  'excess_hours_off',
  'excess_households_off',
] as const satisfies readonly MetricName[];
export type JudgedMetric = (typeof judgedMetrics)[number];

/**
 * Sets of policies that are compared: `all`; or those under which the supplier leaves as under the
 * reference, since neither an agent nor the code decides how it leaves.
 */
export const contests = ['all', 'same-exit'] as const;
type Contest = (typeof contests)[number];

export interface BestRow {
  readonly policy: string;
  readonly metric: JudgedMetric;
  readonly unit: string;
  readonly contest: Contest;
  /** Number of worlds that were drawn. */
  readonly worlds: number;
  /** Number of worlds in which no other policy does better; a tie counts for each policy in it. */
  readonly bestIn: number;
  /** `bestIn` as a share of the worlds. */
  readonly share: number;
  /**
   * How much worse the policy is than the best in the same world, in `unit`: the mean over worlds,
   * what one world in twenty exceeds, and the most.
   */
  readonly regretMean: number;
  readonly regretP95: number;
  readonly regretMax: number;
}

/**
 * Rows by metric, contest, and policy in the scenario's order. A contest between the same policies
 * as `all` is left out.
 */
export function bestRows(
  { policies, reference, uncertainty }: Scenario,
  store: RecordStore,
): readonly BestRow[] {
  const failures = policies.filter(({ id }) => id !== noFailure);
  const isOfSameExit = sameExitAs(reference, policies);
  const sameExit = failures.filter(({ id }) => isOfSameExit(id));
  const fields: readonly (readonly [Contest, readonly Policy[]])[] =
    sameExit.length === failures.length || sameExit.length < 2
      ? [['all', failures]]
      : [
          ['all', failures],
          ['same-exit', sameExit],
        ];
  const rowsOf = new Map(failures.map(({ id }) => [id, store.metricsOf(id)]));
  const worlds = store
    .replications()
    .map((replication) => worldOf(uncertainty!.draws, replication));
  return judgedMetrics.flatMap((metric) =>
    fields.flatMap(([contest, field]) =>
      contestRows(
        field.map(({ id }) => ({ id, figures: byWorld(rowsOf.get(id)!, worlds, metric) })),
      ).map((row) => ({
        ...row,
        metric,
        unit: metrics[metricIndex[metric]]!.unit,
        contest,
      })),
    ),
  );
}

/** The figure of each world, in order: a mean over its replications. */
function byWorld(
  rows: readonly Float64Array[],
  worlds: readonly number[],
  metric: JudgedMetric,
): readonly number[] {
  const values = new Map<number, number[]>();
  for (const [index, row] of rows.entries()) {
    const world = worlds[index]!;
    values.set(world, [...(values.get(world) ?? []), row[metricIndex[metric]]!]);
  }
  return [...values.values()].map(meanOf);
}

type ContestResult = Omit<BestRow, 'metric' | 'unit' | 'contest'>;

/** @param field policies with a figure of each world */
export function contestRows(
  field: readonly { readonly id: string; readonly figures: readonly number[] }[],
): readonly ContestResult[] {
  const worlds = field[0]?.figures.length ?? 0;
  const least = Array.from({ length: worlds }, (_, world) =>
    Math.min(...field.map(({ figures }) => figures[world]!)),
  );
  return field.map(({ id: policy, figures }) => {
    const regrets = figures.map((figure, world) => figure - least[world]!);
    const bestIn = regrets.filter((regret) => regret === 0).length;
    const sorted = regrets.toSorted((a, b) => a - b);
    return {
      ...{ policy, worlds, bestIn, share: bestIn / worlds },
      ...{
        regretMean: meanOf(regrets),
        regretP95: quantileOf(sorted, 0.95),
        regretMax: sorted.at(-1) ?? NaN,
      },
    };
  });
}
