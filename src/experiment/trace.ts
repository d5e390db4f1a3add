// One household of one replication, written down event by event under each policy. Everybody else is simulated too: queues are shared.
import type { Ledger } from '../engine/ledger.ts';
import { simulateReplication } from '../engine/replication.ts';
import { Slots } from '../model/columns.ts';
import { drawCourse, type Course } from '../model/institutions.ts';
import { micropoundsPerPound } from '../model/money.ts';
import { drawHousehold } from '../model/population.ts';
import type { Rules } from '../model/rules.ts';
import { Streams } from '../random/streams.ts';
import {
  fuels,
  habits,
  meterKinds,
  noFailure,
  payCycles,
  type Fuel,
  type Habit,
  type MeterKind,
  type PayCycle,
  type Policy,
} from '../scenario/scenario.ts';
import type { Experiment } from './experiment.ts';
import type { SpellRecord } from './records.ts';

/** Who lives there: drawn once, the same under every policy. */
export interface HouseholdAttributes {
  readonly fuels: readonly Fuel[];
  readonly meterKind: MeterKind;
  /** Whether smart meters of the home can be reached over the air. */
  readonly wan: boolean;
  readonly vulnerable: boolean;
  readonly psr: boolean;
  readonly medical: boolean;
  readonly habit: Habit;
  /** Of the habit `pay-cycle`. */
  readonly payCycle?: PayCycle;
  /** Pounds below which the habit `reactive` tops up. */
  readonly trigger?: number;
  readonly annualKwh: Readonly<Partial<Record<Fuel, number>>>;
}

/** An off-supply spell of the household. */
export interface TracedSpell extends SpellRecord {
  /** Credit had run out before, in hours in which supply may not be cut; it went off when they ended. */
  readonly afterProtectedHours: boolean;
}

/** What the household lived through under one policy. */
export interface PolicyTrace {
  readonly policy: Policy;
  /** When the gates of this replication change; null under no-failure. */
  readonly course: Course | null;
  /** From day 0 on. */
  readonly ledger: Ledger;
  /** In order of time. */
  readonly spells: readonly TracedSpell[];
}

/** What one household lived through, under every policy. */
export interface HouseholdTrace {
  readonly household: number;
  readonly replication: number;
  readonly attributes: HouseholdAttributes;
  /** Before day 0, the same under every policy. */
  readonly warmUp: Ledger;
  readonly policies: readonly PolicyTrace[];
}

/** Whom to follow. */
export interface TraceOptions {
  /** 0 first. */
  readonly household: number;
  /** 1 first. */
  readonly replication: number;
  /** Told now and then of how many more households have been lived through. */
  readonly onProgress?: (households: number) => void;
}

/** Runs one replication and writes down what happened to one household. */
export function traceHousehold(
  { plan, key, scenario }: Experiment,
  { household, replication, onProgress }: TraceOptions,
): HouseholdTrace {
  const ledgers = new Map<string, Ledger>();
  const outcomes = simulateReplication(plan, {
    ...{ key, replication, keepSpells: true, traced: { household, ledgers } },
    ...(onProgress === undefined ? {} : { onProgress }),
  });
  const streams = new Streams(key, replication);
  return {
    household,
    replication,
    attributes: attributesOf(plan.rules, streams, household),
    warmUp: ledgers.get('warm-up') ?? [],
    policies: scenario.policies.map((policy, index) => ({
      policy,
      course: policy.id === noFailure ? null : drawCourse(plan.policies[index]!.institutions, streams),
      ledger: ledgers.get(policy.id) ?? [],
      spells: outcomes[index]!.told.spells.filter((spell) => spell.household === household)
        .map((spell) => ({ ...spell, afterProtectedHours: isAtClosingEdge(plan.rules, spell) }))
        .sort((a, b) => a.startMinute - b.startMinute),
    })),
  };
}

function isAtClosingEdge(rules: Rules, { meterKind, fuel, startMinute }: SpellRecord): boolean {
  const settings = rules.meters[2 * (meterKinds as readonly string[]).indexOf(meterKind) + fuels.indexOf(fuel)]!;
  return settings.protectedHours.closingEdge(startMinute - 1) === startMinute;
}

function attributesOf(rules: Rules, streams: Streams, household: number): HouseholdAttributes {
  const slots = new Slots(1);
  const slot = slots.take();
  slots.blank(slot);
  drawHousehold(rules, streams, slots, slot, household);
  const { households, meters } = slots;
  const own = fuels.filter((_, fuel) => meters.annualKwh(2 * slot + fuel) > 0);
  const habit = habits[households.habit(slot)]!;
  return {
    fuels: own,
    meterKind: meterKinds[households.kind(slot)]!,
    wan: households.wan(slot) === 1,
    vulnerable: households.vulnerable(slot) === 1,
    psr: households.psr(slot) === 1,
    medical: households.medical(slot) === 1,
    habit,
    ...(habit === 'pay-cycle' ? { payCycle: payCycles[households.payCycle(slot)]! } : {}),
    ...(habit === 'reactive' ? { trigger: households.trigger(slot) / micropoundsPerPound } : {}),
    annualKwh: Object.fromEntries(own.map((fuel) => [fuel, meters.annualKwh(2 * slot + fuels.indexOf(fuel))])),
  };
}
