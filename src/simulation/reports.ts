// The rows a replication can report, one per spell and one per meter, and the events of one
// household. They are read from the household's record that the kernel writes.
import { netOf } from '../kernel/account.ts';
import { Household } from '../kernel/household.ts';
import type { Meter } from '../kernel/meter.ts';
import { recordHeaderLength } from '../kernel/record.ts';
import { never } from '../kernel/time.ts';
import { Transfer } from '../kernel/transfer.ts';
import type { Fuel, Habit, MeterKind } from '../scenario/scenario.ts';
import {
  causeWords,
  endedByWords,
  habitWords,
  ledgerEventWords,
  meterKindWords,
  shutGateWords,
  type Cause,
  type EndedBy,
  type LedgerEvent,
  type ShutGate,
} from './words.ts';

/** One off-supply spell of one meter. Minutes from day 0; `end` is the horizon when censored. */
export interface SpellRecord {
  readonly household: number;
  readonly fuel: Fuel;
  readonly meterKind: MeterKind;
  readonly vulnerable: boolean;
  readonly startMinute: number;
  readonly endMinute: number;
  readonly cause: Cause;
  /**
   * The gates that were shut, if that is the cause: at the cut, or at the first attempt that found
   * no channel if there was one again by the cut.
   */
  readonly shutGate: ShutGate | null;
  /** The minute that `shutGate` is about. */
  readonly noChannelMinute: number | null;
  readonly endedBy: EndedBy;
  readonly censored: boolean;
}

/**
 * One meter from day 0 to the horizon. Money in whole micropounds: meters.csv in the data package.
 */
export interface MeterRecord {
  readonly household: number;
  readonly fuel: Fuel;
  readonly meterKind: MeterKind;
  readonly vulnerable: boolean;
  readonly psr: boolean;
  readonly medical: boolean;
  readonly habit: Habit;
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
  /** Owed when safe mode ended: moved to the debt, or written off. */
  readonly owedMoved: number;
  readonly writtenOff: number;
  /** The part of the credit granted that came from outside. */
  readonly granted: number;
}

/** Spells and meters, in the order in which they were reported. */
export interface KeptRows {
  readonly spells: readonly SpellRecord[];
  readonly meters: readonly MeterRecord[];
}

/** One event of a household's meter, with the account after it. */
export interface LedgerLine {
  readonly minute: number;
  readonly fuel: Fuel;
  readonly event: LedgerEvent;
  /** Micropounds that moved, or null. */
  readonly amount: number | null;
  readonly balance: number;
  readonly emergencyCreditLeft: number;
  readonly emergencyCreditUsed: number;
  readonly accumulatedDebt: number;
  readonly supply: 'on' | 'armed' | 'off';
  readonly safeMode: boolean;
}
export type Ledger = LedgerLine[];

/** Reads a household from a record that the kernel has written. */
export class RecordReader {
  readonly #household = new Household();
  readonly #transfer = new Transfer(1);

  read(words: Int32Array): Household {
    this.#transfer.words = words;
    this.#transfer.startReading(recordHeaderLength);
    this.#household.transfer(this.#transfer);
    return this.#household;
  }
}

function meterOf(household: Household, isGas: boolean): Meter {
  return isGas ? household.gas : household.electricity;
}

function fuelOf(isGas: boolean): Fuel {
  return isGas ? 'gas' : 'electricity';
}

/** How a spell ended, in the kernel's codes. */
export interface SpellEnd {
  readonly minute: number;
  readonly endedBy: number;
  readonly isCensored: boolean;
  readonly shutGate: number;
}

export function spellRecord(household: Household, isGas: boolean, end: SpellEnd): SpellRecord {
  const meter = meterOf(household, isGas);
  return {
    household: household.number,
    fuel: fuelOf(isGas),
    meterKind: meterKindWords[household.kind]!,
    vulnerable: household.isVulnerable,
    startMinute: meter.offSince,
    endMinute: end.minute,
    cause: causeWords[meter.cause]!,
    shutGate: end.shutGate === 0 ? null : shutGateWords[end.shutGate - 1]!,
    noChannelMinute: end.shutGate === 0 ? null : meter.noChannelAt,
    endedBy: endedByWords[end.endedBy]!,
    censored: end.isCensored,
  };
}

export function meterRecord(household: Household, isGas: boolean): MeterRecord {
  const meter = meterOf(household, isGas);
  // Each key by its name: V8 makes a dictionary of so many where some are spread, which is slow.
  return {
    household: household.number,
    fuel: fuelOf(isGas),
    meterKind: meterKindWords[household.kind]!,
    vulnerable: household.isVulnerable,
    psr: household.isOnPsr,
    medical: household.isMedicallyDependent,
    habit: habitWords[household.habit]!,
    annualKwh: meter.annualKwh,
    openingNet: meter.openingNet,
    vended: meter.vended,
    debtRepaid: meter.debtRepaid,
    creditGranted: meter.creditGranted,
    energyCost: meter.postedCost - meter.openingCost,
    charges: meter.charges,
    closingNet: netOf(meter),
    vends: meter.vends,
    failedVends: meter.failedVends,
    spells: meter.spells,
    offMinutes: meter.offMinutes,
    onboardedMinute: meter.onboardedAt === never ? null : meter.onboardedAt,
    safeMode: meter.wasInSafeMode,
    owedMoved: meter.owedMoved,
    writtenOff: meter.writtenOff,
    granted: meter.granted,
  };
}

/** An event as the kernel reports it (Host.keepEvent of kernel/platform.ts). */
export function ledgerLine(
  isGas: boolean,
  safeMode: boolean,
  event: number,
  minute: number,
  amount: number,
  balance: number,
  emergencyCreditLeft: number,
  emergencyCreditUsed: number,
  accumulatedDebt: number,
  supply: number,
): LedgerLine {
  return {
    minute,
    fuel: fuelOf(isGas),
    event: ledgerEventWords[event]!,
    amount: Number.isNaN(amount) ? null : amount,
    balance,
    emergencyCreditLeft,
    emergencyCreditUsed,
    accumulatedDebt,
    supply: (['on', 'armed', 'off'] as const)[supply as 0 | 1 | 2],
    safeMode,
  };
}
