// `offsupply calibrate --fit`: history matching of habits, wave by wave. Stores every simulated
// set, so that it can be stopped and continued, and writes the sets that the published figures do
// not rule out.
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { stringify } from 'yaml';
import { UsageError } from '../errors.ts';
import { evaluationOf, simulateAt, type LoadSettings } from '../calibration/fit.ts';
import {
  distanceOf,
  isAccepted,
  largestMiss,
  nextWave,
  type Evaluation,
  type Matching,
} from '../calibration/history-matching.ts';
import { parameterNames, valuesAt, type Values } from '../calibration/parameters.ts';
import { scenarioOf, type FittedSetting, type Reading } from '../calibration/settings.ts';
import { openOutputDirectory, readText, type OutputDirectory } from '../files/output-directory.ts';
import { csvText } from '../outputs/csv.ts';
import { posteriorTable, type PosteriorRow } from '../outputs/posterior-columns.ts';
import { simulatedSetsTable, type SimulatedSet } from '../outputs/simulated-sets-columns.ts';
import type { ScenarioFiles } from '../scenario/files.ts';
import { loadScenario } from '../scenario/load.ts';
import type { Override } from '../scenario/override.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { CalibrateOptions } from './calibrate-options.ts';
import { exitCodes, type Host } from './host.ts';
import { overridesOf } from './scenario-options.ts';
import { scenarioFilesFor } from './scenario-source.ts';
import { startProgress } from './terminal.ts';

/** Homes per replication while searching. */
const searchHouseholds = 500;
/** Replications while searching: most for the setting with most figures. */
const searchReplications: Readonly<Record<FittedSetting, number>> = {
  ...{ calm: 1, hard: 2, specialist: 1, 'early-2022': 1, 'present-winter': 1 },
};
/**
 * Number of nearest sets that are simulated again with more homes. The nearest of them is the
 * fitted set.
 */
const finalists = 60;
const finalFineness = 6;
const firstWave = 400;
const laterWave = 100;

export async function fit(
  reading: Reading,
  options: CalibrateOptions,
  host: Host,
): Promise<number> {
  const { sets, most, resume, again, households: asked, ...others } = options;
  const given = overridesOf(others);
  const households = asked === undefined ? searchHouseholds : Number(asked);
  const files = scenarioFilesFor(host);
  const out = resolve(host.cwd, options.out);
  const load = loaderOf(files, given, households);
  const matching: Matching = {
    ...{
      dimensions: parameterNames.length,
      seed: options.seed ?? 'calibrate',
      goal: sets,
      firstWave,
      laterWave,
      most,
    },
  };
  const before = resume === true || again !== undefined ? kept(out) : [];
  // A continued search begins with the sets that are simulated again.
  const pending =
    again === undefined ? [] : nearestOf(reading, before, again).map(({ point }) => point);
  const simulated: SimulatedSet[] = again === undefined ? before : [];
  const directory = openOutputDirectory(out, (name) => ownNames.includes(name));
  const progress = startProgress({
    ...{
      total: most,
      unit: 'sets',
      form: options.progress,
      stream: host.stderr,
      environment: host.environment,
    },
  });
  for (;;) {
    const evaluated = simulated.map((set) => evaluationOf(reading, set));
    const wave = pending.length > 0 ? pending.splice(0, laterWave) : nextWave(matching, evaluated);
    if (wave.length === 0) break;
    for (const point of wave) {
      simulated.push({ number: simulated.length + 1, point, simulated: simulateAt(point, load) });
      progress.update(simulated.length);
      await setImmediate();
    }
    await directory.write(simulatedSetsTable.path, [csvText(simulatedSetsTable, simulated)]);
    const near = simulated.map((set) => evaluationOf(reading, set));
    const nearest = near.reduce((least, one) => Math.min(least, largestMiss(one)), Infinity);
    progress.message(
      `${simulated.length} sets, ${near.filter(isAccepted).length} accepted, nearest ` +
        nearest.toFixed(2),
    );
  }
  progress.finish();
  const rows = chosen(reading, simulated, loaderOf(files, given, finalFineness * households));
  await write(directory, rows);
  const fitted = rows[0]!;
  host.stdout.write(
    `${yamlOf(fitted.values)}\nThe fitted set: root mean square ` +
      `${fitted.distance.toFixed(2)}, largest ${fitted.largest.toFixed(2)} standard ` +
      'deviations. ' +
      `${rows.length - 1} accepted sets of ${simulated.length} simulated.\n`,
  );
  return exitCodes.done;
}

