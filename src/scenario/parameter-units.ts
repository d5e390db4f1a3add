// The unit of each parameter, for people: in tables of assumptions, and where values are shown as
// the file writes them.
import type { KeyPath } from './kind.ts';
import { namedLeaf } from './setting.ts';

/**
 * Units that the schema does not give. A key applies to everything below it; the longest key
 * counts.
 */
const units: Readonly<Record<string, string>> = {
  start: 'date',
  households: 'homes',
  replications: 'replications',
  'population.initialBalance': '£',
  'population.debt.weekly': '£ a week',
  'population.debt.amount': '£',
  'consumption.electricity.annual': 'kWh a year',
  'consumption.electricity.season': 'share of a year',
  'consumption.electricity.coldResponse': 'share per °C',
  'consumption.electricity.shape': 'share of a day',
  'consumption.electricity.dayNoise': 'bare number',
  'consumption.gas.annual': 'kWh a year',
  'consumption.gas.season': 'share of a year',
  'consumption.gas.coldResponse': 'share per °C',
  'consumption.gas.shape': 'share of a day',
  'consumption.gas.dayNoise': 'bare number',
  'consumption.correlation': 'bare number',
  'consumption.weather': '°C',
  'consumption.rationing.lowCredit.below': '£',
  'consumption.rationing': 'times',
  'tariff.electricity.unitRate': 'p/kWh',
  'tariff.electricity.standingCharge': 'p a day',
  'tariff.gas.unitRate': 'p/kWh',
  'tariff.gas.standingCharge': 'p a day',
  'meter.emergencyCredit.limit': '£ a fuel',
  'meter.emergencyCredit.offeredBelow': '£',
  'meter.nonDisablement': 'UTC',
  'meter.reconnectMargin': '£',
  'behaviour.trigger': '£',
  'behaviour.vendAmount.discrete.weights': 'share',
  'behaviour.vendAmount': '£',
  'behaviour.vendStep': '£',
  'behaviour.vendFollowsUse': 'power',
  'behaviour.vendFollowsBill.exponent': 'power',
  'behaviour.vendFollowsBill.typical': '£ a year',
  'behaviour.wakingHours': 'London time',
  'behaviour.adviceFactor': 'times',
  'agent.perDay': 'commands a day',
  'agent.amount': '£',
  'onboarding.recommence.amount': '£',
  'onboarding.safeMode.weekly': '£ a week',
  'onboarding.safeMode.credit': '£',
  'support.agents': 'people',
  'support.hours': 'London time',
  'support.discretionaryCredit.amount': '£',
  'support.engineers.visitsPerDay': 'visits a day',
  grants: '£ a meter',
  costs: '£',
  'costs.standardHours': 'hours',
  'costs.writtenOff': 'times',
};

const definitionsOfTime = ['duration', 'durationDistribution', 'pace'];

/**
 * `time`, `share`, `£`, `p/kWh`; `choice` of words, `yes or no`. Empty where the path is no
 * parameter.
 */
export function parameterUnit(path: KeyPath): string {
  for (let length = path.length; length > 0; length--) {
    const unit = units[path.slice(0, length).join('.')];
    if (unit !== undefined) return unit;
  }
  const leaf = namedLeaf(path);
  if (leaf === undefined) return '';
  const json = JSON.stringify(leaf.kind.json);
  if (definitionsOfTime.some((name) => json.includes(`"#/definitions/${name}"`))) return 'time';
  if (json.includes('"boolean"')) return 'yes or no';
  return json.includes('"#/definitions/share"') ? 'share' : 'choice';
}
