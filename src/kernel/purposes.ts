// The purposes of random draws, by number. Streams are addressed by these numbers, so a number is
// never reused for another purpose. Imported as `purpose`, for example `purpose.notice`.
import type { i32 } from './platform.ts';

// By household, once
export const fuels: i32 = 1;
export const meterKind: i32 = 2;
export const wan: i32 = 3;
export const vulnerable: i32 = 4;
export const psr: i32 = 5;
export const medical: i32 = 6;
export const habit: i32 = 7;
export const payCycle: i32 = 8;
export const payPhase: i32 = 9;
export const trigger: i32 = 10;
export const learnChannel: i32 = 11;
// By household and day
export const payMinute: i32 = 12;
export const dayNoise: i32 = 13;
// By meter, once
export const annual: i32 = 20;
export const initialBalance: i32 = 21;
export const debt: i32 = 22;
export const debtWeekly: i32 = 23;
export const debtAmount: i32 = 24;
export const selectsWhenOff: i32 = 27;
// By meter and ordinal of the lost key or card
export const deviceLost: i32 = 25;
export const deviceReplaced: i32 = 26;
// By meter and need, attempt, offer or spell: see nextDrawNumber in random.ts
export const notice: i32 = 30;
export const shortOfMoney: i32 = 31;
export const waitForMoney: i32 = 32;
export const vendAmount: i32 = 33;
export const missed: i32 = 34;
export const typing: i32 = 35;
export const retry: i32 = 36;
export const retryOffSupply: i32 = 37;
export const selects: i32 = 38;
export const selectDelay: i32 = 39;
export const rearm: i32 = 40;
export const rearmFails: i32 = 41;
export const contacts: i32 = 42;
export const callAfter: i32 = 43;
export const callLength: i32 = 44;
export const patience: i32 = 45;
export const discretionaryCredit: i32 = 46;
export const visit: i32 = 47;
// By meter and day of the call that was lost, or spell
export const callAgain: i32 = 48;
export const fetchCredit: i32 = 49;
// By meter, and grant and date: 400 × the grant's place in the list + the date's
export const grantMinute: i32 = 50;
export const grantRedeemed: i32 = 51;
export const grantDelay: i32 = 52;
// By meter and attempt of the institution
export const protectedAtExit: i32 = 60;
export const agentOrder: i32 = 61;
export const agentSuccess: i32 = 62;
export const agentMissed: i32 = 63;
export const agentRetry: i32 = 64;
export const onboardingOrder: i32 = 65;
export const onboardingPace: i32 = 66;
export const onboardingSuccess: i32 = 67;
export const onboardingRetry: i32 = 68;
export const longTail: i32 = 69;
export const longTailExtra: i32 = 70;
export const recommenceAfter: i32 = 71;
export const recommenceSuccess: i32 = 72;
export const recommenceMissed: i32 = 73;
export const recommenceRetry: i32 = 74;
export const safeModeEnds: i32 = 75;
// Of the event: one draw a replication
export const vendingEnds: i32 = 100;
export const appointment: i32 = 101;
export const agentDecision: i32 = 102;
export const agentAvailable: i32 = 103;
export const onboardingStarts: i32 = 104;
// Of the event, by day
export const weather: i32 = 105;
// Of the event, by pair of replications: which set of uncertain parameters both use
export const parameterSet: i32 = 106;
