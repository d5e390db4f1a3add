// Two households whose lives the report tells, out of the run's sample, and their ledgers under two policies. They are lived once more for
// that, alone, which costs next to nothing and is exact for a home that never rings (simulation/replication.ts, `alone`): one that rings is
// passed over.
import { attributesOf } from '../simulation/attributes.ts';
import type { LedgerLine } from '../simulation/reports.ts';
import { isRankedDaily } from '../simulation/onboarding-orders.ts';
import { bestEngine } from '../simulation/kernel-builds.ts';
import { plan, type Plan } from '../simulation/plan.ts';
import { simulateReplication } from '../simulation/replication.ts';
import { seedKey, type Key } from '../random/streams.ts';
import { noFailure, type Policy, type Scenario } from '../scenario/scenario.ts';
import { withPolicies } from './experiment.ts';
import { metricIndex, type MetricName } from './metrics.ts';
import type { RecordStore } from './record-store.ts';
import { isWorstCase, sameExitAs, verdictOf } from './verdict.ts';

export const storyKinds = ['median', 'worst'] as const;
type StoryKind = (typeof storyKinds)[number];

/** How many candidates of a kind are looked at for one that never rings. */
const candidatesMost = 12;

/** One event of a story. */
export interface StoryRow {
  readonly story: StoryKind;
  readonly replication: number;
  readonly household: number;
  readonly meterKind: string;
  readonly vulnerable: boolean;
  readonly policy: string;
  /** Of the event in the ledger, 1 first. */
  readonly place: number;
  readonly line: LedgerLine;
}

/** Story, policy, time. None where no policy but `no-failure` ran, nobody in the sample was worse off, or onboarding is ranked daily. */
export function storyRows(scenario: Scenario, store: RecordStore): readonly StoryRow[] {
  const told = storyPolicies(scenario, store);
  const [replication] = store.replications();
  if (told === undefined || replication === undefined) return [];
  const chosen = withPolicies(scenario, told);
  const ofReached = isToldOfReachedHomes(chosen.policies);
  if (chosen.policies.some(({ id, institutions }) => id !== noFailure && isRankedDaily(institutions.onboarding.order))) return [];
  const teller = { plan: plan(chosen), key: seedKey(scenario.seed), replication, policies: told };
  const affected = affectedHouseholds(store, replication, told[0]).filter(
    ({ household }) => !ofReached || attributesOf(teller.plan, { ...teller, household }).reachedByDcc,
  );
  return storyKinds.flatMap((story) => tell(teller, story, candidatesOf(story, affected)));
}

/**
 * The policy whose harm is told, and the one it is set against: of those under which the supplier leaves in the same way, the one with the
 * fewest hours off because of the failure. Ordinary life where there is none.
 */
function storyPolicies({ policies, reference }: Scenario, store: RecordStore): readonly [string, string] | undefined {
  const ids = policies.map(({ id }) => id).filter((id) => id !== noFailure);
  const main = ids.includes(reference) ? reference : ids[0];
  if (main === undefined) return undefined;
  const isOfSameExit = sameExitAs(main, policies);
  const figures = (id: string, metric: MetricName): readonly number[] =>
    store.metricsOf(id).map((row) => row[metricIndex[metric]]!);
  const others = ids.filter((id) => id !== main && isOfSameExit(id));
  const best = verdictOf(
    others.map((id) => ({ id, hours: figures(id, 'excess_hours_off'), households: figures(id, 'excess_households_off') })),
  )?.best;
  return [main, best ?? noFailure];
}

/** Where a hold or an agent tells the policies apart, a home that no command reaches shows nothing of it. */
export function isToldOfReachedHomes(told: readonly Policy[]): boolean {
  return told.some((policy) => policy.id !== noFailure && !isWorstCase(policy));
}

interface Teller {
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

/** Households of the sample that are off supply for longer under a policy than in ordinary life, the least affected first. */
function affectedHouseholds(store: RecordStore, replication: number, policy: string): readonly Affected[] {
  const ordinary = store.sampleOffMinutesOf(noFailure, replication);
  return Array.from(store.sampleOffMinutesOf(policy, replication))
    .map((minutes, household) => ({ household, extraMinutes: minutes - ordinary[household]! }))
    .filter(({ extraMinutes }) => extraMinutes > 0)
    .sort((a, b) => a.extraMinutes - b.extraMinutes || a.household - b.household);
}

/** From the median outwards, or from the worst down. */
function candidatesOf(story: StoryKind, affected: readonly Affected[]): readonly Affected[] {
  if (story === 'worst') return [...affected].reverse().slice(0, candidatesMost);
  const middle = (affected.length - 1) / 2;
  return affected
    .map((one, place) => ({ one, distance: Math.abs(place - middle) }))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, candidatesMost)
    .map(({ one }) => one);
}

const shared = new Set(['call answered', 'call abandoned', 'visit']);

/** The first candidate that never rings and calls nobody out. */
function tell(
  { plan, key, replication, policies }: Teller,
  story: StoryKind,
  candidates: readonly Affected[],
): readonly StoryRow[] {
  for (const { household } of candidates) {
    const ledgers = new Map<string, LedgerLine[]>();
    const outcomes = simulateReplication(plan, {
      ...{ key, replication, keepMeters: true, alone: [household] },
      // The run's own build, which is warm: both tell the same events.
      engine: bestEngine(),
      traced: { household, ledgers },
    });
    const lived = [...ledgers].filter(([policy]) => policy !== 'warm-up').flatMap(([, lines]) => lines);
    if (lived.some(({ event }) => shared.has(event))) continue;
    const { meterKind, vulnerable } = outcomes[0]!.observed.meters[0]!;
    return policies.flatMap((policy) =>
      ledgers.get(policy)!.map((line, index) => ({
        ...{ story, replication, household, meterKind, vulnerable, policy },
        ...{ place: index + 1, line },
      })),
    );
  }
  return [];
}
