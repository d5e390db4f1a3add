// The options of `offsupply run`, and combinations that are refused.
import { UsageError } from '../errors.ts';
import type { Shard } from '../experiment/shard.ts';
import type { Uncertainty } from '../scenario/scenario.ts';
import type { EngineOption } from './engine-option.ts';
import type { FileOptions } from './file-options.ts';
import type { Host } from './host.ts';
import type { PrecisionOptions } from './precision-options.ts';
import type { ScenarioOptions } from './scenario-options.ts';
import { shardFrom } from './shard-environment.ts';
import type { ChosenThresholds } from './threshold-options.ts';

export interface RunOptions extends ScenarioOptions, PrecisionOptions, FileOptions, EngineOption {
  readonly policies?: readonly string[];
  readonly out?: string;
  readonly spells?: true;
  readonly meters?: true;
  readonly threshold?: readonly string[];
  readonly uncertainty?: 'luck' | Uncertainty['draws'];
  readonly abortOnFail?: true;
  readonly parameterUncertainty?: true;
  readonly json?: true;
  readonly markdown?: true;
  readonly workers?: number;
  readonly fresh?: true;
  readonly force?: true;
  readonly shard?: Shard | 'auto';
  readonly shards?: number;
  readonly progress: 'text' | 'json' | 'none';
}

/** @throws UsageError if there is no threshold, or the number of replications is not fixed */
export function checkAbortOnFail(
  { abortOnFail, precision, shard }: RunOptions,
  { thresholds }: ChosenThresholds,
): void {
  if (abortOnFail === undefined) return;
  if (thresholds.length === 0)
    throw new UsageError(
      '--abort-on-fail: there is no threshold to look at; give one with --threshold, or in ' +
        'the scenario',
    );
  if (precision !== undefined)
    throw new UsageError(
      '--abort-on-fail goes with a fixed number of replications: leave it out, or --precision',
    );
  if (shard !== undefined)
    throw new UsageError(
      '--abort-on-fail looks at all replications, and a shard has some of them: leave it out here',
    );
}

/**
 * @throws UsageError when the shard cannot be determined, and for options that apply only to a
 * whole run
 */
export function shardOf(
  { shard, shards, precision, threshold, report, files, series, parquet }: RunOptions,
  { environment }: Host,
): Shard | undefined {
  if (shards !== undefined && shard !== 'auto')
    throw new UsageError(
      '--shards goes with --shard auto; by hand, --shard i/n says how many there are',
    );
  if (shard === undefined) return undefined;
  if (precision !== undefined)
    throw new UsageError(
      '--precision looks at all replications, and a shard has some of them: find out on ' +
        'one machine how many it takes ' +
        '(run --precision says so, also of a smaller book), then give every shard that ' +
        'number with --replications',
    );
  if (threshold !== undefined)
    throw new UsageError(
      '--threshold is judged on all replications: give it to offsupply merge, and leave it ' +
        'out here',
    );
  if (!report || files !== undefined || series !== 'thinned' || parquet === true)
    throw new UsageError(
      '--no-report, --files, --series and --parquet choose what a whole run writes: give ' +
        'them to offsupply merge, and leave them out here',
    );
  return shard === 'auto' ? shardFrom(environment, shards) : shard;
}
