import { expect, it } from 'vitest';
import type { Scenario } from '../../src/scenario/scenario.ts';
import { policyOf, runOnce, scenarioOf } from '../support/simulation/plain-scenario.ts';

const days = 56;
const coldFrom = 14;
const coldUntil = 28;
const minutesPerDay = 1440;
/** Days in which credit bought before the cold ended still runs out sooner for it. */
const after = 2;
const replications = [1, 2, 3];

/**
 * Ordinary life through eight weeks at 6 °C, the third and fourth of them at another temperature.
 */
function fortnightAt(temperature: number): Scenario {
  const scenario = scenarioOf({
    title: 'Cold',
    start: '2022-01-03',
    horizon: `${days}d`,
    warmUp: '14d',
    households: 3000,
  });
  const temperatures = Array.from({ length: days + 40 }, (_, index) => {
    const day = index - 20;
    return day >= coldFrom && day < coldUntil ? temperature : 6;
  });
  return {
    ...scenario,
    consumption: { ...scenario.consumption, weather: { firstDay: '2021-12-14', temperatures } },
  };
}

/** Losses of a fuel that begin in the cold, or just after. */
function lossesIn(scenario: Scenario): (fuel: 'electricity' | 'gas') => number {
  const [from, until] = [coldFrom * minutesPerDay, (coldUntil + after) * minutesPerDay];
  const spells = replications
    .flatMap(
      (replication) =>
        policyOf(runOnce(scenario, replication, ['no-failure']), 'no-failure').spells,
    )
    .filter(({ startMinute }) => startMinute >= from && startMinute < until);
  return (fuel) => spells.filter((spell) => spell.fuel === fuel).length;
}

it('a cold spell makes losses of electricity and of gas rise together, of gas more', () => {
  const [mild, cold] = [lossesIn(fortnightAt(6)), lossesIn(fortnightAt(-4))];
  const rise = (fuel: 'electricity' | 'gas'): number => cold(fuel) / mild(fuel);
  expect(rise('electricity')).toBeGreaterThan(1.02);
  // docs/VALIDATION.md, section 3, says so much.
  expect(rise('gas')).toBeGreaterThan(2);
});
