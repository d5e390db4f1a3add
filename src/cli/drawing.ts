// `run --uncertainty`: what is drawn afresh for the replications of a run, and how many of them that takes.
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

/** What is drawn afresh; undefined for luck alone. @throws UsageError where two options say different things */
function drawsOf({ uncertainty, parameterUncertainty }: RunOptions): Uncertainty['draws'] | undefined {
  if (parameterUncertainty === true && uncertainty !== undefined && uncertainty !== 'habits')
    throw new UsageError(
      `--parameter-uncertainty is --uncertainty habits, and --uncertainty ${uncertainty} was given too: leave out --parameter-uncertainty`,
    );
  if (parameterUncertainty === true) return 'habits';
  return uncertainty === 'luck' ? undefined : uncertainty;
}

/** Worlds enough for a range that holds 95 %: nine in each ten replications. */
const leastReplicationsOfAll = 200;

/** The scenario of a run, loaded, and loaded again with more set on top. */
export interface LoadedRun {
  readonly overrides: readonly Override[];
  readonly loaded: LoadedScenario;
  readonly variant: (overrides: readonly Override[]) => LoadedScenario;
  /** What was made of the options; for people. */
  readonly remarks: readonly string[];
}

/** The scenario, with as many replications as its draws need where the options do not say how many. */
export function loadForRun(path: string, options: RunOptions, files: ScenarioFiles): LoadedRun {
  const overrides = overridesOf(options);
  const { policies } = options;
  const how = { keepCapacities: options.keepCapacities === true, policies, checkThreshold: thresholdMistake };
  const variant = variantLoader(path, files, { ...how, overrides });
  const asSaid = { overrides, variant, loaded: variant([]), remarks: [] };
  if (drawsOf(options) !== 'all' || options.precision !== undefined) return asSaid;
  const { replications } = asSaid.loaded.scenario;
  const length = blockLengthOf({ uncertainty: { draws: 'all' } });
  const wanted = options.replications === undefined ? Math.max(leastReplicationsOfAll, replications) : replications;
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
  /** Says what is drawn, and is the scenario that stands for the run. */
  readonly scenario: Scenario;
  /** What was left out though it stands in `ranges`, and why; for people. */
  readonly remarks: readonly string[];
  /** What is drawn from, as a hash: shards that draw from the same have the same. */
  readonly setsSha256: string;
  /** The scenario of a replication, with all its policies. @throws ScenarioError where a draw is refused */
  readonly scenarioOf: (replication: number) => Scenario;
  /** What is drawn for replications 1 to this, to be written. */
  readonly valuesUpTo: (replications: number) => DrawnValues;
}

/** What a run draws afresh for its replications; undefined for luck alone. @throws UsageError where there is nothing to draw */
export function drawingOf({ loaded, variant }: LoadedRun, options: RunOptions, files: ScenarioFiles): Drawing | undefined {
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
