// Changes between two runs of one scenario with the same seed, figure by figure. The runs share
// households, weather and random numbers, so each replication is compared with its earlier version,
// and the smallest change of the model shows.
import type { MetricName } from './metrics.ts';
import { meanOf, pairedDifference, type Difference } from './statistics.ts';

/** One metric of one policy over all households. */
export interface Figure {
  readonly policy: string;
  readonly metric: MetricName;
  readonly unit: string;
  /** By replication; NaN where the figure does not exist. */
  readonly values: readonly number[];
  /** Checksum of the metric in every segment and replication. */
  readonly checksum: string;
}

interface Named {
  readonly policy: string;
  readonly metric: MetricName;
}

/** A figure that has changed. */
export type Movement =
  /** The policy or metric is new, or has gone. */
  | (Named & { readonly kind: 'appeared' | 'vanished' })
  /** The same over all households, but not in some segment. */
  | (Named & { readonly kind: 'segments' })
  | (Named & {
      readonly kind: 'moved';
      readonly unit: string;
      /** Means over replications. */
      readonly before: number;
      readonly now: number;
      readonly change: Difference;
      /**
       * The 95 % interval of the change leaves out 0, or the figure now exists in other
       * replications than before.
       */
      readonly beyondNoise: boolean;
    });

/** Changes in the order of the figures now, then those that vanished. Empty when nothing moved. */
export function movements(before: readonly Figure[], now: readonly Figure[]): readonly Movement[] {
  const keyOf = ({ policy, metric }: Named): string => `${policy}\n${metric}`;
  const earlier = new Map(before.map((figure) => [keyOf(figure), figure]));
  const moved = now.flatMap((figure): readonly Movement[] => {
    const was = earlier.get(keyOf(figure));
    earlier.delete(keyOf(figure));
    const { policy, metric } = figure;
    if (was === undefined) return [{ kind: 'appeared', policy, metric }];
    const movement = movementOf(was, figure);
    return movement === undefined ? [] : [movement];
  });
  return [
    ...moved,
    ...[...earlier.values()].map(({ policy, metric }): Movement => ({
      kind: 'vanished',
      policy,
      metric,
    })),
  ];
}

function movementOf(was: Figure, is: Figure): Movement | undefined {
  const { policy, metric, unit, values } = is;
  if (
    values.length === was.values.length &&
    values.every((value, index) => Object.is(value, was.values[index]))
  ) {
    return was.checksum === is.checksum ? undefined : { kind: 'segments', policy, metric };
  }
  const change = pairedDifference(values, was.values);
  const elsewhere =
    present(values).length !== change.replications ||
    present(was.values).length !== change.replications;
  return {
    ...{ kind: 'moved', policy, metric, unit, change },
    before: meanOf(present(was.values)),
    now: meanOf(present(values)),
    beyondNoise: elsewhere || change.ciLow > 0 || change.ciHigh < 0,
  };
}

function present(values: readonly number[]): readonly number[] {
  return values.filter((value) => !Number.isNaN(value));
}
