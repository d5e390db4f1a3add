// The same book at three sizes: what `npm run docs:book-sizes` runs with more homes and
// replications. Seeds are fixed.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { agreementOf, sharesIn, type Agreement, type ShareFound } from '../../docs/book-sizes.ts';
import { command } from '../support/cli/run-command.ts';

const file = path.join(import.meta.dirname, '../../docs/book-of-40000.yaml');
const sizes = [250, 1000, 4000];
let cwd = '';
const books = new Map<string, readonly ShareFound[]>();

async function run(households: number, option = ''): Promise<void> {
  const size = `--households ${households} --replications 12`;
  const line =
    `run ${file} ${size} --workers 1 --progress none --files replications --out ` +
    `run${households}${option} ${option}`;
  const { exitCode, stderr } = await command(line.trim(), { cwd });
  expect(exitCode, stderr).toBe(0);
  books.set(`${households}${option}`, sharesIn(path.join(cwd, `run${households}${option}`)));
}

beforeAll(async () => {
  cwd = mkdtempSync(path.join(tmpdir(), 'offsupply-sizes-'));
  for (const size of sizes) await run(size);
  await run(250, '--keep-capacities');
}, 300_000);

afterAll(() => {
  rmSync(cwd, { recursive: true });
});

const against = (book: string, larger: string): readonly Agreement[] =>
  agreementOf(books.get(book)!, books.get(larger)!);

/**
 * Standard errors by which two books differ, in pairs: the half width of a 95 % interval is some
 * two of them.
 */
function differenceInHalfWidths({ difference: { difference, ciHigh } }: Agreement): number {
  return difference === 0 ? 0 : Math.abs(difference) / (ciHigh - difference);
}

describe('one book of 40,000 homes with scarce capacities', () => {
  it.each([
    ['250', '1000'],
    ['250', '4000'],
    ['1000', '4000'],
  ])('Q5: has the same shares of homes off with %s homes as with %s', (book, larger) => {
    for (const one of against(book, larger)) {
      const where = `${one.policy} ${one.share}`;
      expect(one.agrees, where).toBe(true);
      expect(differenceInHalfWidths(one), where).toBeLessThan(1.5);
    }
  });

  it('Q5: has other shares where the capacities of the whole are kept', () => {
    const apart = against('250--keep-capacities', '4000').filter(
      ({ policy, agrees }) => policy !== 'no-failure' && !agrees,
    );
    expect(apart.map(({ policy, share }) => `${policy} ${share}`)).toEqual(
      expect.arrayContaining([
        'no-intervention households_off_share',
        'mp134a-mp185 households_off_share',
      ]),
    );
  });
});
