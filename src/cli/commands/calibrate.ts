// `offsupply calibrate`: its options and help. What it does is ../calibrate.ts.
import { Option } from 'commander';
import { readings, settings } from '../../calibration/settings.ts';
import type { AddCommand } from '../add-command.ts';
import type { CalibrateOptions } from '../calibrate-options.ts';
import { repeatable, setHelp, wholeNumber } from '../scenario-options.ts';

const examples = `
Examples:
  offsupply calibrate
  offsupply calibrate calibration/hard.yaml
  offsupply calibrate mine.yaml --as hard --set behaviour.shortOfMoney.share=0.1
  offsupply calibrate --households 500 --replications 2 --json
  offsupply calibrate --fit customers --out output/fit
  offsupply calibrate --fit customers --resume --out output/fit

Each published figure belongs to a setting: ${settings.join(', ')}. Their scenarios are calibration/*.yaml; all are run when none is
named. Only ordinary life is simulated, under no-failure. The table goes to stdout, and to targets.csv with the sources.

--fit looks for sets of habits that the published figures do not rule out, within the ranges of the parameters marked assumption, by
history matching in waves. The counts of winter 2022/23 can be read as losses (events) or as customers with a loss (customers). It writes
simulated-sets.csv after each wave, and in the end fitted.yaml and posterior.csv, the accepted sets. A set takes about a second of one
processor. --resume continues a fit that was stopped.`;

export const addCalibrate: AddCommand = (program, host, ending) => {
  program
    .command('calibrate')
    .summary('hold ordinary life against the published figures, target by target')
    .description(
      'Simulates normal weeks, with no failure, and compares them with published figures: ' +
        'top-ups, losses of supply, emergency credit.',
    )
    .argument(
      '[scenario]',
      'a scenario file of ordinary life, or a shipped one (default: all three)',
    )
    .addOption(
      new Option(
        '--as <setting>',
        'the setting whose published figures a scenario of yours is held against',
      ).choices(settings),
    )
    .addOption(
      new Option(
        '--fit <reading>',
        'fit habits, with the counts of winter 2022/23 read so, instead of comparing',
      ).choices(readings),
    )
    .option('--sets <n>', 'of a fit: accepted sets that are wanted', wholeNumber(1, 100_000), 1000)
    .option(
      '--most <n>',
      'of a fit: sets that are simulated at most',
      wholeNumber(1, 1_000_000),
      6000,
    )
    .option(
      '--again <n>',
      'of a fit: simulate the n nearest sets of simulated-sets.csv again, where the model ' +
        'or a figure has changed, and continue',
      wholeNumber(400, 1_000_000),
    )
    .option('--resume', 'of a fit: continue from simulated-sets.csv in the folder')
    .option(
      '--households <n>',
      'households instead of the scenario’s; of a fit, those of each replication',
    )
    .option('--replications <n>', 'replications instead of the scenario’s')
    .option('--seed <seed>', 'seed instead of the scenario’s')
    .option('--set <key.path=value>', setHelp, repeatable)
    .option('--out <dir>', 'folder for the files', 'output/calibration')
    .option('--json', 'print one JSON document on stdout instead of the table')
    .addOption(
      new Option('--progress <form>', 'progress on stderr')
        .choices(['text', 'json', 'none'])
        .default('text'),
    )
    .addHelpText('after', examples)
    .action(async (scenario: string | undefined, options: CalibrateOptions) => {
      const { calibrate } = await import('../calibrate.ts');
      ending(await calibrate(scenario, options, host));
    });
};
