// Scripts with which bash, zsh and fish complete the command line, made of commander's own
// definitions.
import type { Command, Help, Option } from 'commander';
import { shippedScenarioNames } from '../files/scenario-files.ts';
import { exitCodes, type Host } from './host.ts';

export type Shell = 'bash' | 'zsh' | 'fish';

export function completion(shell: Shell, program: Command, host: Host): number {
  host.stdout.write(scripts[shell](completedCommands(program)));
  return exitCodes.done;
}

interface CompletedOption {
  /** `-h`, `--help` */
  readonly flags: readonly string[];
  readonly about: string;
  readonly takesValue: boolean;
  /** All that it takes, where that is a few words. */
  readonly values: readonly string[];
}

interface CompletedCommand {
  /** Empty for the program itself. */
  readonly name: string;
  readonly about: string;
  /** Words that its arguments may be, beside files. */
  readonly words: readonly string[];
  readonly options: readonly CompletedOption[];
}

/** The program itself first, whose words are the commands. */
function completedCommands(program: Command): readonly [CompletedCommand, ...CompletedCommand[]] {
  const help = program.createHelp();
  const shown = help.visibleCommands(program);
  const names = shown.map((command) => command.name());
  return [
    { name: '', about: '', words: names, options: optionsOf(program, help) },
    ...shown.map((command) => ({
      name: command.name(),
      about: aboutText(help.subcommandDescription(command)),
      words: command.name() === 'help' ? names : wordsOf(command),
      options: optionsOf(command, help),
    })),
  ];
}

function optionsOf(command: Command, help: Help): readonly CompletedOption[] {
  return help.visibleOptions(command).map((option: Option) => ({
    flags: [option.short, option.long].filter((flag) => flag !== undefined),
    about: aboutText(option.description),
    takesValue: option.required || option.optional,
    values: option.argChoices ?? [],
  }));
}

function wordsOf({ registeredArguments }: Command): readonly string[] {
  return registeredArguments.flatMap((argument) => {
    if (argument.argChoices !== undefined) return argument.argChoices;
    return argument.name() === 'scenario' ? shippedScenarioNames() : [];
  });
}

/** The first clause, without what a shell would read as its own. */
function aboutText(description: string): string {
  return description
    .split(/[:;(]| --/u)[0]!
    .replace(/['"\\`$[\]]/gu, '')
    .trim();
}

/** Patterns of `<command> <option>` for a case of bash or zsh. */
function patternsOf({ name }: CompletedCommand, { flags }: CompletedOption): string {
  return flags.map((flag) => `'${name} ${flag}'`).join('|');
}

function flagsOf({ options }: CompletedCommand): readonly string[] {
  return options.flatMap(({ flags }) => flags);
}

function bash(commands: readonly [CompletedCommand, ...CompletedCommand[]]): string {
  const [{ words: names }] = commands;
  const values = commands.flatMap((command) =>
    command.options
      .filter(({ takesValue }) => takesValue)
      .map((option) => `    ${patternsOf(command, option)}) words='${option.values.join(' ')}' ;;`),
  );
  return `# offsupply completion for bash: source <(offsupply completion bash)
_offsupply() {
  local current=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD-1]} command= word words
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case $word in
      ${names.join('|')}) command=$word; break ;;
    esac
  done
  case "$command $before" in
${values.join('\n')}
    *)
      case "$command $current" in
${commands.map((command) => `        '${command.name} -'*) words='${flagsOf(command).join(' ')}' ;;`).join('\n')}
${commands.map((command) => `        '${command.name} '*) words='${command.words.join(' ')}' ;;`).join('\n')}
      esac
      ;;
  esac
  # Where there is no word of ours, bash completes files.
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -o bashdefault -F _offsupply offsupply
`;
}

function zsh(commands: readonly [CompletedCommand, ...CompletedCommand[]]): string {
  const [program, ...others] = commands;
  const values = commands.flatMap((command) =>
    command.options
      .filter(({ takesValue }) => takesValue)
      .map((option) => {
        const act = option.values.length === 0 ? '_files' : `compadd -- ${option.values.join(' ')}`;
        return `    ${patternsOf(command, option)}) ${act}; return ;;`;
      }),
  );
  const described = ({ options }: CompletedCommand): string =>
    options.flatMap(({ flags, about }) => flags.map((flag) => `'${flag}:${about}'`)).join(' ');
  return `#compdef offsupply
# offsupply completion for zsh: offsupply completion zsh > ~/.zfunc/_offsupply
_offsupply() {
  local command= word
  local -a commands options
  for word in "\${(@)words[2,CURRENT-1]}"; do
    case $word in
      ${program.words.join('|')}) command=$word; break ;;
    esac
  done
  case "$command \${words[CURRENT-1]}" in
${values.join('\n')}
  esac
  case $command in
${commands.map((command) => `    '${command.name}') options=(${described(command)}) ;;`).join('\n')}
  esac
  if [[ \${words[CURRENT]} == -* ]]; then
    _describe -o option options
    return
  fi
  case $command in
    '')
      commands=(${others.map(({ name, about }) => `'${name}:${about}'`).join(' ')})
      _describe command commands
      ;;
${others
  .filter(({ words }) => words.length > 0)
  .map(({ name, words }) => `    '${name}') compadd -- ${words.join(' ')}; _files ;;`)
  .join('\n')}
    *) _files ;;
  esac
}
# As a file of fpath it is the function's own; sourced, it has to be named.
if [[ \${funcstack[1]} == _offsupply ]]; then _offsupply; else compdef _offsupply offsupply; fi
`;
}

function fish([program, ...others]: readonly [CompletedCommand, ...CompletedCommand[]]): string {
  const start = 'complete -c offsupply';
  const flagText = (flag: string): string =>
    flag.startsWith('--') ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`;
  const optionLine = (
    where: string,
    { flags, about, takesValue, values }: CompletedOption,
  ): string =>
    [
      ...[start, where, ...flags.map(flagText)],
      ...(takesValue ? [values.length === 0 ? '-r' : `-x -a '${values.join(' ')}'`] : []),
      `-d '${about}'`,
    ].join(' ');
  const none = "-n '__fish_use_subcommand'";
  return `${[
    '# offsupply completion for fish: offsupply completion fish > ' +
      '~/.config/fish/completions/offsupply.fish',
    ...program.options.map((option) => optionLine(none, option)),
    ...others.map(({ name, about }) => `${start} ${none} -f -a ${name} -d '${about}'`),
    ...others.flatMap(({ name, words, options }) => {
      const seen = `-n '__fish_seen_subcommand_from ${name}'`;
      return [
        ...(words.length === 0 ? [] : [`${start} ${seen} -a '${words.join(' ')}'`]),
        ...options.map((option) => optionLine(seen, option)),
      ];
    }),
  ].join('\n')}\n`;
}

const scripts: Readonly<
  Record<Shell, (commands: readonly [CompletedCommand, ...CompletedCommand[]]) => string>
> = {
  bash,
  zsh,
  fish,
};
