// What everybody in one policy of one replication lives in: the calendar, luck, demand, institutions; and what is told of it.
import type { Fuel, Institutions, Scenario } from '../../src/scenario/scenario.ts';
import { Clock } from './clock.ts';
import type { Course } from './course.ts';
import { dayCurve, dayFactors, type DayCurve } from './demand.ts';
import type { Home, Meter } from './home.ts';
import { Luck } from './luck.ts';
import { dayOf, minutesPerDay } from './units.ts';
import { season, temperatures } from './weather.ts';

export interface Spell {
  readonly household: number;
  readonly fuel: Fuel;
  readonly startMinute: number;
  readonly endMinute: number;
  readonly cause: string;
  readonly endedBy: string;
  readonly censored: boolean;
}

/** The same for all policies of a replication. */
export class Surroundings {
  readonly scenario: Scenario;
  readonly clock: Clock;
  readonly luck: Luck;
  readonly firstDay: number;
  readonly #seasons: Readonly<Record<Fuel, readonly number[]>>;
  readonly #curves: Readonly<Record<Fuel, readonly DayCurve[]>>;
  readonly #factors = new Map<string, readonly number[]>();
  readonly #days: number;

  constructor(scenario: Scenario, replication: number) {
    const { consumption } = scenario;
    this.scenario = scenario;
    this.firstDay = -scenario.warmUpMinutes / minutesPerDay;
    this.clock = new Clock(scenario.start);
    this.luck = new Luck(scenario.seed, replication, this.firstDay);
    this.#days = dayOf(scenario.horizonMinutes) - this.firstDay + 1;
    const days = Array.from({ length: this.#days }, (_, index) => this.firstDay + index);
    const warmth = temperatures(consumption.weather, this.clock, this.luck, this.firstDay, this.#days);
    const byDay = (fuel: Fuel): number[] =>
      days.map((day, index) => season(fuel, consumption[fuel], this.clock.date(day), warmth[index]!));
    const curves = (fuel: Fuel): DayCurve[] => days.map((day) => dayCurve(fuel, consumption[fuel].shape, this.clock, day));
    this.#seasons = { electricity: byDay('electricity'), gas: byDay('gas') };
    this.#curves = { electricity: curves('electricity'), gas: curves('gas') };
  }

  curve(fuel: Fuel, day: number): DayCurve {
    return this.#curves[fuel][day - this.firstDay]!;
  }

  /** B1: what a meter would burn on a day, in micropounds, not rounded. */
  costOfDay(home: Home, { fuel, burn }: Meter, day: number): number {
    const key = `${home.index} ${fuel}`;
    let factors = this.#factors.get(key);
    if (factors === undefined) {
      factors = dayFactors(this.scenario.consumption[fuel].dayNoise, this.luck, home.index, this.#days);
      this.#factors.set(key, factors);
    }
    const index = day - this.firstDay;
    return burn.costOfMeanDay * this.#seasons[fuel][index]! * factors[index]!;
  }
}

export interface World {
  readonly surroundings: Surroundings;
  readonly scenario: Scenario;
  readonly clock: Clock;
  readonly luck: Luck;
  readonly institutions: Institutions;
  readonly course: Course;
  readonly homes: readonly Home[];
  /** Ordinary life before day 0, not told of: calls are answered at once, and there are no engineers. */
  readonly isWarmUp: boolean;
  /** What advice does to the size of a vend before the meter's onboarding. */
  readonly adviceFactor: number;
  readonly spells: Spell[];
  /** For whoever looks into a difference: told of everything that happens to a meter. */
  readonly diary: ((minute: number, meter: Meter, event: string) => void) | null;
}
