// Codes for the model's closed sets of words: the kernel holds numbers in place of words. The words
// of scenarios and files are in simulation/words.ts.
import type { i32 } from './platform.ts';

// Supply of a meter
export const supplyOn: i32 = 0;
export const supplyArmed: i32 = 1;
export const supplyOff: i32 = 2;

// Meter kinds
export const smets2: i32 = 0;
export const smets1Enrolled: i32 = 1;
export const smets1Unenrolled: i32 = 2;
export const legacy: i32 = 3;
export const meterKindCount: i32 = 4;

// Top-up habits
export const reactive: i32 = 0;
export const payCycle: i32 = 1;
export const emergencyOnly: i32 = 2;
export const neverTopsUp: i32 = 3;

// Pay cycles
export const weekly: i32 = 0;
export const fortnightly: i32 = 1;
export const fourWeekly: i32 = 2;
export const monthly: i32 = 3;

// How a vend would reach a meter
export const noChannel: i32 = 0;
export const remoteChannel: i32 = 1;
export const typedChannel: i32 = 2;
export const shopChannel: i32 = 3;

// Cause of a spell
export const causeNoChannel: i32 = 0;
export const causeNoMoney: i32 = 1;
export const causeNotNoticed: i32 = 2;

// What ended a spell
export const endedByVend: i32 = 0;
export const endedByRecommencing: i32 = 1;
export const endedBySafeMode: i32 = 2;
export const endedByAgentCredit: i32 = 3;
export const endedByDiscretionaryCredit: i32 = 4;
export const endedByVisit: i32 = 5;
export const endedByHorizon: i32 = 6;
export const endedByEmergencyCredit: i32 = 7;

// What an agent's command does
export const actSafeMode: i32 = 0;
export const actVend: i32 = 1;
export const actRaiseEmergencyCredit: i32 = 2;
export const actAllWeekNonDisablement: i32 = 3;
export const actPreEmptiveCredit: i32 = 4;

// How the SoLR restores supply
export const recommenceByEmergencyCredit: i32 = 0;
export const recommenceBySafeMode: i32 = 1;
export const recommenceNothing: i32 = 2;

// When a gate moves
export const gateAtAppointment: i32 = 0;
export const gateAtOnboarding: i32 = 1;
export const gateAtMinute: i32 = 2;
export const gateAfterAppointment: i32 = 3;
export const gateWhenAllProtected: i32 = 4;

// What happens to the amount a meter owes when safe mode ends
export const owedToPlan: i32 = 0;
export const owedStays: i32 = 1;
export const owedWrittenOff: i32 = 2;

// Which gates were shut for a meter that no channel reached; 0 for none
export const noShutGate: i32 = 0;
export const shutVending: i32 = 1;
export const shutIdentifiers: i32 = 2;
export const shutCertificates: i32 = 3;
export const shutIdentifiersCertificates: i32 = 4;
export const shutVendingIdentifiers: i32 = 5;
export const shutVendingCertificates: i32 = 6;
export const shutVendingIdentifiersCertificates: i32 = 7;
export const shutKeyOnMeter: i32 = 8;
export const shutDevice: i32 = 9;
export const shutGateCount: i32 = 9;

// Events of a meter's ledger
export const eventVend: i32 = 0;
export const eventNoChannel: i32 = 1;
export const eventVendMissed: i32 = 2;
export const eventCodeMistyped: i32 = 3;
export const eventShortOfMoney: i32 = 4;
export const eventOffered: i32 = 5;
export const eventSelected: i32 = 6;
export const eventOffNoChannel: i32 = 7;
export const eventOffNoMoney: i32 = 8;
export const eventOffNotNoticed: i32 = 9;
export const eventArmed: i32 = 10;
export const eventTurnOnFailed: i32 = 11;
export const eventSupplyOn: i32 = 12;
export const eventSafeMode: i32 = 13;
export const eventPrepaymentMode: i32 = 14;
export const eventLimitRaised: i32 = 15;
export const eventProtectedAllWeek: i32 = 16;
export const eventPreEmptiveCredit: i32 = 17;
export const eventOnboarded: i32 = 18;
export const eventChannelLearnt: i32 = 19;
export const eventRecommencingFailed: i32 = 20;
export const eventEmergencyCreditSent: i32 = 21;
export const eventVisit: i32 = 22;
export const eventCallAnswered: i32 = 23;
export const eventCallAbandoned: i32 = 24;
export const eventDiscretionaryCredit: i32 = 25;
export const eventGrant: i32 = 26;
export const eventGrantWaits: i32 = 27;
export const eventOwedMoved: i32 = 28;
export const eventOwedWrittenOff: i32 = 29;
export const eventCreditPromised: i32 = 30;

// Why the simulation of a household stopped; `goesOn` if it did not
export const goesOn: i32 = -1;
export const stoppedAtMinute: i32 = 0;
export const stoppedForCall: i32 = 1;
export const stoppedForVisit: i32 = 2;
