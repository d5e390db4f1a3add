import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
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
    table.includes(`\`${name}\``) || Array.from(table.matchAll(/`(_\w+)`/gu)).some((match) => name.endsWith(match[1]!));
  expect(metrics.map(({ name }) => name).filter((name) => !named(name))).toEqual([]);
});

test('every rule that the glossary and the pages point to is there', () => {
  const pages = ['GLOSSARY.md', 'STUDY.md', 'VALIDATION.md'].map((name) => readFileSync(join(docs, name), 'utf8'));
  const pointedTo = pages.flatMap((page) =>
    Array.from(page.matchAll(/(?<=\(|, | to )([ABCDEGHINOQST]\d{1,2})(?=\)|,| to )/gu), (match) => match[1]!),
  );
  expect(pointedTo.length).toBeGreaterThan(50);
  expect([...new Set(pointedTo)].filter((rule) => !rules.has(rule))).toEqual([]);
});
