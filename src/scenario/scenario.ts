// The resolved scenario: plain readonly data, every default filled in, ready for the engine and
// safe to send to a worker. Units: durations and instants in minutes, money in pounds (the engine
// turns it into micropounds), energy in kWh, rates in pence. Reading, checking and merging files is
// deliberately elsewhere: schema.ts, load.ts, policy.ts.
import type { Distribution } from './distribution.ts';

export const fuels = ['electricity', 'gas'] as const;
/** What a meter measures. */
export type Fuel = (typeof fuels)[number];

export const meterKinds = ['smets2', 'smets1-enrolled', 'smets1-unenrolled', 'legacy'] as const;
/** Kind of meter: how a vend reaches it, and whether it can be reached over the air. */
export type MeterKind = (typeof meterKinds)[number];

export const habits = ['reactive', 'pay-cycle', 'emergency-only', 'never'] as const;
/** How a household tops up. */
export type Habit = (typeof habits)[number];

export const payCycles = ['weekly', 'fortnightly', 'four-weekly', 'monthly'] as const;
export type PayCycle = (typeof payCycles)[number];

export const advices = ['none', 'only-what-you-need', 'stock-up'] as const;
type Advice = (typeof advices)[number];

export const agentActs = [
  'safe-mode',
  'vend',
  'raise-emergency-credit',
  'all-week-non-disablement',
  'pre-emptive-credit',
] as const;
export type AgentAct = (typeof agentActs)[number];

export const onboardingOrders = [
  'random',
  'fifo',
  'vulnerable-first',
  'off-supply-first',
  'lowest-credit-first',
] as const;
export type OnboardingOrder = (typeof onboardingOrders)[number];

export const recommenceActs = ['emergency-credit', 'safe-mode', 'none'] as const;
type RecommenceAct = (typeof recommenceActs)[number];

export const dayZeroOrAppointment = ['day0', 'appointment'] as const;
/** The start of a delay: the day the supplier stops trading, or the appointment of the SoLR. */
type CountsFrom = (typeof dayZeroOrAppointment)[number];

export const safeModeEnds = ['repaid', 'onboarding'] as const;
export const safeModeDebts = ['plan', 'stays', 'written-off'] as const;
/**
 * What happens to the amount a meter owes when safe mode ends: it is recovered by weekly
 * instalments, stays, or is written off.
 */
export type SafeModeDebt = (typeof safeModeDebts)[number];

export const segmentAttributes = ['fuel', 'meter', 'vulnerable', 'psr', 'medical'] as const;
/** Attributes that define segments of the book. */
export type SegmentAttribute = (typeof segmentAttributes)[number];

/** The counterfactual twin, run beside every scenario. */
export const noFailure = 'no-failure';

/**
 * Part of a day, minutes after midnight: start inclusive, end exclusive, end above start, and above
 * 1440 on the next day.
 */
export interface DayWindow {
  readonly startMinute: number;
  readonly endMinute: number;
}

/** A share of homes for each name; the shares add up to 1. */
export type Shares<Name extends string> = Readonly<Record<Name, number>>;

interface Population {
  readonly fuels: Shares<'dual' | Fuel>;
  readonly meterKinds: Shares<MeterKind>;
  readonly noWan: number;
  readonly legacyDevice: { readonly lostPerMonth: number; readonly replace: Distribution };
  readonly vulnerable: number;
  readonly psr: number;
  readonly medicallyDependent: number;
  readonly initialBalance: Readonly<Record<Fuel, Distribution>>;
  readonly debt: {
    readonly share: number;
    readonly weekly: Distribution;
    readonly amount: Distribution;
    readonly vendShare: number;
  };
}

/** `months` are twelve shares of the year, January first. */
export type Season = 'gb' | 'flat' | 'degree-days' | { readonly months: readonly number[] };
/**
 * `weights` are 24 hourly or 48 half-hourly weights from local midnight; only their proportions
 * matter.
 */
export type Shape = 'gb' | 'flat' | { readonly weights: readonly number[] };

export interface FuelConsumption {
  /** kWh a year. */
  readonly annual: Distribution;
  readonly season: Season;
  /**
   * Rise in demand per °C below the month's mean temperature, as a share; acts with `season: gb`
   * only.
   */
  readonly coldResponse: number;
  readonly shape: Shape;
  readonly dayNoise: { readonly cv: number; readonly autocorrelation: number };
}

/**
 * Synthetic GB weather, or mean temperatures of consecutive days in °C, the first of them
 * `firstDay` (YYYY-MM-DD).
 */
export type Weather =
  | 'gb'
  | { readonly firstDay: string; readonly temperatures: readonly number[] };

interface Consumption {
  readonly electricity: FuelConsumption;
  readonly gas: FuelConsumption;
  readonly correlation: number;
  readonly weather: Weather;
  readonly rationing: {
    readonly lowCredit: { readonly below: number; readonly factor: number };
    readonly emergencyCredit: { readonly factor: number };
  };
}

