// Commands that are not in this version: hidden from the help, and refused with what to use meanwhile.
import { UsageError } from '../../errors.ts';
import type { AddCommand } from '../add-command.ts';

const meanwhile = {
  web: 'change values with offsupply run <scenario> --set key=value, and read report.html in the folder that it writes',
} as const;

export const addPlanned: AddCommand = (program) => {
  for (const [name, instead] of Object.entries(meanwhile)) {
    const missing = `offsupply ${name} is not in this version: ${instead}`;
    program
      .command(name, { hidden: true })
      .description(missing)
      .argument('[words...]')
      .allowUnknownOption()
      .helpOption(false)
      .action(() => {
        throw new UsageError(missing);
      });
  }
};
