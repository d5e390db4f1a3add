// Writes the headline into STUDY.md, README.md and headline.csv: who acts when, and dated events, with what luck alone makes of them and,
// of the reference winter, with what is not known of the parameters as well; and the sentences to quote. `npm run docs:headline`, for some
// minutes of two processors; `-- --luck-only` leaves the wider intervals out; `-- --households 2000` takes smaller books, for 20 replications;
// `-- --resume` goes on from what an interrupted run of the same code and values has finished; `-- --page` only writes the pages anew.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { summarise } from '../src/experiment/statistics.ts';
import { scenarioFilesOnDisk } from '../src/files/scenario-files.ts';
import { loadScenario } from '../src/scenario/load.ts';
import { findingLines, headlineLines, type HeadlineRow, type Uncertainty } from './headline-table.ts';
import { withBlock } from './marked-block.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
/** Which runs there are of each scenario. */
const scenarios: Readonly<Record<string, readonly Uncertainty[]>> = {
  'who-acts-when': ['luck'],
  'reference-winter': ['luck', 'full'],
  'omni-2021': ['luck'],
  'together-2022': ['luck'],
};
const options: Readonly<Record<Uncertainty, readonly string[]>> = { luck: [], full: ['--parameter-uncertainty'] };

const { values } = parseArgs({
  options: {
    'luck-only': { type: 'boolean' },
    households: { type: 'string' },
    resume: { type: 'boolean' },
    page: { type: 'boolean' },
  },
});

/** A row of replications.csv, as far as it is read here. */
interface Replication {
  readonly policy: string;
  readonly segment: string;
  readonly households: string;
  readonly households_off: string;
  readonly excess_households_off: string;
  readonly excess_hours_off: string;
}

const kept = join(root, 'output/headline');

function runScenario(scenario: string, uncertainty: Uncertainty): readonly Replication[] {
  const out = join(kept, `${scenario}-${uncertainty}`);
  // Written last: the run is whole.
  if (!existsSync(join(out, 'run.json'))) run(scenario, uncertainty, out);
  const rows: readonly Replication[] = parse(readFileSync(join(out, 'replications.csv')), { columns: true });
  return rows.filter(({ segment }) => segment === 'all');
}

function run(scenario: string, uncertainty: Uncertainty, out: string): void {
  const command = ['dist/cli/main.js', 'run', `scenarios/${scenario}.yaml`, '--out', out, '--force'];
  const size = values.households === undefined ? [] : ['--households', values.households, '--replications', '20'];
  const { status } = spawnSync(process.execPath, [...command, '--progress', 'text', ...size, ...options[uncertainty]], {
    ...{ cwd: root, stdio: ['ignore', 'ignore', 'inherit'] },
  });
  if (status !== 0) throw new Error(`offsupply ${command.slice(1).join(' ')} ended with ${status}`);
}

const figures = {
  households_off: (row: Replication) => Number(row.households_off),
  excess_households_off: (row: Replication) => Number(row.excess_households_off),
  excess_hours_off: (row: Replication) => Number(row.excess_hours_off),
} as const;

function rowsOf(scenario: string, uncertainty: Uncertainty): readonly HeadlineRow[] {
  const every = runScenario(scenario, uncertainty);
  const of = (policy: string): readonly Replication[] => every.filter((row) => row.policy === policy);
  const row = (policy: string, figure: string, values: readonly number[]): HeadlineRow => {
    const { mean, ciLow, ciHigh, p05, p95, replications } = summarise(values);
    const households = Number(every[0]!.households);
    return { scenario, uncertainty, policy, figure, households, mean, ciLow, ciHigh, p05, p95, replications };
  };
  const ids = [...new Set(every.map(({ policy }) => policy))];
  return ids.flatMap((policy) => Object.entries(figures).map(([figure, value]) => row(policy, figure, of(policy).map(value))));
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
  const cell = (value: string | number): string => (typeof value === 'string' ? value : String(Number(value.toFixed(4))));
  const cells = rows.map((row) => header.map((name) => cell(row[name as keyof HeadlineRow])));
  return stringify([header, ...cells], { record_delimiter: '\n' });
}

function readCsv(text: string): readonly HeadlineRow[] {
  const rows: readonly Readonly<Record<string, string>>[] = parse(text, { columns: true });
  const texts = new Set(['scenario', 'uncertainty', 'policy', 'figure']);
  const typed = (row: Readonly<Record<string, string>>): unknown =>
    Object.fromEntries(Object.entries(row).map(([name, value]) => [name, texts.has(name) ? value : Number(value)]));
  return rows.map((row) => typed(row) as HeadlineRow);
}

const csvFile = join(root, 'docs/headline.csv');
if (values.page !== true) {
  if (values.resume !== true) rmSync(kept, { recursive: true, force: true });
  const kindsOf = (kinds: readonly Uncertainty[]): readonly Uncertainty[] =>
    kinds.filter((kind) => kind === 'luck' || values['luck-only'] !== true);
  const rows = Object.entries(scenarios).flatMap(([scenario, kinds]) => kindsOf(kinds).flatMap((kind) => rowsOf(scenario, kind)));
  writeFileSync(csvFile, csvOf(rows));
}
const rows = readCsv(readFileSync(csvFile, 'utf8'));
for (const [page, lines] of [
  ['docs/STUDY.md', headlineLines(rows, labelOf)],
  ['README.md', findingLines(rows)],
] as const) {
  const file = join(root, page);
  writeFileSync(file, withBlock(readFileSync(file, 'utf8'), 'headline', lines));
}

function labelOf(scenario: string, policy: string): string {
  const { policies } = loadScenario(join(root, 'scenarios', `${scenario}.yaml`), scenarioFilesOnDisk()).scenario;
  return policies.find(({ id }) => id === policy)!.label;
}
