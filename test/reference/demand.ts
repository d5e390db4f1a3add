// What a household would use by day (B2) and by minute of the day (N5).
import type { Fuel, FuelConsumption, Shape } from '../../src/scenario/scenario.ts';
import type { Calendar } from './calendar.ts';
import type { RandomDraws } from './random-draws.ts';
import { minutesPerDay } from './units.ts';

const halfHours = 48;
/** N5: built-in weights by hour of the local clock. */
const gbHourly = {
  electricity: [
    2.5, 2.0, 1.8, 1.7, 1.7, 1.9, 2.9, 4.7, 4.8, 4.2, 4.0, 3.8, 4.0, 3.7, 3.7, 4.1, 5.8, 7.4, 7.5,
    7.0, 6.4, 6.1, 5.1, 3.7,
  ],
  gas: [
    0.54, 0.57, 0.56, 0.61, 0.82, 1.23, 1.33, 1.25, 1.21, 1.15, 1.1, 1.06, 1.04, 1.02, 1.03, 1.04,
    1.09, 1.14, 1.18, 1.21, 1.19, 1.08, 0.89, 0.66,
  ],
};

/** N5: at index m, the share of a day's use that falls in the first m minutes of that UTC day. */
export type DayCurve = readonly number[];

export function dayCurve(fuel: Fuel, shape: Shape, calendar: Calendar, day: number): DayCurve {
  const weights = shape === 'flat' ? [1] : shape === 'gb' ? gbHourly[fuel] : shape.weights;
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const midnight = day * minutesPerDay;
  const used = [0];
  let byHalfHour = 0;
  for (let half = 0; half < halfHours; half++) {
    const localHalfHour = Math.floor(calendar.localMinuteOfDay(midnight + 30 * half) / 30);
    // Weight of this half-hour against the mean one.
    const weight =
      (weights[Math.floor((localHalfHour * weights.length) / halfHours)]! * weights.length) / total;
    for (let minute = 1; minute < 30; minute++)
      used.push(byHalfHour + minute * (weight / minutesPerDay));
    byHalfHour += weight / halfHours;
    used.push(byHalfHour);
  }
  // Only where clocks change does a day hold more or less than its day's use.
  const clocksChange =
    calendar.local(midnight) - midnight !==
    calendar.local(midnight + minutesPerDay) - midnight - minutesPerDay;
  if (!clocksChange) used[minutesPerDay] = 1;
  return used;
}

/**
 * B2: a household's day factors for one fuel, lognormal with mean 1, the logarithm an AR(1). Both
 * fuels take the household's own draw of the day.
 */
export function drawDayFactors(
  noise: FuelConsumption['dayNoise'],
  random: RandomDraws,
  household: number,
  days: number,
): number[] {
  const sigma = Math.sqrt(Math.log1p(noise.cv * noise.cv));
  const factors: number[] = [];
  let level = 0;
  for (let index = 0; index < days; index++) {
    const innovation = random.drawStandardNormal(household, 'dayNoise', index);
    level =
      index === 0
        ? innovation
        : noise.autocorrelation * level +
          Math.sqrt(1 - noise.autocorrelation * noise.autocorrelation) * innovation;
    factors.push(Math.exp(sigma * level - 0.5 * sigma * sigma));
  }
  return factors;
}
