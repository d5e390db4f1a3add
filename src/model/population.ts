// Who the consumers are: the attributes of a household and of its meters, each its own addressed draw. No policy can change them.
import { normalCumulative, normalQuantile } from '../random/normal.ts';
import type { Streams } from '../random/streams.ts';
import { habits, meterKinds, payCycles, type Shares } from '../scenario/scenario.ts';
import { dueColumns, mode, supply, type Slots } from './columns.ts';
import { never, poundsToMicropounds } from './money.ts';
import { purpose } from './purposes.ts';
import type { Rules } from './rules.ts';

/** Index of the name whose part of 0 to 1 a uniform number falls in. */
function pick<Name extends string>(shares: Shares<Name>, names: readonly Name[], uniform: number): number {
  let cumulative = 0;
  for (let index = 0; index < names.length - 1; index++) {
    cumulative += shares[names[index]!];
    if (uniform < cumulative) return index;
  }
  // Rounding in a sum of shares must not give a home a kind of which there are none.
  let last = names.length - 1;
  while (last > 0 && shares[names[last]!] === 0) last--;
  return last;
}

const fuelCombinations = ['dual', 'electricity', 'gas'] as const;
export const cyclePeriodDays = [7, 14, 28] as const;
/** Days of the month on which a monthly pay day may fall. */
const monthlyPayDays = 28;

/** What queues need to know of a household before its life begins. */
export interface HouseholdSketch {
  readonly hasElectricity: boolean;
  readonly hasGas: boolean;
  readonly kind: number;
  readonly wan: number;
  readonly vulnerable: boolean;
}

export function sketchHousehold(rules: Rules, streams: Streams, household: number): HouseholdSketch {
  const { population } = rules.scenario;
  const combination = fuelCombinations[pick(population.fuels, fuelCombinations, streams.uniform(household, purpose.fuels, 0))];
  return {
    hasElectricity: combination !== 'gas',
    hasGas: combination !== 'electricity',
    kind: pick(population.meterKinds, meterKinds, streams.uniform(household, purpose.meterKind, 0)),
    wan: streams.uniform(household, purpose.wan, 0) < population.noWan ? 0 : 1,
    vulnerable: streams.uniform(household, purpose.vulnerable, 0) < population.vulnerable,
  };
}

/** Lays a household and its meters in a slot as they are when the warm-up begins. */
export function drawHousehold(rules: Rules, streams: Streams, slots: Slots, slot: number, household: number): void {
  slots.clear(slot);
  const { households } = slots;
  const { scenario } = rules;
  const sketch = sketchHousehold(rules, streams, household);
  households.household[slot] = household;
  households.kind[slot] = sketch.kind;
  households.wan[slot] = sketch.wan;
  households.vulnerable[slot] = sketch.vulnerable ? 1 : 0;
  households.psr[slot] = streams.uniform(household, purpose.psr, 0) < scenario.population.psr ? 1 : 0;
  households.medical[slot] = streams.uniform(household, purpose.medical, 0) < scenario.population.medicallyDependent ? 1 : 0;
  households.habit[slot] = pick(scenario.behaviour.habits, habits, streams.uniform(household, purpose.habit, 0));
  const cycle = pick(scenario.behaviour.payCycle, payCycles, streams.uniform(household, purpose.payCycle, 0));
  const period = cyclePeriodDays[cycle];
  households.payCycle[slot] = cycle;
  households.payPhase[slot] =
    period === undefined
      ? 1 + Math.floor(streams.uniform(household, purpose.payPhase, 0) * monthlyPayDays)
      : Math.floor(streams.uniform(household, purpose.payPhase, 0) * period);
  households.trigger[slot] = poundsToMicropounds(rules.trigger.quantile(streams.uniform(household, purpose.trigger, 0)));
  households.nextMidnight[slot] = rules.startMinute;
  households.payAt[slot] = never;
  households.firstOffAt[slot] = never;

  const electricityNormal = normalQuantile(streams.uniform(2 * household, purpose.annual, 0));
  if (sketch.hasElectricity) layMeter(rules, streams, slots, slot, 0, electricityNormal);
  else layAbsent(slots, 2 * slot);
  if (sketch.hasGas) {
    const rho = scenario.consumption.correlation;
    const own = normalQuantile(streams.uniform(2 * household + 1, purpose.annual, 0));
    layMeter(rules, streams, slots, slot, 1, rho * electricityNormal + Math.sqrt(1 - rho * rho) * own);
  } else layAbsent(slots, 2 * slot + 1);
}

/** No meter: nothing is ever due on it. */
function layAbsent(slots: Slots, i: number): void {
  const { meters } = slots;
  for (const due of dueColumns) meters[due][i] = never;
  meters.threshold[i] = Infinity;
}

function layMeter(rules: Rules, streams: Streams, slots: Slots, slot: number, fuel: number, annualNormal: number): void {
  const { meters, households } = slots;
  const i = 2 * slot + fuel;
  const entity = 2 * households.household[slot]! + fuel;
  const { population } = rules.scenario;
  const fuelRules = rules.fuels[fuel]!;
  const ruleIndex = 2 * households.kind[slot]! + fuel;
  meters.present[i] = 1;
  meters.rules[i] = ruleIndex;
  meters.supply[i] = supply.on;
  meters.mode[i] = mode.prepayment;
  meters.balance[i] = poundsToMicropounds(fuelRules.initialBalance.quantile(streams.uniform(entity, purpose.initialBalance, 0)));
  meters.emergencyCreditLimit[i] = rules.meters[ruleIndex]!.emergencyCreditLimit;
  if (population.debt.share > 0 && streams.uniform(entity, purpose.debt, 0) < population.debt.share) {
    meters.debt[i] = poundsToMicropounds(rules.debtAmount.quantile(streams.uniform(entity, purpose.debtAmount, 0)));
    meters.instalment[i] = Math.round(poundsToMicropounds(rules.debtWeekly.quantile(streams.uniform(entity, purpose.debtWeekly, 0))) / 7);
  }
  const annualKwh = fuelRules.annual.quantile(normalCumulative(annualNormal));
  meters.costPerDay[i] = (annualKwh / 365) * fuelRules.unitRate;
  meters.annualKwh[i] = annualKwh;
  meters.ration[i] = 1;
  meters.segmentStart[i] = rules.startMinute;
  // The first minute is looked at whatever the balance: a meter may begin below its trigger, or empty.
  meters.threshold[i] = -Infinity;
  meters.needKey[i] = -1;
  meters.attemptKey[i] = -1;
  meters.offerKey[i] = -1;
  meters.spellKey[i] = -1;
  meters.rearmKey[i] = -1;
  for (const due of dueColumns) meters[due][i] = never;
  meters.onboardedAt[i] = never;
  meters.learntAt[i] = never;
  meters.firstOffAt[i] = never;
  meters.safeSince[i] = never;
  meters.vendedAt[i] = never;
  meters.deviceLostAt[i] = never;
  meters.deviceBackAt[i] = rules.deviceLifeMinutes === Infinity ? never : rules.startMinute;
}
