// A bounded share of the fuzzer, always the same: `npm run fuzz` tries more (fuzz.ts).
import { expect, test } from 'vitest';
import path from 'node:path';
import { temporaryFolder } from '../support/files/temporary-folder.ts';
import { secondsMost, textOf, tryCase, type Kind } from './cases.ts';
import { corpus } from './corpus.ts';

const shares: readonly (readonly [kind: Kind, cases: number])[] = [
  ['texts', 40],
  ['runs', 4],
];

test.each(shares)('the fuzzer finds nothing: %s, %i cases', async (kind, cases) => {
  const folder = path.join(temporaryFolder(), 'case');
  const found: string[] = [];
  for (let index = 0; index < cases; index++) {
    const { problems } = await tryCase(kind, textOf(kind, 'always', index), folder);
    found.push(...problems.map((problem) => `case ${index}: ${problem}`));
  }
  expect(found).toEqual([]);
});

test.each(Object.entries(corpus))('%s is refused or allowed in time', async (_, text) => {
  const { problems, seconds } = await tryCase('texts', text, '');
  expect(problems).toEqual([]);
  expect(seconds).toBeLessThan(secondsMost.texts);
});
