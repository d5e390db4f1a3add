// Sets of consumers' parameters that fit the published figures about as well (scenarios/calibration/posterior.csv), laid over a scenario. Which set a
// replication lives by is experiment/parameter-draw.ts.
import { UsageError } from '../errors.ts';
import type { ScenarioFiles } from './files.ts';
import { variantLoader, type LoadedScenario, type LoadOptions } from './load.ts';
import { valueAt } from './merge.ts';
import type { Override } from './override.ts';
import type { ConsumerSide, Scenario } from './scenario.ts';

/** Its first row is the fitted set, whose values are the defaults. */
const posteriorName = 'calibration/posterior.csv';

interface ParameterSets {
  readonly paths: readonly string[];
  readonly fitted: readonly string[];
  readonly sets: readonly (readonly string[])[];
}

export interface Uncertain {
  /** Says that parameters are drawn, and which. */
  readonly scenario: Scenario;
  /** What the consumers are under each set. */
  readonly alternatives: readonly ConsumerSide[];
}

/** Columns of the file that are no parameters. */
const plainColumns = 3;

/** Sets of fitted parameters that may be laid over a scenario. */
export interface DrawableSets {
  /** Key paths of the parameters that differ between sets. */
  readonly drawn: readonly string[];
  /** What each set lays over the scenario. */
  readonly overrides: readonly (readonly Override[])[];
}

/**
 * The scenario with every fitted parameter it leaves at its default uncertain. What it, or an option, sets itself keeps its value.
 * @throws UsageError when nothing is left to draw
 */
export function withParameterSets(path: string, loaded: LoadedScenario, files: ScenarioFiles, options: LoadOptions): Uncertain {
  const { drawn, overrides } = drawableSets(loaded, files);
  if (drawn.length === 0)
    throw new UsageError('--parameter-uncertainty: the scenario sets every fitted parameter itself; none is left to draw');
  const alternatives = overrides.map(variantLoader(path, files, options)).map(({ scenario }) => {
    const { population, consumption, meter, behaviour } = scenario;
    return { population, consumption, meter, behaviour };
  });
  return { scenario: { ...loaded.scenario, parameterUncertainty: { sets: overrides.length, drawn } }, alternatives };
}

/** The sets as far as the scenario leaves their parameters at their defaults. */
export function drawableSets(loaded: LoadedScenario, files: ScenarioFiles): DrawableSets {
  const { paths, fitted, sets } = readSets(files);
  const isDefault = paths.map((one, index) => sameValue(valueAt(loaded.document, one.split('.')), fitted[index]!));
  // Shares of one whole, or the two ends of a law, are drawn together or not at all.
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
    throw new UsageError(`--parameter-uncertainty: there is no ${posteriorName}; make it with offsupply calibrate --fit`);
  const [header, ...rows] = files.rows(text).map(({ cells }) => cells.slice(plainColumns));
  if (header === undefined || rows.length < 2)
    throw new UsageError(`${posteriorName}: it has no sets; make it with offsupply calibrate --fit`);
  return { paths: header, fitted: rows[0]!, sets: rows };
}

const parentOf = (path: string): string => path.slice(0, path.lastIndexOf('.'));

/** `0.250` is 0.25. */
function sameValue(found: unknown, cell: string): boolean {
  return typeof found === 'number' ? found === Number(cell) : found === cell;
}
