// `offsupply merge`: its options and help. What it does is ../merge.ts.
import { Option } from 'commander';
import type { AddCommand } from '../add-command.ts';
import { addFileOptions } from '../file-options.ts';
import type { MergeOptions } from '../merge.ts';
import { repeatable, thresholdHelp, wholeNumber } from '../scenario-options.ts';

const examples = `
Examples:
  offsupply run mine.yaml --shard 1/3                 on one machine: output/mine/shard-1-of-3
  offsupply run mine.yaml --shard 2/3                 on another, and so on
  offsupply merge output/mine/shard-*                 the files of the whole run, in output/mine
  offsupply merge shards/* --out output/mine-2026     … or elsewhere
  offsupply merge output/mine/shard-* --files summary,comparison
  offsupply merge output/mine/shard-* --threshold "mp134a:excess_households_off<100"
  offsupply merge output/mine-solve/shard-*           shards of solve; those of sweep and sensitivity too

The files are, byte for byte, those of a single run. Shards are refused when some are missing or there twice, and when they are of
another scenario, seed, version or build. They are left as they are: delete them when you have the whole.
Shards of solve hold its coarse scan. merge joins it and simulates the rest of the search; interrupted, the same command goes on.`;

export const addMerge: AddCommand = (program, host, ending) => {
  const command = program
    .command('merge')
    .summary('join shards, made with --shard, into the whole run')
    .description(
      'Joins the shards of a run, sweep, sensitivity or solve, made with --shard, into the ' +
        'files of the whole, and prints a summary.',
    )
    .argument('<dirs...>', 'the folders of all shards, in any order')
    .option('--out <dir>', 'folder for the files (default: the one the shards are in)')
    .option(
      '--force',
      'write over the finished run of another scenario, a larger run, or files that no run ' +
        'has written',
    );
  addFileOptions(command)
    .option('--threshold <condition>', thresholdHelp, repeatable)
    .option(
      '--workers <n>',
      'of solve: worker threads, 1 to 256 (default: one for each processor)',
      wholeNumber(1, 256),
    )
    .addOption(
      new Option('--progress <form>', 'of solve: progress on stderr (default: text)').choices([
        'text',
        'json',
        'none',
      ]),
    )
    .option(
      '--fresh',
      'of sweep, sensitivity and solve: remove the points that the folder keeps, before ' +
        'those of the shards come in',
    )
    .option('--json', 'print one JSON document on stdout instead of the table')
    .addHelpText('after', examples)
    .action(async (folders: string[], options: MergeOptions) => {
      const { mergeShards } = await import('../merge.ts');
      ending(await mergeShards(folders, options, host));
    });
};
