// A command line as text that a shell reads back as the same words.

export function commandText(argv: readonly string[]): string {
  return ['offsupply', ...argv].map(shellWord).join(' ');
}

/**
 * The words of a command that goes on from what it has kept, as the same command does by itself.
 * Begun anew, it would lose that.
 */
export function wordsToGoOn(argv: readonly string[]): readonly string[] {
  return argv.filter((word) => word !== '--fresh');
}

/**
 * Options as words of a command line: nothing where one is not given, each of several values with
 * the option again.
 */
export function optionWords(options: Readonly<Record<string, OptionValue>>): readonly string[] {
  return Object.entries(options).flatMap(([name, value]) => {
    if (value === undefined) return [];
    if (value === true) return [flagOf(name)];
    return (typeof value === 'object' ? value : [value]).flatMap((one) => [
      flagOf(name),
      String(one),
    ]);
  });
}

/** An option as it is typed: of `suchThat`, `--such-that`. */
export function flagOf(name: string): string {
  return `--${name.replaceAll(/[A-Z]/gu, (letter) => `-${letter.toLowerCase()}`)}`;
}

type OptionValue = string | number | true | readonly string[] | undefined;

function shellWord(word: string): string {
  return /^[\w./:=,@%+-]+$/u.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
