// Who the consumers are: the attributes of a household and of its meters, each its own addressed
// draw. No policy can change them.
import { pow } from './arithmetic.ts';
import { legacy, monthly, payCycle } from './codes.ts';
import { copyHousehold } from './copy.ts';
import { layGrants } from './grants.ts';
import { home, Household } from './household.ts';
import type { Meter } from './meter.ts';
import { normalCumulative, normalQuantile } from './normal.ts';
import { i32, type f64 } from './platform.ts';
import * as purpose from './purposes.ts';
import { drawBernoulli, drawShare, drawValue, quantile, uniform, type Law } from './random.ts';
import { settings, type FuelSettings } from './settings.ts';
import { poundsToMicropounds } from './time.ts';

// Which fuels a household has
const electricityOnly: i32 = 1;
const gasOnly: i32 = 2;

/** Days of the month on which a monthly pay day may fall. */
const monthlyPayDays: i32 = 28;

/** A household of which nothing has been drawn. */
const undrawn: Household = new Household();

function clearHome(): void {
  undrawn.hasElectricity = true;
  undrawn.hasGas = true;
  copyHousehold(home, undrawn);
}

/** What queues need to know of a household: its meters, their kind and reach, and its needs. */
export function sketchHousehold(household: i32): void {
  const combination: i32 = drawShare(settings.fuelShares, household, purpose.fuels);
  home.number = household;
  home.hasElectricity = combination !== gasOnly;
  home.hasGas = combination !== electricityOnly;
  home.kind = drawShare(settings.kindShares, household, purpose.meterKind);
  home.hasWan = !drawBernoulli(settings.noWan, household, purpose.wan, 0);
  home.isVulnerable = drawBernoulli(settings.vulnerable, household, purpose.vulnerable, 0);
}

/** A sketch, with its meters ready for what institutions will do to them. */
export function sketchMeters(household: i32): void {
  sketchHousehold(household);
  home.electricity.number = 2 * household;
  home.gas.number = 2 * household + 1;
  home.order();
}

/**
 * Draws a household and its meters as they are when the warm-up begins. A home's meters share one
 * kind and one WAN, for good.
 * @rule I1
 */
export function drawHousehold(household: i32): void {
  clearHome();
  sketchHousehold(household);
  home.isOnPsr = drawBernoulli(settings.psr, household, purpose.psr, 0);
  home.isMedicallyDependent = drawBernoulli(
    settings.medicallyDependent,
    household,
    purpose.medical,
    0,
  );
  home.habit = drawShare(settings.habitShares, household, purpose.habit);
  if (home.habit === payCycle) {
    home.payCycle = drawShare(settings.payCycleShares, household, purpose.payCycle);
    home.payPhase = drawPayPhase(household);
  }
  home.trigger = drawPounds(settings.trigger, household, purpose.trigger);
  home.nextMidnight = settings.startMinute;
  home.order();
  drawMeters(household);
}

function drawPayPhase(household: i32): i32 {
  const chance: f64 = uniform(household, purpose.payPhase, 0);
  if (home.payCycle === monthly) return 1 + i32(Math.floor(chance * monthlyPayDays));
  const period: i32 = 7 << home.payCycle;
  return i32(Math.floor(chance * period));
}

function drawPounds(law: Law, entity: i32, what: i32): f64 {
  return poundsToMicropounds(drawValue(law, entity, what, 0));
}

/**
 * The annual use of a home's two fuels is tied by a Gaussian copula; other attributes are drawn
 * independently of each other.
 * @rule I2
 */
function drawMeters(household: i32): void {
  const electricity: f64 = normalQuantile(uniform(2 * household, purpose.annual, 0));
  if (home.hasElectricity) drawMeter(home.electricity, 2 * household, electricity);
  if (!home.hasGas) return;
  const rho: f64 = settings.correlation;
  const own: f64 = normalQuantile(uniform(2 * household + 1, purpose.annual, 0));
  const gas: f64 = rho * electricity + Math.sqrt(1 - rho * rho) * own;
  drawMeter(home.gas, 2 * household + 1, gas);
}

function drawMeter(meter: Meter, number: i32, annualNormal: f64): void {
  const fuel: FuelSettings = meter.fuel;
  meter.number = number;
  meter.emergencyCreditLimit = meter.settings.emergencyCreditLimit;
  meter.isSelectableWhenOff = drawBernoulli(
    meter.settings.selectableWhenOffShare,
    number,
    purpose.selectsWhenOff,
    0,
  );
  drawOpeningAccount(meter);
  const annualKwh: f64 = annualUse(fuel, annualNormal);
  meter.costOfAverageDay = (annualKwh / 365) * fuel.unitRate;
  meter.annualKwh = annualKwh;
  meter.vendFactor = vendFactor(meter);
  meter.segmentStart = settings.startMinute;
  // The first minute is looked at whatever the balance: it may begin below the trigger, or empty.
  meter.nextThreshold = -Infinity;
  // Only a legacy meter has a key or card to lose.
  if (home.kind === legacy && settings.deviceLife !== Infinity)
    meter.deviceBackAt = settings.startMinute;
  layGrants(meter, settings.startMinute);
  meter.refreshInstitution();
}

/**
 * Each meter draws a starting credit and, for a share, one debt with a weekly instalment.
 * @rule I3
 */
function drawOpeningAccount(meter: Meter): void {
  const number: i32 = meter.number;
  meter.balance = drawPounds(meter.fuel.initialBalance, number, purpose.initialBalance);
  if (!drawBernoulli(settings.debtShare, number, purpose.debt, 0)) return;
  meter.debt = drawPounds(settings.debtAmount, number, purpose.debtAmount);
  const weekly: f64 = drawPounds(settings.debtWeekly, number, purpose.debtWeekly);
  meter.instalment = Math.round(weekly / 7);
}

function annualUse(fuel: FuelSettings, normal: f64): f64 {
  return quantile(fuel.annual, normalCumulative(normal));
}

/**
 * How much more, or less, a meter buys at a time: as far as top-ups follow its annual use, or its
 * annual bill with the standing charge in.
 */
function vendFactor(meter: Meter): f64 {
  const fuel: FuelSettings = meter.fuel;
  if (settings.vendFollowsBill !== 0) {
    const bill: f64 = 365 * (meter.costOfAverageDay + meter.settings.standingCharge);
    return pow(bill / settings.typicalBill, settings.vendFollowsBill);
  }
  if (settings.vendFollowsUse === 0 || fuel.typicalKwh <= 0) return 1;
  return pow(meter.annualKwh / fuel.typicalKwh, settings.vendFollowsUse);
}
