// `offsupply trace`: its options and help. What it does is ../trace.ts.
import { Option } from 'commander';
import type { AddCommand } from '../add-command.ts';
import type { TraceOptions } from '../trace.ts';
import { addPolicies, repeatable, setHelp, wholeNumber } from '../scenario-options.ts';

const examples = `
Examples:
  offsupply trace reference-winter.yaml --household 4
  offsupply trace reference-winter.yaml --household 4 --policies no-intervention,mp134a-mp185
  offsupply trace mine.yaml --household 0 --replication 3 --policies mp134a --json
  offsupply trace --run output/mine --household 4 --replication 2      a home of a finished run, as it was run

Why the home went off comes first, then what happened, event by event. --run takes scenario, seed, size and every --set from the run.
The numbers of households that went off are in spells.csv, which run --spells writes. One policy alone is shown in full: amount,
balance, emergency credit left, debt and supply after each event; several are shown side by side, each event with the balance after it.`;

export const addTrace: AddCommand = (program, host, ending) => {
  addPolicies(
    program
      .command('trace')
      .summary(
        'follow one household event by event: why it went off, and what would have kept it on',
      )
      .description(
        'Follows one household event by event under several policies: why it went off, and ' +
          'what would have kept it on.',
      )
      .argument('[scenario]', 'a scenario file, or the name of a shipped one')
      .addOption(
        new Option(
          '--run <dir>',
          'folder of a finished run: its scenario, as it was run, in place of a scenario file',
        ).conflicts(['households', 'seed', 'horizon', 'set']),
      )
      .requiredOption(
        '--household <n>',
        'number of the household, 0 first',
        wholeNumber(0, 999_999_999),
      )
      .option('--replication <n>', 'number of the replication', wholeNumber(1, 999_999_999), 1),
  )
    .option('--households <n>', 'households instead of the scenario’s, as the run had it')
    .option('--seed <seed>', 'seed instead of the scenario’s, as the run had it')
    .option('--horizon <duration>', 'how long to follow the household from day 0: 56d, 8w')
    .option('--set <key.path=value>', setHelp, repeatable)
    .option('--json', 'print one JSON document on stdout')
    .addHelpText('after', examples)
    .action(async (scenario: string | undefined, options: TraceOptions) => {
      const { trace } = await import('../trace.ts');
      ending(trace(scenario, options, host));
    });
};