/** `unitRate` in pence per kWh, `standingCharge` in pence per day. */
interface FuelTariff {
  readonly unitRate: number;
  readonly standingCharge: number;
}

/**
 * Non-disablement calendar in UTC: what part of each day of its class is protected. Bank holidays
 * are England's and win over the weekday.
 */
export interface NonDisablement {
  readonly weekdays: readonly DayWindow[];
  readonly saturday: readonly DayWindow[];
  readonly sunday: readonly DayWindow[];
  readonly bankHolidays: readonly DayWindow[];
}

/** Settings that the failed supplier left on a meter, for one meter kind and fuel. */
export interface MeterSettings {
  readonly emergencyCredit: {
    readonly limit: number;
    readonly offeredBelow: number;
    readonly selected: number;
    readonly selectDelay: Distribution;
    /** Share of meters on which it can be selected once supply is off: 0 none, 1 all. */
    readonly whenOff: number;
  };
  readonly nonDisablement: NonDisablement | 'none';
  readonly suspendCharges: { readonly inEmergencyCredit: boolean; readonly whenOff: boolean };
  readonly reconnectMargin: number;
  readonly rearm: {
    readonly electricity: Distribution;
    readonly gas: Distribution;
    readonly gasFails: number;
  };
  readonly legacyGasRecovery: number;
  readonly missed: number;
}

export interface Behaviour {
  readonly habits: Shares<Habit>;
  readonly trigger: Distribution;
  readonly notice: Distribution;
  readonly payCycle: Shares<PayCycle>;
  readonly vendAmount: Distribution;
  /** Pounds: a vend is a whole multiple of it, and at least one. 0: vends are not rounded. */
  readonly vendStep: number;
  /**
   * 0: vends do not depend on use; 1: they are proportional to the annual use of the meter. 0 if
   * vends follow the bill.
   */
  readonly vendFollowsUse: number;
  /**
   * Vends are multiplied by (annual cost of the meter, including the standing charge, ÷ typical) ^
   * exponent; `typical` in pounds per year and meter.
   */
  readonly vendFollowsBill: { readonly exponent: number; readonly typical: number } | null;
  readonly shortOfMoney: {
    readonly share: { readonly vulnerable: number; readonly others: number };
    readonly wait: Distribution;
  };
  readonly retry: { readonly normal: Distribution; readonly offSupply: Distribution };
  readonly typing: { readonly fails: number };
  /** Europe/London clock. */
  readonly wakingHours: DayWindow;
  readonly adviceFactor: Readonly<Record<Exclude<Advice, 'none'>, number>>;
}

/**
 * A queue: its k-th place completes k × 1440 / perDay minutes after it starts, through working days
 * only if so asked; unlimited, all at once.
 */
interface QueuePace {
  readonly perDay: number | 'unlimited';
  readonly workingDaysOnly: boolean;
}
/** Each meter's own drawn time, or a queue. */
export type Pace =
  | { readonly kind: 'drawn'; readonly time: Distribution }
  | ({ readonly kind: 'queue' } & QueuePace);

/**
 * When a gate moves: at appointment; at each meter's onboarding; at the first minute by which every
 * smart meter the agent can reach has had a successful command or been onboarded; at a fixed time
 * from day 0; or a number of minutes after the appointment.
 */
export type GateTime =
  | 'appointment'
  | 'onboarding'
  | 'all-protected'
  | { readonly minute: number }
  | { readonly afterAppointment: number };

/**
 * When safe mode ends by itself: never before all is repaid, at onboarding, or a drawn time after
 * the meter's onboarding.
 */
type SafeModeEnd = (typeof safeModeEnds)[number] | Distribution;

/** Everything a policy may change. */
export interface Institutions {
  readonly exit: {
    readonly kind: 'disorderly' | 'orderly';
    /** A time from day 0, or each meter's own onboarding. */
    readonly vendingEnds: Distribution | 'onboarding';
    readonly protected: number;
  };
  readonly appointment: { readonly after: Distribution };
  readonly identifiers: { readonly moved: GateTime };
  readonly certificates: { readonly revoked: GateTime };
  readonly agent: {
    readonly acts: boolean;
    readonly available: number;
    /** What `decision` counts from. */
    readonly from: CountsFrom;
    readonly decision: Distribution;
    /** Commands a day, for the homes of the run; need not be whole. */
    readonly perDay: number | 'unlimited';
    readonly success: number;
    readonly retryAfter: Distribution;
    readonly does: readonly AgentAct[];
    readonly amount: number;
  };
  readonly onboarding: {
    readonly starts: Distribution;
    readonly pace: Pace;
    readonly exchange: Pace;
    readonly order: OnboardingOrder;
    readonly firstTimeSuccess: number;
    readonly retryAfter: Distribution;
    readonly longTail: { readonly share: number; readonly extra: Distribution };
    readonly learnChannel: Distribution;
    readonly recommence: {
      readonly does: RecommenceAct;
      readonly amount: number;
      readonly after: Distribution;
      readonly success: number;
    };
    readonly safeMode: {
      readonly ends: SafeModeEnd;
      readonly owed: SafeModeDebt;
      /** Pounds a week that recover what `plan` moves. */
      readonly weekly: number;
      /** Pounds of emergency credit given when safe mode ends. */
      readonly credit: number;
    };
  };
  readonly support: {
    /** Before this nobody answers. */
    readonly from: CountsFrom;
    readonly contacts: number;
    readonly callAfter: Distribution;
    /** Whole; for the homes of the run. */
    readonly agents: number;
    readonly callLength: Distribution;
    readonly patience: Distribution;
    /** Europe/London clock. */
    readonly hours: DayWindow;
    readonly discretionaryCredit: {
      readonly share: number;
      readonly amount: number;
      readonly legacyDelay: Distribution;
    };
    /** Visits a day, for the homes of the run; need not be whole. */
    readonly engineers: { readonly visitsPerDay: number; readonly visit: Distribution };
  };
  readonly advice: Advice;
}

