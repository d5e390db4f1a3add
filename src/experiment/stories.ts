// Two households of the run's sample for the report's stories, and their ledgers under two
// policies. Each is simulated again on its own, which is fast, and exact for a home that never
// calls and asks for no engineer. Others are not chosen.
import type { LedgerLine } from '../simulation/reports.ts';
import { isRankedDaily } from '../simulation/onboarding-orders.ts';
import { plan, type Plan } from '../simulation/plan.ts';
import { ReplicationShare } from '../simulation/replication-share.ts';
import { simulateAlone } from '../simulation/replication.ts';
import { seedKey, type Key } from '../random/streams.ts';
import { noFailure, type Policy, type Scenario } from '../scenario/scenario.ts';
import { withPolicies } from './experiment.ts';
import { metricIndex, type MetricName } from './metrics.ts';
import type { RecordStore } from './record-store.ts';
import { isWorstCase, sameExitAs, verdictOf } from './verdict.ts';

export const storyKinds = ['median', 'worst'] as const;
type StoryKind = (typeof storyKinds)[number];

/** Most candidates per story that are tried, in search of one that never calls. */
const candidatesMost = 12;

/** One event of a story. */
export interface StoryRow {
  readonly story: StoryKind;
  readonly replication: number;
  readonly household: number;
  readonly meterKind: string;
  readonly vulnerable: boolean;
  readonly policy: string;
  /** Place of the event in the ledger, 1 first. */
  readonly place: number;
  readonly line: LedgerLine;
}

/**
 * Rows of stories.csv, in order of story, policy and time. None if only `no-failure` ran, if no
 * household of the sample was off for longer than in ordinary life, or if onboarding is ranked
 * daily.
 */
export function storyRows(scenario: Scenario, store: RecordStore): readonly StoryRow[] {
  const compared = storyPolicies(scenario, store);
  const [replication] = store.replications();
  if (compared === undefined || replication === undefined) return [];
  const chosen = withPolicies(scenario, compared);
  if (
    chosen.policies.some(
      ({ id, institutions }) => id !== noFailure && isRankedDaily(institutions.onboarding.order),
    )
  )
    return [];
  const context = {
    plan: plan(chosen),
    key: seedKey(scenario.seed),
    replication,
    policies: compared,
  };
  const affected = affectedHouseholds(store, replication, compared[0]);
  const candidates = needsReachedHome(chosen.policies) ? reachedOf(affected, context) : affected;
  return storyKinds.flatMap((story) => tellStory(context, story, candidatesOf(story, candidates)));
}

function reachedOf(affected: readonly Affected[], context: StoryContext): readonly Affected[] {
  const share = new ReplicationShare(context.plan, context);
  return affected.filter(({ household }) => share.isReached(household));
}

/**
 * The policy whose harm the stories show, and the one it is compared with: the one with the fewest
 * hours off because of the failure, of those under which the supplier leaves in the same way.
 * `no-failure` where there is none.
 */
function storyPolicies(
  { policies, reference }: Scenario,
  store: RecordStore,
): readonly [string, string] | undefined {
  const ids = policies.map(({ id }) => id).filter((id) => id !== noFailure);
  const main = ids.includes(reference) ? reference : ids[0];
  if (main === undefined) return undefined;
  const isOfSameExit = sameExitAs(main, policies);
  const figures = (id: string, metric: MetricName): readonly number[] =>
    store.metricsOf(id).map((row) => row[metricIndex[metric]]!);
  const others = ids.filter((id) => id !== main && isOfSameExit(id));
  const best = verdictOf(
    others.map((id) => ({
      id,
      hours: figures(id, 'excess_hours_off'),
      households: figures(id, 'excess_households_off'),
    })),
  )?.best;
  return [main, best ?? noFailure];
}

/**
 * Whether stories need a home that commands reach: only there do policies with a hold or an agent
 * differ.
 */
export function needsReachedHome(compared: readonly Policy[]): boolean {
  return compared.some((policy) => policy.id !== noFailure && !isWorstCase(policy));
}

interface StoryContext {
  readonly plan: Plan;
  readonly key: Key;
  readonly replication: number;
  readonly policies: readonly [string, string];
}

interface Affected {
  readonly household: number;
  /** Minutes off beyond those of ordinary life. */
  readonly extraMinutes: number;
}

/**
 * Households of the sample that are off supply for longer under a policy than in ordinary life, the
 * least affected first.
 */
function affectedHouseholds(
  store: RecordStore,
  replication: number,
  policy: string,
): readonly Affected[] {
  const ordinary = store.sampleOffMinutesOf(noFailure, replication);
  return Array.from(store.sampleOffMinutesOf(policy, replication))
    .map((minutes, household) => ({ household, extraMinutes: minutes - ordinary[household]! }))
    .filter(({ extraMinutes }) => extraMinutes > 0)
    .sort((a, b) => a.extraMinutes - b.extraMinutes || a.household - b.household);
}

/** Candidates for a story: from the median outwards, or from the worst down. */
function candidatesOf(story: StoryKind, affected: readonly Affected[]): readonly Affected[] {
  if (story === 'worst') return [...affected].reverse().slice(0, candidatesMost);
  const middle = (affected.length - 1) / 2;
  return affected
    .map((one, place) => ({ one, distance: Math.abs(place - middle) }))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, candidatesMost)
    .map(({ one }) => one);
}

/** The story of the first candidate that is affected by no other household. */
function tellStory(
  { plan, key, replication, policies }: StoryContext,
  story: StoryKind,
  candidates: readonly Affected[],
): readonly StoryRow[] {
  for (const { household } of candidates) {
    const ledgers = new Map<string, LedgerLine[]>();
    const rows = simulateAlone(plan, household, {
      ...{ key, replication, keepMeters: true },
      traced: { household, ledgers },
    });
    if (rows === undefined) continue;
    const { meterKind, vulnerable } = rows[0]!.meters[0]!;
    return policies.flatMap((policy) =>
      ledgers.get(policy)!.map((line, index) => ({
        ...{ story, replication, household, meterKind, vulnerable, policy },
        ...{ place: index + 1, line },
      })),
    );
  }
  return [];
}
