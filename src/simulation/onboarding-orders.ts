// In which order meters are onboarded: by a key that nobody's state can change, or ranked anew at
// the start of each day on the state of that moment. Lower keys come first, equal keys in random
// order.
import type { OnboardingOrder } from '../scenario/scenario.ts';

/** Ranked once a replication. */
interface FixedOrder {
  readonly kind: 'fixed';
  /** @param random where the meter stands in random order: a whole number below `randomSteps` */
  readonly keyOf: (random: number, isVulnerable: boolean) => number;
}

/** A meter at the start of a day, its charges posted. */
export interface StandingMeter {
  readonly isOnSupply: boolean;
  /** Balance and selected emergency credit left, micropounds. */
  readonly creditLeft: number;
}
interface DailyOrder {
  readonly kind: 'daily';
  readonly keyOf: (meter: StandingMeter) => number;
}

export const randomSteps = 1 << 29;

export const ordersOfOnboarding: Readonly<Record<OnboardingOrder, FixedOrder | DailyOrder>> = {
  random: { kind: 'fixed', keyOf: (random) => random },
  fifo: { kind: 'fixed', keyOf: () => 0 },
  'vulnerable-first': {
    kind: 'fixed',
    keyOf: (random, isVulnerable) => (isVulnerable ? random : randomSteps + random),
  },
  'off-supply-first': { kind: 'daily', keyOf: ({ isOnSupply }) => (isOnSupply ? 1 : 0) },
  'lowest-credit-first': { kind: 'daily', keyOf: ({ creditLeft }) => creditLeft },
};

export function isRankedDaily(order: OnboardingOrder): boolean {
  return ordersOfOnboarding[order].kind === 'daily';
}
