// `offsupply calibrate`: simulates ordinary life in each setting, compares it with the published
// figures, and writes and prints both.
import { join, parse, resolve } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import {
  figuresOf,
  prepareOrdinaryLife,
  type Figures,
  type OrdinaryLife,
} from '../calibration/ordinary-life.ts';
import { resultsOf, type TargetResult } from '../calibration/results.ts';
import { scenarioOf, settings, type Setting } from '../calibration/settings.ts';
import { UsageError } from '../errors.ts';
import { openOutputDirectory } from '../files/output-directory.ts';
import { targetsTable } from '../outputs/calibration-columns.ts';
import { calibrationJson, calibrationText } from '../outputs/calibration-table.ts';
import { csvText } from '../outputs/csv.ts';
import { dataPackage } from '../outputs/data-package.ts';
import { jsonText } from '../outputs/json.ts';
import { readChain } from '../scenario/chain.ts';
import { loadScenario } from '../scenario/load.ts';
import type { CalibrateOptions } from './calibrate-options.ts';
import { exitCodes, type Host } from './host.ts';
import { fit } from './fit.ts';
import { overridesOf } from './scenario-options.ts';
import { scenarioFilesFor } from './scenario-source.ts';
import { startProgress, type Progress } from './terminal.ts';
import { version } from './version.ts';

export async function calibrate(
  path: string | undefined,
  options: CalibrateOptions,
  host: Host,
): Promise<number> {
  if (options.fit !== undefined) {
    if (path !== undefined)
      throw new UsageError(
        `${path}: habits are fitted in the shipped settings; leave the scenario out`,
      );
    return fit(options.fit, options, host);
  }
  const overrides = overridesOf(options);
  const files = scenarioFilesFor(host);
  // A missing file is reported before anything else.
  if (path !== undefined) readChain(path, files);
  const lives = settingsOf(path, options.as).map((one) => ({
    setting: one.setting,
    life: prepareOrdinaryLife(loadScenario(one.path, files, { overrides }).scenario),
  }));
  const progress = startProgress({
    total: lives.reduce((sum, { life }) => sum + life.scenario.replications, 0),
    unit: 'replications',
    form: options.progress,
    stream: host.stderr,
    environment: host.environment,
  });
  const results: TargetResult[] = [];
  let done = 0;
  for (const { setting, life } of lives) {
    results.push(...resultsOf(setting, await replicationsOf(life, progress, done)));
    done += life.scenario.replications;
  }
  progress.finish();
  results.sort((a, b) => (a.target.id < b.target.id ? -1 : 1));
  await write(results, resolve(host.cwd, options.out));
  host.stdout.write(
    options.json === true
      ? jsonText({ version, targets: calibrationJson(results) })
      : calibrationText(results),
  );
  progress.message(`${targetsTable.path} in ${join(options.out, '/')}`);
  return exitCodes.done;
}

/** The scenarios to simulate, each with the setting it is compared with. */
function settingsOf(
  path: string | undefined,
  as: Setting | undefined,
): readonly { setting: Setting; path: string }[] {
  if (path === undefined) {
    if (as !== undefined)
      throw new UsageError(`--as ${as}: name the scenario that is held against it`);
    return settings.map((setting) => ({ setting, path: scenarioOf(setting) }));
  }
  const setting = as ?? settings.find((name) => name === parse(path).name);
  if (setting === undefined)
    throw new UsageError(
      `${path}: say which published figures it is held against: --as ${settings.join(', --as ')}`,
    );
  return [{ setting, path }];
}

async function replicationsOf(
  life: OrdinaryLife,
  progress: Progress,
  before: number,
): Promise<readonly Figures[]> {
  const figures: Figures[] = [];
  for (let replication = 1; replication <= life.scenario.replications; replication++) {
    figures.push(figuresOf(life, replication));
    progress.update(before + replication);
    // Lets signals be handled.
    await setImmediate();
  }
  return figures;
}

async function write(results: readonly TargetResult[], folder: string): Promise<void> {
  const directory = openOutputDirectory(
    folder,
    (name) => name === targetsTable.path || name === packageName,
  );
  const file = await directory.write(targetsTable.path, [csvText(targetsTable, results)]);
  const { title, description } = targetsTable;
  const resources = [{ table: targetsTable as never, file }];
  await directory.write(packageName, [dataPackage({ title, description, version, resources })]);
}

const packageName = 'datapackage.json';
