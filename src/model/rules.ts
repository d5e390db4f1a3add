// A scenario made ready for the engine: settings in micropounds, distributions as samplers, calendars and shapes laid out once.
// One `Rules` serves every replication and policy; what differs between policies is institutions.ts.
import { log1p } from '../random/arithmetic.ts';
import { compileSampler, type Sampler } from '../random/sampling.ts';
import {
  fuels,
  habits,
  meterKinds,
  payCycles,
  type Fuel,
  type MeterKind,
  type Scenario,
  type DayWindow,
} from '../scenario/scenario.ts';
import type { Distribution } from '../scenario/distribution.ts';
import { Calendar } from './calendar.ts';
import { dayShapes, type DayShape } from './day-shape.ts';
import { minutesPerDay, penceToMicropounds, penceToMicropoundsExact, poundsToMicropounds } from './money.ts';
import { ProtectedHours } from './non-disablement.ts';
import type { CreditTerms } from './account.ts';

const fuelIndex = { electricity: 0, gas: 1 } as const;
/** Positions in `fuelShares`. */
export const fuelCombination = { dual: 0, electricity: 1, gas: 2 } as const;

/** Durations are never negative: a law that could be is drawn again below zero. */
export function delaySampler(distribution: Distribution): Sampler {
  return compileSampler(distribution, { min: 0 });
}
/** Amounts of money, kWh and the like: as delays. */
const amountSampler = delaySampler;

/** The settings of one meter kind and fuel. Money in micropounds, delays in minutes. */
interface MeterRules extends CreditTerms {
  readonly fuel: number;
  readonly emergencyCreditLimit: number;
  readonly selectedShare: number;
  readonly selectDelay: Sampler;
  readonly selectWhenOff: boolean;
  readonly protectedHours: ProtectedHours;
  readonly suspendInEmergencyCredit: boolean;
  readonly suspendWhenOff: boolean;
  readonly reconnectMargin: number;
  readonly rearm: Sampler;
  readonly rearmFails: number;
  readonly missed: number;
  readonly standingCharge: number;
}

/** What depends on the fuel alone. */
interface FuelRules {
  readonly annual: Sampler;
  /** kWh a year of the middle home. */
  readonly typicalKwh: number;
  /** Micropounds per kWh, not rounded. */
  readonly unitRate: number;
  /** Indexed by dayClock. */
  readonly shapes: readonly DayShape[];
  readonly initialBalance: Sampler;
  /** Of the day factor's logarithm. */
  readonly noiseSigma: number;
  readonly noiseAutocorrelation: number;
}

export interface Rules {
  readonly scenario: Scenario;
  readonly calendar: Calendar;
  readonly startMinute: number;
  readonly horizonMinute: number;
  /** Indexed by 2 × meter kind + fuel. */
  readonly meters: readonly MeterRules[];
  /** Shares as upper ends of their parts of 0 to 1. */
  readonly fuelShares: Float64Array;
  readonly kindShares: Float64Array;
  readonly habitShares: Float64Array;
  readonly payCycleShares: Float64Array;
  /** Indexed by fuel. */
  readonly fuels: readonly FuelRules[];
  readonly waking: DayWindow;
  readonly trigger: Sampler;
  readonly notice: Sampler;
  readonly vendAmount: Sampler;
  readonly vendFollowsUse: number;
  readonly shortShare: number;
  readonly wait: Sampler;
  readonly retry: Sampler;
  readonly retryOffSupply: Sampler;
  readonly typingFails: number;
  readonly adviceFactor: { readonly [advice: string]: number };
  readonly lowCreditBelow: number;
  readonly lowCreditFactor: number;
  readonly emergencyCreditFactor: number;
  readonly debtWeekly: Sampler;
  readonly debtAmount: Sampler;
  /** Mean minutes between losses of a legacy meter's key or card; Infinity where none is lost. */
  readonly deviceLifeMinutes: number;
  readonly deviceReplace: Sampler;
}

const daysPerMonth = 365 / 12;

