// The words of scenarios and files for the kernel's codes: records keyed by the word, so that a new
// word does not compile until it has a code.
import * as codes from '../kernel/codes.ts';
import type {
  AgentAct,
  GateTime,
  Habit,
  Institutions,
  MeterKind,
  PayCycle,
  SafeModeDebt,
} from '../scenario/scenario.ts';

export const meterKindCodes: Readonly<Record<MeterKind, number>> = {
  smets2: codes.smets2,
  'smets1-enrolled': codes.smets1Enrolled,
  'smets1-unenrolled': codes.smets1Unenrolled,
  legacy: codes.legacy,
};

export const habitCodes: Readonly<Record<Habit, number>> = {
  reactive: codes.reactive,
  'pay-cycle': codes.payCycle,
  'emergency-only': codes.emergencyOnly,
  never: codes.neverTopsUp,
};

export const payCycleCodes: Readonly<Record<PayCycle, number>> = {
  weekly: codes.weekly,
  fortnightly: codes.fortnightly,
  'four-weekly': codes.fourWeekly,
  monthly: codes.monthly,
};

export const agentActCodes: Readonly<Record<AgentAct, number>> = {
  'safe-mode': codes.actSafeMode,
  vend: codes.actVend,
  'raise-emergency-credit': codes.actRaiseEmergencyCredit,
  'all-week-non-disablement': codes.actAllWeekNonDisablement,
  'pre-emptive-credit': codes.actPreEmptiveCredit,
};

type RecommenceAct = Institutions['onboarding']['recommence']['does'];
export const recommenceCodes: Readonly<Record<RecommenceAct, number>> = {
  'emergency-credit': codes.recommenceByEmergencyCredit,
  'safe-mode': codes.recommenceBySafeMode,
  none: codes.recommenceNothing,
};

/** Of the times of a gate that are said in a word. */
export const gateCodes: Readonly<Record<Extract<GateTime, string>, number>> = {
  appointment: codes.gateAtAppointment,
  onboarding: codes.gateAtOnboarding,
  'all-protected': codes.gateWhenAllProtected,
};

export const owedCodes: Readonly<Record<SafeModeDebt, number>> = {
  plan: codes.owedToPlan,
  stays: codes.owedStays,
  'written-off': codes.owedWrittenOff,
};

/** Cause of a spell, in file order. */
export type Cause = 'no-channel' | 'no-money' | 'not-noticed';
const causeCodes: Readonly<Record<Cause, number>> = {
  'no-channel': codes.causeNoChannel,
  'no-money': codes.causeNoMoney,
  'not-noticed': codes.causeNotNoticed,
};

/**
 * What ended a spell, in file order. `emergency-credit`: selected by the household while off, where
 * the meter allows it.
 */
export type EndedBy =
  | 'vend'
  | 'recommenced'
  | 'safe-mode'
  | 'agent-credit'
  | 'discretionary-credit'
  | 'visit'
  | 'horizon'
  | 'emergency-credit';
/** @rule C4 */
const endedByCodes: Readonly<Record<EndedBy, number>> = {
  vend: codes.endedByVend,
  recommenced: codes.endedByRecommencing,
  'safe-mode': codes.endedBySafeMode,
  'agent-credit': codes.endedByAgentCredit,
  'discretionary-credit': codes.endedByDiscretionaryCredit,
  visit: codes.endedByVisit,
  horizon: codes.endedByHorizon,
  'emergency-credit': codes.endedByEmergencyCredit,
};

/**
 * What kept credit from a meter that no channel reached, in the order of `spell-gates.csv`.
 * `key-on-meter`: the meter is the SoLR's and the household has not learnt to pay the SoLR;
 * `device`: the key or card of a legacy meter is lost.
 */
export type ShutGate =
  | 'vending'
  | 'identifiers'
  | 'certificates'
  | 'identifiers-certificates'
  | 'vending-identifiers'
  | 'vending-certificates'
  | 'vending-identifiers-certificates'
  | 'key-on-meter'
  | 'device';
