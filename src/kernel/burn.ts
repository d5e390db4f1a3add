// Energy as a rounded cumulative cost, and the minute at which it meets a threshold. cost(t) =
// round(exactCost + costToday × ration × share of the day since segmentStart). Segments begin at
// midnight and where the ration or the supply changes, but not where a cost is only read: how often
// it is read changes nothing.
import { debit } from './account.ts';
import { exp } from './arithmetic.ts';
import { supplyOn } from './codes.ts';
import type { DayShape } from './day-shape.ts';
import { home } from './household.ts';
import type { Meter } from './meter.ts';
import { newF64s, type f64, type F64s, type i32 } from './platform.ts';
import * as purpose from './purposes.ts';
import { drawValue } from './random.ts';
import { settings, type FuelSettings } from './settings.ts';
import { earlier, later, minutesPerDay, never } from './time.ts';

/** Cost in whole micropounds. The cumulative cost is rounded, never a rate. */
function roundedCost(exact: f64): f64 {
  return Math.floor(exact + 0.5);
}

/** The minute at which the current day began. */
function lastMidnight(): i32 {
  return home.nextMidnight - minutesPerDay;
}

/**
 * Cumulative cost up to a minute of the current day, not rounded: annual use ÷ 365 × season × shape
 * × day factor × rationing, at the unit rate.
 * @rule B1
 */
function exactCostAt(meter: Meter, minute: i32): f64 {
  const share: f64 = meter.shape.share(minute - lastMidnight()) - meter.segmentShare;
  return meter.exactCost + meter.costToday * meter.ration * share;
}

function post(meter: Meter, exact: f64): void {
  const cost: f64 = roundedCost(exact);
  debit(meter, cost - meter.postedCost);
  meter.postedCost = cost;
}

/** Posts the cost of the energy used up to a minute. A meter that is off uses none. */
export function postEnergyCost(meter: Meter, minute: i32): void {
  if (meter.supply !== supplyOn || meter.segmentStart === minute) return;
  post(meter, exactCostAt(meter, minute));
}

/** What posting would take from the account: the cost of energy used and not posted yet. */
export function energyCostDue(meter: Meter, minute: i32): f64 {
  if (meter.supply !== supplyOn || meter.segmentStart === minute) return 0;
  return roundedCost(exactCostAt(meter, minute)) - meter.postedCost;
}

/** Posts the cost and begins a new segment: the ration or the supply is about to change. */
export function beginSegment(meter: Meter, minute: i32): void {
  // True also before the first day: without a warm-up, reporting starts before any day has begun.
  if (meter.segmentStart === minute) return;
  if (meter.supply === supplyOn) {
    const exact: f64 = exactCostAt(meter, minute);
    post(meter, exact);
    meter.exactCost = exact;
  }
  markSegment(meter, minute);
}

/** Begins a segment at a minute without posting: the meter was off. */
export function markSegment(meter: Meter, minute: i32): void {
  meter.segmentStart = minute;
  meter.segmentShare = meter.shape.share(minute - lastMidnight());
}

/** Whether the posted cost equals the exact cost, rounded. It must at the horizon. */
export function isEnergyConserved(meter: Meter): boolean {
  return meter.postedCost === roundedCost(meter.exactCost);
}

/** Ends the day of a meter at midnight: posts its cost, and begins the segment of the next day. */
export function endDay(meter: Meter, midnight: i32, day: i32): void {
  if (meter.supply === supplyOn && meter.segmentStart !== midnight) {
    const used: f64 = meter.fuel.totalOfDay[day - 1]! - meter.segmentShare;
    const exact: f64 = meter.exactCost + meter.costToday * meter.ration * used;
    post(meter, exact);
    meter.exactCost = exact;
  }
  meter.segmentStart = midnight;
  meter.segmentShare = 0;
}

/** Begins a day: sets its shape, and its cost before rationing from the prepared day factor. */
export function beginDay(meter: Meter, day: i32): void {
  const fuel: FuelSettings = meter.fuel;
  meter.shape = fuel.shapeOfDay[day]!;
  const factor: f64 = meter.isGas ? gasFactors[day]! : electricityFactors[day]!;
  meter.costToday = meter.costOfAverageDay * fuel.season[day]! * factor;
}

/** Finds the minute of this day, after `from`, at which posted cost meets the meter's threshold. */
export function findCrossing(meter: Meter, from: i32): void {
  meter.crossingAt = never;
  if (meter.supply !== supplyOn || meter.nextThreshold === Infinity) return;
  const midnight: i32 = lastMidnight();
  const shape: DayShape = meter.shape;
  const cost: f64 = meter.costToday * meter.ration;
  const atEnd: f64 = roundedCost(meter.exactCost + cost * (shape.total - meter.segmentShare));
  if (atEnd < meter.nextThreshold) return;
  const minute: i32 = crossingMinute(meter, shape, cost, from - midnight);
  if (minute < minutesPerDay) meter.crossingAt = midnight + minute;
}

