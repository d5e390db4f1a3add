// Sets of consumers' parameters that fit the published figures similarly well
// (scenarios/calibration/posterior.csv), as overrides of a scenario. explore/worlds.ts says which
// set a replication uses.
import { UsageError } from '../errors.ts';
import type { ScenarioFiles } from './files.ts';
import type { LoadedScenario } from './load.ts';
import { valueAt } from './merge.ts';
import { overlap, type Override } from './override.ts';

/** Its first row is the fitted set, whose values are the defaults. */
const posteriorName = 'calibration/posterior.csv';

interface ParameterSets {
  readonly paths: readonly string[];
  readonly fitted: readonly string[];
  readonly sets: readonly (readonly string[])[];
}

/** Number of columns before the parameters. */
const plainColumns = 3;

/** Sets of fitted parameters that can be drawn for a scenario. */
export interface DrawableSets {
  /** Key paths of the parameters that differ between sets. */
  readonly drawn: readonly string[];
  /** Overrides of each set. */
  readonly overrides: readonly (readonly Override[])[];
}

/**
 * The sets, limited to parameters that the scenario leaves at their defaults and no option sets.
 */
export function drawableSets(loaded: LoadedScenario, files: ScenarioFiles): DrawableSets {
  const { paths, fitted, sets } = readSets(files);
  const isSet = (path: string): boolean => loaded.set.some((one) => overlap(one, path));
  const isDefault = paths.map(
    (one, index) =>
      !isSet(one) && sameValue(valueAt(loaded.document, one.split('.')), fitted[index]!),
  );
  // Shares of one whole, or the parameters of one distribution, are drawn all together or not at
  // all.
  const kept = new Set(paths.filter((_, index) => !isDefault[index]).map(parentOf));
  const overrides = sets.map((values) =>
    paths.flatMap((one, index): readonly Override[] =>
      kept.has(parentOf(one)) ? [] : [{ path: one, value: values[index]!, option: posteriorName }],
    ),
  );
  return { drawn: paths.filter((one) => !kept.has(parentOf(one))), overrides };
}

function readSets(files: ScenarioFiles): ParameterSets {
  const path = files.shipped(posteriorName);
  const text = path === undefined ? undefined : files.read(path);
  if (typeof text !== 'string')
    throw new UsageError(`there is no ${posteriorName}; make it with offsupply calibrate --fit`);
  const [header, ...rows] = files.rows(text).map(({ cells }) => cells.slice(plainColumns));
  if (header === undefined || rows.length < 2)
    throw new UsageError(
      `${posteriorName}: it has no sets; make it with offsupply calibrate --fit`,
    );
  return { paths: header, fitted: rows[0]!, sets: rows };
}

const parentOf = (path: string): string => path.slice(0, path.lastIndexOf('.'));

/** `0.250` is 0.25. */
function sameValue(found: unknown, cell: string): boolean {
  return typeof found === 'number' ? found === Number(cell) : found === cell;
}
