// Writes RULES.md: each rule of MODEL.md, where the source states it (`@rule A7`), and the tests
// that name it. `npm run docs:rules`; test/docs.test.ts fails when the page is stale.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { pageLines } from './marked-block.ts';
import { rulesOfModel, type ModelRule } from '../test/support/tidy/model-rules.ts';
import { ruleTagsOf, type RuleTag } from '../test/support/tidy/rule-tags.ts';
import { typescriptFiles } from '../test/support/tidy/source-files.ts';
import { testFilesByRule, testTitles } from '../test/support/tidy/test-titles.ts';

const page = fileURLToPath(new URL('RULES.md', import.meta.url));
const none = '—';

/** The page as it should be. */
export function rulesPage(): string {
  const { tags } = ruleTagsOf(typescriptFiles('src'));
  const tests = testFilesByRule(testTitles());
  return pageLines([
    '# Where each rule stands',
    '',
    'Made from [MODEL.md](MODEL.md), the `@rule` tags of the source and the titles of the ' +
      'tests by `npm run docs:rules`; do not edit.',
    'Each rule is stated by one function, and once more in ' +
      '[test/reference](../test/reference/README.md).',
    '',
    '| rule | what it says first | stated by | tests that name it |',
    '|---|---|---|---|',
    ...rulesOfModel().map((rule) => rowOf(rule, tags, tests.get(rule.rule) ?? [])),
    '',
  ]).join('\n');
}

function rowOf(
  { rule, firstSentence, anchor }: ModelRule,
  tags: readonly RuleTag[],
  tests: readonly string[],
): string {
  const cells = [
    `[${rule}](MODEL.md#${anchor})`,
    firstSentence,
    tags
      .filter((tag) => tag.rule === rule)
      .map(({ path, name }) => `[${path.replace(/^src\//u, '')}](../${path}), \`${name}\``)
      .join('; '),
    tests.map((path) => `[${path.replace(/^test\//u, '')}](../${path})`).join(', '),
  ];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|') || none).join(' | ')} |`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(page, rulesPage());
