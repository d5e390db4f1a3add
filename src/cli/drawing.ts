// `run --uncertainty`: which assumptions are drawn for each replication of a run, and how many
// replications that needs.
import { UsageError } from '../errors.ts';
import { blockLengthOf, worldOf } from '../experiment/drawn-worlds.ts';
import { replicationsOf } from '../experiment/shard.ts';
import { thresholdMistake } from '../experiment/threshold.ts';
import { drawnWorlds } from '../explore/worlds.ts';
import { sha256 } from '../files/output-directory.ts';
import type { DrawnValues } from '../outputs/uncertainty-columns.ts';
import type { ScenarioFiles } from '../scenario/files.ts';
import { variantLoader, type LoadedScenario } from '../scenario/load.ts';
import type { Override } from '../scenario/override.ts';
import type { Scenario, Uncertainty } from '../scenario/scenario.ts';
import type { RunOptions } from './run-options.ts';
import { overridesOf } from './scenario-options.ts';

/**
 * What is drawn; undefined for random variation alone.
 * @throws UsageError where two options say different things
 */
function drawsOf({
  uncertainty,
  parameterUncertainty,
}: RunOptions): Uncertainty['draws'] | undefined {
  if (parameterUncertainty === true && uncertainty !== undefined && uncertainty !== 'habits')
    throw new UsageError(
      `--parameter-uncertainty is --uncertainty habits, and --uncertainty ${uncertainty} ` +
        'was given too: leave out --parameter-uncertainty',
    );
  if (parameterUncertainty === true) return 'habits';
  return uncertainty === 'luck' ? undefined : uncertainty;
}

/** Enough worlds for a 95 % range: there are nine in each ten replications. */
const leastReplicationsOfAll = 200;

/** The scenario of a run, and a function that loads it with further values set. */
export interface LoadedRun {
  readonly overrides: readonly Override[];
  readonly loaded: LoadedScenario;
  readonly variant: (overrides: readonly Override[]) => LoadedScenario;
  /** Remarks on how options were used, for people. */
  readonly remarks: readonly string[];
}

/**
 * Loads the scenario, with as many replications as its draws need unless the options say how many.
 */
export function loadForRun(path: string, options: RunOptions, files: ScenarioFiles): LoadedRun {
  const overrides = overridesOf(options);
  const { policies } = options;
  const how = {
    keepCapacities: options.keepCapacities === true,
    policies,
    checkThreshold: thresholdMistake,
  };
  const variant = variantLoader(path, files, { ...how, overrides });
  const asSaid = { overrides, variant, loaded: variant([]), remarks: [] };
  if (drawsOf(options) !== 'all' || options.precision !== undefined) return asSaid;
  const { replications } = asSaid.loaded.scenario;
  const length = blockLengthOf({ uncertainty: { draws: 'all' } });
  const wanted =
    options.replications === undefined
      ? Math.max(leastReplicationsOfAll, replications)
      : replications;
  const needed = length * Math.ceil(wanted / length);
  if (needed === replications) return asSaid;
  const option = '--uncertainty all';
  const set = { path: 'replications', value: String(needed), option };
  return {
    overrides: [...overrides, set],
    loaded: variant([set]),
    variant: (more) => variant([set, ...more]),
    remarks: [
      `${option}: ${needed} replications, not ${replications}: ` +
        (needed - replications < length
          ? `they go in blocks of ${length}`
          : `nine worlds in each ${length}; --replications says otherwise`),
    ],
  };
}

/** What a run draws. */
export interface Drawing {
  /** The run's scenario; it says what is drawn. */
  readonly scenario: Scenario;
  /** Entries of `ranges` that were left out, and why; for people. */
  readonly remarks: readonly string[];
  /** Hash of the sets that are drawn from; the same in all shards of a run. */
  readonly setsSha256: string;
  /**
   * The scenario of a replication, with all its policies.
   * @throws ScenarioError where a draw is refused
   */
  readonly scenarioOf: (replication: number) => Scenario;
  /** Values drawn for replications 1 to this, for the files. */
  readonly valuesUpTo: (replications: number) => DrawnValues;
}

/**
 * What a run draws for its replications; undefined for random variation alone.
 * @throws UsageError where there is nothing to draw
 */
export function drawingOf(
  { loaded, variant }: LoadedRun,
  options: RunOptions,
  files: ScenarioFiles,
): Drawing | undefined {
  const draws = drawsOf(options);
  if (draws === undefined) return undefined;
  const worlds = drawnWorlds(loaded, files, draws);
  return {
    scenario: worlds.scenario,
    remarks: worlds.remarks,
    setsSha256: sha256(worlds.allSets),
    scenarioOf: (replication) => variant(worlds.settingsOf(replication)).scenario,
    valuesUpTo: (replications) => ({
      names: worlds.names,
      rows: replicationsOf(replications).map((replication) => ({
        replication,
        world: worldOf(draws, replication),
        values: worlds.valuesOf(replication),
      })),
    }),
  };
}
