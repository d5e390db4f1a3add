// What all policies of a replication share: calendar, random numbers, weather, households' demand.
import type { Fuel, Scenario } from '../../src/scenario/scenario.ts';
import { Calendar } from './calendar.ts';
import { dayCurve, drawDayFactors, type DayCurve } from './demand.ts';
import type { Home, Meter } from './home.ts';
import { RandomDraws, type RandomNumbers } from './random-draws.ts';
import { dayOf, minutesPerDay } from './units.ts';
import { seasonFactor, temperatures } from './weather.ts';

export class Environment {
  readonly scenario: Scenario;
  readonly calendar: Calendar;
  readonly random: RandomDraws;
  /** The first day of the warm-up, at or below 0. */
  readonly firstDay: number;
  readonly #seasonFactors: Readonly<Record<Fuel, readonly number[]>>;
  readonly #curves: Readonly<Record<Fuel, readonly DayCurve[]>>;
  readonly #dayFactors = new Map<string, readonly number[]>();
  readonly #dayCount: number;

  constructor(scenario: Scenario, numbers: RandomNumbers) {
    const { consumption } = scenario;
    this.scenario = scenario;
    this.firstDay = -scenario.warmUpMinutes / minutesPerDay;
    this.calendar = new Calendar(scenario.start);
    this.random = new RandomDraws(numbers, this.firstDay);
    this.#dayCount = dayOf(scenario.horizonMinutes) - this.firstDay + 1;
    const days = Array.from({ length: this.#dayCount }, (_, index) => this.firstDay + index);
    const daily = temperatures(
      consumption.weather,
      this.calendar,
      this.random,
      this.firstDay,
      this.#dayCount,
    );
    const seasonOf = (fuel: Fuel): number[] =>
      days.map((day, index) =>
        seasonFactor(
          fuel,
          consumption[fuel],
          this.calendar.date(day),
          daily[index]!,
          this.random.numbers.normal,
        ),
      );
    const curvesOf = (fuel: Fuel): DayCurve[] =>
      days.map((day) => dayCurve(fuel, consumption[fuel].shape, this.calendar, day));
    this.#seasonFactors = { electricity: seasonOf('electricity'), gas: seasonOf('gas') };
    this.#curves = { electricity: curvesOf('electricity'), gas: curvesOf('gas') };
  }

  curve(fuel: Fuel, day: number): DayCurve {
    return this.#curves[fuel][day - this.firstDay]!;
  }

  /** B1: the cost of a day's use before rationing, in micropounds that are not rounded. */
  costOfDay(home: Home, { fuel, burn }: Meter, day: number): number {
    const key = `${home.index} ${fuel}`;
    let factors = this.#dayFactors.get(key);
    if (factors === undefined) {
      factors = drawDayFactors(
        this.scenario.consumption[fuel].dayNoise,
        this.random,
        home.index,
        this.#dayCount,
      );
      this.#dayFactors.set(key, factors);
    }
    const index = day - this.firstDay;
    return burn.costOfMeanDay * this.#seasonFactors[fuel][index]! * factors[index]!;
  }
}
