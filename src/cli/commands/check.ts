// `offsupply check`: its options and help. What it does is ../check.ts.
import { Option } from 'commander';
import type { AddCommand } from '../add-command.ts';
import type { CheckOptions } from '../check.ts';
import { wholeNumber } from '../scenario-options.ts';

const examples = `
Examples:
  offsupply check                                   the shipped scenarios against their baselines
  offsupply check mine.yaml --update                makes or rewrites the baseline of a scenario of your own
  offsupply check mine.yaml                         later, and in CI: has anything moved?
  offsupply check mine.yaml --update --households 500 --replications 10
  offsupply check study/*.case.yaml                 are figures that experts worked out as they expect?
  offsupply check --format markdown >> "$GITHUB_STEP_SUMMARY"

A baseline is two small CSV files in the folder baselines beside the scenario: commit them. A check runs the scenario at the size of its
baseline and tells every file whose bytes moved, and every metric, by policy: beyond its Monte Carlo noise (the 95 % interval of the change,
replication by replication with the same chance events, leaves out 0) or within. The exit code is 3 if anything moved.

A worked case is a YAML file with a scenario, and figures that are expected of it, each with a margin (docs/CHECKING.md). The exit code is 3
if one is outside its margin.`;

export const addCheck: AddCommand = (program, host, ending) => {
  program
    .command('check')
    .summary('say what moved since the baselines of scenarios were made')
    .description(
      'Runs scenarios again and compares with their baselines: which bytes and which ' +
        'figures moved, and by how much. Runs worked cases and compares with what they ' +
        'expect.',
    )
    .argument(
      '[scenario...]',
      'scenario files and worked cases (*.case.yaml), or names of shipped ones (default: ' +
        'all shipped ones)',
    )
    .option('--update', 'make the baselines anew, and say what moved')
    .option(
      '--baselines <dir>',
      'folder of the baselines (default: baselines beside each scenario)',
    )
    .option(
      '--households <n>',
      'with --update: households to run (default: as the baseline, or 100)',
      wholeNumber(1, 1_000_000),
    )
    .option(
      '--replications <n>',
      'with --update: replications to run (default: as the baseline, or 6)',
      wholeNumber(2, 1000),
    )
    .option(
      '--keep-capacities',
      'with --update: leave capacities as the file has them; a baseline keeps this ' +
        '(default: as the baseline, or scaled to its homes)',
    )
    .option(
      '--workers <n>',
      'worker threads, 1 to 256, for large baselines (default: 1, the command’s own process)',
      wholeNumber(1, 256),
    )
    .addOption(
      new Option(
        '--format <form>',
        'form of what is printed; markdown is for the summary of a job in CI',
      )
        .choices(['text', 'markdown'])
        .default('text'),
    )
    .option('--json', 'print one JSON document on stdout')
    .addHelpText('after', examples)
    .action(async (scenarios: string[], options: CheckOptions) => {
      const { check } = await import('../check.ts');
      ending(await check(scenarios, options, host));
    });
};
