// `offsupply calibrate`: its options and help. What it does is ../calibrate.ts.
import { Option } from 'commander';
import { laws, settings } from '../../calibration/settings.ts';
import type { AddCommand } from '../add-command.ts';
import type { CalibrateOptions } from '../calibrate-options.ts';
import { repeatable, setHelp, wholeNumber } from '../scenario-options.ts';

const examples = `
Examples:
  offsupply calibrate
  offsupply calibrate calibration/hard.yaml
  offsupply calibrate mine.yaml --as hard --set behaviour.shortOfMoney.share=0.1
  offsupply calibrate --households 500 --replications 2 --json
  offsupply calibrate --fit winter --out output/fit
  offsupply calibrate --fit winter --refine --effort 16 --households 400

Each published figure belongs to a setting: ${settings.join(', ')}. Their scenarios are calibration/*.yaml; all are run when none is
named. Only ordinary life is lived, under no-failure. The table goes to stdout, and to targets.csv with the sources.

--fit searches the parameters marked assumption, within their ranges: a Latin hypercube, then damped least squares from its best point, seeded.
--refine starts from the values the scenarios have, options included, instead of a Latin hypercube: the last example is how the defaults were made.
It writes fitted-<setting>.yaml and posterior.csv, the sets that fit about as well, and takes about a quarter of an hour.`;

export const addCalibrate: AddCommand = (program, host, ending) => {
  program
    .command('calibrate')
    .summary('hold ordinary life against the published figures, target by target')
    .description(
      'Lives ordinary life, with no failure, and holds it against the published figures: top-ups, losses of supply, emergency credit.',
    )
    .argument('[scenario]', 'a scenario file of ordinary life, or a shipped one (default: all three)')
    .addOption(
      new Option('--as <setting>', 'the setting whose published figures a scenario of yours is held against').choices(settings),
    )
    .addOption(
      new Option('--fit <law>', 'fit a law of behaviour instead of holding it against the figures').choices(Object.keys(laws)),
    )
    .option('--effort <n>', 'of a fit: points of the Latin hypercube; the rest in proportion', wholeNumber(2, 10_000), 40)
    .option('--refine', 'of a fit: start from the values the scenarios have instead of a Latin hypercube')
    .option('--households <n>', 'households instead of the scenario’s; of a fit, those of a coarse evaluation')
    .option('--replications <n>', 'replications instead of the scenario’s')
    .option('--seed <seed>', 'seed instead of the scenario’s')
    .option('--set <key.path=value>', setHelp, repeatable)
    .option('--out <dir>', 'folder for the files', 'output/calibration')
    .option('--json', 'print one JSON document on stdout instead of the table')
    .addOption(new Option('--progress <form>', 'progress on stderr').choices(['text', 'json', 'none']).default('text'))
    .addHelpText('after', examples)
    .action(async (scenario: string | undefined, options: CalibrateOptions) => {
      const { calibrate } = await import('../calibrate.ts');
      ending(await calibrate(scenario, options, host));
    });
};
