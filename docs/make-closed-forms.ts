// Runs the closed-form tests and writes what they found: every z-score into closed-forms.csv, and a
// row a test into VALIDATION.md. `npm run docs:closed-forms`. The tests themselves fail beyond
// three standard errors; this only writes down how near they came.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import { numberText } from '../src/outputs/number-text.ts';
import { isMakingRows, zCell } from './closed-form-rows.ts';
import { root } from './finished-runs.ts';
import { withBlock } from './marked-block.ts';

interface Found {
  readonly file: string;
  readonly test: string;
  /** Empty where the test is exact or has a bound of its own. */
  readonly zScores: readonly { readonly what: string | null; readonly z: number }[];
}

/** What vitest's JSON reporter writes, as far as it is read here. */
interface Report {
  readonly numFailedTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly meta: { readonly zScores?: Found['zScores'] };
    }[];
  }[];
}

function runTests(): readonly Found[] {
  const folder = mkdtempSync(join(tmpdir(), 'closed-forms-'));
  try {
    const outputFile = join(folder, 'report.json');
    const vitest = join(root, 'node_modules/vitest/vitest.mjs');
    const options = ['run', '.theory.ts', '--reporter=json', `--outputFile=${outputFile}`];
    const { status } = spawnSync(process.execPath, [vitest, ...options], {
      ...{
        cwd: root,
        stdio: ['ignore', 'ignore', 'inherit'],
        env: { ...process.env, [isMakingRows]: 'yes' },
      },
    });
    const report = JSON.parse(readFileSync(outputFile, 'utf8')) as Report;
    if (status !== 0)
      throw new Error(
        `${report.numFailedTests} of the closed-form tests failed: npx vitest run .theory.ts`,
      );
    return report.testResults
      .map(({ name, assertionResults }) => ({ file: relative(root, name), assertionResults }))
      .sort((a, b) => (a.file < b.file ? -1 : 1))
      .flatMap(({ file, assertionResults }) =>
        assertionResults.map(({ fullName, meta }) => ({
          file,
          test: fullName,
          zScores: meta.zScores ?? [],
        })),
      );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function csvOf(found: readonly Found[]): string {
  const rows = found.flatMap(({ file, test, zScores }) =>
    zScores.length === 0
      ? [[file, test, '', 'holds']]
      : zScores.map(({ what, z }) => [file, test, what ?? '', zCell(z)]),
  );
  return stringify([['file', 'test', 'case', 'z'], ...rows], { record_delimiter: '\n' });
}

const zText = (z: number): string => numberText(z, 2);

function tableOf(found: readonly Found[]): readonly string[] {
  const every = found.flatMap(({ zScores }) => zScores.map(({ z }) => z));
  const beyondTwo = every.filter((z) => Math.abs(z) > 2).length;
  const rootMeanSquare = Math.sqrt(every.reduce((sum, z) => sum + z * z, 0) / every.length);
  return [
    `${found.length} tests: ${found.filter(({ zScores }) => zScores.length === 0).length} ` +
      `exact or with a bound of their own, the others with ${every.length} z-scores, root ` +
      `mean square ${zText(rootMeanSquare)} (1 is what luck alone gives),`,
    `${beyondTwo} beyond ±2 (${zText(every.length * 0.0455)} expected), largest ` +
      `${zText(Math.max(...every.map(Math.abs)))}. One by one in ` +
      '[closed-forms.csv](closed-forms.csv).',
    '',
    '| file | what must hold | z |',
    '|---|---|---|',
    ...found.map(({ file, test, zScores }) => {
      const z = zScores.map((one) => one.z);
      const shown =
        z.length > 3
          ? `${z.length} from ${zText(Math.min(...z))} to ${zText(Math.max(...z))}`
          : z.map(zText).join(', ');
      return (
        `| \`${file.replace(/^test\//u, '')}\` | ${test.replaceAll('|', '\\|')} | ` +
        `${shown || 'holds'} |`
      );
    }),
  ];
}

const found = runTests();
writeFileSync(join(root, 'docs/closed-forms.csv'), csvOf(found));
const page = join(root, 'docs/VALIDATION.md');
writeFileSync(page, withBlock(readFileSync(page, 'utf8'), 'closed-forms', tableOf(found)));
