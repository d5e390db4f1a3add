import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { testFilesByRule, testTitles } from '../support/tidy/test-titles.ts';
import { metrics } from '../../src/experiment/metrics.ts';

const docs = join(import.meta.dirname, '../../docs');
const model = readFileSync(join(docs, 'MODEL.md'), 'utf8');
const rules = new Set(Array.from(model.matchAll(/^- \*\*([A-Z]\d+)\*\*/gmu), (match) => match[1]!));

test('every metric leads to a rule of the model that is there', () => {
  expect(metrics.filter(({ rule }) => !rules.has(rule)).map(({ name }) => name)).toEqual([]);
});

test('every metric is found in the table that leads from a number to its rule', () => {
  const table = model.slice(model.indexOf('## From a number'), model.indexOf('## 1. Purpose'));
  const named = (name: string): boolean =>
    table.includes(`\`${name}\``) ||
    Array.from(table.matchAll(/`(_\w+)`/gu)).some((match) => name.endsWith(match[1]!));
  expect(metrics.map(({ name }) => name).filter((name) => !named(name))).toEqual([]);
});

test('every rule that the glossary and the pages point to is there', () => {
  const pages = ['GLOSSARY.md', 'STUDY.md', 'VALIDATION.md'].map((name) =>
    readFileSync(join(docs, name), 'utf8'),
  );
  const pointedTo = pages.flatMap((page) =>
    Array.from(
      page.matchAll(/(?<=\(|, | to )([ABCDEGHINOQST]\d{1,2})(?=\)|,| to )/gu),
      (match) => match[1]!,
    ),
  );
  expect(pointedTo.length).toBeGreaterThan(50);
  expect([...new Set(pointedTo)].filter((rule) => !rules.has(rule))).toEqual([]);
});

/**
 * Rules added after the first study, by the number in square brackets, with the rule of the page
 * that each stands in.
 */
function addedRules(): ReadonlyMap<number, ReadonlySet<string>> {
  const found = new Map<number, Set<string>>();
  let rule = '';
  for (const line of model.split('\n')) {
    const begun = /^- \*\*([A-Z]\d+)\*\*/u.exec(line);
    if (begun !== null) rule = begun[1]!;
    else if (!line.startsWith('  ')) rule = '';
    for (const [, number] of line.matchAll(/\[(\d\d)\]/gu))
      found.set(Number(number), (found.get(Number(number)) ?? new Set()).add(rule));
  }
  return found;
}

test('rules 24 to 44 stand in the page with their numbers, each in a rule that the tests of rules name', () => {
  const added = addedRules();
  expect([...added.keys()].sort((a, b) => a - b)).toEqual(
    Array.from({ length: 21 }, (_, index) => 24 + index),
  );
  const tests = testFilesByRule(testTitles());
  /** Of a set of habits, which is no rule of the kernel: test/calibration/habits.test.ts. */
  const habits = 33;
  for (const [number, names] of added) {
    if (number === habits) continue;
    const rulesOfNumber = [...names].filter((name) => name !== '');
    expect(rulesOfNumber.length, `[${number}]`).toBeGreaterThan(0);
    for (const name of rulesOfNumber)
      expect(
        tests.get(name)?.filter((path) => /^test\/(?:rules|scenario)\//u.test(path)),
        `[${number}] ${name}`,
      ).not.toEqual([]);
  }
});
