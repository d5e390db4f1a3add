// Writes the headline into STUDY.md, README.md and headline.csv: who acts when, and dated events,
// with what luck alone makes of them and, of the reference winter, with what is not known as well;
// the sentences to quote; and what the terminal shows of the reference winter: README.md has the
// table, STUDY.md the ranges. `npm run docs:headline`, for some minutes of two processors; `--
// --luck-only` leaves the wider intervals out; `-- --households 2000` takes smaller books, for 20
// replications; `-- --resume` goes on from what an interrupted run of the same code and values has
// finished; `-- --page` only writes the pages anew, from headline.csv.
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { stringify } from 'csv-stringify/sync';
import { metricIndex, metrics, type MetricName } from '../src/experiment/metrics.ts';
import { mostOf } from '../src/experiment/summary.ts';
import { summarise } from '../src/experiment/statistics.ts';
import {
  offsupply,
  policiesIn,
  replicationsIn,
  root,
  valuesOf,
  type CsvRow,
} from './finished-runs.ts';
import {
  findingLines,
  headlineLines,
  headlineRows,
  type HeadlineRow,
  type Uncertainty,
} from './headline-table.ts';
import { recordMade } from './made-on.ts';
import { withBlock } from './marked-block.ts';

/** Which runs there are of each scenario. */
const scenarios: Readonly<Record<string, readonly Uncertainty[]>> = {
  'who-acts-when': ['luck'],
  'reference-winter': ['luck', 'full'],
  'omni-2021': ['luck'],
  'together-2022': ['luck'],
};
const options: Readonly<Record<Uncertainty, readonly string[]>> = {
  luck: [],
  full: ['--uncertainty', 'all'],
};

const { values } = parseArgs({
  options: {
    'luck-only': { type: 'boolean' },
    households: { type: 'string' },
    resume: { type: 'boolean' },
    page: { type: 'boolean' },
  },
});

const kept = join(root, 'output/headline');
const runName = (scenario: string, uncertainty: Uncertainty): string =>
  join(kept, `${scenario}-${uncertainty}`);
/** What the terminal showed at the end of a run. */
const printedBy = (scenario: string, uncertainty: Uncertainty): string =>
  `${runName(scenario, uncertainty)}.txt`;

function runScenario(scenario: string, uncertainty: Uncertainty): readonly CsvRow[] {
  const out = runName(scenario, uncertainty);
  // Written last: the run is whole.
  if (!existsSync(join(out, 'run.json')) || !existsSync(printedBy(scenario, uncertainty))) {
    const size =
      values.households === undefined
        ? []
        : ['--households', values.households, '--replications', '20'];
    const more = ['--progress', 'text', ...size, ...options[uncertainty]];
    const printed = offsupply(
      'run',
      `scenarios/${scenario}.yaml`,
      '--out',
      out,
      '--force',
      ...more,
    );
    writeFileSync(printedBy(scenario, uncertainty), printed);
  }
  return replicationsIn(out);
}

const figures = [
  'households_off',
  'excess_households_off',
  'excess_hours_off',
] as const satisfies readonly MetricName[];

function rowsOf(scenario: string, uncertainty: Uncertainty): readonly HeadlineRow[] {
  const every = runScenario(scenario, uncertainty);
  const households = Number(every[0]!['households']);
  return policiesIn(every).flatMap((policy) =>
    figures.map((figure): HeadlineRow => {
      const { mean, ciLow, ciHigh, p05, p95, replications } = summarise(
        valuesOf(every, policy, figure),
        mostOf(metrics[metricIndex[figure]]!, households),
      );
      return {
        scenario,
        uncertainty,
        policy,
        figure,
        households,
        mean,
        ciLow,
        ciHigh,
        p05,
        p95,
        replications,
      };
    }),
  );
}

const header = [
  'scenario',
  'uncertainty',
  'policy',
  'figure',
  'households',
  'mean',
  'ciLow',
  'ciHigh',
  'p05',
  'p95',
  'replications',
];

function csvOf(rows: readonly HeadlineRow[]): string {
  const cell = (value: string | number): string =>
    typeof value === 'string' ? value : String(Number(value.toFixed(4)));
  const cells = rows.map((row) => header.map((name) => cell(row[name as keyof HeadlineRow])));
  return stringify([header, ...cells], { record_delimiter: '\n' });
}

const csvFile = join(root, 'docs/headline.csv');
if (values.page !== true) {
  if (values.resume !== true) rmSync(kept, { recursive: true, force: true });
  const kindsOf = (kinds: readonly Uncertainty[]): readonly Uncertainty[] =>
    kinds.filter((kind) => kind === 'luck' || values['luck-only'] !== true);
  const rows = Object.entries(scenarios).flatMap(([scenario, kinds]) =>
    kindsOf(kinds).flatMap((kind) => rowsOf(scenario, kind)),
  );
  writeFileSync(csvFile, csvOf(rows));
}
const rows = headlineRows(readFileSync(csvFile, 'utf8'));
for (const [page, lines] of [
  ['docs/STUDY.md', headlineLines(rows)],
  ['README.md', findingLines(rows)],
] as const)
  writeBlock(page, 'headline', lines);
if (values.page !== true && values.households === undefined) {
  const printed = readFileSync(printedBy('reference-winter', 'luck'), 'utf8').split('\n');
  const table = printed.slice(
    0,
    printed.findIndex((line) => line.startsWith('“By failure”')),
  );
  writeBlock('README.md', 'example', ['```', ...table.join('\n').trimEnd().split('\n'), '```']);
  if (values['luck-only'] !== true) {
    const [, , ...drawn] = readFileSync(printedBy('reference-winter', 'full'), 'utf8').split('\n');
    const tables = drawn
      .slice(
        0,
        drawn.findIndex((line) => line.includes('against')),
      )
      .join('\n')
      .trim();
    writeBlock('docs/STUDY.md', 'range', ['```', ...tables.split('\n'), '```']);
    recordMade('headline');
  }
}

function writeBlock(page: string, name: string, lines: readonly string[]): void {
  const file = join(root, page);
  writeFileSync(file, withBlock(readFileSync(file, 'utf8'), name, lines));
}
