// Writes PARAMETERS.md from scenarios/defaults.yaml: every parameter with its value, and the source or assumption in its comments.
// `npm run docs:parameters`; test/docs.test.ts fails when the page is stale.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { remarksOf, type Assumption } from '../src/scenario/assumptions.ts';

const defaults = fileURLToPath(new URL('../scenarios/defaults.yaml', import.meta.url));
const page = fileURLToPath(new URL('PARAMETERS.md', import.meta.url));

const confidenceTexts = { assumption: '*assumption*', sourced: 'sourced', set: '', unsaid: '' } as const;

/** The page as it should be. */
export function parametersPage(): string {
  const line = ({ path, value, confidence, remark }: Assumption): string =>
    `| \`${path}\` | \`${value.replaceAll('|', '\\|')}\` | ${confidenceTexts[confidence]} | ${remark.replaceAll('|', '\\|')} |`;
  return [
    '# Parameters',
    '',
    'Made from the comments of [`scenarios/defaults.yaml`](../scenarios/defaults.yaml) by `npm run docs:parameters`; do not edit. A scenario may change any of',
    'them, a policy only those of institutions. *Assumption*: no published figure; the range is what the sources, or judgement, make plausible.',
    '',
    '| key | value | | source, range, remarks |',
    '|---|---|---|---|',
    ...remarksOf('defaults.yaml', readFileSync(defaults, 'utf8')).map(line),
    '',
  ].join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(page, parametersPage());
