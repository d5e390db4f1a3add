// The factors of a scenario: one for each entry of its `ranges`, and one for whole sets of fitted
// habits.
import { UsageError } from '../errors.ts';
import type { ScenarioFiles } from '../scenario/files.ts';
import { isMap } from '../scenario/kind.ts';
import type { LoadedScenario } from '../scenario/load.ts';
import { valueAt } from '../scenario/merge.ts';
import { nearest } from '../scenario/nearest.ts';
import { overlap } from '../scenario/override.ts';
import { drawableSets, type DrawableSets } from '../scenario/parameter-sets.ts';
import type { RangeOverValue } from '../scenario/ranges-over-values.ts';
import type { Range } from '../scenario/scenario.ts';
import { keyPathOf, namedLeaf, settingMistake } from '../scenario/setting.ts';
import {
  listFactor,
  makeFactor,
  numberOf,
  shareFactor,
  spanFactor,
  type Factor,
} from './factor.ts';
import type { FactorGroup } from './factor-words.ts';

/** Which factors to take. */
export interface FactorChoice {
  readonly only?: FactorGroup;
  /** By name; all where absent. */
  readonly factors?: readonly string[];
}

export interface ChosenFactors {
  /** In the order of the scenario, habits last. */
  readonly factors: readonly Factor[];
  /** Entries of `ranges` that were left out, and why; for people. */
  readonly remarks: readonly string[];
}

/** Name of the factor that draws one of the sets of fitted habits. */
export const habitsName = 'habits';

/**
 * The factors of a scenario. Sets of fitted habits are one factor. Ranges of parameters in the sets
 * are left out, unless `choice.factors` names them; then the sets do not change those parameters.
 * @throws UsageError for a name that is no factor; for a range on a logarithmic scale from 0
 */
export function factorsOf(
  loaded: LoadedScenario,
  files: ScenarioFiles,
  choice: FactorChoice = {},
): ChosenFactors {
  const remarks: string[] = [];
  const single: Factor[] = [];
  const isNamed = ({ name, path }: Factor): boolean =>
    choice.factors?.some((written) => written === name || overlap(written, path)) === true;
  for (const [path, range] of Object.entries(loaded.scenario.ranges)) {
    const factor = rangeFactor(path, range, loaded);
    const option = loaded.set.find((one) => overlap(one, path));
    if (factor === undefined) remarks.push(`ranges: ${path} is left out: ${elsewhere(path)}`);
    else if (option !== undefined && !isNamed(factor))
      remarks.push(`ranges: ${path} is left out: an option sets ${option}`);
    else single.push(factor);
  }
  const sets = drawableSets(loaded, files);
  const names = choice.factors?.map((written) => nameOf(written, single));
  const asked = single.filter(({ name }) => names?.includes(name) === true);
  const inSets = (factor: Factor): boolean =>
    sets.drawn.some((drawn) => overlap(drawn, factor.path));
  const all = [
    ...single.filter((factor) => asked.includes(factor) || !inSets(factor)),
    ...(sets.drawn.length === 0 ? [] : [habitsFactor(sets, asked, loaded)]),
  ];
  const factors = all.filter(
    ({ name, group }) =>
      (names?.includes(name) ?? true) && (choice.only === undefined || group === choice.only),
  );
  if (factors.length === 0) throw new UsageError(nothingLeft(choice));
  const drawn = new Set(factors.filter((factor) => !isNamed(factor)).map(({ path }) => path));
  const over = loaded.rangesOverValues.filter(({ path }) => drawn.has(path));
  return { factors, remarks: [...remarks, ...overValuesText(over)] };
}

/** Undefined where the range reaches into a value that the scenario does not have. */
function rangeFactor(path: string, range: Range, { document }: LoadedScenario): Factor | undefined {
  const option = `ranges: ${path}`;
  const keys = keyPathOf(path);
  const leaf = namedLeaf(keys)!;
  if (leaf.length < keys.length && valueAt(document, keys) === undefined) return undefined;
  if (range.kind === 'choices') return listFactor({ path, option }, range.values, document);
  const { from, to, scale, unit } = range;
  if (isMap(from) && isMap(to)) return shareFactor({ path, option, from, to }, document);
  if (scale === 'log' && !(numberOf(from)! > 0))
    throw new UsageError(
      `${option}: a logarithmic scale begins above 0: write a low end above 0, or scale: linear`,
    );
  return spanFactor(
    { path, option, from, to, scale, isPer10000Homes: unit === 'per10000Homes' },
    document,
  );
}

/** Empty where the scenario's own file sets no value that is varied. */
function overValuesText(over: readonly RangeOverValue[]): readonly string[] {
  const [first] = over;
  if (first === undefined) return [];
  const paths = over.map(({ path }) => path);
  const they =
    over.length === 1 ? 'it is varied over the range' : 'they are varied over the ranges';
  return [
    `ranges: ${first.setBy} sets ${paths.join(', ')}, but ${they} of a file that it extends. ` +
      `To hold a value, write ranges: { ${paths[0]!}: fixed }`,
  ];
}

const elsewhere = (path: string): string =>
  `this scenario writes ${path.split('.').slice(0, 2).join('.')} in another form, and the ` +
  'range reaches into a value it does not have';

/** @param named factors that are named by themselves: the sets do not change them */
function habitsFactor(
  { drawn, overrides }: DrawableSets,
  named: readonly Factor[],
  { document }: LoadedScenario,
): Factor {
  const left = new Set(drawn.filter((path) => !named.some((factor) => overlap(factor.path, path))));
  const sets = overrides.map((settings) => settings.filter(({ path }) => left.has(path)));
  const count = sets.length;
  const factor = makeFactor(
    { name: habitsName, path: 'behaviour', unit: 'set', count },
    document,
    (u) => {
      const place = Math.min(count - 1, Math.floor(u * count));
      return { settings: sets[place]!, text: String(place), number: undefined };
    },
  );
  return { ...factor, label: 'Fitted habits of the homes, as whole sets', default: '0' };
}

/** The factor meant by a name or a key path. @throws UsageError with the nearest */
function nameOf(written: string, single: readonly Factor[]): string {
  if (written === habitsName) return written;
  const found = single.find(
    ({ name, path }) =>
      name === written || keyPathOf(path).join('.') === keyPathOf(written).join('.'),
  );
  if (found !== undefined) return found.name;
  const known = [...single.map(({ name }) => name), habitsName];
  const meant = nearest(written, known);
  const guess =
    meant === undefined ? `The scenario has ${known.join(', ')}.` : `Did you mean ${meant}?`;
  throw new UsageError(
    `--factors ${written}: there is no such factor in the ranges of the scenario. ${guess}`,
  );
}

const nothingLeft = ({ only, factors }: FactorChoice): string =>
  only !== undefined
    ? `--only ${only}: no factor is ` +
      `left${factors === undefined ? ' in the ranges of the scenario' : ' of those that --factors names'}`
    : 'the scenario has no ranges: write what is not known under ranges, or name it with --vary';

/** The first mistake in the low or the high end of a factor, judged by the key's leaf alone. */
export function factorMistake(
  factor: Factor,
  { document }: LoadedScenario,
): { text: string; allowed: string; fix: string } | undefined {
  for (const u of [0, 1]) {
    for (const { path, value } of factor.settingsAt(u)) {
      const mistake = settingMistake(document, path, value);
      if (mistake !== undefined) return { text: value, ...mistake };
    }
  }
  return undefined;
}
