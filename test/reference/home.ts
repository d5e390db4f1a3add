// A household and its meters: what is fixed in a replication (I1 to I3), and what changes.
import type {
  Fuel,
  Habit,
  MeterKind,
  MeterSettings,
  PayCycle,
} from '../../src/scenario/scenario.ts';
import type { Account, CreditTerms, Totals } from './account.ts';
import type { Burn } from './burn.ts';
import type { Grant } from './grants.ts';

export interface Home {
  readonly index: number;
  readonly kind: MeterKind;
  /** Whether its smart meters can be reached, for the whole run. */
  readonly wan: boolean;
  readonly vulnerable: boolean;
  readonly psr: boolean;
  readonly medical: boolean;
  readonly habit: Habit;
  readonly trigger: number;
  readonly payCycle: PayCycle;
  /** Day of the month of a monthly pay day, else its first day counted from the beginning. */
  readonly payPhase: number;
  payAt: number;
  /** From a meter's onboarding to the household's knowing the SoLR's channel. */
  learnMinutes: number;
  readonly meters: readonly Meter[];
}

/** An outstanding reason to top up. */
export interface Need {
  /** Number of its draws. */
  readonly number: number;
  actAt: number;
  /** H2: the vend is for the weeks of the pay cycle. */
  payDay: boolean;
  /** H6. */
  money: 'not asked' | 'there' | 'short' | 'come';
  waitingForMoney: boolean;
  attemptFailed: boolean;
}

/** Settings in micropounds. */
interface Terms extends CreditTerms {
  readonly standingCharge: number;
  readonly reconnectMargin: number;
}

export interface Meter {
  /** Index of the meter: 2 × household, plus 1 for gas. */
  readonly index: number;
  readonly fuel: Fuel;
  readonly annualKwh: number;
  readonly settings: MeterSettings;
  readonly terms: Terms;
  readonly account: Account;
  totals: Totals;
  openingNet: number;
  readonly burn: Burn;
  /** Armed: credit is back, and nobody has switched the supply on yet (A12). */
  supply: 'on' | 'armed' | 'off';
  /** A10. */
  safeMode: boolean;
  wasInSafeMode: boolean;
  /** A19: when safe mode ends by itself. */
  safeModeEndsAt: number;
  owedAtOnboarding: number;
  /** S4, C13: an engineer came before its turn. */
  exchangedEarly: boolean;
  /** A19: what was owed when safe mode ended, and not written off. */
  owedAfterSafeMode: number;
  /** A4: whether emergency credit can be selected once supply is off. */
  readonly selectsWhenOff: boolean;
  /** E5: all-week non-disablement, set by the agent. */
  allWeek: boolean;
  // The current spell
  offSince: number;
  cause: string;
  endedBy: string;
  /** C16: every cut since day 0. */
  cuts: { readonly minute: number; readonly cause: string }[];
  rearmAt: number;
  selectAt: number;
  callsAt: number;
  callEndsAt: number;
  visitAt: number;
  /** S3: when the household of a legacy meter will have fetched discretionary credit. */
  creditArrivesAt: number;
  /** A18: grants that have not been credited. */
  grants: readonly Grant[];
  // Topping up
  need: Need | null;
  /**
   * C3: an attempt failed because no channel was there, since credit last stood above the trigger.
   */
  lackedChannel: boolean;
  deviceLostAt: number;
  deviceBackAt: number;
  devicesLost: number;
  // Institutions
  agentAt: number;
  agentAttempts: number;
  onboardAt: number;
  onboardAttempts: number;
  longTailDone: boolean;
  onboardedAt: number;
  learntAt: number;
  recommenceAt: number;
  recommenceAttempts: number;
  /** Last numbers of the meter's draws. */
  drawNumbers: {
    need: number;
    attempt: number;
    offer: number;
    spell: number;
    rearm: number;
    call: number;
  };
}

/** I4: the same home at the same moment, to be simulated under another policy. */
export function copyOf(home: Home): Home {
  return {
    ...home,
    meters: home.meters.map((meter) => ({
      ...meter,
      account: { ...meter.account },
      totals: { ...meter.totals },
      burn: { ...meter.burn },
      drawNumbers: { ...meter.drawNumbers },
      cuts: [...meter.cuts],
      need: meter.need === null ? null : { ...meter.need },
    })),
  };
}
