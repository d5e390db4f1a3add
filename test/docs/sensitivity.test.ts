import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parametersPage } from '../../docs/make-parameters.ts';
import { loadPoint } from '../../docs/make-sensitivity.ts';
import { isCovered, readRanges, sensitivityPage } from '../../docs/sensitivity-page.ts';
import { version } from '../../src/cli/version.ts';
import { pointsOf } from '../../src/experiment/variation.ts';

const docs = join(import.meta.dirname, '../../docs');
const read = (name: string): string => readFileSync(join(docs, name), 'utf8');
const ranges = readRanges(read('sensitivity-ranges.yaml'));

test('every parameter marked as an assumption is varied, or it is said why not', () => {
  const assumptions = parametersPage()
    .split('\n')
    .filter((line) => line.startsWith('| `') && /assumption/iu.test(line))
    .map((line) => line.split('`')[1]!);
  expect(assumptions.length).toBeGreaterThan(50);
  const neither = assumptions.filter((key) => !isCovered(key, ranges));
  expect(neither, 'give it a range, or a reason for none, in docs/sensitivity-ranges.yaml').toEqual([]);
});

test('both ends of every range are scenarios that can be run', () => {
  const { document } = loadPoint(ranges);
  for (const factor of ranges.factors)
    for (const { override } of pointsOf(factor, document)) expect(() => loadPoint(ranges, [override])).not.toThrow();
});

test('the page of sensitivities is what its numbers say (else: npm run docs:sensitivity -- --page)', () => {
  expect(read('SENSITIVITY.md')).toBe(sensitivityPage(ranges, read('sensitivity.csv'), version, loadPoint(ranges).document));
});
