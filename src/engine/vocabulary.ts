// Small closed sets the engine counts by, as indices into the names that files use.

export const causeNames = ['no-channel', 'no-money', 'not-noticed'] as const;
export const cause = { noChannel: 0, noMoney: 1, notNoticed: 2 } as const;

/** `emergency-credit`: selected by the household while off, where the meter allows it (`whenOff`). */
export const endNames = [
  'vend',
  'recommenced',
  'safe-mode',
  'agent-credit',
  'discretionary-credit',
  'visit',
  'horizon',
  'emergency-credit',
] as const;
export const end = {
  vend: 0,
  recommenced: 1,
  safeMode: 2,
  agentCredit: 3,
  discretionaryCredit: 4,
  visit: 5,
  horizon: 6,
  emergencyCredit: 7,
} as const;

export const habitIndex = { reactive: 0, payCycle: 1, emergencyOnly: 2, never: 3 } as const;
