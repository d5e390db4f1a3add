// The kernel made ready for tests of single functions: a scenario's settings, laws and key laid
// down.
import { prepareExperiment } from '../../../src/experiment/experiment.ts';
import { home } from '../../../src/kernel/household.ts';
import { drawHousehold } from '../../../src/kernel/population.ts';
import type { Host } from '../../../src/kernel/platform.ts';
import { Meter } from '../../../src/kernel/meter.ts';
import { MeterSettings } from '../../../src/kernel/settings.ts';
import { beginReplication, kernelOf } from '../../../src/simulation/kernel-builds.ts';
import type { Kernel } from '../../../src/simulation/kernel-interface.ts';
import { setUpTypescriptKernel, planReplication, type Plan } from '../../../src/simulation/plan.ts';
import { plain, scenarioOf, type Part } from '../simulation/plain-scenario.ts';

/** Lays down the plain scenario with these parts. */
export function layDown(...parts: readonly Part[]): Plan {
  const { plan, key } = prepareExperiment(scenarioOf(plain, ...parts));
  setUpTypescriptKernel(plan, key, 1);
  return plan;
}

/** Lays down a replication as well, as if it were about to be simulated. */
export function begin(...parts: readonly Part[]): Kernel {
  const { plan, key } = prepareExperiment(scenarioOf(plain, ...parts));
  return beginReplication(
    'typescript',
    plan,
    planReplication(plan, key, 1, kernelOf('typescript', plan)),
    silentHost,
  );
}

/** Draws a household into the kernel's hand. */
export function drawHome(household = 0): typeof home {
  drawHousehold(household);
  return home;
}

/** A meter by itself, of settings that do nothing but what is asked. */
export function meterWith(settings: Partial<MeterSettings>): Meter {
  const meter = new Meter(false);
  meter.settings = Object.assign(new MeterSettings(), settings);
  return meter;
}

/** A host that keeps nothing. */
export const silentHost: Host = {
  keepSpell: () => undefined,
  keepOffIntervals: () => undefined,
  keepMeter: () => undefined,
  keepEvent: () => undefined,
  keepRecord: () => 0,
  wait: () => undefined,
  call: () => NaN,
  visit: () => 0,
  fail: (check) => {
    throw new Error(`the kernel's check ${check} failed`);
  },
};
