// `offsupply solve`: its options and help. What it does is ../solve.ts.
import type { AddCommand } from '../add-command.ts';
import { addExploreOptions } from '../explore-options.ts';
import { repeatable, wholeNumber } from '../scenario-options.ts';
import type { SolveOptions } from '../solve.ts';

const examples = `
Examples:
  offsupply solve reference-winter.yaml --find agent.decision --in 0d..14d \\
    --such-that "mp134a-mp185:excess_households_off_24h_share<20%"
  offsupply solve mine.yaml --find support.agents --in 1..60 --such-that "no-intervention:calls_abandoned<100"
  offsupply solve mine.yaml --find agent.perDay.per10000Homes --in 500..10000 --precision 10% \\
    --such-that "mp134a-mp185 vs no-intervention:households_off{vulnerable=yes}<-100 and mp134a-mp185:cost_total<1e5"
  offsupply solve mine.yaml --find onboarding.starts --in 0d..28d --step 12h --such-that "delayed:households_off_share<35%"
  offsupply solve mine.yaml --find agent.decision,agent.success --in 0d..10d --in 0.5..1 --points 6 \\
    --such-that "mp134a-mp185:households_off_share<40%"
  offsupply solve mine.yaml --find agent.decision --in 0d..14d --such-that "…" --dry-run
  offsupply solve mine.yaml --find agent.decision --in 0d..14d --such-that "…" --shard 2/3

Every value has the same homes, weather and random numbers in each replication. The answer is an interval that holds the value in 95 of 100
searches, or the last whole number that will do. Exit code 3: no value in the range is sure to do; the nearest is told.
The same command goes on from what an interrupted one has finished, and gives the same files for any number of workers.
A shard simulates its part of the coarse scan. offsupply merge joins the parts and simulates the rest of the search, with the same files.`;

export const addSolve: AddCommand = (program, host, ending) => {
  const command = program
    .command('solve')
    .summary('find the value of an input at which a limit is kept')
    .description(
      'Finds what a value of the scenario must be, so that figures keep a limit: with an ' +
        'interval, and replications added where it is close.',
    )
    .argument(
      '<scenario>',
      'a scenario file, or the name of a shipped one, such as reference-winter.yaml',
    )
    .requiredOption(
      '--find <path>',
      'the value to find, by its key path; two with a comma between for a frontier',
    )
    .requiredOption(
      '--in <range>',
      'its lowest and highest value: 0d..14d, 50..500 (repeatable: one for each path)',
      repeatable,
    )
    .requiredOption(
      '--such-that <conditions>',
      'limits to keep: "policy:metric<x", with <, <=, >, >=; "a vs b:metric{segment}<x"; ' +
        'several joined with and',
    )
    .option(
      '--step <step>',
      'try only multiples: 12h, 10 (default: 1 for whole numbers, 1 of the unit for ' +
        'durations; repeatable)',
      repeatable,
    )
    .option(
      '--precision <p>',
      'end when half the interval is this narrow: 5% of the value, or 12h (default: 5%; ' +
        'with steps, until neighbours are told apart)',
    )
    .option(
      '--max-replications <n>',
      'replications of one value at most',
      wholeNumber(10, 100_000),
      320,
    )
    .option(
      '--points <n>',
      'values of the coarse scan, and of the first path where there are two',
      wholeNumber(2, 100),
      9,
    );
  addExploreOptions(command)
    .addHelpText('after', examples)
    .action(async (scenario: string, options: SolveOptions) => {
      const { solve } = await import('../solve.ts');
      ending(await solve(scenario, options, host));
    });
};