const ownNames = ['fitted.yaml', 'posterior.csv', simulatedSetsTable.path];

/** Score of a set, smaller is better: the overall distance, and the largest single miss. */
const scoreOf = (one: Evaluation): number => distanceOf(one) + largestMiss(one) / 2;

function nearestOf(
  reading: Reading,
  before: readonly SimulatedSet[],
  count: number,
): readonly SimulatedSet[] {
  const scores = new Map(before.map((set) => [set, scoreOf(evaluationOf(reading, set))]));
  return before.toSorted((a, b) => scores.get(a)! - scores.get(b)!).slice(0, count);
}

/** The fitted set first, then every accepted set. */
function chosen(
  reading: Reading,
  simulated: readonly SimulatedSet[],
  loadFine: LoadSettings,
): readonly PosteriorRow[] {
  const fine = nearestOf(reading, simulated, finalists)
    .map(({ point }) => evaluationOf(reading, { point, simulated: simulateAt(point, loadFine) }))
    .sort((a, b) => scoreOf(a) - scoreOf(b));
  const evaluated = simulated.map((set) => evaluationOf(reading, set));
  return [fine[0]!, ...evaluated.filter(isAccepted)].map((one, number) => ({
    ...{
      number,
      distance: distanceOf(one),
      largest: largestMiss(one),
      values: valuesAt(one.point),
    },
  }));
}

/** Only habits differ between sets, so each setting's files are read once. */
function loaderOf(
  files: ScenarioFiles,
  given: readonly Override[],
  households: number,
): LoadSettings {
  const loaded = (setting: FittedSetting, values: Values): Scenario => {
    const size: Values = [
      ['households', String(households)],
      ['replications', String(searchReplications[setting])],
    ];
    const overrides = [...given, ...overridesFor([...size, ...values])];
    return loadScenario(scenarioOf(setting), files, { overrides }).scenario;
  };
  const [calm, early, present] = [
    loaded('calm', []),
    loaded('early-2022', []),
    loaded('present-winter', []),
  ];
  return (values) => {
    const hard = loaded('hard', values);
    const { consumption, meter, behaviour } = hard;
    const habits = { consumption, meter, behaviour };
    return {
      ...{ hard, specialist: loaded('specialist', values), calm: { ...calm, ...habits } },
      ...{ 'early-2022': { ...early, ...habits }, 'present-winter': { ...present, ...habits } },
    };
  };
}

function overridesFor(values: Values): readonly Override[] {
  return values.map(([path, value]) => ({ path, value, option: `--set ${path}=${value}` }));
}

/** The sets that an earlier, stopped search has simulated. */
function kept(folder: string): SimulatedSet[] {
  const file = join(folder, simulatedSetsTable.path);
  if (!existsSync(file))
    throw new UsageError(
      `--resume or --again: there is no ${simulatedSetsTable.path} in ${folder}`,
    );
  const [header, ...lines] = readText(file).trim().split('\n');
  if (header !== simulatedSetsTable.columns.map(({ name }) => name).join(','))
    throw new UsageError(
      `${file}: it is of other parameters or figures; leave --resume out to begin again`,
    );
  return lines.map((line) => {
    const [number, ...cells] = line.split(',').map(Number);
    const dimensions = parameterNames.length;
    return {
      ...{ number: number!, point: Float64Array.from(cells.slice(0, dimensions)) },
      simulated: Float64Array.from(cells.slice(dimensions)),
    };
  });
}

async function write(directory: OutputDirectory, rows: readonly PosteriorRow[]): Promise<void> {
  await directory.write('fitted.yaml', [yamlOf(rows[0]!.values)]);
  const table = posteriorTable(rows[0]!.values.map(([path]) => path));
  await directory.write(table.path, [csvText(table, rows)]);
}

/** Values as nested YAML, to be pasted into a scenario. */
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
  return entries.every(([key], index) => key === String(index))
    ? entries.map(([, value]) => value)
    : Object.fromEntries(entries);
}
