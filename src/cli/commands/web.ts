// `offsupply web`: its options and help. What it does is ../web.ts.
import type { AddCommand } from '../add-command.ts';
import { wholeNumber } from '../scenario-options.ts';
import type { WebOptions } from '../web.ts';

const examples = `
Examples:
  offsupply web                      the what-if page with its own cases; open the address it prints
  offsupply web mine.yaml            your scenario as the first case
  offsupply web mine.yaml --port 0   any port that is free

Cases to begin with, sliders, an answer at once that gets steadier, one household's credit, and how far the answer may move. The address of the
page holds the whole setting, and the page shows the command that gives the same numbers. It simulates in the browser, on your machine, and sends
nothing. The same page is a file of the package, dist/what-if.html, which opens from disk without this command. Ctrl-C stops the command.`;

export const addWeb: AddCommand = (program, host, ending) => {
  program
    .command('web')
    .summary('serve the what-if page on this machine')
    .description(
      'Serves the what-if page, with a scenario if one is named, on 127.0.0.1 alone. ' +
        'Prints the address and opens nothing.',
    )
    .argument('[scenario]', 'a scenario file, or the name of a shipped one')
    .option(
      '--port <n>',
      'the port to listen at; 0 for any that is free',
      wholeNumber(0, 65_535),
      8090,
    )
    .addHelpText('after', examples)
    .action(async (scenario: string | undefined, options: WebOptions) => {
      const { web } = await import('../web.ts');
      ending(await web(scenario, options, host));
    });
};
