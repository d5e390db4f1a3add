// The scenario's spread of a day's demand over the local clock. Its spread over a UTC day is in
// kernel/day-shape.ts.
import { halfHours } from '../kernel/day-shape.ts';
import type { Shape } from '../scenario/scenario.ts';

/**
 * Share of a day by local hour. Electricity: Elexon profile class 1, winter weekday, from
 * https://github.com/themathedges/3YP. Gas: hourly weights of the German BDEW profile as used by
 * https://github.com/PyPSA/pypsa-eur (a stand-in: no open GB profile).
 */
const gbHourly = {
  electricity: [
    2.5, 2.0, 1.8, 1.7, 1.7, 1.9, 2.9, 4.7, 4.8, 4.2, 4.0, 3.8, 4.0, 3.7, 3.7, 4.1, 5.8, 7.4, 7.5,
    7.0, 6.4, 6.1, 5.1, 3.7,
  ],
  gas: [
    0.54, 0.57, 0.56, 0.61, 0.82, 1.23, 1.33, 1.25, 1.21, 1.15, 1.1, 1.06, 1.04, 1.02, 1.03, 1.04,
    1.09, 1.14, 1.18, 1.21, 1.19, 1.08, 0.89, 0.66,
  ],
} as const;

/** Half-hourly weights from local midnight, mean 1. */
export function halfHourlyWeights(fuel: 'electricity' | 'gas', shape: Shape): Float64Array {
  if (shape === 'flat') return new Float64Array(halfHours).fill(1);
  const weights: readonly number[] = shape === 'gb' ? gbHourly[fuel] : shape.weights;
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return Float64Array.from(
    { length: halfHours },
    (_, half) =>
      (weights[Math.floor((half * weights.length) / halfHours)]! * weights.length) / total,
  );
}
