// One replication: households are simulated ahead, each as far as it goes alone; then those that
// wait for what they share with others, policy by policy. Here one share does all of it, and what
// shares report is put together; what a share does is in replication-share.ts.
import { addCounts, type Counts } from './counts.ts';
import { Observations } from './observations.ts';
import type { Plan } from './plan.ts';
import { blocksOf, ReplicationShare, type ShareOptions } from './replication-share.ts';
import type { KeptRows } from './reports.ts';

export interface ReplicationOptions extends ShareOptions {
  /**
   * Simulates only these households, ascending: exact for those that never call, call nobody out,
   * and are not ranked daily, since only there do others affect a household.
   */
  readonly alone?: readonly number[];
  /** Told of how many more households have been simulated ahead. */
  readonly onProgress?: (households: number) => void;
}

/** What was reported under one policy. */
export interface PolicyOutcome {
  readonly policy: string;
  readonly observed: Observations;
}

/** Runs every policy of the plan; no-failure comes first in the result. */
export function simulateReplication(
  plan: Plan,
  options: ReplicationOptions,
): readonly PolicyOutcome[] {
  const { alone, onProgress } = options;
  const share = new ReplicationShare(plan, options);
  const blocks =
    alone?.map((household) => ({ from: household, until: household + 1 })) ??
    blocksOf({ from: 0, until: plan.scenario.households });
  const { waiting, kept } = share.simulateAhead(blocks, onProgress);
  share.takeOver([waiting]);
  const served = share.finishPolicies([...plan.policies.keys()]);
  const rows = served.map((rowsOf, policy) => [kept[policy]!, rowsOf]);
  return outcomesOf(plan, share.counts(), rows.map(joinRows));
}

/** What shares of a replication report, put together: as if one had done it all. */
export function joinShares(
  plan: Plan,
  counts: readonly Counts[],
  rows: readonly (readonly KeptRows[])[],
): readonly PolicyOutcome[] {
  return outcomesOf(plan, addCounts(counts), rows.map(joinRows));
}

/** @param kept by policy */
export function outcomesOf(
  { policies, segments }: Plan,
  counts: Counts,
  kept: readonly KeptRows[],
): readonly PolicyOutcome[] {
  return policies.map(({ policy }, place) => ({
    policy: policy.id,
    observed: new Observations(counts.policies[place]!, counts.classes, segments, kept[place]!),
  }));
}

/** The rows of one policy: those of the parts of the book in order, then those of its queues. */
function joinRows(rows: readonly KeptRows[]): KeptRows {
  return {
    spells: rows.flatMap(({ spells }) => spells),
    meters: rows.flatMap(({ meters }) => meters),
  };
}
