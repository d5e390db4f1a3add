// The kernel's settings: those of the scenario, the season and course of the replication, and those
// of each policy. simulation/compile-settings.ts makes them from the scenario; the `transfer` of
// each class sends them to the WASM build. Money in micropounds, delays in minutes, unless a
// comment says otherwise.
import { DayShape, dayClockCount, halfHours } from './day-shape.ts';
import { newF64s, newI32s, type f64, type F64s, type i32, type I32s } from './platform.ts';
import { Law } from './random.ts';
import { never } from './time.ts';
import type { Transfer } from './transfer.ts';

const noNumbers: F64s = newF64s(0);
const noIntegers: I32s = newI32s(0);
/** Placeholder until a law is set. */
const noLaw: Law = new Law();

/** Settings of a meter of one kind and fuel. */
export class MeterSettings {
  emergencyCreditLimit: f64 = 0;
  /** Balance below which emergency credit is offered. */
  offeredBelow: f64 = 0;
  /** Share of offers that are selected. */
  selectedShare: f64 = 0;
  selectDelay: Law = noLaw;
  /** Share of meters on which emergency credit can be selected once supply is off. */
  selectableWhenOffShare: f64 = 0;
  suspendsInEmergencyCredit: boolean = false;
  suspendsWhenOff: boolean = false;
  reconnectMargin: f64 = 0;
  rearm: Law = noLaw;
  rearmFails: f64 = 0;
  /** Largest share of a vend that goes to accumulated debt and emergency credit. */
  recovery: f64 = 1;
  /** Share of a vend that goes to the debt. */
  vendShare: f64 = 0;
  /** Share of remote commands and vends that a reachable meter misses. */
  missed: f64 = 0;
  standingCharge: f64 = 0;
  /** Protected intervals in UTC minutes: starts and ends, ascending, merged where they touch. */
  protectedStarts: I32s = noIntegers;
  protectedEnds: I32s = noIntegers;
  /** By day: the first interval that ends after its start. */
  protectedFirst: I32s = noIntegers;

  transfer(t: Transfer): void {
    this.emergencyCreditLimit = t.number(this.emergencyCreditLimit);
    this.offeredBelow = t.number(this.offeredBelow);
    this.selectedShare = t.number(this.selectedShare);
    this.selectDelay = t.law(this.selectDelay);
    this.selectableWhenOffShare = t.number(this.selectableWhenOffShare);
    this.suspendsInEmergencyCredit = t.flag(this.suspendsInEmergencyCredit);
    this.suspendsWhenOff = t.flag(this.suspendsWhenOff);
    this.reconnectMargin = t.number(this.reconnectMargin);
    this.rearm = t.law(this.rearm);
    this.rearmFails = t.number(this.rearmFails);
    this.recovery = t.number(this.recovery);
    this.vendShare = t.number(this.vendShare);
    this.missed = t.number(this.missed);
    this.standingCharge = t.number(this.standingCharge);
    this.protectedStarts = t.integers(this.protectedStarts);
    this.protectedEnds = t.integers(this.protectedEnds);
    this.protectedFirst = t.integers(this.protectedFirst);
  }
}

/** Money from outside, on one date: a grant of several dates is several of these. */
export class GrantSettings {
  /** Number of its draws: 400 × the grant's place in the scenario + that of the date. */
  draw: i32 = 0;
  amount: f64 = 0;
  /** 00:00 UTC of its date. */
  minute: i32 = 0;
  spreadMinutes: i32 = 0;
  /** Share of legacy meters whose voucher is brought in. */
  redeemed: f64 = 0;
  delay: Law = noLaw;

  transfer(t: Transfer): void {
    this.draw = t.integer(this.draw);
    this.amount = t.number(this.amount);
    this.minute = t.integer(this.minute);
    this.spreadMinutes = t.integer(this.spreadMinutes);
    this.redeemed = t.number(this.redeemed);
    this.delay = t.law(this.delay);
  }
}

