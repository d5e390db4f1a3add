// A command line as text that a shell reads back as the same words.

export function commandText(argv: readonly string[]): string {
  return ['offsupply', ...argv].map(shellWord).join(' ');
}

/** Options as words of a command line, by their long names: nothing where one is not given, each of several values with the name again. */
export function optionWords(options: Readonly<Record<string, OptionValue>>): readonly string[] {
  return Object.entries(options).flatMap(([name, value]) => {
    if (value === undefined) return [];
    if (value === true) return [`--${name}`];
    return (typeof value === 'object' ? value : [value]).flatMap((one) => [`--${name}`, String(one)]);
  });
}

type OptionValue = string | number | true | readonly string[] | undefined;

function shellWord(word: string): string {
  return /^[\w./:=,@%+-]+$/u.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
