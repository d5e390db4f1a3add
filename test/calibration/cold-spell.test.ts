import { expect, it } from 'vitest';
import type { Scenario } from '../../src/scenario/scenario.ts';
import { metric, policyOf, runOnce, scenarioOf } from '../support/engine-scenario.ts';

const days = 56;
const coldFrom = 14;
const coldUntil = 28;

/** Ordinary life through eight weeks at 6 °C, the third and fourth of them at another temperature. */
function fortnightAt(temperature: number): Scenario {
  const scenario = scenarioOf({ title: 'Cold', start: '2022-01-03', horizon: `${days}d`, warmUp: '14d', households: 3000 });
  const temperatures = Array.from({ length: days + 40 }, (_, index) => {
    const day = index - 20;
    return day >= coldFrom && day < coldUntil ? temperature : 6;
  });
  return { ...scenario, consumption: { ...scenario.consumption, weather: { firstDay: '2021-12-14', temperatures } } };
}

it('a cold spell makes losses of electricity and of gas rise together, of gas more', () => {
  const [mild, cold] = [fortnightAt(6), fortnightAt(-4)].map((scenario) => policyOf(runOnce(scenario), 'no-failure'));
  const rise = (segment: 'fuel=electricity' | 'fuel=gas'): number =>
    metric(cold!, 'spells', segment) / metric(mild!, 'spells', segment);
  expect(rise('fuel=electricity')).toBeGreaterThan(1.02);
  expect(rise('fuel=gas')).toBeGreaterThan(rise('fuel=electricity'));
});
