// The attributes of a household, in words. They are drawn once and are the same under every policy.
import { isReachedByDcc } from '../kernel/gates.ts';
import { home } from '../kernel/household.ts';
import { drawHousehold } from '../kernel/population.ts';
import { micropoundsPerPound } from '../kernel/time.ts';
import type { Key } from '../random/streams.ts';
import type { Fuel, Habit, MeterKind, PayCycle } from '../scenario/scenario.ts';
import { setUpTypescriptKernel, type Plan } from './plan.ts';
import { habitWords, meterKindWords, payCycleWords } from './words.ts';

/** Attributes of a household: drawn once, the same under every policy. */
export interface HouseholdAttributes {
  readonly fuels: readonly Fuel[];
  readonly meterKind: MeterKind;
  /** Whether smart meters of the home have a signal. */
  readonly wan: boolean;
  /** Whether DCC carries messages to its meters, such as the commands of an agent. */
  readonly reachedByDcc: boolean;
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

/** Draws a household of a replication. */
export function attributesOf(
  plan: Plan,
  { key, replication, household }: { key: Key; replication: number; household: number },
): HouseholdAttributes {
  setUpTypescriptKernel(plan, key, replication);
  drawHousehold(household);
  const habit = habitWords[home.habit]!;
  const meters = [
    ...(home.hasElectricity ? [{ fuel: 'electricity' as const, meter: home.electricity }] : []),
    ...(home.hasGas ? [{ fuel: 'gas' as const, meter: home.gas }] : []),
  ];
  return {
    fuels: meters.map(({ fuel }) => fuel),
    meterKind: meterKindWords[home.kind]!,
    wan: home.hasWan,
    reachedByDcc: isReachedByDcc(home.kind, home.hasWan),
    vulnerable: home.isVulnerable,
    psr: home.isOnPsr,
    medical: home.isMedicallyDependent,
    habit,
    ...(habit === 'pay-cycle' ? { payCycle: payCycleWords[home.payCycle]! } : {}),
    ...(habit === 'reactive' ? { trigger: home.trigger / micropoundsPerPound } : {}),
    annualKwh: Object.fromEntries(meters.map(({ fuel, meter }) => [fuel, meter.annualKwh])),
  };
}
