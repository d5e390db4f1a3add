import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  placeOf,
  segmentNames,
  type MetricName,
  type Segment,
} from '../../src/experiment/metrics.ts';
import { anyScenario } from '../support/simulation/any-scenario.ts';
import { runOnce, scenarioOf } from '../support/simulation/plain-scenario.ts';

/** Figures that the parts of a segment add up to. */
const added = [
  ...(['households', 'households_off', 'households_off_24h', 'spells', 'hours_off_total'] as const),
  ...(['excess_households_off', 'excess_households_off_3h', 'spells_no_channel', 'vends'] as const),
  ...(['safe_mode_meters', 'visits', 'exposed_meter_days', 'agent_commands'] as const),
  ...(['solr_requests', 'owed_after_safe_mode', 'written_off', 'cost_total'] as const),
] satisfies readonly MetricName[];

/** Crossings, and what is left of a name where an attribute is summed over. */
const crossings = ['vulnerable+fuel', 'psr+meter', 'medical+psr'];
const parents = [
  (segment: Segment) => /,(?<last>.*)$/u.exec(segment)?.groups?.['last'],
  (segment: Segment) =>
    /,fuel=/u.test(segment) ? undefined : /^(?<first>.*),/u.exec(segment)?.groups?.['first'],
];

it('C11: crossed segments add up to their parents', { timeout: 600_000 }, () => {
  fc.assert(
    fc.property(anyScenario, (part) => {
      const scenario = scenarioOf(part, { segments: crossings });
      const names = segmentNames(scenario.segments);
      for (const { policy, metrics } of runOnce(scenario).policies) {
        for (const name of added) {
          const valueOf = (segment: string): number =>
            metrics[
              placeOf(
                name,
                names.findIndex((one) => one === segment),
              )
            ]!;
          for (const parentOf of parents) {
            const sums = new Map<string, number>();
            for (const crossed of names.slice(13)) {
              // Both crossings with PSR in them have it as a parent: one sum each.
              const parent = parentOf(crossed);
              const key = `${parent ?? ''} of ${crossed.replaceAll(/=[^,]*/gu, '')}`;
              if (parent !== undefined) sums.set(key, (sums.get(key) ?? 0) + valueOf(crossed));
            }
            for (const [key, sum] of sums)
              expect(sum, `${policy} ${name} ${key}`).toBeCloseTo(
                valueOf(key.split(' of ')[0]!),
                6,
              );
          }
        }
      }
    }),
    { numRuns: 60, seed: 20261128 },
  );
});
