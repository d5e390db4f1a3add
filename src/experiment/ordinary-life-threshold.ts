// Whether ordinary life alone misses a threshold: the same homes without a failure are beyond its
// limit too, so no policy can meet it.
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
  /**
   * The metric that counts only what the failure adds; undefined where there is none and a
   * difference has to be used.
   */
  readonly excess: MetricName | undefined;
}

/**
 * Only for upper limits: a lower limit is on something that policies bring about, such as
 * onboarding.
 */
export function missedByOrdinaryLife(
  { threshold, met }: Verdict,
  store: FigureRows,
  drawn: PerhapsDrawn = {},
): MissedByOrdinaryLife | undefined {
  const { policy, reference, metric, comparison, limit } = threshold;
  const isLevel =
    reference === undefined && policy !== noFailure && !/^(?:excess|debt_excess)_/u.test(metric);
  if (met || !isLevel || !comparison.startsWith('<')) return undefined;
  const { mean } = estimateOf({ ...threshold, policy: noFailure }, store, drawn);
  const isBeyond = comparison === '<' ? mean >= limit : mean > limit;
  if (!isBeyond) return undefined;
  const name = metric === 'hours_off_total' ? 'excess_hours_off' : `excess_${metric}`;
  return { threshold, mean, excess: metrics.find((one) => one.name === name)?.name };
}
