// `offsupply init`: its options and help. What it does is ../init.ts.
import type { AddCommand } from '../add-command.ts';
import type { InitOptions } from '../init.ts';

const examples = `
Examples:
  offsupply init
  offsupply init study

Editors that know JSON Schema complete and check the scenario as you type: its first line names the schema.`;

export const addInit: AddCommand = (program, host, ending) => {
  program
    .command('init')
    .summary('write a commented scenario to start from')
    .description(
      'Writes a commented scenario to start from, starter.yaml, and the schema that ' +
        'editors check it with.',
    )
    .argument('[dir]', 'folder for them; made when it does not exist', '.')
    .option('--force', 'write over files that are there')
    .addHelpText('after', examples)
    .action(async (folder: string, options: InitOptions) => {
      const { init } = await import('../init.ts');
      ending(init(folder, options, host));
    });
};
