// Writes PARAMETERS.md from scenarios/defaults.yaml: every parameter with its value, and the source or assumption in its comments.
// `npm run docs:parameters`; test/docs.test.ts fails when the page is stale.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { isMap, isScalar, parseDocument, type Pair, type YAMLMap } from 'yaml';

const defaults = fileURLToPath(new URL('../scenarios/defaults.yaml', import.meta.url));
const page = fileURLToPath(new URL('PARAMETERS.md', import.meta.url));
/** Keys that say what a run is, not what is assumed. */
const notParameters = new Set(['title', 'description', 'extends', 'seed', 'policies', 'reference']);

interface Row {
  readonly path: string;
  readonly value: string;
  readonly comment: string;
}

/** The page as it should be. */
export function parametersPage(): string {
  const text = readFileSync(defaults, 'utf8');
  const rows = rowsOf(parseDocument(text).contents as YAMLMap, '', '', text);
  const line = ({ path, value, comment }: Row): string =>
    `| \`${path}\` | \`${value.replaceAll('|', '\\|')}\` | ${confidenceOf(comment)} | ${comment.replaceAll('|', '\\|')} |`;
  return [
    '# Parameters',
    '',
    'Made from the comments of [`scenarios/defaults.yaml`](../scenarios/defaults.yaml) by `npm run docs:parameters`; do not edit. A scenario may change any of',
    'them, a policy only those of institutions. *Assumption*: no published figure; the range is what the sources, or judgement, make plausible.',
    '',
    '| key | value | | source, range, remarks |',
    '|---|---|---|---|',
    ...withPages(rows)
      .filter(({ path }) => !notParameters.has(path.split('.')[0]!))
      .map(line),
    '',
  ].join('\n');
}

function rowsOf(map: YAMLMap, prefix: string, inherited: string, text: string): readonly Row[] {
  return map.items.flatMap((pair: Pair, index) => {
    const key = pair.key as { value: string; commentBefore?: string | null };
    const before = key.commentBefore ?? (index === 0 ? map.commentBefore : undefined) ?? '';
    const path = prefix === '' ? key.value : `${prefix}.${key.value}`;
    const value = pair.value;
    if (isMap(value) && value.flow !== true) return rowsOf(value, path, [inherited, before].filter(Boolean).join(' '), text);
    const range = (value as { range?: [number, number, number] | null } | null)?.range;
    const written = range == null ? '' : text.slice(range[0], range[1]).replace(/\s+/gu, ' ').trim();
    const after =
      isScalar(value) || isMap(value) ? (value.comment ?? '') : ((value as { comment?: string } | null)?.comment ?? '');
    const own = [before, after].filter(Boolean).join(' ');
    return [{ path, value: written, comment: tidy(saysWhere(own) ? own : [own, inherited].filter(Boolean).join(' · ')) }];
  });
}

function saysWhere(comment: string): boolean {
  return /assumption|https?:/iu.test(comment);
}

/** A row that says "same page" or "as above" means the address of a row before it. */
function withPages(rows: readonly Row[]): readonly Row[] {
  let address = '';
  return rows.map((row) => {
    const named = /https?:[^\s,;)]+/u.exec(row.comment)?.[0];
    if (named !== undefined) address = named;
    return saysWhere(row.comment) || !/same page|as above/u.test(row.comment)
      ? row
      : { ...row, comment: `${row.comment}: ${address}` };
  });
}

function tidy(comment: string): string {
  return comment.replace(/\s+/gu, ' ').trim();
}

function confidenceOf(comment: string): string {
  return /assumption/iu.test(comment) ? '*assumption*' : /https?:/u.test(comment) ? 'sourced' : '';
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(page, parametersPage());
