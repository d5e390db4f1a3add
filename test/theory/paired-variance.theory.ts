// What drawing the same for all policies is worth on the reduced model
// (test/bench/prepay-lite.yaml): the hours off a household of two variants of it differ far less
// from replication to replication when both meet the same homes, needs and delays than when each
// has a seed of its own.
import { fileURLToPath } from 'node:url';
import { variance } from 'd3-array';
import { describe, expect, it } from 'vitest';
import { simulate } from '../../src/experiment/experiment.ts';
import { metricIndex } from '../../src/experiment/metrics.ts';
import { scenarioFilesOnDisk } from '../../src/files/scenario-files.ts';
import { parseScenario } from '../../src/scenario/load.ts';

const households = 250;
const replications = 80;

/** Hours off in each replication of the reduced model, changed. */
function hoursOff(change: string, seed = 'one luck'): readonly number[] {
  const beside = fileURLToPath(new URL('../bench/changed.yaml', import.meta.url));
  const text =
    `title: Changed\nextends: prepay-lite.yaml\nhouseholds: ${households}\nreplications: ` +
    `${replications}\nseed: ${seed}\n${change}\n`;
  const { scenario } = parseScenario(text, beside, scenarioFilesOnDisk());
  return simulate(scenario)
    .metricsOf('no-intervention')
    .map((row) => row[metricIndex.hours_off_total]!);
}

/** Mean 9 h instead of 12. */
const nineHours = '{ lognormal: { median: 476.5484m, sigma: 0.5 } }';

describe('D1: the variance of a paired difference is at most a fortieth of an unpaired one', () => {
  const base = hoursOff('');

  it.each([
    ['onboarding two days earlier', 'onboarding: { pace: { uniform: [12d, 26d] } }'],
    [
      '£15 of credit below zero instead of £5',
      'population: { initialBalance: { electricity: { uniform: [15, 45] } } }\nbehaviour: ' +
        '{ trigger: 18 }',
    ],
    [
      'nine hours to notice and to try again instead of twelve',
      `behaviour: { notice: ${nineHours}, retry: { normal: ${nineHours} } }`,
    ],
  ])('%s', (_, change) => {
    const paired = hoursOff(change).map((hours, index) => hours - base[index]!);
    const apart = hoursOff(change, 'a luck of its own').map((hours, index) => hours - base[index]!);
    expect(variance(apart)! / variance(paired)!).toBeGreaterThanOrEqual(40);
  });
});
