// Messages for text that is not valid YAML: the parser's error codes in words for users.
import type { Problem } from '../errors.ts';

interface Words {
  readonly allowed: string;
  readonly fix: string;
}

const words: Readonly<Record<string, Words>> = {
  TAB_AS_INDENT: {
    allowed: 'spaces at the start of a line; no tabs',
    fix: 'replace the tab with two spaces for each level',
  },
  BAD_INDENT: {
    allowed: 'lines of one map that start in the same column, brackets that close',
    fix: 'line the keys up, and close every [ and {',
  },
  MISSING_CHAR: {
    allowed: 'quotes, brackets and braces in pairs',
    fix: 'add the closing quote, bracket or brace',
  },
  BLOCK_AS_IMPLICIT_KEY: {
    allowed: 'one "key: value" on a line',
    fix: 'put text that has a colon in quotes, and check the indentation',
  },
  MULTILINE_IMPLICIT_KEY: {
    allowed: 'a colon after every key',
    fix: 'add the colon, or put the text in quotes',
  },
  BAD_SCALAR_START: {
    allowed: 'text that begins with a letter or a digit, or is in quotes',
    fix: 'put the text in quotes',
  },
  MULTIPLE_DOCS: {
    allowed: 'one scenario in a file',
    fix: 'remove the --- line, or split the file',
  },
  RESOURCE_EXHAUSTION: { allowed: 'maps and lists at most 32 deep', fix: 'flatten it' },
  BAD_DQ_ESCAPE: {
    allowed: 'escapes such as \\n and \\" inside double quotes',
    fix: 'use single quotes, or double the backslash',
  },
  BAD_ALIAS: {
    allowed: 'the name of an anchor after *',
    fix: 'put text that begins with * or & in quotes',
  },
};

const otherwise: Words = {
  allowed: 'YAML: "key: value" lines, indented with spaces',
  fix: 'check colons, quotes, brackets and indentation here',
};

/**
 * The problem behind a parser's error. Only the first error is shown, since later ones mostly
 * follow from it.
 */
export function syntaxProblem(
  code: string,
  text: string,
  at: { line: number; column: number },
): Omit<Problem, 'file' | 'path'> {
  const line = (text.split('\n')[at.line - 1] ?? '')
    .replace(/\t/g, '→')
    .replace(/\s+/g, ' ')
    .trim();
  const found = line.length > 60 ? `${line.slice(0, 59)}…` : line;
  return {
    ...at,
    found: found === '' ? 'the end of the file' : found,
    ...(words[code] ?? otherwise),
  };
}
