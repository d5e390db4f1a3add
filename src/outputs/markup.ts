// HTML and SVG by a template whose values are escaped unless they are markup themselves, so that no
// text can inject markup.

/** Text that is markup already: made by `markup`, or from the program’s own text. */
export class Markup {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
  toString(): string {
    return this.text;
  }
}

type Value = Markup | string | number | readonly Value[] | undefined;

/**
 * `markup\`<p>${text}</p>\``: strings are escaped, markup is kept, lists are joined, undefined is
 * nothing.
 */
export function markup(strings: TemplateStringsArray, ...values: readonly Value[]): Markup {
  return new Markup(
    strings
      .map((string, index) => (index === 0 ? string : textOf(values[index - 1]) + string))
      .join(''),
  );
}

function textOf(value: Value): string {
  if (value === undefined) return '';
  if (value instanceof Markup) return value.text;
  if (typeof value === 'object') return value.map(textOf).join('');
  return typeof value === 'number' ? `${value}` : escaped(value);
}

/** Text with nothing to escape, which is most text; this test is fast. */
const harmless = /^[ !#-%(-;=?-~]*$/u;
const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/**
 * Escapes text for use as content and between quotes. Characters that documents may not contain, or
 * that reverse the text's direction, become blanks.
 */
function escaped(text: string): string {
  if (harmless.test(text)) return text;
  return text
    .replace(
      /[^\P{Cc}\n\t]|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/gu,
      ' ',
    )
    .replace(/[&<>"']/gu, (character) => entities[character]!);
}
