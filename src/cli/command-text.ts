// A command line as text that a shell reads back as the same words.

export function commandText(argv: readonly string[]): string {
  return ['offsupply', ...argv].map(shellWord).join(' ');
}

function shellWord(word: string): string {
  return /^[\w./:=,@%+-]+$/u.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
