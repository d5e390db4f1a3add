// How often the 95 % interval covers the truth, where the truth is known: homes that burn £3 a day
// from £0 to £30 and are never topped up, half of which an agent reaches after two days. A home is
// off within five days if it had less than £15; safe mode keeps it on, or puts it on again.
import { describe, expect, it } from 'vitest';
import { simulateToPrecision } from '../../src/experiment/experiment.ts';
import { headlineOf, type HeadlineFigure } from '../../src/experiment/headline.ts';
import { fewestForPrecision } from '../../src/experiment/stopping-rule.ts';
import { noFailure } from '../../src/scenario/scenario.ts';
import { plain, scenarioOf } from '../support/simulation/plain-scenario.ts';

const households = 30;
const scenario = scenarioOf(plain, {
  households,
  horizon: '5d',
  population: { initialBalance: { electricity: { uniform: [0, 30] } } },
  appointment: { after: '20d' },
  agent: { decision: '2d', success: 0.5, retryAfter: '100d', does: ['safe-mode'] },
  policies: { reached: { label: 'Half are reached', agent: { acts: true } } },
  reference: noFailure,
});

/**
 * Those reached who had £6 to £15: they were to run out between 48 and 120 hours, in the first
 * whole minute with nothing left.
 */
const savedHouseholds = households * 0.3 * 0.5;
/** And those reached who had less: they were off already, and were to stay so for 72 hours more. */
const savedHours = savedHouseholds * (36 - 0.5 / 60) + households * 0.2 * 0.5 * 72;
const truth = {
  'households_off of no-failure': households * 0.5,
  'households_off of reached': households * 0.5 - savedHouseholds,
  'households_off of reached against no-failure': -savedHouseholds,
  'excess_hours_off of reached': -savedHours,
} as const;

type Covered = Record<keyof typeof truth, number>;
const nobody = (): Covered =>
  Object.fromEntries(Object.keys(truth).map((name) => [name, 0])) as Covered;

function count(covered: Covered, figures: readonly HeadlineFigure[]): void {
  for (const { policy, reference, metric, mean, halfWidth } of figures) {
    const name = `${metric} of ${policy}${reference === undefined ? '' : ` against ${reference}`}`;
    if (!(name in truth)) continue;
    const figure = name as keyof typeof truth;
    if (Math.abs(mean - truth[figure]) <= halfWidth) covered[figure] += 1;
  }
}

describe('the 95 % interval, over 1,000 experiments with seeds of their own', () => {
  const experiments = 1000;
  const fixed = nobody();
  const precise = nobody();
  let replications = 0;

  it('is of runs that stop, on average, soon after they may', { timeout: 900_000 }, () => {
    for (let experiment = 1; experiment <= experiments; experiment++) {
      const { store, precision } = simulateToPrecision(
        { ...scenario, seed: `coverage ${experiment}` },
        { share: 0.3, atLeast: fewestForPrecision, atMost: 1000 },
        // Figures of all households, and of no segment, are looked at.
        { segments: [0] },
      );
      // The first ten are the same experiment with a number of replications fixed beforehand.
      count(
        fixed,
        headlineOf(scenario, (policy) => store.metricsOf(policy).slice(0, fewestForPrecision)),
      );
      count(
        precise,
        headlineOf(scenario, (policy) => store.metricsOf(policy)),
      );
      replications += precision.replications;
    }
    expect(replications / experiments).toBeGreaterThan(fewestForPrecision);
    expect(replications / experiments).toBeLessThan(30);
  });

  it.each(Object.keys(truth))(
    'C8: covers the truth in 93 to 97 in a hundred for a fixed number of replications: %s',
    (name) => {
      const share = fixed[name as keyof typeof truth] / experiments;
      expect(share).toBeGreaterThanOrEqual(0.93);
      expect(share).toBeLessThanOrEqual(0.97);
    },
  );

  it.each(Object.keys(truth))(
    'C8: covers it in at least 92 in a hundred when each stops as soon as it is precise: %s',
    (name) => {
      expect(precise[name as keyof typeof truth] / experiments).toBeGreaterThanOrEqual(0.92);
    },
  );
});
