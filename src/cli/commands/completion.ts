// `offsupply completion`: its help. The scripts are made in ../completion.ts, of the commands and
// options that the program has.
import { Argument } from 'commander';
import type { AddCommand } from '../add-command.ts';
import type { Shell } from '../completion.ts';

const examples = `
Examples:
  source <(offsupply completion bash)                                     in this shell, or in ~/.bashrc for every one
  offsupply completion zsh > ~/.zfunc/_offsupply                          with fpath+=(~/.zfunc) before compinit in ~/.zshrc
  offsupply completion fish > ~/.config/fish/completions/offsupply.fish

Commands, options, the values of options that have a few, and the names of shipped scenarios are completed; files elsewhere.`;

export const addCompletion: AddCommand = (program, host, ending) => {
  program
    .command('completion')
    .summary('print a script that completes commands and options')
    .description(
      'Prints a script with which a shell completes commands and options with the tab key.',
    )
    .addArgument(new Argument('<shell>', 'for which shell').choices(['bash', 'zsh', 'fish']))
    .addHelpText('after', examples)
    .action(async (shell: Shell) => {
      const { completion } = await import('../completion.ts');
      ending(completion(shell, program, host));
    });
};
