// `offsupply schema`: its options and help. What it does is ../schema.ts.
import type { AddCommand } from '../add-command.ts';
import type { SchemaOptions } from '../schema.ts';

const examples = `
Examples:
  offsupply schema --out scenario.schema.json
  offsupply schema | less

A scenario names it in its first line:  # yaml-language-server: $schema=scenario.schema.json`;

export const addSchema: AddCommand = (program, host, ending) => {
  program
    .command('schema')
    .summary('print the JSON Schema of scenario files')
    .description(
      'Prints the JSON Schema (draft 7) that editors complete and check scenario files with.',
    )
    .option('--out <file>', 'write it to a file instead')
    .addHelpText('after', examples)
    .action(async (options: SchemaOptions) => {
      const { schema } = await import('../schema.ts');
      ending(schema(options, host));
    });
};
