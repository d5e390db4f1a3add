// Writes the headline into STUDY.md and headline.csv: the reference winter and two dated events, with what luck alone makes of them and with
// what is not known of the parameters as well; and the sentence to quote. `npm run docs:headline`, for some minutes of two processors;
// `-- --luck-only` leaves the wider intervals out; `-- --households 2000` takes smaller books, with what is finite made smaller in proportion,
// each for 20 replications; `-- --resume` goes on from what an interrupted run of the same code and values has finished; `-- --page` only
// writes the page anew from the CSV.
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
import { headlineLines, type HeadlineRow, type Uncertainty } from './headline-table.ts';
import { withBlock } from './marked-block.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const scenarios = ['reference-winter', 'omni-2021', 'together-2022'] as const;
const policies = ['no-intervention', 'mp134a', 'mp134a-mp185'] as const;
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

/** Options for a book of so many homes in place of the scenario's own. */
function sizeOptions(scenario: string, households: number): readonly string[] {
  const loaded = loadScenario(join(root, 'scenarios', `${scenario}.yaml`), scenarioFilesOnDisk()).scenario;
  const { support, agent } = loaded.policies[0]!.institutions;
  const inProportion = (capacity: number): number => Math.max(1, Math.round((capacity * households) / loaded.households));
  const perDay = agent.perDay === 'unlimited' ? agent.perDay : inProportion(agent.perDay);
  const capacities = ['--set', `support.agents=${inProportion(support.agents)}`, '--set', `agent.perDay=${perDay}`];
  return ['--households', String(households), '--replications', '20', ...capacities];
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
  const command = [
    'dist/cli/main.js',
    'run',
    `scenarios/${scenario}.yaml`,
    '--policies',
    policies.join(','),
    '--out',
    out,
    '--resume',
  ];
  const size = values.households === undefined ? [] : sizeOptions(scenario, Number(values.households));
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
  const excess = of('no-intervention').map(figures.excess_households_off);
  return ['no-failure', ...policies].flatMap((policy) => [
    ...Object.entries(figures).map(([figure, value]) => row(policy, figure, of(policy).map(value))),
    row(
      policy,
      'spared_share',
      of(policy).map((one, index) => 1 - figures.excess_households_off(one) / excess[index]!),
    ),
  ]);
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
  const kinds: readonly Uncertainty[] = values['luck-only'] === true ? ['luck'] : ['luck', 'full'];
  const rows = scenarios.flatMap((scenario) => kinds.flatMap((kind) => rowsOf(scenario, kind)));
  writeFileSync(csvFile, csvOf(rows));
}
const study = join(root, 'docs/STUDY.md');
const lines = headlineLines(readCsv(readFileSync(csvFile, 'utf8')));
writeFileSync(study, withBlock(readFileSync(study, 'utf8'), 'headline', lines));