/**
 * First minute of the day after `from` by which posted cost meets the threshold; 1440 for the end
 * of the day. Called only if it does so that day. Computed, not found by stepping through the day.
 * @rule B4
 */
function crossingMinute(meter: Meter, shape: DayShape, cost: f64, from: i32): i32 {
  const used: f64 = meter.segmentShare;
  const exact: f64 = meter.exactCost;
  const threshold: f64 = meter.nextThreshold;
  const earliest: i32 = from + 1;
  const share: f64 = used + (threshold - 0.5 - exact) / cost;
  let minute: i32 = later(earliest, shape.approximateMinute(share));
  while (
    minute > earliest &&
    roundedCost(exact + cost * (shape.share(minute - 1) - used)) >= threshold
  )
    minute--;
  while (
    minute < minutesPerDay &&
    roundedCost(exact + cost * (shape.share(minute) - used)) < threshold
  )
    minute++;
  return minute;
}

// Day factors of the current household, by day: shared by all policies.
let electricityFactors: F64s = newF64s(0);
let gasFactors: F64s = newF64s(0);
let electricityLevels: F64s = newF64s(0);
let gasLevels: F64s = newF64s(0);
let normals: F64s = newF64s(0);
/**
 * The household that the factors are of, and the days they cover: from `factorsFrom` up to, not
 * including, `factorsUntil`.
 */
let household: i32 = -1;
let factorsFrom: i32 = 0;
let factorsUntil: i32 = 0;
let isNoisy: boolean = false;

/** Allocates factors for the days of the scenario, and clears those of an earlier household. */
export function resetDayFactors(): void {
  if (electricityFactors.length !== settings.days) {
    electricityFactors = newF64s(settings.days);
    gasFactors = newF64s(settings.days);
    electricityLevels = newF64s(settings.days);
    gasLevels = newF64s(settings.days);
    normals = newF64s(settings.days);
  }
  for (let day: i32 = 0; day < settings.days; day++) {
    electricityFactors[day] = 1;
    gasFactors[day] = 1;
  }
  household = -1;
  isNoisy = settings.electricity.noiseSigma !== 0 || settings.gas.noiseSigma !== 0;
}

/** Days whose factors are drawn at once: a processor then works on several draws at a time. */
const daysAtOnce: i32 = 8;

/**
 * Prepares the factors of a day for the current household; days come one after another. A household
 * that is resumed continues from the level its meters hold.
 */
export function prepareDayFactors(day: i32): void {
  if (!isNoisy) return;
  if (household !== home.number || day < factorsFrom || day > factorsUntil) loadLevels(day);
  if (day === factorsUntil) drawDayFactors(day, earlier(day + daysAtOnce, settings.days));
  home.electricity.dayLevel = electricityLevels[day]!;
  home.gas.dayLevel = gasLevels[day]!;
}

function loadLevels(day: i32): void {
  household = home.number;
  factorsFrom = day;
  factorsUntil = day;
  if (day === 0) return;
  electricityLevels[day - 1] = home.electricity.dayLevel;
  gasLevels[day - 1] = home.gas.dayLevel;
}

function drawDayFactors(from: i32, until: i32): void {
  for (let day: i32 = from; day < until; day++)
    normals[day] = drawValue(settings.standardNormal, home.number, purpose.dayNoise, day);
  if (home.hasElectricity)
    setFactors(settings.electricity, electricityLevels, electricityFactors, from, until);
  if (home.hasGas) setFactors(settings.gas, gasLevels, gasFactors, from, until);
  factorsUntil = until;
}

/**
 * The household's own day-to-day noise: lognormal with mean 1, first-order autoregression on the
 * logarithm, in its steady state from the first day; innovations shared by both fuels.
 * @rule B2
 */
function nextLevel(fuel: FuelSettings, levels: F64s, day: i32): f64 {
  if (day === 0) return normals[0]!;
  return fuel.noiseAutocorrelation * levels[day - 1]! + fuel.noiseInnovation * normals[day]!;
}

function setFactors(fuel: FuelSettings, levels: F64s, factors: F64s, from: i32, until: i32): void {
  const sigma: f64 = fuel.noiseSigma;
  for (let day: i32 = from; day < until; day++) {
    const level: f64 = nextLevel(fuel, levels, day);
    levels[day] = level;
    factors[day] = exp(sigma * level - 0.5 * sigma * sigma);
  }
}
