// Writes sensitivity-coverage.csv: how often 95 % intervals of Sobol' indices hold the exact index,
// a row an index. `npm run docs:coverage`.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import { functionsWithIndices } from '../test/support/explore/known-functions.ts';
import { heldShare, lucks, sobolCoverage } from '../test/support/explore/sobol-coverage.ts';
import { root } from './finished-runs.ts';

/** Of functions of many factors fewer: they have hundreds of indices. */
const seedsFor = (factors: number): number => (factors > 10 ? 250 : 1000);

const studies = [
  { rows: 64, luckName: 'no luck' },
  { rows: 128, luckName: 'no luck' },
  { rows: 128, luckName: 'all luck' },
] as const;

const head = [
  'function',
  'index',
  'exact',
  'rows',
  'random_variation',
  'seeds',
  'held',
  'above',
  'below',
  'mean_width',
  'bias',
];

/** In the order of the figures: first, total, pairs. */
function indexName(place: number, factors: number): string {
  if (place < 2 * factors) return `${place < factors ? 'first' : 'total'} ${(place % factors) + 1}`;
  const pairs = Array.from({ length: factors }, (_, one) =>
    Array.from(
      { length: factors - one - 1 },
      (_other, step) => `pair ${one + 1} ${one + step + 2}`,
    ),
  ).flat();
  return pairs[place - 2 * factors]!;
}

const rows = functionsWithIndices().flatMap((known) =>
  studies.flatMap(({ rows: count, luckName }) => {
    const factors = known.first.length;
    const seeds = seedsFor(factors);
    const found = sobolCoverage(known, {
      rows: count,
      seeds,
      luck: lucks[luckName],
      name: 'coverage',
    });
    const shares = found.map(heldShare);
    process.stdout.write(
      `${known.name}, ${count} rows, ${luckName}: ${Math.min(...shares).toFixed(3)} to ` +
        `${Math.max(...shares).toFixed(3)}\n`,
    );
    return found.map((one, place) => [
      ...[known.name, indexName(place, factors), one.exact.toFixed(5), count, luckName, seeds],
      ...[heldShare(one), one.above, one.below].map((share) => share.toFixed(3)),
      ...[one.width, one.bias].map((figure) => figure.toFixed(5)),
    ]);
  }),
);
writeFileSync(join(root, 'docs/sensitivity-coverage.csv'), stringify([head, ...rows]));
