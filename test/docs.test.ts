import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parametersPage } from '../docs/make-parameters.ts';
import { rulesPage } from '../docs/make-rules.ts';
import { parameterFacts } from '../docs/parameter-facts.ts';

test('the page of parameters is what the defaults say (else: npm run docs:parameters)', () => {
  expect(readFileSync(join(import.meta.dirname, '../docs/PARAMETERS.md'), 'utf8')).toBe(
    parametersPage(),
  );
});

test('the page of rules is what MODEL.md, tags and tests say (else: npm run docs:rules)', () => {
  expect(readFileSync(join(import.meta.dirname, '../docs/RULES.md'), 'utf8')).toBe(rulesPage());
});

test('every parameter of the defaults has its source or the word assumption', () => {
  expect(parameterFacts().filter(({ isUnsaid }) => isUnsaid)).toEqual([]);
});

test('a parameter whose ground is better than judgement says where it stands', () => {
  const groundless = parameterFacts().filter(
    ({ confidence, links }) => confidence !== 'judgement' && links.length === 0,
  );
  expect(groundless.map(({ path }) => path)).toEqual([]);
});

test('what was fitted is an assumption, and has a range it was fitted within', () => {
  const fitted = parameterFacts().filter(({ fittedTo }) => fittedTo !== '');
  expect(fitted.length).toBeGreaterThan(20);
  expect(fitted.filter(({ isAssumption }) => !isAssumption).map(({ path }) => path)).toEqual([]);
  expect(fitted.filter(({ range }) => range === '').map(({ path }) => path)).toEqual([]);
});
