// Turns a scenario into settings of the kernel: distributions as laws, money in micropounds, words
// as codes, calendars as intervals. Done once for all its replications.
import { FuelSettings, GrantSettings, MeterSettings, Settings } from '../kernel/settings.ts';
import { minutesPerDay, poundsToMicropounds } from '../kernel/time.ts';
import { log1p } from '../kernel/arithmetic.ts';
import { compileSampler } from '../random/sampling.ts';
import {
  fuels,
  habits,
  meterKinds,
  payCycles,
  type Fuel,
  type Grant,
  type MeterKind,
  type Scenario,
} from '../scenario/scenario.ts';
import { halfHourlyWeights } from './day-weights.ts';
import type { Days } from './days.ts';
import type { LawList } from './law-list.ts';
import { protectedIntervals } from './protected-hours.ts';
import { tallyHours } from './spell-lengths.ts';
import { habitCodes, meterKindCodes, payCycleCodes } from './words.ts';

const micropoundsPerPenny = 10_000;
const daysPerMonth = 365 / 12;

export function compileSettings(scenario: Scenario, days: Days, laws: LawList): Settings {
  const settings = new Settings();
  settings.households = scenario.households;
  settings.horizonMinute = scenario.horizonMinutes;
  settings.spellLengths = Int32Array.from(tallyHours, (hours) => hours * 60);
  settings.standardMinutes = scenario.costs.standardHours * 60;
  compileCalendar(settings, scenario, days);
  compilePopulation(settings, scenario, laws);
  compileBehaviour(settings, scenario, laws);
  for (const kind of byCode(meterKinds, meterKindCodes)) {
    for (const fuel of fuels)
      settings.meters.push(compileMeter(scenario, days, laws, { kind, fuel }));
  }
  compileFuel(settings.electricity, scenario, laws, 'electricity');
  compileFuel(settings.gas, scenario, laws, 'gas');
  settings.complete();
  return settings;
}

function byCode<Word extends string>(
  words: readonly Word[],
  codes: Readonly<Record<Word, number>>,
): readonly Word[] {
  return [...words].sort((a, b) => codes[a] - codes[b]);
}

function compileCalendar(settings: Settings, { behaviour }: Scenario, days: Days): void {
  settings.startMinute = days.firstDay * minutesPerDay;
  settings.firstDay = days.firstDay;
  // Days of the week count from Sunday, those of a week of hours from Monday.
  settings.weekMinute = ((days.weekday[-days.firstDay]! + 6) % 7) * minutesPerDay;
  settings.days = days.days;
  settings.clocks = Int32Array.from(days.clocks);
  settings.dayOfMonth = Int32Array.from(days.dayOfMonth);
  settings.summerStarts = Int32Array.from(days.summers, ({ start }) => start);
  settings.summerEnds = Int32Array.from(days.summers, ({ end }) => end);
  settings.workingDays = Int32Array.from(days.workingDays);
  settings.wakingStart = behaviour.wakingHours.startMinute;
  settings.wakingEnd = behaviour.wakingHours.endMinute;
}

function compilePopulation(settings: Settings, scenario: Scenario, laws: LawList): void {
  const { population, consumption, behaviour } = scenario;
  const { dual, electricity, gas } = population.fuels;
  const lost = population.legacyDevice.lostPerMonth;
  settings.fuelShares = upperEnds([dual, electricity, gas]);
  settings.kindShares = upperEnds(
    byCode(meterKinds, meterKindCodes).map((kind) => population.meterKinds[kind]),
  );
  settings.habitShares = upperEnds(
    byCode(habits, habitCodes).map((habit) => behaviour.habits[habit]),
  );
  settings.payCycleShares = upperEnds(
    byCode(payCycles, payCycleCodes).map((cycle) => behaviour.payCycle[cycle]),
  );
  settings.noWan = population.noWan;
  settings.vulnerable = population.vulnerable;
  settings.psr = population.psr;
  settings.medicallyDependent = population.medicallyDependent;
  settings.debtShare = population.debt.share;
  settings.debtWeekly = laws.amount(population.debt.weekly);
  settings.debtAmount = laws.amount(population.debt.amount);
  settings.correlation = consumption.correlation;
  settings.deviceLife = lost > 0 ? (daysPerMonth * minutesPerDay) / lost : Infinity;
  settings.deviceReplace = laws.amount(population.legacyDevice.replace);
}

