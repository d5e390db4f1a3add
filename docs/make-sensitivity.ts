// Writes sensitivity.csv and SENSITIVITY.md: runs the scenario of sensitivity-ranges.yaml at both ends of every range, one at a time.
// `npm run docs:sensitivity`, for about a quarter of an hour of processor time. `-- --resume` goes on from what an interrupted run of the same
// code has kept; `-- --part 1/2` runs half of the points for a later `--resume`; `-- --kept` writes what is
// finished of it; `-- --page` only writes the page anew from the CSV.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { stringify } from 'csv-stringify/sync';
import { identify } from '../src/cli/run-identity.ts';
import { version } from '../src/cli/version.ts';
import { coordinate } from '../src/experiment/coordinate.ts';
import { withPolicies } from '../src/experiment/experiment.ts';
import type { RecordStore } from '../src/experiment/record-store.ts';
import { effectOf, factorDefault, factorName, pointsOf, type Point } from '../src/experiment/variation.ts';
import { fileStore } from '../src/files/record-files.ts';
import { scenarioFilesOnDisk, shippedScenarios } from '../src/files/scenario-files.ts';
import { ownRunner } from '../src/files/worker-pool.ts';
import { decimalCell } from '../src/outputs/cells.ts';
import { loadScenario, type LoadedScenario } from '../src/scenario/load.ts';
import type { Override } from '../src/scenario/override.ts';
import { printValue } from '../src/scenario/print.ts';
import { recordMade } from './made-on.ts';
import { csvHeader, readRanges, sensitivityPage, type EffectRow, type Ranges } from './sensitivity-page.ts';

const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const kept = here('../output/sensitivity');

/** The scenario of the ranges with further settings on top. */
export function loadPoint(ranges: Ranges, settings: readonly Override[] = []): LoadedScenario {
  const sizes = { households: ranges.households, replications: ranges.replications, ...ranges.set };
  const own = Object.entries(sizes).map(([path, value]) => ({ path, value: printValue(value), option: `${path} of the ranges` }));
  return loadScenario(join(shippedScenarios, ranges.scenario), scenarioFilesOnDisk(), { overrides: [...own, ...settings] });
}

/** @param run whether to run what is not kept; else a point that is not finished is null */
async function runPoint(ranges: Ranges, { scenario }: LoadedScenario, run: boolean): Promise<RecordStore | null> {
  const chosen = withPolicies(scenario, ranges.policies);
  const { contentKey } = identify(chosen, { spells: false, meters: false });
  const store = fileStore({ folder: join(kept, contentKey.slice(0, 16)), contentKey });
  const job = { scenario: chosen, keepSpells: false, keepMeters: false, contentKey };
  const wanted = Array.from({ length: chosen.replications }, (_, index) => index + 1);
  const missing = wanted.filter((replication) => !store.has(replication));
  if (!run && missing.length > 0) return null;
  await coordinate({
    replications: missing,
    // In this process: starting threads costs more than so short a run.
    runners: 1,
    startRunner: () => ownRunner(job),
    store,
    households: chosen.households,
  });
  return store;
}

interface Extent {
  /** Whether to run the factor at this place; the others are passed over. */
  readonly part: (index: number) => boolean;
  /** Whether to run what is not kept; else only factors that are finished are told. */
  readonly run: boolean;
}

async function effects(ranges: Ranges, { part, run }: Extent): Promise<readonly EffectRow[]> {
  const asItStands = loadPoint(ranges);
  const base = await runPoint(ranges, asItStands, run);
  if (base === null) return [];
  const rows: EffectRow[] = [];
  const add = (about: Pick<EffectRow, 'factor' | 'default' | 'end' | 'value' | 'range'>, store: RecordStore): void => {
    for (const policy of ranges.policies) rows.push({ ...about, policy, ...effectOf(store, base, policy, ranges.metric) });
  };
  add({ factor: '', default: '', end: 'base', value: '', range: '' }, base);
  for (const [index, factor] of ranges.factors.entries()) {
    if (!part(index)) continue;
    const about = { factor: factorName(factor), default: factorDefault(factor, asItStands.document), range: factor.range };
    if (run) console.error(`${index + 1} of ${ranges.factors.length}  ${about.factor}`);
    const ends: { readonly point: Point; readonly store: RecordStore | null }[] = [];
    for (const point of pointsOf(factor, asItStands.document))
      ends.push({ point, store: await runPoint(ranges, loadPoint(ranges, [point.override]), run) });
    if (ends.some(({ store }) => store === null)) continue;
    for (const { point, store } of ends) add({ ...about, end: point.end, value: point.value }, store!);
  }
  return rows;
}

function csvOf(rows: readonly EffectRow[]): string {
  const cells = rows.map((row) => [
    ...[row.factor, row.default, row.end, row.value, row.policy],
    ...[row.mean, row.difference, row.ciLow, row.ciHigh].map((figure) => decimalCell(figure, 4)),
    ...[row.replications, row.range],
  ]);
  return stringify([csvHeader, ...cells], { record_delimiter: '\n' });
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { resume: { type: 'boolean' }, part: { type: 'string' }, kept: { type: 'boolean' }, page: { type: 'boolean' } },
  });
  const ranges = readRanges(readFileSync(here('sensitivity-ranges.yaml'), 'utf8'));
  const csvFile = here('sensitivity.csv');
  if (values.part !== undefined) {
    const [part, parts] = values.part.split('/').map(Number) as [number, number];
    await effects(ranges, { part: (index) => index % parts === part - 1, run: true });
    return;
  }
  if (values.page !== true) {
    if (values.resume !== true && values.kept !== true) rmSync(kept, { recursive: true, force: true });
    writeFileSync(csvFile, csvOf(await effects(ranges, { part: () => true, run: values.kept !== true })));
    if (values.kept !== true) recordMade('sensitivity');
  }
  const page = sensitivityPage(ranges, readFileSync(csvFile, 'utf8'), version, loadPoint(ranges).document);
  writeFileSync(here('SENSITIVITY.md'), page);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
