// One replication: each household is simulated until it needs something shared; then those that
// wait are served, policy by policy. Here one share (replication-share.ts) does all of it, and the
// results of several shares are combined.
import { addCounts, type Counts } from './counts.ts';
import { Observations } from './observations.ts';
import type { Plan } from './plan.ts';
import { blocksOf, ReplicationShare, type ShareOptions } from './replication-share.ts';
import type { KeptRows } from './reports.ts';

export interface ReplicationOptions extends ShareOptions {
  /** How many households the kernel simulates in one call. Changes no result. */
  readonly blockHouseholds?: number;
  /** Called with the number of further households simulated. */
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
  const share = new ReplicationShare(plan, options);
  const book = { from: 0, until: plan.scenario.households };
  const blocks = blocksOf(book, options.blockHouseholds);
  const { waiting, kept } = share.simulateAhead(blocks, options.onProgress);
  share.takeOver([waiting]);
  const served = share.finishPolicies([...plan.policies.keys()]);
  const rows = served.map((rowsOf, policy) => [kept[policy]!, rowsOf]);
  return outcomesOf(plan, share.counts(), rows.map(joinRows));
}

/**
 * Simulates one household by itself under every policy. Returns its rows by policy; undefined where
 * it calls, asks for an engineer or is ranked daily under one of them: only then do others affect a
 * household.
 */
export function simulateAlone(
  plan: Plan,
  household: number,
  options: ShareOptions,
): readonly KeptRows[] | undefined {
  const share = new ReplicationShare(plan, options);
  const { waiting, kept } = share.simulateAhead([{ from: household, until: household + 1 }]);
  return waiting.turns.length === 0 ? kept : undefined;
}

/** Combines the results of shares of a replication, as if one share had done it all. */
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