/** What depends on the fuel alone. */
export class FuelSettings {
  /** kWh a year. */
  annual: Law = noLaw;
  /** kWh a year of the middle home. */
  typicalKwh: f64 = 0;
  /** Micropounds per kWh, not rounded. */
  unitRate: f64 = 0;
  initialBalance: Law = noLaw;
  /** Half-hourly weights of a day's demand by the local clock, mean 1. */
  weights: F64s = newF64s(halfHours);
  /** Of the logarithm of the day factor. */
  noiseSigma: f64 = 0;
  noiseAutocorrelation: f64 = 0;
  /** Standard deviation of a day's innovation, where that of the logarithm is 1. */
  noiseInnovation: f64 = 1;
  grants: GrantSettings[] = [];
  /** Demand of each day relative to the mean day; of the replication. */
  season: F64s = noNumbers;
  /** By kind of day; laid from the weights. */
  shapes: DayShape[] = [];
  /** By day: its shape, and the share of a day's demand that it uses. */
  shapeOfDay: DayShape[] = [];
  totalOfDay: F64s = noNumbers;

  transfer(t: Transfer): void {
    this.annual = t.law(this.annual);
    this.typicalKwh = t.number(this.typicalKwh);
    this.unitRate = t.number(this.unitRate);
    this.initialBalance = t.law(this.initialBalance);
    this.weights = t.numbers(this.weights);
    this.noiseSigma = t.number(this.noiseSigma);
    this.noiseAutocorrelation = t.number(this.noiseAutocorrelation);
    const grants: i32 = t.integer(this.grants.length);
    while (this.grants.length < grants) this.grants.push(new GrantSettings());
    for (let date: i32 = 0; date < grants; date++) this.grants[date]!.transfer(t);
  }

  /**
   * Finds what follows from the settings, the shapes of all days among it. `clocks`: by day, what
   * kind it is for the local clock.
   */
  complete(clocks: I32s): void {
    const rho: f64 = this.noiseAutocorrelation;
    this.noiseInnovation = Math.sqrt(1 - rho * rho);
    this.shapes = [];
    for (let clock: i32 = 0; clock < dayClockCount; clock++) {
      const shape: DayShape = new DayShape();
      shape.lay(this.weights, clock);
      this.shapes.push(shape);
    }
    this.shapeOfDay = [];
    this.totalOfDay = newF64s(clocks.length);
    for (let day: i32 = 0; day < clocks.length; day++) {
      this.shapeOfDay.push(this.shapes[clocks[day]!]!);
      this.totalOfDay[day] = this.shapes[clocks[day]!]!.total;
    }
  }
}

/** The scenario. */
export class Settings {
  households: i32 = 0;
  horizonMinute: i32 = 0;
  /** First minute of the warm-up, 0 or below. */
  startMinute: i32 = 0;
  keepsSpells: boolean = false;
  keepsMeters: boolean = false;
  /** Lengths spells are counted at, in minutes, ascending. */
  spellLengths: I32s = noIntegers;
  /** A home with a spell longer than this many minutes is due a payment. */
  standardMinutes: f64 = Infinity;
  /** Minutes from the Monday before day 0, 00:00, to day 0. */
  weekMinute: i32 = 0;

  // Calendar: by day from the first of the warm-up
  firstDay: i32 = 0;
  days: i32 = 0;
  /** What kind of day it is for the local clock. */
  clocks: I32s = noIntegers;
  dayOfMonth: I32s = noIntegers;
  /** Minutes at which summer time begins and ends, year by year. */
  summerStarts: I32s = noIntegers;
  summerEnds: I32s = noIntegers;
  /** Days from day 0 on that are worked. */
  workingDays: I32s = noIntegers;
  /** Waking hours: minutes after local midnight; the end above 1440 on the next day. */
  wakingStart: i32 = 0;
  wakingEnd: i32 = 0;

