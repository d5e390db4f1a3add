// Checks of texts before they are parsed, and extracts of them for messages.
import type { Problem } from '../errors.ts';
import type { KeyPath } from './kind.ts';

/** Limits of a text. `aliased`: number of values that all aliases stand for. */
export const limits = { characters: 256 * 1024, keys: 5000, depth: 32, aliased: 1000 } as const;

/** Why a text is not parsed; undefined if it is. */
export function badText(text: string): Omit<Problem, 'file' | 'path'> | undefined {
  if (text.length > limits.characters) {
    return {
      found: `${Math.ceil(text.length / 1024)} KB`,
      allowed: `a scenario of at most ${limits.characters / 1024} KB`,
      fix: 'keep long series in CSV files and name them with { csv: file }',
    };
  }
  const strange = /[^\t\n\r\u0020-\u007E\u0085\u00A0-\uFEFE\uFF00-\uFFFC]/u.exec(
    text.replace(/[\u{10000}-\u{10FFFF}]/gu, '  '),
  );
  if (strange === null) return undefined;
  const before = text.slice(0, strange.index).split('\n');
  const at = { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
  const code = `U+${strange[0].codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;
  const wrongEncoding = strange[0] === '\0' || strange[0] === '\uFFFD';
  return {
    ...at,
    found: wrongEncoding
      ? `a byte that is not UTF-8 text (${code})`
      : `the control character ${code}`,
    allowed: 'plain text in UTF-8',
    fix: wrongEncoding ? 'save the file as UTF-8 (not UTF-16)' : 'remove it',
  };
}

export const firstLine = (text: string): string => shorten(text.split('\n', 1)[0] ?? '');

/** One line of at most 60 characters, without control characters. */
export function shorten(text: string): string {
  const oneLine = text
    .slice(0, 400)
    .replace(/\s+/g, ' ')
    .replace(/[\p{Cc}\p{Cf}]/gu, '�')
    .trim();
  return oneLine.length > 60 ? `${oneLine.slice(0, 59)}…` : oneLine;
}

/** Names in a message: all if they are few, otherwise the first ones. */
export function someOf(names: readonly string[]): string {
  const shown = names.slice(0, 30).join(', ');
  return names.length > 30 ? `${shown} and ${names.length - 30} more` : shown;
}

const emptyKey = '""';

/** A key in a message. */
export const keyText = (key: string | number | undefined): string =>
  key === '' ? emptyKey : String(key);

/** `onboarding.pace.perDay`, `behaviour.trigger.uniform[1]` */
export function pathText(path: KeyPath): string {
  if (path.length === 0) return '(whole file)';
  const joined = path
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${key === '' ? emptyKey : key}`))
    .join('');
  return joined.startsWith('.') ? joined.slice(1) : joined;
}
