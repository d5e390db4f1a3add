// What the rules need to know while households live: the scenario's rules, the replication's streams and weather, the policy's
// institutions, the columns, and who is listening. One Run serves one policy of one replication (or the warm-up all policies share).
import type { Sampler } from '../random/sampling.ts';
import type { Streams } from '../random/streams.ts';
import { Slots, type HouseholdColumns, type MeterColumns } from '../model/columns.ts';
import type { DayShape } from '../model/day-shape.ts';
import { kindIndex, type Gates } from '../model/gates.ts';
import type { CompiledInstitutions } from '../model/institutions.ts';
import { dayOf } from '../model/money.ts';
import { drawHousehold } from '../model/population.ts';
import type { Rules } from '../model/rules.ts';
import { temperatures, seasonWeights } from '../model/weather.ts';
import { DayFactors } from './day-factors.ts';
import type { Ledger } from './ledger.ts';
import type { Listener } from './listener.ts';
import { ParkedHomes } from './parked-homes.ts';

/** What all policies of a replication share: luck, weather, and the columns its households live in. */
export class Replication {
  readonly rules: Rules;
  readonly streams: Streams;
  readonly slots: Slots;
  readonly dayFactors: DayFactors;
  /** Demand of each day relative to the mean day, by fuel. */
  readonly season: readonly [Float64Array, Float64Array];
  /** Shape of each day, by fuel. */
  readonly shapes: readonly [readonly DayShape[], readonly DayShape[]];
  /** Share of its demand each day uses, by fuel: 1, but where the clocks change. */
  readonly dayTotals: readonly [Float64Array, Float64Array];
  /** Where homes wait for their turn, under whichever policy. */
  readonly parked: ParkedHomes;
  readonly #blank: number;

  constructor(rules: Rules, streams: Streams) {
    const { calendar, scenario } = rules;
    const daily = temperatures(scenario.consumption.weather, calendar, streams);
    this.rules = rules;
    this.streams = streams;
    this.slots = new Slots(64);
    this.dayFactors = new DayFactors(rules, streams, this.slots);
    this.season = [
      seasonWeights('electricity', scenario.consumption.electricity, calendar, daily),
      seasonWeights('gas', scenario.consumption.gas, calendar, daily),
    ];
    const shapesOf = (fuel: number): readonly DayShape[] =>
      Array.from(calendar.clock, (clock) => rules.fuels[fuel]!.shapes[clock]!);
    this.shapes = [shapesOf(0), shapesOf(1)];
    this.dayTotals = [
      Float64Array.from(this.shapes[0], ({ total }) => total),
      Float64Array.from(this.shapes[1], ({ total }) => total),
    ];
    this.#blank = this.slots.take();
    this.slots.blank(this.#blank);
    this.parked = new ParkedHomes(this.slots, (slot, household) => {
      this.draw(slot, household);
    });
  }

  /** Lays a household in a slot, as it is when the warm-up begins. */
  draw(slot: number, household: number): void {
    this.slots.copy(this.#blank, slot);
    drawHousehold(this.rules, this.streams, this.slots, slot, household);
  }
}

export class Run {
  readonly replication: Replication;
  readonly rules: Rules;
  readonly streams: Streams;
  readonly meters: MeterColumns;
  readonly households: HouseholdColumns;
  readonly institutions: CompiledInstitutions;
  readonly gates: Gates;
  /** From when there is a SoLR, and so somebody to send an engineer to a smart meter; `never` where the supplier goes on trading. */
  readonly appointedAt: number;
  /** What advice does to the size of a vend before the meter's onboarding. */
  readonly adviceFactor: number;
  /** null in the warm-up, which nothing reports and in which a call is answered at once. */
  readonly listener: Listener | null;
  ledger: Ledger | null = null;
  /** How far the household under way may run ahead. */
  until = 0;
  /** Executed state changes. */
  events = 0;

  constructor(
    replication: Replication,
    policy: {
      institutions: CompiledInstitutions;
      gates: Gates;
      appointedAt: number;
      adviceFactor: number;
      listener: Listener | null;
    },
  ) {
    this.replication = replication;
    this.rules = replication.rules;
    this.streams = replication.streams;
    this.meters = replication.slots.meters;
    this.households = replication.slots.households;
    this.institutions = policy.institutions;
    this.gates = policy.gates;
    this.appointedAt = policy.appointedAt;
    this.adviceFactor = policy.adviceFactor;
    this.listener = policy.listener;
  }
}

/** Slot of the home's first meter: electricity where it has one. With `lastMeter` the bounds of every loop over a home's meters. */
export function firstMeter(run: Run, slot: number): number {
  return 2 * slot + run.households.firstFuel(slot);
}
export function lastMeter(run: Run, slot: number): number {
  return 2 * slot + run.households.lastFuel(slot);
}

/** Address of a meter's streams: 2 × household + fuel. */
export function meterEntity(run: Run, i: number): number {
  return 2 * run.households.household(i >> 1) + (i & 1);
}

/** A delay in whole minutes from a meter's stream. */
export function drawMinutes(run: Run, sampler: Sampler, i: number, what: number, draw: number): number {
  if (sampler.isConstant) return Math.round(sampler.lowest);
  return Math.round(sampler.quantile(run.streams.uniform(meterEntity(run, i), what, draw)));
}

/** Whether something of a given probability happens. */
export function happens(run: Run, probability: number, i: number, what: number, draw: number): boolean {
  if (probability <= 0) return false;
  if (probability >= 1) return true;
  return run.streams.uniform(meterEntity(run, i), what, draw) < probability;
}

/** The minute itself in waking hours, else the next opening. */
export function wake(run: Run, minute: number): number {
  return run.rules.calendar.nextWithin(run.rules.waking, minute);
}

/** Days since the calendar's first. */
export function dayIndexOf(run: Run, minute: number): number {
  return dayOf(minute) - run.rules.calendar.firstDay;
}

export function isLegacy(run: Run, i: number): boolean {
  return run.households.kind(i >> 1) === kindIndex.legacy;
}

export function note(run: Run, i: number, minute: number, event: string, amount: number | null = null): void {
  if (run.ledger === null) return;
  const { meters } = run;
  run.ledger.push({
    minute,
    fuel: (i & 1) === 0 ? 'electricity' : 'gas',
    event,
    amount,
    balance: meters.balance(i),
    emergencyCreditLeft: meters.emergencyCreditLeft(i),
    emergencyCreditUsed: meters.emergencyCreditUsed(i),
    accumulatedDebt: meters.accumulatedDebt(i),
    supply: (['on', 'armed', 'off'] as const)[meters.supply(i) as 0 | 1 | 2],
    safeMode: meters.mode(i) === 1,
  });
}