const shutGateCodes: Readonly<Record<ShutGate, number>> = {
  vending: codes.shutVending,
  identifiers: codes.shutIdentifiers,
  certificates: codes.shutCertificates,
  'identifiers-certificates': codes.shutIdentifiersCertificates,
  'vending-identifiers': codes.shutVendingIdentifiers,
  'vending-certificates': codes.shutVendingCertificates,
  'vending-identifiers-certificates': codes.shutVendingIdentifiersCertificates,
  'key-on-meter': codes.shutKeyOnMeter,
  device: codes.shutDevice,
};

/** Events of a meter's ledger, as `trace`, the report's stories and their files name them. */
export type LedgerEvent =
  | 'vend'
  | 'no channel to top up by'
  | 'top-up missed'
  | 'code mistyped'
  | 'short of money'
  | 'emergency credit offered'
  | 'emergency credit selected'
  | 'supply off: no channel'
  | 'supply off: no money'
  | 'supply off: not noticed'
  | 'armed'
  | 'failed to turn on'
  | 'supply on'
  | 'safe mode'
  | 'back in prepayment mode'
  | 'emergency credit limit raised'
  | 'protected all week'
  | 'pre-emptive credit'
  | 'onboarded'
  | 'channel learnt'
  | 'recommencing failed'
  | 'emergency credit sent'
  | 'visit'
  | 'call answered'
  | 'call abandoned'
  | 'discretionary credit'
  | 'grant'
  | 'grant waits for a channel'
  | 'owed moved to a debt'
  | 'owed written off'
  | 'discretionary credit promised';
const ledgerEventCodes: Readonly<Record<LedgerEvent, number>> = {
  vend: codes.eventVend,
  'no channel to top up by': codes.eventNoChannel,
  'top-up missed': codes.eventVendMissed,
  'code mistyped': codes.eventCodeMistyped,
  'short of money': codes.eventShortOfMoney,
  'emergency credit offered': codes.eventOffered,
  'emergency credit selected': codes.eventSelected,
  'supply off: no channel': codes.eventOffNoChannel,
  'supply off: no money': codes.eventOffNoMoney,
  'supply off: not noticed': codes.eventOffNotNoticed,
  armed: codes.eventArmed,
  'failed to turn on': codes.eventTurnOnFailed,
  'supply on': codes.eventSupplyOn,
  'safe mode': codes.eventSafeMode,
  'back in prepayment mode': codes.eventPrepaymentMode,
  'emergency credit limit raised': codes.eventLimitRaised,
  'protected all week': codes.eventProtectedAllWeek,
  'pre-emptive credit': codes.eventPreEmptiveCredit,
  onboarded: codes.eventOnboarded,
  'channel learnt': codes.eventChannelLearnt,
  'recommencing failed': codes.eventRecommencingFailed,
  'emergency credit sent': codes.eventEmergencyCreditSent,
  visit: codes.eventVisit,
  'call answered': codes.eventCallAnswered,
  'call abandoned': codes.eventCallAbandoned,
  'discretionary credit': codes.eventDiscretionaryCredit,
  grant: codes.eventGrant,
  'grant waits for a channel': codes.eventGrantWaits,
  'owed moved to a debt': codes.eventOwedMoved,
  'owed written off': codes.eventOwedWrittenOff,
  'discretionary credit promised': codes.eventCreditPromised,
};

/** The words of a record in the order of their codes. */
function wordsByCode<Word extends string>(
  codesOf: Readonly<Record<Word, number>>,
): readonly Word[] {
  return (Object.keys(codesOf) as Word[]).sort((a, b) => codesOf[a] - codesOf[b]);
}

export const meterKindWords = wordsByCode(meterKindCodes);
export const habitWords = wordsByCode(habitCodes);
export const payCycleWords = wordsByCode(payCycleCodes);
export const causeWords = wordsByCode(causeCodes);
export const endedByWords = wordsByCode(endedByCodes);
/** Without a place for `noShutGate`: the first is code 1. */
export const shutGateWords = wordsByCode(shutGateCodes);
export const ledgerEventWords = wordsByCode(ledgerEventCodes);