/** Money from outside, such as the support of winter 2022/23. */
export interface Grant {
  readonly fuel: Fuel;
  /** Pounds a meter on each date. */
  readonly amount: number;
  /**
   * Minutes from day 0 of 00:00 UTC of each date, in ascending order; dates of the warm-up are
   * below 0.
   */
  readonly minutes: readonly number[];
  /**
   * A smart meter is credited at a uniformly drawn minute within this many minutes after the date.
   */
  readonly spreadMinutes: number;
  /** Share of homes that redeem the voucher, at the next vend after `delay`. */
  readonly legacy: { readonly redeemed: number; readonly delay: Distribution };
}

/** Costs of acts, in pounds; `writtenOff` in pounds per pound written off. */
export interface Costs {
  readonly visit: number;
  readonly call: number;
  readonly command: number;
  /** Paid once to a home with a spell longer than `standardHours`. */
  readonly standardPayment: number;
  readonly standardHours: number;
  readonly writtenOff: number;
}

/**
 * The uncertain range of one key: a list of values, or a span. Kept as written, for the code that
 * draws from it.
 */
export type Range =
  | { readonly kind: 'choices'; readonly values: readonly unknown[] }
  | {
      readonly kind: 'span';
      readonly from: unknown;
      readonly to: unknown;
      readonly scale: 'linear' | 'log';
      readonly unit?: string;
    };

/** A policy, with everything institutions do under it. */
export interface Policy {
  readonly id: string;
  readonly label: string;
  readonly description: string;
  /**
   * The base institutions with this policy's changes. For `no-failure` they are the base's, of
   * which only `support` acts.
   */
  readonly institutions: Institutions;
  /** What the policy changes, as key path and new value, for people to read. */
  readonly changes: readonly {
    readonly path: string;
    readonly from: string;
    readonly to: string;
  }[];
}

/**
 * The assumptions that a run draws, so that its figures cover their uncertainty.
 * experiment/drawn-worlds.ts says which replications share a draw.
 */
export interface Uncertainty {
  /** `habits` draws whole sets of fitted habits; `all` draws every entry of `ranges` too. */
  readonly draws: 'habits' | 'all';
  /** Sets of habits to draw from; 0 where none are drawn. */
  readonly sets: number;
  /** Key paths that the sets hold. */
  readonly habits: readonly string[];
  /** Names of other drawn inputs, by source. */
  readonly ranges: Readonly<Record<'habits' | 'population' | 'institutions', readonly string[]>>;
}

/**
 * A resolved scenario: what a run runs. Durations in minutes, money in pounds, energy in kWh, rates
 * in pence.
 */
export interface Scenario {
  readonly title: string;
  readonly description: string;
  /** YYYY-MM-DD: day 0, 00:00 UTC, the supplier stops trading. */
  readonly start: string;
  readonly horizonMinutes: number;
  /** Whole days. */
  readonly warmUpMinutes: number;
  readonly households: number;
  readonly replications: number;
  readonly seed: string;
  readonly population: Population;
  readonly consumption: Consumption;
  readonly tariff: Readonly<Record<Fuel, FuelTariff>>;
  readonly meter: Readonly<Record<MeterKind, Readonly<Record<Fuel, MeterSettings>>>>;
  readonly behaviour: Behaviour;
  readonly grants: readonly Grant[];
  readonly costs: Costs;
  /** Crossings of attributes that are counted beside the single ones. */
  readonly segments: readonly (readonly SegmentAttribute[])[];
  /** By key path. */
  readonly ranges: Readonly<Record<string, Range>>;
  /** In the order to report them: `no-failure` first, then the scenario's own. */
  readonly policies: readonly Policy[];
  /** Id of the policy comparisons are made against. */
  readonly reference: string;
  /** Present if the run draws uncertain assumptions. */
  readonly uncertainty?: Uncertainty;
}
