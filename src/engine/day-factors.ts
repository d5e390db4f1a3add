// The household's own day-to-day noise: lognormal with mean 1, AR(1) on the logarithm, innovations shared by both fuels.
// Kept for the household under way, so that the policies of a replication share it; a household taken up again goes on from its level.
import { exp } from '../random/arithmetic.ts';
import { standardNormal } from '../random/sampling.ts';
import type { Streams } from '../random/streams.ts';
import { purpose } from '../model/purposes.ts';
import type { Rules } from '../model/rules.ts';
import type { Slots } from '../model/columns.ts';

export class DayFactors {
  readonly #streams: Streams;
  readonly #slots: Slots;
  readonly #quiet: boolean;
  readonly #sigma: readonly [number, number];
  readonly #autocorrelation: readonly [number, number];
  readonly #innovation: readonly [number, number];
  /** By fuel and day. */
  readonly factors: readonly [Float64Array, Float64Array];
  readonly #levels: readonly [Float64Array, Float64Array];
  #household = -1;
  #from = 0;
  #until = 0;

  constructor(rules: Rules, streams: Streams, slots: Slots) {
    const [electricity, gas] = [rules.fuels[0]!, rules.fuels[1]!];
    this.#streams = streams;
    this.#slots = slots;
    this.#quiet = electricity.noiseSigma === 0 && gas.noiseSigma === 0;
    this.#sigma = [electricity.noiseSigma, gas.noiseSigma];
    this.#autocorrelation = [electricity.noiseAutocorrelation, gas.noiseAutocorrelation];
    this.#innovation = [
      Math.sqrt(1 - electricity.noiseAutocorrelation * electricity.noiseAutocorrelation),
      Math.sqrt(1 - gas.noiseAutocorrelation * gas.noiseAutocorrelation),
    ];
    this.factors = [new Float64Array(rules.calendar.days).fill(1), new Float64Array(rules.calendar.days).fill(1)];
    this.#levels = [new Float64Array(rules.calendar.days), new Float64Array(rules.calendar.days)];
  }

  /** Makes the factors of a day (index from the calendar's first) ready for a slot; days are asked for one after another. */
  prepare(slot: number, day: number): void {
    if (this.#quiet) return;
    const household = this.#slots.households.household(slot);
    if (household !== this.#household || day < this.#from || day > this.#until) this.#takeUp(slot, household, day);
    if (day === this.#until) this.#extend(household, day);
  }

  /** Makes the factors of the days `from` to `to`, both included, ready for a slot. */
  prepareThrough(slot: number, from: number, to: number): void {
    if (this.#quiet) return;
    this.prepare(slot, from);
    const household = this.#household;
    while (this.#until <= to) this.#extend(household, this.#until);
  }

  /** A household is left for others: its levels of the day under way are kept in its slot, to be taken up from. */
  leave(slot: number, day: number): void {
    // Not taken up since it was last left: what the slot keeps still holds.
    if (this.#quiet || this.#household !== this.#slots.households.household(slot) || day < this.#from || day >= this.#until)
      return;
    this.#slots.meters.setDayLevel(2 * slot, this.#levels[0][day]!);
    this.#slots.meters.setDayLevel(2 * slot + 1, this.#levels[1][day]!);
  }

  #takeUp(slot: number, household: number, day: number): void {
    this.#household = household;
    this.#from = day;
    this.#until = day;
    if (day === 0) return;
    this.#levels[0][day - 1] = this.#slots.meters.dayLevel(2 * slot);
    this.#levels[1][day - 1] = this.#slots.meters.dayLevel(2 * slot + 1);
  }

  #extend(household: number, day: number): void {
    const normal = standardNormal.quantile(this.#streams.uniform(household, purpose.dayNoise, day));
    this.#extendFuel(0, day, normal);
    this.#extendFuel(1, day, normal);
    this.#until = day + 1;
  }

  #extendFuel(fuel: 0 | 1, day: number, normal: number): void {
    const levels = this.#levels[fuel];
    const level = day === 0 ? normal : this.#autocorrelation[fuel] * levels[day - 1]! + this.#innovation[fuel] * normal;
    const sigma = this.#sigma[fuel];
    levels[day] = level;
    this.factors[fuel][day] = exp(sigma * level - 0.5 * sigma * sigma);
  }
}