export function compileRules(scenario: Scenario): Rules {
  const { behaviour, consumption, population } = scenario;
  const calendar = new Calendar(scenario.start, scenario.warmUpMinutes, scenario.horizonMinutes);
  const lost = population.legacyDevice.lostPerMonth;
  return {
    scenario,
    calendar,
    startMinute: calendar.firstDay * minutesPerDay,
    horizonMinute: scenario.horizonMinutes,
    meters: meterKinds.flatMap((kind) => fuels.map((fuel) => compileMeterRules(scenario, calendar, kind, fuel))),
    fuels: fuels.map((fuel) => compileFuelRules(scenario, fuel)),
    fuelShares: upperEnds([population.fuels.dual, population.fuels.electricity, population.fuels.gas]),
    kindShares: upperEnds(meterKinds.map((kind) => population.meterKinds[kind])),
    habitShares: upperEnds(habits.map((habit) => behaviour.habits[habit])),
    payCycleShares: upperEnds(payCycles.map((cycle) => behaviour.payCycle[cycle])),
    waking: behaviour.wakingHours,
    trigger: compileSampler(behaviour.trigger),
    notice: delaySampler(behaviour.notice),
    vendAmount: amountSampler(behaviour.vendAmount),
    vendFollowsUse: behaviour.vendFollowsUse,
    shortShare: behaviour.shortOfMoney.share,
    wait: delaySampler(behaviour.shortOfMoney.wait),
    retry: delaySampler(behaviour.retry.normal),
    retryOffSupply: delaySampler(behaviour.retry.offSupply),
    typingFails: behaviour.typing.fails,
    adviceFactor: { none: 1, ...behaviour.adviceFactor },
    lowCreditBelow: poundsToMicropounds(consumption.rationing.lowCredit.below),
    lowCreditFactor: consumption.rationing.lowCredit.factor,
    emergencyCreditFactor: consumption.rationing.emergencyCredit.factor,
    debtWeekly: amountSampler(population.debt.weekly),
    debtAmount: amountSampler(population.debt.amount),
    deviceLifeMinutes: lost > 0 ? (daysPerMonth * minutesPerDay) / lost : Infinity,
    deviceReplace: delaySampler(population.legacyDevice.replace),
  };
}

/** The last part that is not empty ends at 1, whatever rounding made of the sum. */
function upperEnds(shares: readonly number[]): Float64Array {
  let sum = 0;
  const ends = Float64Array.from(shares, (share) => (sum += share));
  const last = shares.findLastIndex((share) => share > 0);
  return ends.fill(1, last);
}

function compileMeterRules(scenario: Scenario, calendar: Calendar, kind: MeterKind, fuel: Fuel): MeterRules {
  const settings = scenario.meter[kind][fuel];
  const legacyGas = kind === 'legacy' && fuel === 'gas';
  return {
    fuel: fuelIndex[fuel],
    emergencyCreditLimit: poundsToMicropounds(settings.emergencyCredit.limit),
    offeredBelow: poundsToMicropounds(settings.emergencyCredit.offeredBelow),
    selectedShare: settings.emergencyCredit.selected,
    selectDelay: delaySampler(settings.emergencyCredit.selectDelay),
    selectWhenOff: settings.emergencyCredit.whenOff,
    // Legacy gas has no such calendar, whatever is asked for.
    protectedHours: new ProtectedHours(legacyGas ? 'none' : settings.nonDisablement, calendar),
    suspendInEmergencyCredit: settings.suspendCharges.inEmergencyCredit,
    suspendWhenOff: settings.suspendCharges.whenOff,
    reconnectMargin: poundsToMicropounds(settings.reconnectMargin),
    rearm: delaySampler(settings.rearm[fuel]),
    rearmFails: fuel === 'gas' ? settings.rearm.gasFails : 0,
    recovery: legacyGas ? settings.legacyGasRecovery : 1,
    vendShare: scenario.population.debt.vendShare,
    missed: settings.missed,
    standingCharge: penceToMicropounds(scenario.tariff[fuel].standingCharge),
  };
}

function compileFuelRules(scenario: Scenario, fuel: Fuel): FuelRules {
  const { annual, shape, dayNoise } = scenario.consumption[fuel];
  const annualUse = amountSampler(annual);
  return {
    annual: annualUse,
    typicalKwh: annualUse.quantile(0.5),
    unitRate: penceToMicropoundsExact(scenario.tariff[fuel].unitRate),
    shapes: dayShapes(fuel, shape),
    initialBalance: compileSampler(scenario.population.initialBalance[fuel]),
    noiseSigma: lognormalSigma(dayNoise.cv),
    noiseAutocorrelation: dayNoise.autocorrelation,
  };
}

/** Standard deviation of the logarithm of a lognormal with mean 1 and this coefficient of variation. */
function lognormalSigma(cv: number): number {
  return Math.sqrt(log1p(cv * cv));
}
