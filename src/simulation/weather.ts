// The weather of a replication, one daily mean temperature shared by all its households, and what
// it does to demand.
import type { Streams } from '../random/streams.ts';
import { normalCumulative, normalDensity, normalQuantile } from '../kernel/normal.ts';
import type { FuelConsumption, Weather } from '../scenario/scenario.ts';
import * as purpose from '../kernel/purposes.ts';
import { epochDay, type Days } from './days.ts';

/**
 * Monthly mean Central England Temperature, 1991 to 2020, °C, to the nearest 0.1: averages of the
 * Met Office Hadley Centre's monthly file,
 * https://www.metoffice.gov.uk/hadobs/hadcet/data/meantemp_monthly_totals.txt, read in two public
 * copies that agree (docs/MODEL.md, N1).
 */
export const monthlyMeanTemperature = [
  4.7, 5.0, 6.8, 9.1, 11.9, 14.7, 16.8, 16.6, 14.2, 10.9, 7.3, 4.9,
] as const;
/**
 * Day-to-day departures from the monthly mean: lag-one correlation and standard deviation in °C.
 * Assumption (docs/MODEL.md).
 */
const anomaly = { autocorrelation: 0.8, sd: 2.8 } as const;
/** Outdoor temperature, °C, above which a home needs no heating: the usual UK degree-day base. */
const degreeDayBase = 15.5;
/**
 * Share of annual gas that is not heating: 12 % hot water,
 * https://www.mdpi.com/1996-1073/17/19/4884.
 */
const gasBaseLoad = 0.12;
const daysOfMonth = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/**
 * Month shares of annual use, January first, fitted to quarterly bounds:
 * https://eciu.net/media/press-releases/2024/energy-price-cap-17-cut-for-summer-but-gas-crisis-set-to-cost-households-another-600-a-year-from-this-winter.
 */
const gbMonthShares = {
  electricity: [0.103, 0.09, 0.09, 0.08, 0.077, 0.071, 0.066, 0.066, 0.068, 0.085, 0.098, 0.106],
  gas: [0.16, 0.14, 0.125, 0.085, 0.05, 0.03, 0.025, 0.025, 0.035, 0.07, 0.11, 0.145],
} as const;

/**
 * Expected degree-days of a day of the month under the synthetic weather: E max(0, base − T), T
 * normal.
 */
function expectedDegreeDays(month: number): number {
  const margin = (degreeDayBase - monthlyMeanTemperature[month]!) / anomaly.sd;
  return anomaly.sd * (margin * normalCumulative(margin) + normalDensity(margin));
}
const annualDegreeDays = daysOfMonth.reduce<number>(
  (sum, days, month) => sum + days * expectedDegreeDays(month),
  0,
);

/**
 * Daily mean temperatures, °C, indexed by day − firstDay: one series a replication, shared by all.
 * @rule N1
 */
export function dailyTemperatures(weather: Weather, days: Days, streams: Streams): Float64Array {
  const daily = new Float64Array(days.days);
  if (weather !== 'gb') {
    const offset = days.startEpochDay + days.firstDay - epochDay(weather.firstDay);
    // The scenario is known to cover the days that are simulated. The calendar has a day or two
    // more.
    for (let index = 0; index < days.days; index++) {
      daily[index] =
        weather.temperatures[
          Math.max(0, Math.min(weather.temperatures.length - 1, index + offset))
        ]!;
    }
    return daily;
  }
  const innovation = Math.sqrt(1 - anomaly.autocorrelation * anomaly.autocorrelation);
  let standard = 0;
  for (let index = 0; index < days.days; index++) {
    const normal = normalQuantile(streams.uniform(0, purpose.weather, index));
    standard = index === 0 ? normal : anomaly.autocorrelation * standard + innovation * normal;
    daily[index] = monthlyMeanTemperature[days.month[index]!]! + anomaly.sd * standard;
  }
  return daily;
}

/** Demand of each day relative to the year's mean day, before the household's own day factor. */
export function seasonWeights(
  fuel: 'electricity' | 'gas',
  { season, coldResponse }: FuelConsumption,
  days: Days,
  temperatures: Float64Array,
): Float64Array {
  return Float64Array.from({ length: days.days }, (_, index) => {
    if (season === 'flat') return 1;
    if (season === 'degree-days') return degreeDayWeight(temperatures[index]!);
    const month = days.month[index]!;
    const share = season === 'gb' ? gbMonthShares[fuel][month]! : season.months[month]!;
    const weight = monthWeight(share, days.daysInMonth[index]!);
    return season === 'gb' && coldResponse !== 0
      ? weight * coldFactor(coldResponse, month, temperatures[index]!)
      : weight;
  });
}

/**
 * A day's share of the year is its month's share × 365 ÷ days in the month.
 * @rule N2
 */
function monthWeight(share: number, daysInMonth: number): number {
  return (share * 365) / daysInMonth;
}

/**
 * A base load, and the rest in proportion to degree-days, normalised by the expected year.
 * @rule N3
 */
function degreeDayWeight(temperature: number): number {
  const heating = (1 - gasBaseLoad) * 365 * Math.max(0, degreeDayBase - temperature);
  return gasBaseLoad + heating / annualDegreeDays;
}

/**
 * Demand rises for each °C that the day is below its month's mean, and falls above, never below 0.
 * @rule N4
 */
function coldFactor(coldResponse: number, month: number, temperature: number): number {
  return Math.max(0, 1 + coldResponse * (monthlyMeanTemperature[month]! - temperature));
}
