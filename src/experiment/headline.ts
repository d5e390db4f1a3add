// The headline figures of a run, whose intervals `--precision` narrows: homes off supply and excess
// hours off under every policy, and their differences from the reference. stopping-rule.ts decides
// when intervals are narrow enough.
import { metricIndex, type MetricName } from './metrics.ts';
import { blockLengthOf } from './drawn-worlds.ts';
import { summarise } from './statistics.ts';
import type { PolicyList } from './summary.ts';

const headlineMetrics = [
  'households_off',
  'excess_hours_off',
] as const satisfies readonly MetricName[];

/** A mean over replications, of all households. */
export interface HeadlineFigure {
  readonly policy: string;
  /** The policy it is a difference from, paired by replication; absent where it is a level. */
  readonly reference?: string;
  readonly metric: MetricName;
  /** In the metric's unit. */
  readonly mean: number;
  /** Of the 95 % interval, in the metric's unit; NaN for fewer than two replications. */
  readonly halfWidth: number;
}

/**
 * Levels of every policy, then differences of the others from the reference if it was run.
 * @param rowsOf one row of metrics per replication of a policy, over the replications to look at
 */
export function headlineOf(
  scenario: PolicyList,
  rowsOf: (policy: string) => readonly Float64Array[],
): readonly HeadlineFigure[] {
  const { policies, reference } = scenario;
  const block = blockLengthOf(scenario);
  const rows = new Map(policies.map(({ id }) => [id, rowsOf(id)]));
  const others = rows.has(reference) ? policies.filter(({ id }) => id !== reference) : [];
  return headlineMetrics.flatMap((metric) => {
    const valuesOf = (policy: string): number[] =>
      rows.get(policy)!.map((row) => row[metricIndex[metric]]!);
    const base = others.length === 0 ? [] : valuesOf(reference);
    return [
      ...policies.map(({ id }) => ({
        policy: id,
        metric,
        ...meanAndHalfWidth(valuesOf(id), block),
      })),
      ...others.map(({ id }) => ({
        ...{ policy: id, reference, metric },
        ...meanAndHalfWidth(
          valuesOf(id).map((value, index) => value - base[index]!),
          block,
        ),
      })),
    ];
  });
}

function meanAndHalfWidth(
  values: readonly number[],
  block: number,
): { readonly mean: number; readonly halfWidth: number } {
  const { mean, ciHigh } = summarise(values, undefined, block);
  return { mean, halfWidth: ciHigh - mean };
}
