// The worlds of a run with uncertain assumptions: the values that each replication sets on top of
// the run's scenario. experiment/drawn-worlds.ts says which replications share a draw, and how that
// is analysed.
import { UsageError } from '../errors.ts';
import {
  drawUncertainInput,
  uncertainInputOf,
  type DrawnSource,
} from '../experiment/drawn-worlds.ts';
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
  /** Entries of `ranges` that were left out, and why; for people. */
  readonly remarks: readonly string[];
  /** Names of what is drawn, in the order of the scenario. */
  readonly names: readonly string[];
  /**
   * All values in all sets of habits, as a text: the same for runs that draw from the same sets.
   */
  readonly allSets: string;
  /**
   * The values of a replication (1 first), as a scenario file writes them, in the order of `names`.
   */
  valuesOf(replication: number): readonly string[];
  /** Overrides that set these values. */
  settingsOf(replication: number): readonly Override[];
}

/**
 * The worlds of a scenario. Spans are drawn uniformly between their ends, on their own scale;
 * values of lists are equally likely. Parameters of fitted habits that the scenario or an option
 * sets keep that value.
 * @throws UsageError where there is nothing to draw
 */
export function drawnWorlds(
  loaded: LoadedScenario,
  files: ScenarioFiles,
  draws: Uncertainty['draws'],
): Worlds {
  const sets = drawableSets(loaded, files);
  if (draws === 'habits' && sets.drawn.length === 0)
    throw new UsageError(
      '--uncertainty habits: the scenario sets every fitted parameter itself; none is left to draw',
    );
  const { factors, remarks } = factorsOf(
    loaded,
    files,
    draws === 'habits' ? { factors: [habitsName] } : {},
  );
  const { seed } = loaded.scenario;
  const named = (source: DrawnSource): readonly string[] =>
    factors
      .filter((factor) => factor.name !== habitsName && sourceOf(factor) === source)
      .map(({ name }) => name);
  const unknowns = factors.map((factor) => ({
    factor,
    unknown: uncertainInputOf(
      seed,
      sourceOf(factor),
      factor.name === habitsName ? '' : factor.name,
    ),
  }));
  const levelsOf = (replication: number): readonly Level[] =>
    unknowns.map(({ factor, unknown }) =>
      factor.levelAt(drawUncertainInput(unknown, draws, replication)),
    );
  const uncertainty: Uncertainty = {
    draws,
    sets: sets.drawn.length === 0 ? 0 : sets.overrides.length,
    habits: sets.drawn,
    ranges: {
      habits: named('habits'),
      population: named('population'),
      institutions: named('institutions'),
    },
  };
  return {
    scenario: { ...loaded.scenario, uncertainty },
    remarks,
    names: factors.map(({ name }) => name),
    allSets: sets.overrides
      .map((set) => set.map(({ path, value }) => `${path}=${value}`).join(' '))
      .join('\n'),
    valuesOf: (replication) => levelsOf(replication).map(({ text }) => text),
    settingsOf: (replication) => levelsOf(replication).flatMap(({ settings }) => settings),
  };
}

function sourceOf({ group }: Factor): DrawnSource {
  return group === 'behaviour' ? 'habits' : group;
}
