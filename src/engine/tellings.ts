// The rows a run can tell, one a spell and one a meter, and the names of its hourly series.
import { fuels, habits, meterKinds } from '../scenario/scenario.ts';
import { net } from '../model/account.ts';
import { shutGateAt, type Gates, type ShutGate } from '../model/gates.ts';
import { never } from '../model/money.ts';
import type { Run } from './run.ts';
import { cause, causeNames, endNames } from './vocabulary.ts';

/** Hourly series, in the order of timeseries.csv's metric column. */
export const seriesMetrics = [
  'households_off',
  'households_ever_off',
  'meters_off_electricity',
  'meters_off_gas',
  'households_in_emergency_credit',
  'meters_onboarded',
  'meters_in_safe_mode',
] as const;
export type SeriesMetric = (typeof seriesMetrics)[number];

/** One off-supply spell of one meter. Minutes from day 0; `end` is the horizon when censored. */
export interface SpellRecord {
  readonly household: number;
  readonly fuel: 'electricity' | 'gas';
  readonly meterKind: string;
  readonly vulnerable: boolean;
  readonly startMinute: number;
  readonly endMinute: number;
  readonly cause: 'no-channel' | 'no-money' | 'not-noticed';
  /** What kept credit out, where that is the cause: at the cut, or, if a channel was there again by then, at the first attempt that found none. */
  readonly shutGate: ShutGate | null;
  /** The minute of which `shutGate` tells. */
  readonly noChannelMinute: number | null;
  readonly endedBy: string;
  readonly censored: boolean;
}

/** One meter from day 0 to the horizon. Money in whole micropounds; see meters.csv in the data package. */
export interface MeterRecord {
  readonly household: number;
  readonly fuel: 'electricity' | 'gas';
  readonly meterKind: string;
  readonly vulnerable: boolean;
  readonly psr: boolean;
  readonly medical: boolean;
  readonly habit: string;
  readonly annualKwh: number;
  readonly openingNet: number;
  readonly vended: number;
  readonly debtRepaid: number;
  readonly creditGranted: number;
  readonly energyCost: number;
  readonly charges: number;
  readonly closingNet: number;
  readonly vends: number;
  readonly failedVends: number;
  readonly spells: number;
  readonly offMinutes: number;
  /** Minute of onboarding from day 0, or null: legacy, not by the horizon, or no failure. */
  readonly onboardedMinute: number | null;
  /** Whether it was ever put in safe mode. */
  readonly safeMode: boolean;
}

/** Positions in `seriesMetrics`. */
export const series = {
  householdsOff: 0,
  householdsEverOff: 1,
  metersOffElectricity: 2,
  metersOffGas: 3,
  householdsInEmergencyCredit: 4,
  metersOnboarded: 5,
  metersInSafeMode: 6,
} as const;

/** Which meter it is, in words. */
function meterInWords({ households }: Run, i: number): Pick<MeterRecord, 'household' | 'fuel' | 'meterKind' | 'vulnerable'> {
  const slot = i >> 1;
  return {
    household: households.household(slot),
    fuel: fuels[i & 1]!,
    meterKind: meterKinds[households.kind(slot)]!,
    vulnerable: households.vulnerable(slot) === 1,
  };
}

/** The gates that were shut for the spell of a meter, as they stood for it under a policy with these gates; null where that is not its cause. */
export function shutGateOf({ meters, households }: Run, gates: Gates, i: number): ShutGate | null {
  if (meters.cause(i) !== cause.noChannel) return null;
  return shutGateAt(gates, meters.noChannelAt(i), households.kind(i >> 1), meters.onboardedAt(i));
}

export function spellRecord(
  run: Run,
  i: number,
  { minute, by, censored, shutGate }: { minute: number; by: number; censored: boolean; shutGate: ShutGate | null },
): SpellRecord {
  const { meters } = run;
  return {
    ...meterInWords(run, i),
    startMinute: meters.offSince(i),
    endMinute: minute,
    cause: causeNames[meters.cause(i)]!,
    shutGate,
    noChannelMinute: shutGate === null ? null : meters.noChannelAt(i),
    endedBy: endNames[by]!,
    censored,
  };
}

export function meterRecord(run: Run, i: number): MeterRecord {
  const { households, meters } = run;
  const slot = i >> 1;
  return {
    ...meterInWords(run, i),
    psr: households.psr(slot) === 1,
    medical: households.medical(slot) === 1,
    habit: habits[households.habit(slot)]!,
    annualKwh: meters.annualKwh(i),
    openingNet: meters.openingNet(i),
    vended: meters.vended(i),
    debtRepaid: meters.debtRepaid(i),
    creditGranted: meters.creditGranted(i),
    energyCost: meters.energyPosted(i) - meters.openingEnergy(i),
    charges: meters.charges(i),
    closingNet: net(meters, i),
    vends: meters.vends(i),
    failedVends: meters.failedVends(i),
    spells: meters.spells(i),
    offMinutes: meters.offMinutes(i),
    onboardedMinute: meters.onboardedAt(i) === never ? null : meters.onboardedAt(i),
    safeMode: meters.everSafe(i) === 1,
  };
}