function compileBehaviour(
  settings: Settings,
  { behaviour, consumption }: Scenario,
  laws: LawList,
): void {
  const { lowCredit, emergencyCredit } = consumption.rationing;
  settings.trigger = laws.value(behaviour.trigger);
  settings.notice = laws.amount(behaviour.notice);
  settings.vendAmount = laws.amount(behaviour.vendAmount);
  settings.vendFollowsUse = behaviour.vendFollowsUse;
  settings.vendFollowsBill = behaviour.vendFollowsBill?.exponent ?? 0;
  settings.typicalBill = poundsToMicropounds(behaviour.vendFollowsBill?.typical ?? 1);
  settings.vendStep = poundsToMicropounds(behaviour.vendStep);
  settings.shortOfMoneyVulnerable = behaviour.shortOfMoney.share.vulnerable;
  settings.shortOfMoneyOthers = behaviour.shortOfMoney.share.others;
  settings.wait = laws.amount(behaviour.shortOfMoney.wait);
  settings.retry = laws.amount(behaviour.retry.normal);
  settings.retryOffSupply = laws.amount(behaviour.retry.offSupply);
  settings.typingFails = behaviour.typing.fails;
  settings.lowCreditBelow = poundsToMicropounds(lowCredit.below);
  settings.lowCreditFactor = lowCredit.factor;
  settings.emergencyCreditFactor = emergencyCredit.factor;
  settings.standardNormal = laws.standardNormal();
}

/** The last part that is not empty ends at exactly 1, whatever the rounding of the sum. */
function upperEnds(shares: readonly number[]): Float64Array {
  let sum = 0;
  const ends = Float64Array.from(shares, (share) => (sum += share));
  const last = shares.findLastIndex((share) => share > 0);
  return ends.fill(1, last);
}

function compileMeter(
  scenario: Scenario,
  days: Days,
  laws: LawList,
  { kind, fuel }: { kind: MeterKind; fuel: Fuel },
): MeterSettings {
  const source = scenario.meter[kind][fuel];
  const { emergencyCredit, suspendCharges, rearm } = source;
  // Legacy gas meters have no such calendar, even if the scenario sets one.
  const isLegacyGas = kind === 'legacy' && fuel === 'gas';
  const hours = protectedIntervals(isLegacyGas ? 'none' : source.nonDisablement, days);
  const meter = new MeterSettings();
  meter.emergencyCreditLimit = poundsToMicropounds(emergencyCredit.limit);
  meter.offeredBelow = poundsToMicropounds(emergencyCredit.offeredBelow);
  meter.selectedShare = emergencyCredit.selected;
  meter.selectDelay = laws.amount(emergencyCredit.selectDelay);
  meter.selectableWhenOffShare = emergencyCredit.whenOff;
  meter.suspendsInEmergencyCredit = suspendCharges.inEmergencyCredit;
  meter.suspendsWhenOff = suspendCharges.whenOff;
  meter.reconnectMargin = poundsToMicropounds(source.reconnectMargin);
  meter.rearm = laws.amount(rearm[fuel]);
  meter.rearmFails = fuel === 'gas' ? rearm.gasFails : 0;
  meter.recovery = isLegacyGas ? source.legacyGasRecovery : 1;
  meter.vendShare = scenario.population.debt.vendShare;
  meter.missed = source.missed;
  meter.standingCharge = Math.round(scenario.tariff[fuel].standingCharge * micropoundsPerPenny);
  meter.protectedStarts = hours.starts;
  meter.protectedEnds = hours.ends;
  meter.protectedFirst = hours.first;
  return meter;
}

function compileFuel(to: FuelSettings, scenario: Scenario, laws: LawList, fuel: Fuel): void {
  const { annual, shape, dayNoise } = scenario.consumption[fuel];
  to.annual = laws.amount(annual);
  to.typicalKwh = compileSampler(annual, { min: 0 }).quantile(0.5);
  // Not rounded: a rate is only ever rounded as part of a cumulative cost.
  to.unitRate = scenario.tariff[fuel].unitRate * micropoundsPerPenny;
  to.initialBalance = laws.value(scenario.population.initialBalance[fuel]);
  to.weights = halfHourlyWeights(fuel, shape);
  to.noiseSigma = lognormalSigma(dayNoise.cv);
  to.noiseAutocorrelation = dayNoise.autocorrelation;
  to.grants = scenario.grants
    .flatMap((grant, place) => (grant.fuel === fuel ? grantsOf(grant, place, laws) : []))
    .filter(({ minute }) => minute >= -scenario.warmUpMinutes);
}

/** Above the number of dates a grant may have: the draws of the next grant begin after them. */
const datesMost = 400;

/** Settings of a grant, one for each of its dates; `place` is its place in the scenario. */
function grantsOf(grant: Grant, place: number, laws: LawList): GrantSettings[] {
  const { amount, minutes, spreadMinutes, legacy } = grant;
  const delay = laws.amount(legacy.delay);
  return minutes.map((minute, date) => {
    const to = new GrantSettings();
    to.draw = datesMost * place + date;
    to.amount = poundsToMicropounds(amount);
    to.minute = minute;
    to.spreadMinutes = spreadMinutes;
    to.redeemed = legacy.redeemed;
    to.delay = delay;
    return to;
  });
}

/**
 * Standard deviation of the logarithm of a lognormal with mean 1 and this coefficient of variation.
 */
function lognormalSigma(cv: number): number {
  return Math.sqrt(log1p(cv * cv));
}
