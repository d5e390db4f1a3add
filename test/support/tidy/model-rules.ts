// The rules of docs/MODEL.md.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './source-files.ts';

export interface ModelRule {
  /** Such as `A7`. */
  readonly rule: string;
  readonly firstSentence: string;
  /** The heading that the rule stands under, as a link has it. */
  readonly anchor: string;
}

/** In the order of the page. */
export function rulesOfModel(): readonly ModelRule[] {
  const rules: ModelRule[] = [];
  let anchor = '';
  const lines = readFileSync(path.join(root, 'docs/MODEL.md'), 'utf8').split('\n');
  lines.forEach((line, index) => {
    if (line.startsWith('#')) anchor = anchorOf(line);
    const rule = /^- \*\*([A-Z]\d+)\*\* /u.exec(line)?.[1];
    if (rule === undefined) return;
    const length = lines.slice(index + 1).findIndex((next) => !next.startsWith('  '));
    const paragraph = lines.slice(index, index + 1 + length).map((one) => one.trim());
    const text = paragraph.join(' ').replace(/^- \*\*\w+\*\* /u, '');
    rules.push({ rule, firstSentence: firstSentenceOf(text), anchor });
  });
  return rules;
}

/** Links without their addresses. A title alone, such as *Debt.*, is not a sentence. */
function firstSentenceOf(text: string): string {
  const plain = text.replace(/\[([^\]]+)\]\([^)]+\)/gu, '$1');
  return /^(?:\*[^*]+\.\* )?.+?(?:\.(?= |$)|$)/u.exec(plain)![0];
}

const anchorOf = (heading: string): string =>
  heading
    .replace(/^#+ /u, '')
    .toLowerCase()
    .replace(/[^\w\s-]/gu, '')
    .replace(/\s/gu, '-');
