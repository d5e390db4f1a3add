// `offsupply sensitivity`: its options and help. What it does is ../sensitivity.ts.
import { Option } from 'commander';
import { methods } from '../../explore/sensitivity/assessment.ts';
import type { AddCommand } from '../add-command.ts';
import { addExploreOptions, addFactorChoice, metric } from '../explore-options.ts';
import { wholeNumber } from '../scenario-options.ts';
import type { SensitivityOptions } from '../sensitivity.ts';

const examples = `
Examples:
  offsupply sensitivity who-acts-when.yaml --households 1000 --method morris
  offsupply sensitivity mine.yaml --only institutions                     each end of each range of these, one at a time
  offsupply sensitivity mine.yaml --factors agent.decision,onboarding.starts --method sobol
  offsupply sensitivity mine.yaml --method sobol                          the ten strongest by morris
  offsupply sensitivity mine.yaml --of "mp134a-mp185 vs no-intervention"  what decides the ranking of these two
  offsupply sensitivity mine.yaml --metric households_off_24h
  offsupply sensitivity who-acts-when.yaml --policies all                 each of its many policies, not only the two that decide
  offsupply sensitivity mine.yaml --method morris --dry-run               how many runs, and how long
  offsupply sensitivity mine.yaml --method morris --shard 2/8             offsupply merge joins the parts

oat moves one assumption at a time to each end of its range. morris moves each from many places of the ranges of the others: which are
strong, and which depend on others. sobol shares the variance out: what each makes alone, with others, and what knowing it would gain.
Every point has the same homes, weather and random draws; what random variation is left is estimated and taken off.
Of a scenario with more than 8 policies only the reference and what does best are simulated, or what --of names, unless --policies says which.
Finished points are kept in the folder, and the same command goes on from them.`;

export const addSensitivity: AddCommand = (program, host, ending) => {
  const command = program
    .command('sensitivity')
    .summary('find which assumptions decide the answer')
    .description(
      'Varies what a scenario does not know, its ranges, and says which assumptions ' +
        'decide: how many lose supply, and which policy does ' +
        'better. Writes sensitivity.csv and sensitivity.html.',
    )
    .argument(
      '<scenario>',
      'a scenario file, or the name of a shipped one, such as reference-winter.yaml',
    )
    .addOption(
      new Option('--method <name>', 'how (default: oat for up to 200 points, else morris)').choices(
        methods,
      ),
    )
    .option(
      '--trajectories <r>',
      'trajectories of morris, each a point more than there are factors (default: 10)',
      wholeNumber(2, 10_000),
    )
    .option(
      '--points <n>',
      'rows of sobol, each of 2 × (factors + 1) points (default: 128)',
      wholeNumber(4, 100_000),
    )
    .option(
      '--metric <name>',
      'what is looked at (repeatable; default: excess_hours_off and excess_households_off)',
      metric,
    )
    .option(
      '--of <policies>',
      'of one policy, or of the difference of two: "mp134a-mp185 vs no-intervention" ' +
        '(default: all)',
    );
  addExploreOptions(addFactorChoice(command))
    .addOption(
      new Option(
        '--markdown',
        'print what decides as Markdown, for a page of documentation',
      ).conflicts('json'),
    )
    .addHelpText('after', examples)
    .action(async (scenario: string, options: SensitivityOptions) => {
      const { sensitivity } = await import('../sensitivity.ts');
      ending(await sensitivity(scenario, options, host));
    });
};
