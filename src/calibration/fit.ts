// Fits habits to the published figures: one set of values is simulated in every fitted setting, and its figures are compared.
// Reading scenarios is the caller's, which figures count is targets.ts, which sets are tried is history-matching.ts.
import { summarise } from '../experiment/statistics.ts';
import type { Evaluation } from './history-matching.ts';
import { figuresOf, prepareOrdinaryLife } from './ordinary-life.ts';
import { valuesAt, type Values } from './parameters.ts';
import { fittedSettings, readings, type FittedSetting, type Reading } from './settings.ts';
import { fittedTargets, implausibilityOf, type Target } from './targets.ts';
import type { Scenario } from '../scenario/scenario.ts';

/** The scenarios of the fitted settings with these values set. */
export type LoadSettings = (values: Values) => Readonly<Record<FittedSetting, Scenario>>;

/** Figures of every reading: each is simulated whichever reading is fitted. */
export const allFitted: readonly Target[] = [...new Set(readings.flatMap(fittedTargets))].sort((a, b) =>
  a.id.localeCompare(b.id, 'en', { numeric: true }),
);

/** The simulated value of each of `allFitted` at a point, over replications. */
export function simulateAt(point: Float64Array, load: LoadSettings): Float64Array {
  const scenarios = load(valuesAt(point));
  const found = new Map<Target, number>();
  for (const setting of fittedSettings) {
    const life = prepareOrdinaryLife(scenarios[setting]);
    // Every replication has a weather of its own.
    const figures = Array.from({ length: life.scenario.replications }, (_, index) => figuresOf(life, index + 1));
    for (const target of allFitted.filter((one) => one.setting === setting))
      found.set(target, summarise(figures.map((one) => one[target.figure])).mean);
  }
  return Float64Array.from(allFitted, (target) => found.get(target)!);
}

/** How far a set's simulated values are from the published ones, if the counts are read so. */
export function evaluationOf(
  reading: Reading,
  { point, simulated }: { point: Float64Array; simulated: Float64Array },
): Evaluation {
  const counted = new Set(fittedTargets(reading));
  const misses = allFitted.flatMap((target, index) => (counted.has(target) ? [implausibilityOf(target, simulated[index]!)] : []));
  return { point, misses: Float64Array.from(misses) };
}