  // Population: shares as the upper ends of their parts of 0 to 1
  fuelShares: F64s = noNumbers;
  kindShares: F64s = noNumbers;
  habitShares: F64s = noNumbers;
  payCycleShares: F64s = noNumbers;
  noWan: f64 = 0;
  vulnerable: f64 = 0;
  psr: f64 = 0;
  medicallyDependent: f64 = 0;
  debtShare: f64 = 0;
  debtWeekly: Law = noLaw;
  debtAmount: Law = noLaw;
  /** Of the annual use of the two fuels. */
  correlation: f64 = 0;
  /** Mean minutes between losses of a legacy meter's key or card; Infinity where none is lost. */
  deviceLife: f64 = Infinity;
  deviceReplace: Law = noLaw;

  // Behaviour
  trigger: Law = noLaw;
  notice: Law = noLaw;
  vendAmount: Law = noLaw;
  /** How far top-ups follow annual use: 0 not at all, 1 in proportion. */
  vendFollowsUse: f64 = 0;
  /** How far they follow the annual cost of the meter: 0 not at all, 1 in proportion. */
  vendFollowsBill: f64 = 0;
  /** Annual cost of a meter, in micropounds, at which top-ups are as drawn. */
  typicalBill: f64 = 1;
  /** A top-up is a whole multiple of it; 0 where top-ups are not rounded. */
  vendStep: f64 = 0;
  /** Probability per need, for households that are vulnerable and for others. */
  shortOfMoneyVulnerable: f64 = 0;
  shortOfMoneyOthers: f64 = 0;
  wait: Law = noLaw;
  retry: Law = noLaw;
  retryOffSupply: Law = noLaw;
  typingFails: f64 = 0;
  lowCreditBelow: f64 = 0;
  lowCreditFactor: f64 = 1;
  emergencyCreditFactor: f64 = 1;
  standardNormal: Law = noLaw;

  /** By 2 × meter kind + fuel. */
  meters: MeterSettings[] = [];
  electricity: FuelSettings = new FuelSettings();
  gas: FuelSettings = new FuelSettings();

  transfer(t: Transfer): void {
    this.households = t.integer(this.households);
    this.horizonMinute = t.integer(this.horizonMinute);
    this.startMinute = t.integer(this.startMinute);
    this.keepsSpells = t.flag(this.keepsSpells);
    this.keepsMeters = t.flag(this.keepsMeters);
    this.spellLengths = t.integers(this.spellLengths);
    this.standardMinutes = t.number(this.standardMinutes);
    this.weekMinute = t.integer(this.weekMinute);
    this.firstDay = t.integer(this.firstDay);
    this.days = t.integer(this.days);
    this.clocks = t.integers(this.clocks);
    this.dayOfMonth = t.integers(this.dayOfMonth);
    this.summerStarts = t.integers(this.summerStarts);
    this.summerEnds = t.integers(this.summerEnds);
    this.workingDays = t.integers(this.workingDays);
    this.wakingStart = t.integer(this.wakingStart);
    this.wakingEnd = t.integer(this.wakingEnd);
    this.fuelShares = t.numbers(this.fuelShares);
    this.kindShares = t.numbers(this.kindShares);
    this.habitShares = t.numbers(this.habitShares);
    this.payCycleShares = t.numbers(this.payCycleShares);
    this.noWan = t.number(this.noWan);
    this.vulnerable = t.number(this.vulnerable);
    this.psr = t.number(this.psr);
    this.medicallyDependent = t.number(this.medicallyDependent);
    this.debtShare = t.number(this.debtShare);
    this.debtWeekly = t.law(this.debtWeekly);
    this.debtAmount = t.law(this.debtAmount);
    this.correlation = t.number(this.correlation);
    this.deviceLife = t.number(this.deviceLife);
    this.deviceReplace = t.law(this.deviceReplace);
    this.trigger = t.law(this.trigger);
    this.notice = t.law(this.notice);
    this.vendAmount = t.law(this.vendAmount);
    this.vendFollowsUse = t.number(this.vendFollowsUse);
    this.vendFollowsBill = t.number(this.vendFollowsBill);
    this.typicalBill = t.number(this.typicalBill);
    this.vendStep = t.number(this.vendStep);
    this.shortOfMoneyVulnerable = t.number(this.shortOfMoneyVulnerable);
    this.shortOfMoneyOthers = t.number(this.shortOfMoneyOthers);
    this.wait = t.law(this.wait);
    this.retry = t.law(this.retry);
    this.retryOffSupply = t.law(this.retryOffSupply);
    this.typingFails = t.number(this.typingFails);
    this.lowCreditBelow = t.number(this.lowCreditBelow);
    this.lowCreditFactor = t.number(this.lowCreditFactor);
    this.emergencyCreditFactor = t.number(this.emergencyCreditFactor);
    this.standardNormal = t.law(this.standardNormal);
    const kinds: i32 = t.integer(this.meters.length);
    while (this.meters.length < kinds) this.meters.push(new MeterSettings());
    for (let index: i32 = 0; index < kinds; index++) this.meters[index]!.transfer(t);
    this.electricity.transfer(t);
    this.gas.transfer(t);
  }

