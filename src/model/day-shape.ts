// How a day's demand is spread over its minutes: half-hours of the Europe/London clock laid on a UTC day, as a cumulative share.
import type { Shape } from '../scenario/scenario.ts';
import { dayClock } from './calendar.ts';
import { minutesPerDay } from './money.ts';

const halfHours = 48;
const minutesPerHalfHour = 30;
const guideSteps = 64;

/** Share of a day by local hour. Electricity: Elexon profile class 1, winter weekday, from https://github.com/themathedges/3YP.
 *  Gas: hourly weights of the German BDEW profile as used by https://github.com/PyPSA/pypsa-eur (a stand-in: no open GB profile). */
const gbHourly = {
  electricity: [
    2.5, 2.0, 1.8, 1.7, 1.7, 1.9, 2.9, 4.7, 4.8, 4.2, 4.0, 3.8, 4.0, 3.7, 3.7, 4.1, 5.8, 7.4, 7.5, 7.0, 6.4, 6.1, 5.1, 3.7,
  ],
  gas: [
    0.54, 0.57, 0.56, 0.61, 0.82, 1.23, 1.33, 1.25, 1.21, 1.15, 1.1, 1.06, 1.04, 1.02, 1.03, 1.04, 1.09, 1.14, 1.18, 1.21, 1.19,
    1.08, 0.89, 0.66,
  ],
} as const;

/** Half-hourly weights from local midnight, mean 1. */
function halfHourlyWeights(fuel: 'electricity' | 'gas', shape: Shape): Float64Array {
  if (shape === 'flat') return new Float64Array(halfHours).fill(1);
  const weights: readonly number[] = shape === 'gb' ? gbHourly[fuel] : shape.weights;
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return Float64Array.from(
    { length: halfHours },
    (_, half) => (weights[Math.floor((half * weights.length) / halfHours)]! * weights.length) / total,
  );
}

export class DayShape {
  /** Share of the day's demand used by the start of each half-hour of the UTC day, 49 values. */
  readonly #cumulative = new Float64Array(halfHours + 1);
  readonly #perMinute = new Float64Array(halfHours + 1);
  /** 1 / perMinute; 0 where nothing is used. */
  readonly #minutesPerShare = new Float64Array(halfHours);
  /** For each step of cumulative share, a half-hour at or before it. */
  readonly #guide = new Uint8Array(guideSteps + 1);
  readonly #stepsPerShare: number;
  /** 1, but for the two days a year on which the clocks change. */
  readonly total: number;

  /** `clock`: one of dayClock. */
  constructor(fuel: 'electricity' | 'gas', shape: Shape, clock: number) {
    const weights = halfHourlyWeights(fuel, shape);
    for (let half = 0; half < halfHours; half++) {
      const summer =
        clock === dayClock.summer ||
        (clock === dayClock.springChange && half >= 2) ||
        (clock === dayClock.autumnChange && half < 2);
      const weight = weights[(half + (summer ? 2 : 0)) % halfHours]!;
      this.#perMinute[half] = weight / minutesPerDay;
      this.#minutesPerShare[half] = weight === 0 ? 0 : minutesPerDay / weight;
      this.#cumulative[half + 1] = this.#cumulative[half]! + weight / halfHours;
    }
    // A sum of 48 shares can miss 1 by an ulp: a day without a clock change uses exactly its day's demand.
    if (clock === dayClock.winter || clock === dayClock.summer) this.#cumulative[halfHours] = 1;
    this.total = this.#cumulative[halfHours]!;
    this.#stepsPerShare = guideSteps / this.total;
    for (let step = 0, half = 0; step <= guideSteps; step++) {
      while (half < halfHours - 1 && this.#cumulative[half + 1]! <= (step / guideSteps) * this.total) half++;
      this.#guide[step] = half;
    }
  }

  /** Share of the day's demand used by a minute of the UTC day, 0 to 1440. */
  share(minute: number): number {
    // As in dayOf, a reciprocal spares a division. At 1440 the 49th half-hour begins, in which nothing is used.
    const half = ((minute + 0.5) * (1 / minutesPerHalfHour)) | 0;
    return this.#cumulative[half]! + (minute - half * minutesPerHalfHour) * this.#perMinute[half]!;
  }

  /** About the minute by which a share is used, within a minute or so: the caller finds the exact one. */
  approximateMinute(share: number): number {
    if (share >= this.total) return minutesPerDay;
    let half = this.#guide[(share * this.#stepsPerShare) | 0]!;
    while (half < halfHours - 1 && this.#cumulative[half + 1]! <= share) half++;
    const minute = (share - this.#cumulative[half]!) * this.#minutesPerShare[half]!;
    return half * minutesPerHalfHour + (Math.min(minutesPerHalfHour, Math.ceil(minute)) | 0);
  }
}

/** The shapes of a fuel for the four kinds of day, indexed by dayClock. */
export function dayShapes(fuel: 'electricity' | 'gas', shape: Shape): readonly DayShape[] {
  return [0, 1, 2, 3].map((clock) => new DayShape(fuel, shape, clock));
}
