// Who the consumers are: the attributes of a household and of its meters, each its own addressed draw. No policy can change them.
import { pow } from '../random/arithmetic.ts';
import { normalCumulative, normalQuantile } from '../random/normal.ts';
import type { Streams } from '../random/streams.ts';
import { type Slots } from './columns.ts';
import { kindIndex } from './gates.ts';
import { poundsToMicropounds } from './money.ts';
import { purpose } from './purposes.ts';
import { fuelCombination, type Rules } from './rules.ts';

/** Index of the part of 0 to 1 a uniform number falls in, the parts given by their upper ends. */
function pick(upperEnds: Float64Array, uniform: number): number {
  let index = 0;
  while (uniform >= upperEnds[index]!) index++;
  return index;
}

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
  const combination = pick(rules.fuelShares, streams.uniform(household, purpose.fuels, 0));
  return {
    hasElectricity: combination !== fuelCombination.gas,
    hasGas: combination !== fuelCombination.electricity,
    kind: pick(rules.kindShares, streams.uniform(household, purpose.meterKind, 0)),
    wan: streams.uniform(household, purpose.wan, 0) < population.noWan ? 0 : 1,
    vulnerable: streams.uniform(household, purpose.vulnerable, 0) < population.vulnerable,
  };
}

/** Lays a household and its meters in a slot, blank until now, as they are when the warm-up begins. */
export function drawHousehold(rules: Rules, streams: Streams, slots: Slots, slot: number, household: number): void {
  const { households } = slots;
  const { scenario } = rules;
  const sketch = sketchHousehold(rules, streams, household);
  households.setHousehold(slot, household);
  households.setKind(slot, sketch.kind);
  households.setWan(slot, sketch.wan);
  households.setVulnerable(slot, sketch.vulnerable ? 1 : 0);
  households.setPsr(slot, streams.uniform(household, purpose.psr, 0) < scenario.population.psr ? 1 : 0);
  households.setMedical(slot, streams.uniform(household, purpose.medical, 0) < scenario.population.medicallyDependent ? 1 : 0);
  households.setHabit(slot, pick(rules.habitShares, streams.uniform(household, purpose.habit, 0)));
  const cycle = pick(rules.payCycleShares, streams.uniform(household, purpose.payCycle, 0));
  const period = cyclePeriodDays[cycle];
  households.setPayCycle(slot, cycle);
  households.setPayPhase(
    slot,
    period === undefined
      ? 1 + Math.floor(streams.uniform(household, purpose.payPhase, 0) * monthlyPayDays)
      : Math.floor(streams.uniform(household, purpose.payPhase, 0) * period),
  );
  households.setTrigger(slot, poundsToMicropounds(rules.trigger.quantile(streams.uniform(household, purpose.trigger, 0))));
  households.setNextMidnight(slot, rules.startMinute);
  households.setFirstFuel(slot, sketch.hasElectricity ? 0 : 1);
  households.setLastFuel(slot, sketch.hasGas ? 1 : 0);

  const electricityNormal = normalQuantile(streams.uniform(2 * household, purpose.annual, 0));
  if (sketch.hasElectricity) layMeter(rules, streams, slots, slot, 0, electricityNormal);
  if (sketch.hasGas) {
    const rho = scenario.consumption.correlation;
    const own = normalQuantile(streams.uniform(2 * household + 1, purpose.annual, 0));
    layMeter(rules, streams, slots, slot, 1, rho * electricityNormal + Math.sqrt(1 - rho * rho) * own);
  }
}

/** As far as vends follow use (rule H8); annual use in kWh. */
function vendFactor({ vendFollowsUse }: Rules, typicalKwh: number, annualKwh: number): number {
  return vendFollowsUse === 0 || typicalKwh <= 0 ? 1 : pow(annualKwh / typicalKwh, vendFollowsUse);
}

function layMeter(rules: Rules, streams: Streams, slots: Slots, slot: number, fuel: number, annualNormal: number): void {
  const { meters, households } = slots;
  const i = 2 * slot + fuel;
  const entity = 2 * households.household(slot) + fuel;
  const { population } = rules.scenario;
  const fuelRules = rules.fuels[fuel]!;
  const ruleIndex = 2 * households.kind(slot) + fuel;
  meters.setRules(i, ruleIndex);
  meters.setBalance(
    i,
    poundsToMicropounds(fuelRules.initialBalance.quantile(streams.uniform(entity, purpose.initialBalance, 0))),
  );
  meters.setEmergencyCreditLimit(i, rules.meters[ruleIndex]!.emergencyCreditLimit);
  if (population.debt.share > 0 && streams.uniform(entity, purpose.debt, 0) < population.debt.share) {
    meters.setDebt(i, poundsToMicropounds(rules.debtAmount.quantile(streams.uniform(entity, purpose.debtAmount, 0))));
    meters.setInstalment(
      i,
      Math.round(poundsToMicropounds(rules.debtWeekly.quantile(streams.uniform(entity, purpose.debtWeekly, 0))) / 7),
    );
  }
  const annualKwh = fuelRules.annual.quantile(normalCumulative(annualNormal));
  meters.setCostPerDay(i, (annualKwh / 365) * fuelRules.unitRate);
  meters.setAnnualKwh(i, annualKwh);
  meters.setVendFactor(i, vendFactor(rules, fuelRules.typicalKwh, annualKwh));
  meters.setSegmentStart(i, rules.startMinute);
  // The first minute is looked at whatever the balance: a meter may begin below its trigger, or empty.
  meters.setThreshold(i, -Infinity);
  // Only a legacy meter has a key or card to lose.
  if (households.kind(slot) === kindIndex.legacy && rules.deviceLifeMinutes !== Infinity)
    meters.setDeviceBackAt(i, rules.startMinute);
}