  /** Derives further settings. To be called once all others are set. */
  complete(): void {
    this.electricity.complete(this.clocks);
    this.gas.complete(this.clocks);
  }
}

/**
 * What institutions do under one policy, and when the events of the failure happen. A policy
 * changes only this: never who the consumers are, how they behave (except through advice), or what
 * they pay.
 * @rule D5
 */
export class PolicySettings {
  /** false: the supplier goes on trading. */
  hasFailure: boolean = false;

  // The course of the event in this replication: minutes, `never` where it does not happen
  vendingEndsAt: i32 = never;
  /** The agent vends from here until each meter's onboarding. */
  agentVendsFrom: i32 = never;
  /** `never`: at each meter's own onboarding, or not at all. */
  identifiersMoveAt: i32 = never;
  certificatesRevokedAt: i32 = never;
  appointmentAt: i32 = never;
  instructedAt: i32 = never;
  onboardingStartsAt: i32 = never;
  /** Before it nobody answers the telephone. */
  supportOpensAt: i32 = 0;

  // What the course is drawn from
  /** Vending by the failed supplier goes on to each meter's onboarding. */
  vendsToOnboarding: boolean = false;
  vendingEnds: Law = noLaw;
  appointmentAfter: Law = noLaw;
  identifiersMove: i32 = 0;
  identifiersMoveMinute: i32 = 0;
  certificatesRevoked: i32 = 0;
  certificatesRevokedMinute: i32 = 0;
  agentActs: boolean = false;
  agentAvailable: f64 = 0;
  /** The agent's decision counts from the appointment, not from day 0. */
  agentWaitsForAppointment: boolean = false;
  agentDecision: Law = noLaw;
  onboardingStarts: Law = noLaw;
  supportWaitsForAppointment: boolean = false;

  // Exit
  isOrderlyExit: boolean = false;
  protectedShare: f64 = 0;

  // Agent
  /** Acts of a command, in order; vending is not among them but in `agentVends`. */
  agentCommands: I32s = noIntegers;
  agentVends: boolean = false;
  agentAmount: f64 = 0;
  agentSuccess: f64 = 0;
  /** Commands a day; Infinity where there is no limit. */
  agentPerDay: f64 = Infinity;
  agentRetry: Law = noLaw;

