// `offsupply sweep`: its options and help. What it does is ../sweep.ts.
import { Option } from 'commander';
import { metrics, type MetricName } from '../../experiment/metrics.ts';
import { designs } from '../../explore/designs.ts';
import type { AddCommand } from '../add-command.ts';
import { addExploreOptions, addFactorChoice, metric } from '../explore-options.ts';
import { repeatable, wholeNumber } from '../scenario-options.ts';
import type { SweepOptions } from '../sweep.ts';

const examples = `
Examples:
  offsupply sweep who-acts-when.yaml --vary agent.decision=0d..10d:6
  offsupply sweep mine.yaml --vary agent.perDay.per10000Homes=500..20000:6:log     evenly on a logarithmic scale
  offsupply sweep mine.yaml --vary exit.vendingEnds=3d,14d,onboarding
  offsupply sweep mine.yaml --vary agent.decision=0d..10d:6 --vary onboarding.starts=0d..28d:5
  offsupply sweep mine.yaml --vary population.meterKinds.legacy=0.1..0.7:5         the other kinds keep their proportions
  offsupply sweep mine.yaml --vary policies.mp134a-mp185.agent.decision=0d..10d:6  under one policy alone
  offsupply sweep mine.yaml --design lhs --points 200                              all ranges of the scenario
  offsupply sweep mine.yaml --design sobol --points 256 --only institutions
  offsupply sweep mine.yaml --vary agent.decision=0d..10d:6 --dry-run              how many runs, and how long
  offsupply sweep mine.yaml --vary agent.decision=0d..10d:6 --shard 2/8            offsupply merge joins the parts

Every point has the same homes, weather and random draws, so that differences between points are paired. A value that a policy sets
for itself stays as the policy has it. Finished points are kept in the folder, and the same command goes on from them.`;

function metricOrAll(value: string, before?: readonly MetricName[]): readonly MetricName[] {
  return value === 'all' ? metrics.map(({ name }) => name) : metric(value, before);
}

export const addSweep: AddCommand = (program, host, ending) => {
  const command = program
    .command('sweep')
    .summary('run a scenario at other values: what if this number were other')
    .description(
      'Runs a scenario at many values of what --vary names, or of its ranges; writes ' +
        'sweep.csv and sweep.html, which say what each policy ' +
        'comes to at each value, and where the best policy changes.',
    )
    .argument(
      '<scenario>',
      'a scenario file, or the name of a shipped one, such as reference-winter.yaml',
    )
    .option(
      '--vary <path=values>',
      'what to vary: path=from..to:n, or path=value,value (repeatable; default: the ranges ' +
        'of the scenario)',
      repeatable,
    )
    .addOption(
      new Option(
        '--design <name>',
        'which points: every combination, a Latin hypercube, or scrambled Sobol’ points ' +
          '(default: grid for one or two, else lhs)',
      ).choices(designs),
    )
    .option(
      '--points <n>',
      'how many points of lhs or sobol (default: 128)',
      wholeNumber(2, 100_000),
    )
    .option(
      '--metric <name>',
      'metrics in sweep.csv (repeatable; all for every one; default: every one for up to ' +
        '10 varied paths, else the main ones)',
      metricOrAll,
    );
  addExploreOptions(addFactorChoice(command))
    .addHelpText('after', examples)
    .action(async (scenario: string, options: SweepOptions) => {
      const { sweep } = await import('../sweep.ts');
      ending(await sweep(scenario, options, host));
    });
};
