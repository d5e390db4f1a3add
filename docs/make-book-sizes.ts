// Writes into VALIDATION.md the shares of one book of 40,000 homes with scarce capacities, run with
// 500, 2,000, 10,000 and all of its homes. `npm run docs:book-sizes`, some minutes of two
// processors.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { noFailure } from '../src/scenario/scenario.ts';
import { numberText } from '../src/outputs/number-text.ts';
import { agreementOf, sharesIn, type Agreement, type ShareFound } from './book-sizes.ts';
import { offsupply, root } from './finished-runs.ts';
import { recordMade } from './made-on.ts';
import { withBlock } from './marked-block.ts';

const page = join(root, 'docs/VALIDATION.md');
const whole = 40_000;
const sizes = [500, 2_000, 10_000];
const replications = 20;

function run(
  folder: string,
  households: number,
  options: readonly string[] = [],
): readonly ShareFound[] {
  const out = join(folder, [households, ...options].join(''));
  const size = ['--households', String(households), '--replications', String(replications)];
  offsupply(
    'run',
    'docs/book-of-40000.yaml',
    '--out',
    out,
    '--files',
    'replications',
    ...size,
    ...options,
  );
  return sharesIn(out).filter(({ policy }) => policy !== noFailure);
}

const percent = (share: number): string => numberText(100 * share, 1);
const shareText = ({ mean, ciLow, ciHigh }: Agreement['summary']): string =>
  `${percent(mean)} (${percent(ciLow)} to ${percent(ciHigh)})`;

function rowOf(households: string, policy: string, agreements: readonly Agreement[]): string {
  const own = agreements.filter((one) => one.policy === policy);
  const cells = own.map(({ summary, agrees }) =>
    agrees ? shareText(summary) : `**${shareText(summary)}**`,
  );
  return `| \`${policy}\` | ${households} | ${cells.join(' | ')} |`;
}

function lines(books: ReadonlyMap<string, readonly Agreement[]>): readonly string[] {
  const policies = [...new Set(books.get(numberText(whole, 0))!.map(({ policy }) => policy))];
  const compared = sizes.flatMap((size) => books.get(numberText(size, 0))!);
  const apart = compared.filter(({ agrees }) => !agrees).length;
  return [
    'One book of 40,000 homes whose capacities are all finite and written for it ' +
      `([book-of-40000.yaml](book-of-40000.yaml)), run with \`--households\`: ` +
      `${replications} replications, shares in per cent of homes with the 95 % interval of ` +
      'the mean. Bold: the interval has no value in common with that of the whole book. In ' +
      `the last rows \`--keep-capacities\` gives a small book the capacities of the whole.`,
    '',
    '| policy | homes | off | off 24 h | off 72 h | off by the failure |',
    '|---|---|---|---|---|---|',
    ...policies.flatMap((policy) =>
      Array.from(books, ([households, book]) => rowOf(households, policy, book)),
    ),
    '',
    `Of ${compared.length} shares of the smaller books ` +
      `${apart === 0 ? 'each agrees with the whole book within their intervals' : `${apart} do not agree with the whole book within their intervals`}.`,
  ];
}

const folder = mkdtempSync(join(tmpdir(), 'book-sizes-'));
try {
  const larger = run(folder, whole);
  const books = new Map<string, readonly Agreement[]>();
  for (const size of sizes) books.set(numberText(size, 0), agreementOf(run(folder, size), larger));
  books.set(numberText(whole, 0), agreementOf(larger, larger));
  const kept = run(folder, sizes[0]!, ['--keep-capacities']);
  books.set(`${numberText(sizes[0]!, 0)}, \`--keep-capacities\``, agreementOf(kept, larger));
  writeFileSync(page, withBlock(readFileSync(page, 'utf8'), 'book-sizes', lines(books)));
  recordMade('book-sizes');
} finally {
  rmSync(folder, { recursive: true });
}
