// Weather and seasons (N1 to N4): one daily temperature for all homes, and what it does to demand.
import type { Fuel, FuelConsumption, Weather } from '../../src/scenario/scenario.ts';
import type { Calendar } from './calendar.ts';
import type { RandomDraws, RandomNumbers } from './random-draws.ts';

/** N1: Central England Temperature, 1991 to 2020, °C, January first. */
const monthlyMean = [4.7, 5.0, 6.8, 9.1, 11.9, 14.7, 16.8, 16.6, 14.2, 10.9, 7.3, 4.9];
const anomalyCorrelation = 0.8;
const anomalySd = 2.8;
/** N3. */
const heatingBelow = 15.5;
const gasBaseLoad = 0.12;
const daysInMonth = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
/** N2: shares of a year's use, January first. */
const gbMonthShares = {
  electricity: [0.103, 0.09, 0.09, 0.08, 0.077, 0.071, 0.066, 0.066, 0.068, 0.085, 0.098, 0.106],
  gas: [0.16, 0.14, 0.125, 0.085, 0.05, 0.03, 0.025, 0.025, 0.035, 0.07, 0.11, 0.145],
};

/** N1: mean temperatures of `days` days, the first being `firstDay`. */
export function temperatures(
  weather: Weather,
  calendar: Calendar,
  random: RandomDraws,
  firstDay: number,
  days: number,
): number[] {
  if (weather !== 'gb') {
    const known = Date.parse(`${weather.firstDay}T00:00:00Z`);
    return Array.from({ length: days }, (_, index) => {
      const place = (calendar.date(firstDay + index).getTime() - known) / 86_400_000;
      return weather.temperatures[place]!;
    });
  }
  const temperature: number[] = [];
  let anomaly = 0;
  for (let index = 0; index < days; index++) {
    const normal = random.numbers.normal.quantile(random.uniform(0, 'weather', index));
    anomaly =
      index === 0
        ? normal
        : anomalyCorrelation * anomaly +
          Math.sqrt(1 - anomalyCorrelation * anomalyCorrelation) * normal;
    temperature.push(
      monthlyMean[calendar.date(firstDay + index).getUTCMonth()]! + anomalySd * anomaly,
    );
  }
  return temperature;
}

/** N3: degree-days of the mean year, each month's temperatures being normal about its mean. */
const degreeDaysInMeanYear = (normal: RandomNumbers['normal']): number =>
  daysInMonth.reduce((sum, days, month) => {
    const margin = (heatingBelow - monthlyMean[month]!) / anomalySd;
    const mean = anomalySd * (margin * normal.cumulative(margin) + normal.density(margin));
    return sum + days * mean;
  }, 0);

/** N2, N3, N4: demand of a day relative to the year's mean day. */
export function seasonFactor(
  fuel: Fuel,
  consumption: FuelConsumption,
  date: Date,
  temperature: number,
  normal: RandomNumbers['normal'],
): number {
  const month = date.getUTCMonth();
  if (consumption.season === 'flat') return 1;
  if (consumption.season === 'degree-days') {
    const heating =
      ((1 - gasBaseLoad) * 365 * Math.max(0, heatingBelow - temperature)) /
      degreeDaysInMeanYear(normal);
    return gasBaseLoad + heating;
  }
  const share =
    consumption.season === 'gb' ? gbMonthShares[fuel][month]! : consumption.season.months[month]!;
  const daysOfThisMonth = new Date(Date.UTC(date.getUTCFullYear(), month + 1, 0)).getUTCDate();
  const seasonal = (share * 365) / daysOfThisMonth;
  if (consumption.season !== 'gb') return seasonal;
  return seasonal * Math.max(0, 1 + consumption.coldResponse * (monthlyMean[month]! - temperature));
}
