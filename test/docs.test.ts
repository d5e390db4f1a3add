import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parametersPage } from '../docs/make-parameters.ts';

test('the page of parameters is what the defaults say (else: npm run docs:parameters)', () => {
  expect(readFileSync(join(import.meta.dirname, '../docs/PARAMETERS.md'), 'utf8')).toBe(parametersPage());
});

test('every parameter of the defaults has its source or the word assumption', () => {
  const unsaid = parametersPage()
    .split('\n')
    .filter((line) => line.startsWith('| `') && line.includes('|  |'));
  expect(unsaid).toEqual([]);
});
