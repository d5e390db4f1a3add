// `offsupply validate`: its options and help. What it does is ../validate.ts.
import type { AddCommand } from '../add-command.ts';
import type { ValidateOptions } from '../validate.ts';

const examples = `
Examples:
  offsupply validate mine.yaml
  offsupply validate scenarios/*.yaml
  offsupply validate mine.yaml --resolved > complete.yaml

It says what a scenario means: homes and meters by kind, those that can be reached over the air, when each gate shuts and each queue ends under
each policy, what a run costs; and warns of what can hardly be meant, such as an agent told after the gates it needs have shut.
Every file is checked and every problem told, with its file and line. The exit code is 2 if any file is wrong.`;

export const addValidate: AddCommand = (program, host, ending) => {
  program
    .command('validate')
    .summary('check scenario files and print a summary of each')
    .description(
      'Checks scenario files. Prints a summary of each, or everything that is wrong with it.',
    )
    .argument('<scenario...>', 'scenario files, or names of shipped ones')
    .option(
      '--resolved',
      'print the whole scenario as YAML, every default filled in; it runs as it is',
    )
    .option('--json', 'print one JSON document on stdout')
    .addHelpText('after', examples)
    .action(async (scenarios: string[], options: ValidateOptions) => {
      const { validate } = await import('../validate.ts');
      ending(validate(scenarios, options, host));
    });
};
