// Fits habits to the published figures: simulates one set of values in every fitted setting and
// compares its figures. The caller reads scenarios; targets.ts says which figures count;
// history-matching.ts chooses the sets to try.
import { summarise } from '../experiment/statistics.ts';
import type { Evaluation } from './history-matching.ts';
import { figuresOf, prepareOrdinaryLife } from './ordinary-life.ts';
import { valuesAt, type Values } from './parameters.ts';
import { fittedSettings, readings, type FittedSetting, type Reading } from './settings.ts';
import { fittedTargets, implausibilityOf, type Target } from './targets.ts';
import type { Scenario } from '../scenario/scenario.ts';

/** The scenarios of the fitted settings with these values set. */
export type LoadSettings = (values: Values) => Readonly<Record<FittedSetting, Scenario>>;

/** Fitted targets of all readings. All are simulated, whichever reading is fitted. */
export const allFitted: readonly Target[] = [...new Set(readings.flatMap(fittedTargets))].sort(
  (a, b) => a.id.localeCompare(b.id, 'en', { numeric: true }),
);

/** The simulated value of each of `allFitted` at a point, over replications. */
export function simulateAt(point: Float64Array, load: LoadSettings): Float64Array {
  const scenarios = load(valuesAt(point));
  const found = new Map<Target, number>();
  for (const setting of fittedSettings) {
    const life = prepareOrdinaryLife(scenarios[setting]);
    // Every replication has its own weather.
    const figures = Array.from({ length: life.scenario.replications }, (_, index) =>
      figuresOf(life, index + 1),
    );
    for (const target of allFitted.filter((one) => one.setting === setting))
      found.set(target, summarise(figures.map((one) => one[target.figure])).mean);
  }
  return Float64Array.from(allFitted, (target) => found.get(target)!);
}

/**
 * Distances of a set's simulated values from the published ones, under one reading of the counts.
 */
export function evaluationOf(
  reading: Reading,
  { point, simulated }: { point: Float64Array; simulated: Float64Array },
): Evaluation {
  const counted = new Set(fittedTargets(reading));
  const misses = allFitted.flatMap((target, index) =>
    counted.has(target) ? [implausibilityOf(target, simulated[index]!)] : [],
  );
  return { point, misses: Float64Array.from(misses) };
}