  // Onboarding
  onboarding: Pace = new Pace();
  exchange: Pace = new Pace();
  /** Whether the queue is ranked again each day. The simulation then gives out its places. */
  isRankedDaily: boolean = false;
  firstTimeSuccess: f64 = 1;
  onboardingRetry: Law = noLaw;
  longTailShare: f64 = 0;
  longTailExtra: Law = noLaw;
  learnChannel: Law = noLaw;
  recommenceBy: i32 = 0;
  recommenceAmount: f64 = 0;
  recommenceAfter: Law = noLaw;
  recommenceSuccess: f64 = 1;
  /** Whether safe mode ends by itself, so long after the meter's onboarding. */
  safeModeEnds: boolean = false;
  safeModeEndsAfter: Law = noLaw;
  /** What happens then to the amount owed (codes.ts), and the daily instalment that recovers it. */
  safeModeOwed: i32 = 0;
  safeModeInstalment: f64 = 0;
  /** Emergency credit given then. */
  safeModeCredit: f64 = 0;

  // Support
  contacts: f64 = 0;
  callAfter: Law = noLaw;
  callLength: Law = noLaw;
  patience: Law = noLaw;
  hoursStart: i32 = 0;
  hoursEnd: i32 = 0;
  discretionaryShare: f64 = 0;
  discretionaryAmount: f64 = 0;
  /** From the end of the call until the credit for a legacy meter can be fetched. */
  discretionaryLegacyDelay: Law = noLaw;
  hasEngineers: boolean = false;
  visit: Law = noLaw;

  /** What advice does to the size of a vend before the meter's onboarding. */
  adviceFactor: f64 = 1;

  /** Places in the queues, by meter number, 1 first; which list of `places`, -1 where none. */
  agentPlaces: i32 = -1;
  onboardingPlaces: i32 = -1;
  exchangePlaces: i32 = -1;

  transfer(t: Transfer): void {
    this.hasFailure = t.flag(this.hasFailure);
    this.vendingEndsAt = t.integer(this.vendingEndsAt);
    this.agentVendsFrom = t.integer(this.agentVendsFrom);
    this.identifiersMoveAt = t.integer(this.identifiersMoveAt);
    this.certificatesRevokedAt = t.integer(this.certificatesRevokedAt);
    this.appointmentAt = t.integer(this.appointmentAt);
    this.instructedAt = t.integer(this.instructedAt);
    this.onboardingStartsAt = t.integer(this.onboardingStartsAt);
    this.supportOpensAt = t.integer(this.supportOpensAt);
    this.isOrderlyExit = t.flag(this.isOrderlyExit);
    this.protectedShare = t.number(this.protectedShare);
    this.agentCommands = t.integers(this.agentCommands);
    this.agentVends = t.flag(this.agentVends);
    this.agentAmount = t.number(this.agentAmount);
    this.agentSuccess = t.number(this.agentSuccess);
    this.agentPerDay = t.number(this.agentPerDay);
    this.agentRetry = t.law(this.agentRetry);
    this.onboarding.transfer(t);
    this.exchange.transfer(t);
    this.isRankedDaily = t.flag(this.isRankedDaily);
    this.firstTimeSuccess = t.number(this.firstTimeSuccess);
    this.onboardingRetry = t.law(this.onboardingRetry);
    this.longTailShare = t.number(this.longTailShare);
    this.longTailExtra = t.law(this.longTailExtra);
    this.learnChannel = t.law(this.learnChannel);
    this.recommenceBy = t.integer(this.recommenceBy);
    this.recommenceAmount = t.number(this.recommenceAmount);
    this.recommenceAfter = t.law(this.recommenceAfter);
    this.recommenceSuccess = t.number(this.recommenceSuccess);
    this.safeModeEnds = t.flag(this.safeModeEnds);
    this.safeModeEndsAfter = t.law(this.safeModeEndsAfter);
    this.safeModeOwed = t.integer(this.safeModeOwed);
    this.safeModeInstalment = t.number(this.safeModeInstalment);
    this.safeModeCredit = t.number(this.safeModeCredit);
    this.contacts = t.number(this.contacts);
    this.callAfter = t.law(this.callAfter);
    this.callLength = t.law(this.callLength);
    this.patience = t.law(this.patience);
    this.hoursStart = t.integer(this.hoursStart);
    this.hoursEnd = t.integer(this.hoursEnd);
    this.discretionaryShare = t.number(this.discretionaryShare);
    this.discretionaryAmount = t.number(this.discretionaryAmount);
    this.discretionaryLegacyDelay = t.law(this.discretionaryLegacyDelay);
    this.hasEngineers = t.flag(this.hasEngineers);
    this.visit = t.law(this.visit);
    this.adviceFactor = t.number(this.adviceFactor);
    this.agentPlaces = t.integer(this.agentPlaces);
    this.onboardingPlaces = t.integer(this.onboardingPlaces);
    this.exchangePlaces = t.integer(this.exchangePlaces);
  }
}

