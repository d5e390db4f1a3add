// `offsupply calibrate --fit`: fits a law of behaviour, writes the fitted sets and the sets that fit about as well, and prints the first.
import { join, resolve } from 'node:path';
import { stringify } from 'yaml';
import { effortOf, fitLaw, type FittedLaw } from '../calibration/fit.ts';
import { pointOf } from '../calibration/start.ts';
import type { Values } from '../calibration/parameters.ts';
import { laws, scenarioOf, type Law, type Setting } from '../calibration/settings.ts';
import { openOutputDirectory } from '../files/output-directory.ts';
import { csvText } from '../outputs/csv.ts';
import { posteriorTable } from '../outputs/posterior-columns.ts';
import type { ScenarioFiles } from '../scenario/files.ts';
import { loadScenario } from '../scenario/load.ts';
import { valueAt } from '../scenario/merge.ts';
import type { Override } from '../scenario/override.ts';
import type { CalibrateOptions } from './calibrate-options.ts';
import { exitCodes, type Host } from './host.ts';
import { overridesOf } from './scenario-options.ts';
import { scenarioFilesFor } from './scenario-source.ts';
import { startProgress } from './terminal.ts';

/** In each replication: enough for slopes. */
const coarseHouseholds = 120;

export async function fit(law: Law, options: CalibrateOptions, host: Host): Promise<number> {
  const { effort, refine, households: asked, ...others } = options;
  const given = overridesOf(others);
  const households = asked === undefined ? coarseHouseholds : Number(asked);
  const files = scenarioFilesFor(host);
  const start = refine === true ? shippedPoint(law, files, given) : undefined;
  const progress = startProgress({
    total: effortOf({ law, effort, start }),
    unit: 'evaluations',
    form: options.progress,
    stream: host.stderr,
    environment: host.environment,
  });
  const found = fitLaw({
    ...{ law, households, effort, start },
    load(setting, values, homes) {
      const overrides = [...given, ...overridesFor([['households', String(homes)], ...values])];
      return loadScenario(scenarioOf(setting), files, { overrides }).scenario;
    },
    onProgress(done) {
      progress.update(done);
    },
  });
  progress.finish();
  const settingsOfLaw: readonly Setting[] = laws[law];
  const names = await write(found, settingsOfLaw, resolve(host.cwd, options.out));
  host.stdout.write(
    settingsOfLaw.map((setting) => `# ${setting}\n${yamlOf(found.fitted.valuesOf(setting))}`).join('\n') +
      `\nDistance ${found.fitted.distance.toFixed(2)} tolerances; ${found.alike.length} other sets fit about as well.\n`,
  );
  progress.message(`${names.join(', ')} in ${join(options.out, '/')}`);
  return exitCodes.done;
}

/** The point at which the law has the values of its scenarios, options included. */
function shippedPoint(law: Law, files: ScenarioFiles, overrides: readonly Override[]): Float64Array {
  const documents = new Map<Setting, unknown>();
  const documentOf = (setting: Setting): unknown => {
    const document = documents.get(setting) ?? loadScenario(scenarioOf(setting), files, { overrides }).document;
    documents.set(setting, document);
    return document;
  };
  return pointOf(law, (setting, path) => valueAt(documentOf(setting), path.split('.')));
}

function overridesFor(values: Values): readonly Override[] {
  return values.map(([path, value]) => ({ path, value, option: `--set ${path}=${value}` }));
}

async function write(found: FittedLaw, of: readonly Setting[], folder: string): Promise<readonly string[]> {
  const own = [...of.map((setting) => `fitted-${setting}.yaml`), 'posterior.csv'];
  const directory = openOutputDirectory(folder, (name) => own.includes(name));
  for (const setting of of) await directory.write(`fitted-${setting}.yaml`, [yamlOf(found.fitted.valuesOf(setting))]);
  const table = posteriorTable(found.fitted, of.at(-1)!);
  const rows = [{ ...found.fitted, distance: found.coarseDistance }, ...found.alike].map((set, number) => ({ number, set }));
  await directory.write(table.path, [csvText(table, rows)]);
  return own;
}

/** Key paths as nested YAML, to be pasted into a scenario. */
function yamlOf(values: Values): string {
  const tree = new Map<string, unknown>();
  for (const [path, value] of values) {
    const keys = path.split('.');
    const last = keys.pop()!;
    const parent = keys.reduce((map, key) => {
      const below = map.get(key) ?? new Map<string, unknown>();
      map.set(key, below);
      return below as Map<string, unknown>;
    }, tree);
    parent.set(last, Number.isNaN(Number(value)) ? value : Number(value));
  }
  return stringify(listed(tree), { lineWidth: 0 });
}

/** Maps whose keys are 0, 1, 2 … are lists. */
function listed(node: unknown): unknown {
  if (!(node instanceof Map)) return node;
  const entries = [...node].map(([key, value]) => [String(key), listed(value)] as const);
  return entries.every(([key], index) => key === String(index)) ? entries.map(([, value]) => value) : Object.fromEntries(entries);
}
