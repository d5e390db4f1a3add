// Whether a threshold is missed by ordinary life alone: the same homes without a failure are beyond its limit too, so that no policy
// can meet it.
import { noFailure } from '../scenario/scenario.ts';
import type { PerhapsDrawn } from './drawn-worlds.ts';
import type { FigureRows } from './figures.ts';
import { metrics, type MetricName } from './metrics.ts';
import { estimateOf, type Threshold, type Verdict } from './threshold.ts';

/** A threshold that the same homes miss without a failure. */
export interface MissedByOrdinaryLife {
  readonly threshold: Threshold;
  /** Its figure under no-failure: the mean over replications, in the metric's unit. */
  readonly mean: number;
  /** The metric that counts what the failure adds alone; undefined where there is none, and a difference is to be asked for. */
  readonly excess: MetricName | undefined;
}

/** Upper limits only: what a policy brings about, such as onboarding, ordinary life does not have. */
export function missedByOrdinaryLife(
  { threshold, met }: Verdict,
  store: FigureRows,
  drawn: PerhapsDrawn = {},
): MissedByOrdinaryLife | undefined {
  const { policy, reference, metric, comparison, limit } = threshold;
  const isLevel = reference === undefined && policy !== noFailure && !/^(?:excess|debt_excess)_/u.test(metric);
  if (met || !isLevel || !comparison.startsWith('<')) return undefined;
  const { mean } = estimateOf({ ...threshold, policy: noFailure }, store, drawn);
  const isBeyond = comparison === '<' ? mean >= limit : mean > limit;
  if (!isBeyond) return undefined;
  const name = metric === 'hours_off_total' ? 'excess_hours_off' : `excess_${metric}`;
  return { threshold, mean, excess: metrics.find((one) => one.name === name)?.name };
}
