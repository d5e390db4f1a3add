// The orders in which meters can be onboarded: by a key that never changes, or by a key from a
// meter's state at the start of each day. Lower keys come first, equal keys in random order.
import { randomPlaces } from '../kernel/sketches.ts';
import type { OnboardingOrder } from '../scenario/scenario.ts';

/** An order that is ranked once per replication. */
interface FixedOrder {
  readonly kind: 'fixed';
  /**
   * A whole number below 2^31.
   * @param random the meter's place in random order: a whole number below `randomPlaces`
   */
  readonly keyOf: (random: number, isVulnerable: boolean) => number;
}

/** State of a meter at the start of a day, after the day's charges. */
export interface RankedMeterState {
  readonly isOnSupply: boolean;
  /** Balance and selected emergency credit left, micropounds. */
  readonly creditLeft: number;
}
interface DailyOrder {
  readonly kind: 'daily';
  readonly keyOf: (meter: RankedMeterState) => number;
}

export const ordersOfOnboarding: Readonly<Record<OnboardingOrder, FixedOrder | DailyOrder>> = {
  random: { kind: 'fixed', keyOf: (random) => random },
  fifo: { kind: 'fixed', keyOf: () => 0 },
  'vulnerable-first': {
    kind: 'fixed',
    keyOf: (random, isVulnerable) => (isVulnerable ? random : randomPlaces + random),
  },
  'off-supply-first': { kind: 'daily', keyOf: ({ isOnSupply }) => (isOnSupply ? 1 : 0) },
  'lowest-credit-first': { kind: 'daily', keyOf: ({ creditLeft }) => creditLeft },
};

export function isRankedDaily(order: OnboardingOrder): boolean {
  return ordersOfOnboarding[order].kind === 'daily';
}
