// One book at several sizes, from finished runs of it: shares of its homes under each policy, and
// whether two sizes agree (rule Q5).
import type { MetricName } from '../src/experiment/metrics.ts';
import {
  pairedDifference,
  summarise,
  type Difference,
  type Summary,
} from '../src/experiment/statistics.ts';
import { policiesIn, replicationsIn, valuesOf } from './finished-runs.ts';

/**
 * Shares that do not depend on the size of the book. The most at once does: in fewer homes random
 * variation has a higher peak.
 */
const shares = [
  'households_off_share',
  'households_off_24h_share',
  'households_off_72h_share',
  'excess_households_off_share',
] as const satisfies readonly MetricName[];
type Share = (typeof shares)[number];

/** A share of all homes under a policy, in each replication. */
export interface ShareFound {
  readonly policy: string;
  readonly share: Share;
  readonly values: readonly number[];
}

/** Every policy and share of a finished run. */
export function sharesIn(folder: string): readonly ShareFound[] {
  const rows = replicationsIn(folder);
  return policiesIn(rows).flatMap((policy) =>
    shares.map((share) => ({ policy, share, values: valuesOf(rows, policy, share) })),
  );
}

export interface Agreement {
  readonly policy: string;
  readonly share: Share;
  readonly summary: Summary;
  /** Less the larger book's, in pairs: a replication draws the same dates at any size. */
  readonly difference: Difference;
  /** Whether the two 95 % intervals have a value in common. */
  readonly agrees: boolean;
}

/** A book against a larger one, share by share. Both have the same policies. */
export function agreementOf(
  book: readonly ShareFound[],
  larger: readonly ShareFound[],
): readonly Agreement[] {
  return book.map(({ policy, share, values }, place) => {
    const others = larger[place]!.values;
    const [summary, other] = [summarise(values), summarise(others)];
    const agrees = summary.ciLow <= other.ciHigh && other.ciLow <= summary.ciHigh;
    return { policy, share, summary, difference: pairedDifference(values, others), agrees };
  });
}
