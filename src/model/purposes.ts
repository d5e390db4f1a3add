// The registry of what random draws are for. A number once given is never given to another purpose: streams are addressed by it.
// Draws marked household are addressed by household index, the others by meter index, those marked event by 0.

export const purpose = {
  // household, once
  fuels: 1,
  meterKind: 2,
  wan: 3,
  vulnerable: 4,
  psr: 5,
  medical: 6,
  habit: 7,
  payCycle: 8,
  payPhase: 9,
  trigger: 10,
  learnChannel: 11,
  // household, by day
  payMinute: 12,
  dayNoise: 13,
  // meter, once
  annual: 20,
  initialBalance: 21,
  debt: 22,
  debtWeekly: 23,
  debtAmount: 24,
  // meter, by ordinal of the lost device
  deviceLost: 25,
  deviceReplaced: 26,
  // meter, by need, attempt, offer or spell: see dayKey in columns.ts
  notice: 30,
  shortOfMoney: 31,
  waitForMoney: 32,
  vendAmount: 33,
  missed: 34,
  typing: 35,
  retry: 36,
  retryOffSupply: 37,
  selects: 38,
  selectDelay: 39,
  rearm: 40,
  rearmFails: 41,
  contacts: 42,
  callAfter: 43,
  callLength: 44,
  patience: 45,
  discretionaryCredit: 46,
  visit: 47,
  // meter, by attempt of the institution
  protectedAtExit: 60,
  agentOrder: 61,
  agentSuccess: 62,
  agentMissed: 63,
  agentRetry: 64,
  onboardingOrder: 65,
  onboardingPace: 66,
  onboardingSuccess: 67,
  onboardingRetry: 68,
  longTail: 69,
  longTailExtra: 70,
  recommenceAfter: 71,
  recommenceSuccess: 72,
  recommenceMissed: 73,
  recommenceRetry: 74,
  // event: one draw a replication
  vendingEnds: 100,
  appointment: 101,
  agentDecision: 102,
  agentAvailable: 103,
  onboardingStarts: 104,
  // event, by pair of replications: which set of uncertain parameters both live by
  parameterSet: 106,
  // event, by day
  weather: 105,
} as const;
