// What a household would use (B1, B2, N5), by day and by minute of the day.
import { exp, log1p } from '../../src/kernel/arithmetic.ts';
import { standardNormal } from '../../src/random/sampling.ts';
import { purpose } from '../../src/model/purposes.ts';
import type { Fuel, FuelConsumption, Shape } from '../../src/scenario/scenario.ts';
import type { Clock } from './clock.ts';
import type { Luck } from './luck.ts';
import { minutesPerDay } from './units.ts';

const halfHours = 48;
/** Built-in weights by hour of the local clock (N5). */
const gbHourly = {
  electricity: [
    2.5, 2.0, 1.8, 1.7, 1.7, 1.9, 2.9, 4.7, 4.8, 4.2, 4.0, 3.8, 4.0, 3.7, 3.7, 4.1, 5.8, 7.4, 7.5, 7.0, 6.4, 6.1, 5.1, 3.7,
  ],
  gas: [
    0.54, 0.57, 0.56, 0.61, 0.82, 1.23, 1.33, 1.25, 1.21, 1.15, 1.1, 1.06, 1.04, 1.02, 1.03, 1.04, 1.09, 1.14, 1.18, 1.21, 1.19,
    1.08, 0.89, 0.66,
  ],
};

/** How much of a day's use is used by each minute of that UTC day: `used[m]` is the share of it used in its first m minutes. */
export type DayCurve = readonly number[];

export function dayCurve(fuel: Fuel, shape: Shape, clock: Clock, day: number): DayCurve {
  const weights = shape === 'flat' ? [1] : shape === 'gb' ? gbHourly[fuel] : shape.weights;
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const midnight = day * minutesPerDay;
  const used = [0];
  let byHalfHour = 0;
  for (let half = 0; half < halfHours; half++) {
    const localHalfHour = Math.floor(clock.localMinuteOfDay(midnight + 30 * half) / 30);
    // Weight of this half-hour against the mean one.
    const weight = (weights[Math.floor((localHalfHour * weights.length) / halfHours)]! * weights.length) / total;
    for (let minute = 1; minute < 30; minute++) used.push(byHalfHour + minute * (weight / minutesPerDay));
    byHalfHour += weight / halfHours;
    used.push(byHalfHour);
  }
  // Only where clocks change does a day hold more or less than its day's use.
  const clocksChange = clock.local(midnight) - midnight !== clock.local(midnight + minutesPerDay) - midnight - minutesPerDay;
  if (!clocksChange) used[minutesPerDay] = 1;
  return used;
}

/**
 * A household's day factors for one fuel: lognormal with mean 1 and the given coefficient of variation, the logarithm an AR(1). Both fuels
 * take the household's own draw of the day.
 */
export function dayFactors(noise: FuelConsumption['dayNoise'], luck: Luck, household: number, days: number): number[] {
  const sigma = Math.sqrt(log1p(noise.cv * noise.cv));
  const factors: number[] = [];
  let level = 0;
  for (let index = 0; index < days; index++) {
    const innovation = standardNormal.quantile(luck.uniform(household, purpose.dayNoise, index));
    level =
      index === 0
        ? innovation
        : noise.autocorrelation * level + Math.sqrt(1 - noise.autocorrelation * noise.autocorrelation) * innovation;
    factors.push(exp(sigma * level - 0.5 * sigma * sigma));
  }
  return factors;
}
