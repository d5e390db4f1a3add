// Records the events of one household of one replication under each policy. All other households
// are simulated too, since queues are shared.
import { closingEdge } from '../kernel/calendar.ts';
import { fuels, type Policy } from '../scenario/scenario.ts';
import { attributesOf, type HouseholdAttributes } from '../simulation/attributes.ts';
import { coursesOf, type Course, type Plan } from '../simulation/plan.ts';
import { ReplicationShare } from '../simulation/replication-share.ts';
import { simulateReplication } from '../simulation/replication.ts';
import type { Ledger } from '../simulation/reports.ts';
import { meterKindCodes } from '../simulation/words.ts';
import type { Experiment } from './experiment.ts';
import type { SpellRecord } from './records.ts';

/** An off-supply spell of the household. */
export interface TracedSpell extends SpellRecord {
  /**
   * Whether credit had run out earlier, in protected hours, and supply went off when these ended.
   */
  readonly afterProtectedHours: boolean;
}

/** What happened to the household under one policy. */
export interface PolicyTrace {
  readonly policy: Policy;
  /** When the gates of this replication change; null under no-failure. */
  readonly course: Course | null;
  /** From day 0 on. */
  readonly ledger: Ledger;
  /** In order of time. */
  readonly spells: readonly TracedSpell[];
}

/** What happened to one household, under every policy. */
export interface HouseholdTrace {
  readonly household: number;
  readonly replication: number;
  readonly attributes: HouseholdAttributes;
  /** The first household of the book that DCC reaches; undefined where there is none. */
  readonly firstReached: number | undefined;
  /** Before day 0, the same under every policy. */
  readonly warmUp: Ledger;
  readonly policies: readonly PolicyTrace[];
}

/** The household to follow. */
export interface TraceOptions {
  /** 0 first. */
  readonly household: number;
  /** 1 first. */
  readonly replication: number;
  /** Called from time to time with the number of further households simulated. */
  readonly onProgress?: (households: number) => void;
}

/** Runs one replication and records what happened to one household. */
export function traceHousehold(
  { plan, key, scenario }: Experiment,
  { household, replication, onProgress }: TraceOptions,
): HouseholdTrace {
  const ledgers = new Map<string, Ledger>();
  const outcomes = simulateReplication(plan, {
    ...{ key, replication, keepSpells: true, traced: { household, ledgers } },
    ...(onProgress === undefined ? {} : { onProgress }),
  });
  const courses = coursesOf(plan, key, replication);
  return {
    household,
    replication,
    attributes: attributesOf(plan, { key, replication, household }),
    firstReached: firstReached({ plan, key, scenario }, replication),
    warmUp: ledgers.get('warm-up') ?? [],
    policies: scenario.policies.map((policy, index) => ({
      policy,
      course: courses[index]!,
      ledger: ledgers.get(policy.id) ?? [],
      spells: outcomes[index]!.observed.spells.filter((spell) => spell.household === household)
        .map((spell) => ({ ...spell, afterProtectedHours: isAtClosingEdge(plan, spell) }))
        .sort((a, b) => a.startMinute - b.startMinute),
    })),
  };
}

function firstReached(
  { plan, key, scenario }: Pick<Experiment, 'plan' | 'key' | 'scenario'>,
  replication: number,
): number | undefined {
  const share = new ReplicationShare(plan, { key, replication });
  for (let household = 0; household < scenario.households; household += 1)
    if (share.isReached(household)) return household;
  return undefined;
}

function isAtClosingEdge(
  { settings }: Plan,
  { meterKind, fuel, startMinute }: SpellRecord,
): boolean {
  const meter = settings.meters[2 * meterKindCodes[meterKind] + fuels.indexOf(fuel)]!;
  return closingEdge(meter, startMinute - 1) === startMinute;
}
