// The worlds of a run that draws what is not known: what each replication's scenario sets on top of the run's own. Which replications share a
// draw, and what is made of that, is experiment/drawn-worlds.ts.
import { UsageError } from '../errors.ts';
import { unknownDraw, unknownOf, type DrawnSource } from '../experiment/drawn-worlds.ts';
import type { ScenarioFiles } from '../scenario/files.ts';
import type { LoadedScenario } from '../scenario/load.ts';
import type { Override } from '../scenario/override.ts';
import { drawableSets } from '../scenario/parameter-sets.ts';
import type { Scenario, Uncertainty } from '../scenario/scenario.ts';
import type { Factor, Level } from './factor.ts';
import { factorsOf, habitsName } from './factors-of.ts';

export interface Worlds {
  /** The scenario of the run: it says what is drawn. */
  readonly scenario: Scenario;
  /** What was left out though it stands in `ranges`, and why; for people. */
  readonly remarks: readonly string[];
  /** Names of what is drawn, in the order of the scenario. */
  readonly names: readonly string[];
  /** What all sets of habits say, drawn or not, as a text: runs that draw from the same sets have the same. */
  readonly allSets: string;
  /** The values of a replication (1 first), as a scenario file writes them, in the order of `names`. */
  valuesOf(replication: number): readonly string[];
  /** What sets them. */
  settingsOf(replication: number): readonly Override[];
}

/**
 * The worlds of a scenario. Spans are drawn evenly between their ends, on their own scale; of lists each value is as likely. What the scenario,
 * or an option, sets itself keeps its value among the fitted habits.
 * @throws UsageError where there is nothing to draw
 */
export function drawnWorlds(loaded: LoadedScenario, files: ScenarioFiles, draws: Uncertainty['draws']): Worlds {
  const sets = drawableSets(loaded, files);
  if (draws === 'habits' && sets.drawn.length === 0)
    throw new UsageError('--uncertainty habits: the scenario sets every fitted parameter itself; none is left to draw');
  const { factors, remarks } = factorsOf(loaded, files, draws === 'habits' ? { factors: [habitsName] } : {});
  const { seed } = loaded.scenario;
  const named = (source: DrawnSource): readonly string[] =>
    factors.filter((factor) => factor.name !== habitsName && sourceOf(factor) === source).map(({ name }) => name);
  const unknowns = factors.map((factor) => ({
    factor,
    unknown: unknownOf(seed, sourceOf(factor), factor.name === habitsName ? '' : factor.name),
  }));
  const levelsOf = (replication: number): readonly Level[] =>
    unknowns.map(({ factor, unknown }) => factor.levelAt(unknownDraw(unknown, draws, replication)));
  const uncertainty: Uncertainty = {
    draws,
    sets: sets.drawn.length === 0 ? 0 : sets.overrides.length,
    habits: sets.drawn,
    ranges: { habits: named('habits'), population: named('population'), institutions: named('institutions') },
  };
  return {
    scenario: { ...loaded.scenario, uncertainty },
    remarks,
    names: factors.map(({ name }) => name),
    allSets: sets.overrides.map((set) => set.map(({ path, value }) => `${path}=${value}`).join(' ')).join('\n'),
    valuesOf: (replication) => levelsOf(replication).map(({ text }) => text),
    settingsOf: (replication) => levelsOf(replication).flatMap(({ settings }) => settings),
  };
}

function sourceOf({ group }: Factor): DrawnSource {
  return group === 'behaviour' ? 'habits' : group;
}
