// Options that sweep, sensitivity and solve share.
import { InvalidArgumentError, Option, type Command } from 'commander';
import { metrics, type MetricName } from '../experiment/metrics.ts';
import { factorGroups, type FactorGroup } from '../explore/factor-words.ts';
import type { Shard } from '../experiment/shard.ts';
import { nearest } from '../scenario/nearest.ts';
import type { TableName } from '../outputs/file-names.ts';
import { optionWords } from '../outputs/command-text.ts';
import { addEngine, type EngineOption } from './engine-option.ts';
import { tableList } from './file-options.ts';
import {
  addPolicies,
  repeatable,
  setHelp,
  thresholdHelp,
  wholeNumber,
  type ScenarioOptions,
} from './scenario-options.ts';
import { shardOption } from './shard-environment.ts';

/** Commands that run explorations. */
export type ExplorationCommand = 'sweep' | 'sensitivity' | 'solve';

export interface ExploreOptions extends ScenarioOptions, EngineOption {
  readonly policies?: readonly string[];
  readonly segment?: readonly string[];
  readonly only?: FactorGroup;
  readonly factors?: readonly string[];
  readonly out?: string;
  readonly threshold?: readonly string[];
  readonly json?: true;
  readonly workers?: number;
  readonly shard?: Shard | 'auto';
  readonly shards?: number;
  readonly dryRun?: true;
  readonly fresh?: true;
  readonly force?: true;
  /** Keeps all files of each run (`true`), or these tables. */
  readonly keepRuns?: true | readonly TableName[];
  readonly progress: 'text' | 'json' | 'none';
  /** Folders of shards to make results from; set by `offsupply merge` alone. */
  readonly gather?: readonly string[];
}

/** Adds the options that choose from the scenario's ranges. */
export function addFactorChoice(command: Command): Command {
  return command
    .addOption(new Option('--only <group>', 'only ranges about this').choices(factorGroups))
    .option(
      '--factors <names>',
      'only these ranges, by key path with commas between; habits for whole sets of fitted habits',
      names,
    );
}

const names = (value: string): readonly string[] => value.split(',').map((name) => name.trim());

export function addExploreOptions(command: Command): Command {
  addPolicies(command)
    .option('--households <n>', 'households instead of the scenario’s')
    .option(
      '--keep-capacities',
      'with --households: leave capacities as the file has them, not scaled to the homes',
    )
    .option('--replications <n>', 'replications of each point instead of the scenario’s')
    .option('--seed <seed>', 'seed instead of the scenario’s: a text or a number')
    .option('--horizon <duration>', 'how long to follow the households from day 0: 56d, 8w')
    .option('--set <key.path=value>', setHelp, repeatable)
    .option(
      '--segment <segment>',
      'also figures of these homes, such as vulnerable=yes (repeatable)',
      repeatable,
    )
    .option('--threshold <condition>', thresholdHelp, repeatable)
    .option('--out <dir>', `folder for the files (default: output/<scenario>-${command.name()})`);
  return addEngine(command)
    .option(
      '--workers <n>',
      'worker threads, 1 to 256 (default: one for each processor)',
      wholeNumber(1, 256),
    )
    .option('--dry-run', 'say how many runs it takes and about how long, and stop')
    .option(
      '--keep-runs [tables]',
      'also keep the run of each point, in a folder of its own in runs/: with all its ' +
        'files, or only these tables, by name with ' +
        'commas between',
      tableList,
    )
    .option('--fresh', 'begin anew: remove the points that the folder keeps')
    .option('--force', 'begin even where it takes clearly more memory or disk than there is')
    .option(
      '--shard <i/n>',
      `run only every n-th point${command.name() === 'solve' ? ' of the coarse scan' : ''} ` +
        'from the i-th on, for merging; auto as in run',
      shardOption,
    )
    .option(
      '--shards <n>',
      'tasks of the array, for --shard auto where it does not tell: Kubernetes',
      wholeNumber(1, 999_999),
    )
    .option('--json', 'print one JSON document on stdout instead of the table')
    .addOption(
      new Option('--progress <form>', 'progress on stderr')
        .choices(['text', 'json', 'none'])
        .default('text'),
    );
}

/**
 * The shared options that affect the results, as words of a command line. Options for workers,
 * folders and shards are left out.
 */
export function explorationWords(options: ExploreOptions): readonly string[] {
  const {
    only,
    factors,
    policies,
    households,
    replications,
    seed,
    horizon,
    set,
    segment,
    threshold,
    keepCapacities,
  } = options;
  return optionWords({
    ...{
      only,
      factors: factors?.join(','),
      policies: policies?.join(','),
      households,
      replications,
      seed,
      horizon,
    },
    ...{ set, segment, threshold, keepCapacities },
  });
}

/** One more metric, for a repeatable option. */
export function metric(value: string, before: readonly MetricName[] = []): readonly MetricName[] {
  const found = metrics.find(({ name }) => name === value.trim());
  if (found !== undefined) return [...new Set([...before, found.name])];
  const names = metrics.map(({ name }) => name);
  const meant = nearest(value, names);
  throw new InvalidArgumentError(
    `There is no such metric.${meant === undefined ? '' : ` Did you mean ${meant}?`} There ` +
      `are ${names.join(', ')}.`,
  );
}
