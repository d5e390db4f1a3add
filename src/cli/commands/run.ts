// `offsupply run`: its options and help. What it does is ../run.ts.
import { Option } from 'commander';
import { addEngine } from '../engine-option.ts';
import { addFileOptions } from '../file-options.ts';
import { addPrecision } from '../precision-options.ts';
import type { AddCommand } from '../add-command.ts';
import type { RunOptions } from '../run-options.ts';
import { shardOption } from '../shard-environment.ts';
import {
  addPolicies,
  repeatable,
  setHelp,
  thresholdHelp,
  wholeNumber,
} from '../scenario-options.ts';

const examples = `
Examples:
  offsupply run                                     a demo: reference-winter.yaml with 500 homes
  offsupply run reference-winter.yaml
  offsupply run scenarios/omni-2021.yaml --replications 4 --out output/quick
  offsupply run mine.yaml --policies no-intervention,mp134a-mp185 --households 500 --spells
  offsupply run mine.yaml --precision 5% --max-replications 200
  offsupply run mine.yaml --threshold "mp134a-mp185 vs no-intervention:households_off{vulnerable=yes}<-100"
  offsupply run mine.yaml --threshold "mp134a-mp185:households_off_share<5%" --abort-on-fail
  offsupply run mine.yaml --set onboarding.starts=14d --set agent.perDay=unlimited --json
  offsupply run mine.yaml --markdown >> minutes.md
  offsupply run mine.yaml --no-report               the tables without the report and its pictures
  offsupply run mine.yaml --files summary,comparison
  offsupply run mine.yaml                           again after an interruption: goes on from where it was
  offsupply run mine.yaml --fresh                   begins anew instead
  offsupply run reference-winter.yaml --uncertainty all    the range that may be quoted
  offsupply run mine.yaml --shard 2/8               the second of eight parts; offsupply merge joins them

The table goes to stdout; progress and messages go to stderr; the files are described in datapackage.json beside them.
The same scenario, seed and version give the same files, whatever the number of workers and shards, and for either build of the simulation (--engine).`;

export const addRun: AddCommand = (program, host, ending) => {
  const command = addPolicies(
    program
      .command('run')
      .summary('run every policy of a scenario, write the files, print the comparison')
      .description(
        'Runs every policy of a scenario on the same households, weather and chance ' +
          'events, writes the files, and prints the comparison.',
      )
      .argument(
        '[scenario]',
        'a scenario file, or the name of a shipped one, such as reference-winter.yaml; ' +
          'without one, a demo of seconds',
      ),
  )
    .option('--households <n>', 'households instead of the scenario’s')
    .option(
      '--keep-capacities',
      'with --households: leave capacities as the file has them, not scaled to the homes',
    )
    .option(
      '--replications <n>',
      'replications instead of the scenario’s; more make intervals narrower',
    )
    .option('--seed <seed>', 'seed instead of the scenario’s: a text or a number')
    .option('--horizon <duration>', 'how long to follow the households from day 0: 56d, 8w')
    .option('--set <key.path=value>', setHelp, repeatable);
  addPrecision(command)
    .option('--threshold <condition>', thresholdHelp, repeatable)
    .option(
      '--abort-on-fail',
      'look at the thresholds after 4, 8, 16 … replications, and stop, with exit code 3, ' +
        'when the whole 95 % interval of one is on ' +
        'the wrong side; the files are those of the replications done',
    )
    .option('--out <dir>', 'folder for the files (default: output/<scenario>)')
    .option('--spells', 'also write spells.csv: each off-supply spell')
    .option('--meters', 'also write meters.csv: each meter with its account');
  addEngine(addFileOptions(command))
    .addOption(
      new Option(
        '--uncertainty <what>',
        'what is drawn beside random variation: habits draws fitted habits, a new set ' +
          'every two replications; all draws every entry ' +
          'of ranges too, but those of values that an option sets (nine worlds in each ten ' +
          'replications, 200 replications by ' +
          'default). Terminal, report, uncertainty.csv and best-in-worlds.csv then give ' +
          'the range of one failure, where it comes ' +
          'from, and in how many worlds each policy is best',
      ).choices(['luck', 'habits', 'all']),
    )
    .option('--parameter-uncertainty', 'the same as --uncertainty habits')
    .option(
      '--workers <n>',
      'worker threads, 1 to 256 (default: one per processor, and more than replications ' +
        'only where each is large)',
      wholeNumber(1, 256),
    )
    .option(
      '--fresh',
      'begin anew where an interrupted run has kept replications; else the same command ' +
        'goes on from them',
    )
    .option(
      '--force',
      'write over the finished run of another scenario, a larger run, or files that no run ' +
        'has written; begin a run that memory or disk will hardly do for',
    )
    .addOption(
      new Option('--resume', 'go on from what an interrupted run has kept, as is done anyway')
        .hideHelp()
        .conflicts('fresh'),
    )
    .option(
      '--shard <i/n>',
      'run only every n-th replication from the i-th on, for merging; goes to ' +
        '<dir>/shard-i-of-n; auto takes i and n from a Slurm, ' +
        'Kubernetes or AWS Batch array',
      shardOption,
    )
    .option(
      '--shards <n>',
      'tasks of the array, for --shard auto where it does not tell: Kubernetes',
      wholeNumber(1, 999_999),
    )
    .option('--json', 'print one JSON document on stdout instead of the table')
    .addOption(
      new Option(
        '--markdown',
        'print the table as Markdown, for a pull request or minutes',
      ).conflicts('json'),
    )
    .addOption(
      new Option('--progress <form>', 'progress on stderr')
        .choices(['text', 'json', 'none'])
        .default('text'),
    )
    .addHelpText('after', examples)
    .action(async (scenario: string | undefined, options: RunOptions) => {
      const { run } = await import('../run.ts');
      ending(await run(scenario, options, host));
    });
};