/**
 * How a queue of meters is served: each meter at its own drawn time, or a number of places per day.
 */
export class Pace {
  isDrawn: boolean = false;
  time: Law = noLaw;
  /** Infinity where there is no limit. */
  perDay: f64 = Infinity;
  workingDaysOnly: boolean = false;

  transfer(t: Transfer): void {
    this.isDrawn = t.flag(this.isDrawn);
    this.time = t.law(this.time);
    this.perDay = t.number(this.perDay);
    this.workingDaysOnly = t.flag(this.workingDaysOnly);
  }
}

/** The settings of the current scenario. */
export let settings: Settings = new Settings();
export function setSettings(to: Settings): void {
  settings = to;
}

/** The policies of the current replication, `no-failure` first. */
export let policies: PolicySettings[] = [];

// What is the same under two policies, as bits
/**
 * Everything that acts from day 0: advice, and whether and when a home calls; and neither ranks
 * daily.
 */
export const sameFromDay0: i32 = 1;
/** What an agent's command does. */
export const sameCommand: i32 = 2;
/** What follows an onboarding. */
export const sameOnboarding: i32 = 4;
/** What follows a call. */
export const sameAfterCall: i32 = 8;
/** When commands are sent, as far as levers decide that; and when meters are onboarded. */
export const sameCommandTimes: i32 = 16;
export const sameOnboardingTimes: i32 = 32;

/** Settings of one replication, under each policy. */
export class ReplicationSettings {
  /** Key of the replication's streams. */
  key0: i32 = 0;
  key1: i32 = 0;
  /** Demand of each day relative to the mean day. */
  electricitySeason: F64s = noNumbers;
  gasSeason: F64s = noNumbers;
  /** By place of one policy × number of policies + place of another: `same…` bits. */
  likeness: I32s = noIntegers;
  /** The household whose events are recorded, -1 if none. */
  tracedHousehold: i32 = -1;
  /** `no-failure` first. */
  policies: PolicySettings[] = [];
  /** Lists of places in queues, by meter number: shared by policies that serve in one order. */
  places: I32s[] = [];

  /** Every field but the places, which are long and are sent as they are. */
  transfer(t: Transfer): void {
    this.key0 = t.integer(this.key0);
    this.key1 = t.integer(this.key1);
    this.electricitySeason = t.numbers(this.electricitySeason);
    this.gasSeason = t.numbers(this.gasSeason);
    this.likeness = t.integers(this.likeness);
    this.tracedHousehold = t.integer(this.tracedHousehold);
    const count: i32 = t.integer(this.policies.length);
    while (this.policies.length < count) this.policies.push(new PolicySettings());
    for (let place: i32 = 0; place < count; place++) this.policies[place]!.transfer(t);
  }
}
/** The current replication. */
export let replication: ReplicationSettings = new ReplicationSettings();
export function setReplication(to: ReplicationSettings): void {
  replication = to;
  policies = to.policies;
}

/** What is the same under two policies, given by place: `same…` bits. */
export function likeness(a: i32, b: i32): i32 {
  return replication.likeness[a * policies.length + b]!;
}

/** The current policy. In the warm-up it is `no-failure`, the first. */
export let policy: PolicySettings = new PolicySettings();
export function setPolicy(to: PolicySettings): void {
  policy = to;
}
